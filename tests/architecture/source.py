"""The source as the architecture tests read it: files, syntax trees, functions, templates."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "huiyin"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Place:
    """A function and where it stands."""

    path: Path
    node: Function
    classes: tuple[str, ...]
    inner: bool

    def __str__(self) -> str:
        return f"{named(self.path)}:{self.node.lineno} {'.'.join([*self.classes, self.node.name])}"

    @property
    def lines(self) -> int:
        """Lines from `def` to the end."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1


def named(path: Path) -> str:
    """The path as a reader of the project knows it."""
    return str(path.relative_to(ROOT))


@cache
def kept_files() -> tuple[Path, ...]:
    """All files of the project, those not ignored by git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(sorted(ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()))


def python_files(*folders: str) -> list[Path]:
    """Python files of these top folders, migrations left out."""
    return [
        path
        for path in kept_files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in folders
        and "migrations" not in path.parts
    ]


def page_files(*suffixes: str) -> list[Path]:
    """Our own templates and static files with these suffixes."""
    return [path for path in kept_files() if path.is_relative_to(SRC) and path.suffix in suffixes]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def functions(path: Path) -> tuple[Place, ...]:
    """All functions of a file, those inside others marked as inner."""
    return tuple(_functions(path, tree(path), (), False))


def _functions(path: Path, parent: ast.AST, classes: tuple[str, ...], inner: bool) -> Iterator[Place]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, Function):
            yield Place(path, node, classes, inner)
            yield from _functions(path, node, classes, True)
        elif isinstance(node, ast.ClassDef):
            yield from _functions(path, node, (*classes, node.name), inner)
        else:
            yield from _functions(path, node, classes, inner)


def module_of(path: Path) -> str:
    """Dotted name of a file below src."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def report(title: str, places: list[str]) -> str:
    """The message of a failed check: what is wrong and where."""
    return "\n  ".join([f"{title}:", *places])
