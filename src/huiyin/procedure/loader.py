"""Reads procedure documents and refuses whatever would strand a matter; names file, line and reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from huiyin.kernel.chain import sm3
from huiyin.procedure.checks import problems_of
from huiyin.procedure.definition import Procedure


@dataclass(frozen=True)
class Problem:
    """One fault of a document: where it is and what is wrong."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class DocumentRefused(Exception):
    """The document was not accepted; `problems` names every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def load(path: Path) -> Procedure:
    """Read and check one document. Raises DocumentRefused with every fault at once.

    A long document goes on in chapters: the files of the folder that bears its name, read after it in the order of
    their names as if they stood below it.
    """
    files = [path, *sorted(path.with_suffix("").glob("*.yaml"))]
    texts = [file.read_text(encoding="utf-8") for file in files]
    try:
        return load_text("".join(texts), source=path.name)
    except DocumentRefused as refused:
        raise DocumentRefused([_in_chapter(each, files, texts) for each in refused.problems]) from refused


def _in_chapter(problem: Problem, files: list[Path], texts: list[str]) -> Problem:
    """The problem with the file and the line in which it stands."""
    line = problem.line
    for file, text in zip(files, texts, strict=True):
        if line <= text.count("\n"):
            return Problem(file.name, line, problem.reason)
        line -= text.count("\n")
    return problem


def load_text(text: str, *, source: str) -> Procedure:
    """Read and check a document given as text; `source` names it in problems."""
    lines = _LineIndex(text)
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DocumentRefused([Problem(source, line, f"not valid YAML: {error}")]) from error
    if not isinstance(raw, dict):
        raise DocumentRefused([Problem(source, 1, "a procedure document is a mapping")])
    doubled = [Problem(source, line, f"key {key!r} stands twice") for key, line in lines.doubled]
    if doubled:
        raise DocumentRefused(doubled)
    try:
        procedure = Procedure.model_validate({**_spelled_out(raw), "seal": seal_of(text), "source": source})
    except ValidationError as error:
        raise DocumentRefused(list(_from_pydantic(error, source, lines))) from error
    faults = [Problem(source, lines.of(where), reason) for where, reason in problems_of(procedure)]
    if faults:
        raise DocumentRefused(faults)
    return procedure


def seal_of(text: str) -> str:
    """The SM3 hash of a document's text, line ends unified, so that a checkout on any system agrees."""
    return sm3(text.replace("\r\n", "\n").encode("utf-8"))


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    """Allow the short forms that make documents readable: one word for a list of one, a guard by its name."""
    moves = {}
    for code, move in (raw.get("moves") or {}).items():
        if isinstance(move, dict):
            move = dict(move)
            for key in ("from", "by", "documents"):
                if isinstance(move.get(key), str):
                    move[key] = [move[key]]
            move["guards"] = [_guard(use) for use in move.get("guards", [])]
        moves[code] = move
    return {**raw, "moves": moves}


def _guard(use: Any) -> Any:
    if isinstance(use, str):
        return {"name": use}
    if isinstance(use, dict) and len(use) == 1 and "name" not in use:
        ((name, options),) = use.items()
        return {"name": name, "options": options or {}}
    return use


def _from_pydantic(error: ValidationError, source: str, lines: "_LineIndex") -> Iterator[Problem]:
    for fault in error.errors():
        where = tuple(str(part) for part in fault["loc"])
        yield Problem(source, lines.of(where), f"{'.'.join(where)}: {fault['msg']}")


class _LineIndex:
    """Key path → line number, read from the YAML nodes."""

    def __init__(self, text: str) -> None:
        self.lines: dict[tuple[str, ...], int] = {}
        self.doubled: list[tuple[str, int]] = []
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return
        if node is not None:
            self._walk(node, ())

    def _walk(self, node: yaml.Node, path: tuple[str, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*path, str(key.value))
                if here in self.lines:
                    self.doubled.append((str(key.value), key.start_mark.line + 1))
                self.lines[here] = key.start_mark.line + 1
                self._walk(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for position, value in enumerate(node.value):
                self.lines[(*path, str(position))] = value.start_mark.line + 1
                self._walk(value, (*path, str(position)))

    def of(self, path: tuple[str, ...]) -> int:
        """The line of the deepest part of the path that stands in the text."""
        known = (
            self.lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in self.lines
        )
        return next(known, 1)
