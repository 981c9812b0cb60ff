"""Fetches the free fonts of official papers: from Debian's packages without installing them, which needs no root.

Fandol (仿宋, 楷体, 黑体, 宋体) is in texlive-lang-chinese. Noto Serif CJK stands behind it for rare characters; where
there is no apt, the npm package of Noto Serif SC does.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str]]
SYSTEM = Path("/usr/share/fonts")
FANDOL = (
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolHei-Bold",
    "FandolSong-Regular",
    "FandolSong-Bold",
)
DEBIAN = {
    "texlive-lang-chinese": tuple(f"{name}.otf" for name in FANDOL),
    "fonts-noto-cjk": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
}
NPM = "@expo-google-fonts/noto-serif-sc@0.4.3"
NPM_FILES = ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf")


def fetch(target: Path, *, run: Run, npm: str | Path, environment: dict[str, str]) -> list[str]:
    """Put the fonts that are not on this machine into `target`; the names of what could not be had."""
    target.mkdir(parents=True, exist_ok=True)
    missing = []
    with tempfile.TemporaryDirectory(prefix="huiyin-fonts-") as scratch:
        for package, files in DEBIAN.items():
            if _there(target, files) or _from_debian(package, files, target, Path(scratch), run):
                continue
            if package == "fonts-noto-cjk" and _from_npm(target, Path(scratch), run, npm, environment):
                continue
            missing.append(package)
    return missing


def _there(target: Path, files: tuple[str, ...]) -> bool:
    if all((target / name).is_file() for name in files):
        return True
    return SYSTEM.is_dir() and all(any(SYSTEM.rglob(name)) for name in files)


def _from_debian(package: str, files: tuple[str, ...], target: Path, scratch: Path, run: Run) -> bool:
    """Download the package with lists of our own, so that neither root nor the machine's lists are needed."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    state, place = scratch / "apt", scratch / package
    for folder in (state / "lists" / "partial", state / "cache" / "archives" / "partial", place):
        folder.mkdir(parents=True, exist_ok=True)
    own = ["-o", f"Dir::State::Lists={state / 'lists'}", "-o", f"Dir::Cache={state / 'cache'}"]
    own += ["-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=1"]
    if not any((state / "lists").glob("*Packages*")) and run(["apt-get", *own, "update", "-qq"])[0]:
        return False
    code, _output = run(
        ["sh", "-c", 'cd "$1" && shift && exec apt-get "$@"', "apt", place, *own, "download", package]
    )
    found = next(place.glob("*.deb"), None)
    if code or found is None or run(["dpkg-deb", "-x", found, place / "content"])[0]:
        return False
    return _copied(place / "content", files, target)


def _from_npm(target: Path, scratch: Path, run: Run, npm: str | Path, environment: dict[str, str]) -> bool:
    """The same typeface from the npm registry."""
    place = scratch / "npm"
    place.mkdir()
    code, _output = run([npm, "pack", "--silent", "--pack-destination", place, NPM], env=environment)
    found = next(place.glob("*.tgz"), None)
    if code or found is None:
        return False
    shutil.unpack_archive(found, place / "content", filter="data")
    return _copied(place / "content", NPM_FILES, target)


def _copied(source: Path, files: tuple[str, ...], target: Path) -> bool:
    for name in files:
        found = next(source.rglob(name), None)
        if found is None:
            return False
        shutil.copyfile(found, target / name)
    return True
