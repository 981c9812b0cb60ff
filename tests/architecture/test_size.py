"""Files and functions stay small enough to be read in one go."""

from architecture.source import functions, kept_files, named, python_files, report

CODE = ("src", "tools", "bench")
LONGEST_FILE, USUAL_FILE = 500, 300
LONGEST_FUNCTION, USUAL_FUNCTION = 60, 30
READ_BY_PEOPLE = {".py", ".html", ".css", ".js", ".yaml", ".txt"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}


def ninety_percent(values: list[int]) -> int:
    """The value that nine tenths do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 9 // 10) - 1)]


def test_size_ninety_percent_of_ten_values_is_the_ninth() -> None:
    assert ninety_percent(list(range(1, 11))) == 9
    assert ninety_percent([7]) == 7


def test_size_files_within_their_limits() -> None:
    # A first migration is written by the machine and is as long as the tables it creates.
    paths = [
        path
        for path in kept_files()
        if path.suffix in READ_BY_PEOPLE and path.stat().st_size and path.parent.name != "migrations"
    ]
    sizes = {path: path.read_text(encoding="utf-8").count("\n") for path in paths}
    long = [f"{named(path)} {lines}" for path, lines in sizes.items() if lines > LONGEST_FILE]
    assert not long, report(f"files of more than {LONGEST_FILE} lines", long)
    assert ninety_percent(list(sizes.values())) <= USUAL_FILE


def test_size_functions_within_their_limits() -> None:
    places = [place for path in python_files(*CODE) for place in functions(path)]
    long = [f"{place} {place.lines}" for place in places if place.lines > LONGEST_FUNCTION]
    assert not long, report(f"functions of more than {LONGEST_FUNCTION} lines", long)
    assert ninety_percent([place.lines for place in places]) <= USUAL_FUNCTION


def test_size_no_module_has_a_name_that_says_nothing() -> None:
    vague = [
        named(path)
        for path in python_files("src", "tests", "tools", "bench")
        if VAGUE & {path.stem, *path.parent.parts[-3:]}
    ]
    assert not vague, report("modules whose name says nothing", vague)
