"""Every public function says what it takes, what it gives and what it does for the office."""

import importlib
from pathlib import Path

from architecture.source import SRC, Place, functions, module_of, python_files, report

# Classes that a framework reads; their methods mean what the framework says.
FRAMEWORK_CLASSES = {"Meta", "Media", "Command"}
# Methods called by name by a framework without standing in a base class.
CALLED_BY_NAME = ("clean_", "test_", "visit_")


def overrides(place: Place) -> bool:
    """Whether a class outside this project declares the method already: it is documented there."""
    owner: object = importlib.import_module(module_of(place.path))
    for name in place.classes:
        owner = getattr(owner, name, None)
    if not isinstance(owner, type):
        return False
    bases = [base for base in owner.__mro__[1:] if not base.__module__.startswith("huiyin")]
    return any(place.node.name in vars(base) for base in bases)


def public(path: Path) -> list[Place]:
    """Functions that other parts may call and that no framework has named for us."""
    found = []
    for place in functions(path):
        names = [*place.classes, place.node.name]
        if place.inner or any(name.startswith("_") for name in names):
            continue
        if FRAMEWORK_CLASSES & set(place.classes):
            continue
        if place.classes and (place.node.name.startswith(CALLED_BY_NAME) or overrides(place)):
            continue
        found.append(place)
    return found


def all_public() -> list[Place]:
    return [place for path in python_files("src") for place in public(path)]


def unannotated(place: Place) -> bool:
    """Whether an argument or the result has no type."""
    arguments = place.node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if place.classes and named and named[0].arg in {"self", "cls"}:
        named = named[1:]
    named += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
    return place.node.returns is None or any(argument.annotation is None for argument in named)


def documented(place: Place) -> bool:
    """Whether the function has a docstring or is one of several `overload` signatures."""
    first = place.node.body[0]
    text = getattr(getattr(first, "value", None), "value", None)
    marks = [getattr(mark, "id", getattr(mark, "attr", "")) for mark in place.node.decorator_list]
    return (isinstance(text, str) and bool(text.strip())) or "overload" in marks or "setter" in marks


def test_functions_the_check_sees_the_source() -> None:
    assert len(python_files("src")) > 50
    assert any(place.path.is_relative_to(SRC / "kernel") for place in all_public())


def test_functions_public_ones_are_annotated() -> None:
    missing = [str(place) for place in all_public() if unannotated(place)]
    assert not missing, report("public functions without complete annotations", missing)


def test_functions_public_ones_are_documented() -> None:
    missing = [str(place) for place in all_public() if not documented(place)]
    assert not missing, report("public functions without a docstring", missing)
