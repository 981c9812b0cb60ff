"""All procedure documents of the installed packages, loaded once; sealed versions must be unchanged."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.apps import apps
from pydantic import BaseModel

from huiyin.procedure import registry
from huiyin.procedure.definition import Procedure
from huiyin.procedure.loader import DocumentRefused, Problem, load

SEALS = "seals.txt"
_extra: dict[tuple[str, int], Procedure] = {}


class NoSuchProcedure(LookupError):
    """A procedure or version that no installed package brings."""


def folders() -> list[Path]:
    """Folders of installed packages that hold procedure documents."""
    found = (Path(config.path) / "procedures" for config in apps.get_app_configs())
    return [folder for folder in found if folder.is_dir()]


@cache
def installed() -> dict[tuple[str, int], Procedure]:
    """Every document by code and version. Raises DocumentRefused with all faults of all documents."""
    procedures: dict[tuple[str, int], Procedure] = {}
    problems: list[Problem] = []
    for folder in folders():
        seals = read_seals(folder / SEALS)
        for path in sorted(folder.glob("*.yaml")):
            try:
                procedure = load(path)
            except DocumentRefused as refused:
                problems += refused.problems
                continue
            problems += _identity_problems(path, procedure, procedures, seals)
            procedures[procedure.identity] = procedure
    if problems:
        raise DocumentRefused(problems)
    return procedures


def _identity_problems(
    path: Path,
    procedure: Procedure,
    known: dict[tuple[str, int], Procedure],
    seals: dict[str, str],
) -> Iterable[Problem]:
    name = f"{procedure.procedure}.v{procedure.version}"
    if path.stem != name:
        yield Problem(path.name, 1, f"the file must be called {name}.yaml")
    if procedure.identity in known:
        yield Problem(path.name, 1, f"{name} is brought by two packages")
    sealed = seals.get(name)
    if sealed is not None and sealed != procedure.seal:
        yield Problem(path.name, 1, f"{name} is sealed and has been changed: make a new version instead")


def read_seals(path: Path) -> dict[str, str]:
    """`name.vN hash` lines; empty while nothing has been published."""
    if not path.exists():
        return {}
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return dict(pairs)


def seal(procedure: Procedure, folder: Path) -> None:
    """Publish a version: from now on its document may not change."""
    seals = read_seals(folder / SEALS)
    seals[f"{procedure.procedure}.v{procedure.version}"] = procedure.seal
    lines = [f"{name} {value}" for name, value in sorted(seals.items())]
    (folder / SEALS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def procedure_of(code: str, version: int) -> Procedure:
    """The document a matter stays on. Raises NoSuchProcedure."""
    identity = (code, version)
    if identity in _extra:
        return _extra[identity]
    try:
        return installed()[identity]
    except KeyError:
        raise NoSuchProcedure(f"{code}.v{version}") from None


def newest(code: str) -> Procedure:
    """The version that new matters begin under. Raises NoSuchProcedure."""
    versions = [procedure for (name, _v), procedure in every().items() if name == code]
    if not versions:
        raise NoSuchProcedure(code)
    return max(versions, key=lambda procedure: procedure.version)


def every() -> dict[tuple[str, int], Procedure]:
    """All known procedures by identity."""
    return {**installed(), **_extra}


def setting(matter_procedure: Procedure, name: str) -> BaseModel:
    """What a procedure sets for another package: its own values, or the presets where it says nothing."""
    return registry.settings[name].model_validate(matter_procedure.settings.get(name, {}))


def include(procedure: Procedure) -> None:
    """Add a document that no package brings (a committee's trial, a test's own procedure)."""
    _extra[procedure.identity] = procedure


def exclude(procedure: Procedure) -> None:
    """Take an included document out again."""
    _extra.pop(procedure.identity, None)
