"""What may be imported and called where, beyond the layers that import-linter checks."""

import ast
import re
from pathlib import Path

from architecture.source import SRC, functions, kept_files, named, python_files, report, tree

REASON = re.compile(r"#.*\breason: \S")
# The framework's own moments, needed by what guards the database; never our flow.
ALLOWED_SIGNALS = {"post_migrate", "connection_created"}
TIMELESS_PACKAGES = ("kernel", "procedure")
TIMELESS_MODULES = ("rules", "guards", "actions")
CLOCKS = {
    "timezone": {"now", "localdate", "localtime"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
}
CONVERSIONS = {"localdate", "localtime"}  # with an argument they only convert


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_imports_inside_functions_have_a_reason() -> None:
    places = []
    for path in python_files("src", "tools", "bench"):
        lines = lines_of(path)
        for place in functions(path):
            for node in ast.walk(place.node):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    told = " ".join(lines[max(0, node.lineno - 2) : node.end_lineno])
                    if not REASON.search(told):
                        places.append(f"{place}, line {node.lineno}")
    assert not places, report("imports inside functions without `# reason: …`", sorted(set(places)))


def timeless(path: Path) -> bool:
    """Whether this file may not read the clock: its callers pass the time."""
    package, *inner = path.relative_to(SRC).with_suffix("").parts
    if {"management", "views"} & set(inner):
        return False  # the edge, where the time is read
    return package in TIMELESS_PACKAGES or bool(set(inner) & set(TIMELESS_MODULES))


def reads_clock(node: ast.AST, calls: dict[ast.AST, ast.Call]) -> bool:
    """Whether this is `timezone.now`, `date.today` and the like, called or handed on."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    if node.attr not in CLOCKS.get(name, ()):
        return False
    call = calls.get(node)
    return not (node.attr in CONVERSIONS and call is not None and (call.args or call.keywords))


def clock_reads(path: Path) -> list[int]:
    """Lines of a file that read the clock."""
    nodes = list(ast.walk(tree(path)))
    calls = {node.func: node for node in nodes if isinstance(node, ast.Call)}
    return sorted(node.lineno for node in nodes if reads_clock(node, calls))  # type: ignore[attr-defined]


def test_imports_the_clock_check_finds_what_it_looks_for(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text(
        "from django.utils import timezone\n"
        "def due(at):\n"
        "    timezone.localdate(at)\n"
        "    timezone.localdate()\n"
        "    return timezone.now\n"
    )
    assert clock_reads(sample) == [4, 5]


def test_imports_no_clock_where_time_is_passed_in() -> None:
    files = [path for path in python_files("src") if path.is_relative_to(SRC) and path.parent != SRC]
    places = [f"{named(path)}:{line}" for path in files if timeless(path) for line in clock_reads(path)]
    assert not places, report("the clock is read where time is passed in as `at`", places)


def test_imports_no_signals_and_no_generic_foreign_keys() -> None:
    places = []
    for path in python_files("src"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {alias.name for alias in node.names}
                signals = node.module.endswith(".signals") and not names <= ALLOWED_SIGNALS
                if signals or node.module == "django.dispatch" or "GenericForeignKey" in names:
                    places.append(f"{named(path)}:{node.lineno} {node.module}")
            if isinstance(node, ast.Attribute) and node.attr in {"GenericForeignKey", "GenericRelation"}:
                places.append(f"{named(path)}:{node.lineno} {node.attr}")
    assert not places, report("signals or generic foreign keys", places)


def test_imports_migrations_have_names() -> None:
    migrations = [path for path in kept_files() if path.parent.name == "migrations" and path.suffix == ".py"]
    assert len(migrations) > 5
    nameless = [named(path) for path in migrations if "_auto_" in path.name or path.stem == "0001_initial"]
    assert not nameless, report("migrations without a name of their own", nameless)
