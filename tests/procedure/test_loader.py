"""What a procedure document must satisfy: each fault is named with its line."""

import re
from pathlib import Path

import pytest

from factories.errands import FOLDER, register
from huiyin.procedure.library import NoSuchProcedure, newest, procedure_of, read_seals, seal
from huiyin.procedure.loader import DocumentRefused, load, load_text, seal_of

ERRAND = (FOLDER / "errand.v1.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _names() -> None:
    register()


def reasons(text: str) -> list[str]:
    with pytest.raises(DocumentRefused) as refused:
        load_text(text, source="errand.v1.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_errand_is_accepted_and_knows_its_graph() -> None:
    errand = load_text(ERRAND, source="errand.v1.yaml")

    assert errand.identity == ("errand", 1)
    assert [code for code, _move in errand.moves_from("reviewing")] == ["sign", "send_back"]
    assert errand.facets_for("drafting", "member") == frozenset()
    assert errand.facets_for("handling", "member") == {"summary"}
    assert errand.facets_for("handling", "chair") == {"summary", "content"}
    assert errand.states["drafting"].label_for("office") == "起草"
    assert errand.states["drafting"].label_for("member") == "形成中"
    assert errand.states["drafting"].label_for("public") == "形成中"


# (what is replaced, by what, what the refusal says)
FAULTS = [
    ("grants: [cppcc_clerk]", "grants: [clerk]", "unknown grant 'clerk'"),
    ("by: [drafter], state", "by: [writer], state", "begins.by|unknown role 'writer'"),
    ("state: drafting, form", "state: nowhere, form", "unknown state 'nowhere'"),
    ("bar: [formation", "bar: [forming", "unknown stage 'forming'"),
    ("stage: feedback, sees: open}", "stage: end, sees: open}", "unknown stage 'end'"),
    ("stage: feedback, sees: open}", "stage: feedback, sees: all}", "unknown view 'all'"),
    ("edits: {drafter: [content]}", "edits: {writer: [content]}", "unknown role 'writer'"),
    ("edits: {drafter: [content]}", "edits: {drafter: [contents]}", "unknown facet 'contents'"),
    ("edits: {drafter: [content]}", "edits: {drafter: [summary]}", "names no form and effect"),
    ("effect: errands.content@1}", "effect: errands.content@1, shows: [marks]}", "unknown facet 'marks'"),
    ("from: drafting, to: reviewing", "from: draft, to: reviewing", "unknown state 'draft'"),
    ("from: drafting, to: reviewing", "from: drafting, to: review", "unknown state 'review'"),
    ("to: reviewing, by: drafter", "to: reviewing, by: writer", "unknown role 'writer'"),
    ("{label: 签发, from", "{label: 签发, labels: {office: 登记}, from", "name 'office', who does not make"),
    ("{label: 签发, from", "{label: 签发, shows: [remarks], from", "unknown facet 'remarks'"),
    ("{label: 签发, from", "{label: 签发, todos: {office: 登记}, from", "name 'office', who does not make"),
    ("by: engine, automatic: true", "by: office, automatic: true", "made by the engine alone"),
    ("to: answered, by: engine", "to: stay, by: engine", "leads to another state"),
    (
        "form: procedure.reason@1, correction",
        "form: errands.content@1, correction",
        "needs a form with a reason",
    ),
    ("form: procedure.reason@1, correction", "correction", "needs a form with a reason"),
    ("correction: true, new_round: true", "new_round: true", "only a correction opens a new round"),
    ("todo: 请签发}", "todo: 请签发, seldom: true}", "is not folded away"),
    ("[vice_chair, secretary_general, chair]\nstages", "[chair]\nstages", "at least two persons"),
    ("[vice_chair, secretary_general, chair]\nstages", "[vice_chair, boss]\nstages", "unknown role 'boss'"),
    ("chain: signing", "chain: sign", "unknown chain 'sign'"),
    ("chair], chain: signing", "drafter], chain: signing", "are the roles of its chain"),
    ("to: reviewing, by: drafter", "to: reviewing, by: [drafter, consequence]", "nobody's own move"),
    ("to: reviewing, by: drafter", "to: reviewing, by: consequence", "asks nobody for anything"),
    (
        "stages: {formation",
        "settings: {errands.rule@1: {}}\nstages: {formation",
        "unknown setting 'errands.rule@1'",
    ),
    (
        "stages: {formation",
        "settings: {handling.contact@1: {needed: often}}\nstages: {formation",
        "Input should be 'none', 'any' or 'face_to_face'",
    ),
    (
        "stages: {formation",
        "settings: {handling.evaluation@1: {aspects: [process]}}\nstages: {formation",
        "the result is one of them",
    ),
    ("to: handing, by: [vice", "to: stay, by: [vice", "leaves one state"),
    ("term: draft_days", "term: days", "unknown term 'days'"),
    ("15, unit: working_days", "15, unit: rounds", "no clock runs on a number of rounds"),
    ("runs_in: [drafting]", "runs_in: []", "at least one state"),
    ("runs_in: [drafting]", "runs_in: [draft]", "unknown state 'draft'"),
    ("runs_in: [drafting]", "runs_in: [concluded]", "cannot run in the final state"),
    ("runs_in: [drafting]", "runs_in: [drafting, concluded], lapses: true", ""),
    ("runs_in: [drafting]", "runs_in: [drafting], starts_from: errands.day@1", "unknown start date"),
    ("least: 5, most: 30", "least: 5", "needs its bounds"),
    ("least: 5, most: 30", "least: 20, most: 30", "outside its own bounds"),
    ("unit: months", "unit: fixed_date", "names its month_day"),
    ("views:\n", "views:\n  odd: {stranger: all}\n", "unknown role 'stranger'"),
    ("views:\n", "views:\n  odd: {office: [nothing]}\n", "unknown facet 'nothing'"),
    ("errands.has_text@1", "errands.has_words@1", "unknown guard 'errands.has_words@1'"),
    ("effect: errands.begin@1", "effect: errands.start@1", "unknown effect"),
    ("form: errands.begin@1", "form: errands.start@1", "unknown form"),
    (
        "by: office, form: errands.hand",
        "by: office, documents: paper, form: errands.hand",
        "unknown document kind",
    ),
    ("kind: errand", "kind: journey", "unknown matter kind"),
    (
        "guards: [errands.chores_done@1]",
        "guards: [{procedure.clock_over@1: {clock: handing}}]",
        "unknown clock 'handing'",
    ),
    ("guards: [errands.chores_done@1]", "guards: [procedure.clock_over@1]", "takes the option clock"),
    ("guards: [errands.chores_done@1]", "guards: [{procedure.clock_over@1: {clock: handling}}]", ""),
    ("to: reviewing, by: drafter", "to: drafting, by: drafter", "can never be reached"),
    ("  submit:", "  odd: {label: 怪, from: concluded, to: stay, by: office}\n  submit:", ""),
    (
        "  conclude: {label: 办结, from: answered",
        "  wander: {label: 走, from: concluded, to: handling, by: office}\n  conclude: {label: 办结, from: answered",
        "can only be opened again by a correction",
    ),
    # From one end to another nothing is opened again.
    (
        "final: true}\nmoves:\n",
        "final: true}\n  filed: {label: 已归档, stage: feedback, sees: open, final: true}\nmoves:\n"
        "  file_away: {label: 归档, from: concluded, to: filed, by: office}\n",
        "",
    ),
    (", final: true", "", "no final state can be reached"),
    ("version: 1", "version: 0", "version"),
    ("version: 1", "version: 1\nflavour: sweet", "flavour"),
    ("version: 1", "version: 1\nversion: 2", "key 'version' stands twice"),
    ("version: 1", "version: [", "not valid YAML"),
    ("moves:\n", "moves:\n  odd: 5\n", "moves.odd"),
]


@pytest.mark.parametrize(("what", "by", "says"), FAULTS, ids=[fault[2] or "accepted" for fault in FAULTS])
def test_document_with_a_fault_is_refused_with_line_and_reason(what: str, by: str, says: str) -> None:
    assert what in ERRAND
    text = ERRAND.replace(what, by, 1)
    if not says:
        assert load_text(text, source="errand.v1.yaml")
        return

    found = reasons(text)

    assert any(re.search(says, reason) for reason in found), found
    assert all(re.match(r"errand\.v1\.yaml:\d+: ", reason) for reason in found)


def test_fault_is_named_with_its_own_line() -> None:
    text = ERRAND.replace("runs_in: [drafting]", "runs_in: [draft]")
    line = 1 + text[: text.index("runs_in: [draft]")].count("\n")

    assert any(reason.startswith(f"errand.v1.yaml:{line}:") for reason in reasons(text))


def test_state_without_a_way_out_is_a_dead_end() -> None:
    text = "\n".join(line for line in ERRAND.splitlines() if not line.strip().startswith("conclude:"))
    assert any("dead end" in reason or "can never be reached" in reason for reason in reasons(text))


@pytest.mark.parametrize("text", ["", "- a list", "just words"])
def test_document_that_is_no_mapping_is_refused(text: str) -> None:
    assert reasons(text) == ["errand.v1.yaml:1: a procedure document is a mapping"]


def test_guard_with_options_in_both_forms() -> None:
    short = ERRAND.replace("[errands.has_text@1]", "[{errands.has_text@1: {least: 1}}]")
    long = ERRAND.replace("[errands.has_text@1]", "[{name: errands.has_text@1, options: {least: 1}}]")
    none = ERRAND.replace("[errands.has_text@1]", "[{errands.has_text@1: }]")

    uses = [load_text(text, source="x").moves["submit"].guards[0] for text in (short, long, none)]

    assert [use.options for use in uses] == [{"least": 1}, {"least": 1}, {}]


def test_seal_is_the_same_on_every_system_and_changes_with_the_text() -> None:
    assert seal_of("a\r\nb") == seal_of("a\nb") != seal_of("a\nc")


def test_long_document_goes_on_in_chapters_and_faults_are_named_in_theirs(tmp_path: Path) -> None:
    place = ERRAND.index("moves:") + len("moves:\n")
    whole, moves = ERRAND[:place], ERRAND[place:]
    first, chapters = tmp_path / "errand.v1.yaml", tmp_path / "errand.v1"
    chapters.mkdir()
    first.write_text(whole, encoding="utf-8")
    (chapters / "1_all.yaml").write_text(moves, encoding="utf-8")
    assert load(first).seal == seal_of(ERRAND)

    (chapters / "1_all.yaml").write_text(moves.replace("to: reviewing", "to: review"), encoding="utf-8")
    with pytest.raises(DocumentRefused) as refused:
        load(first)
    wrong = next(number for number, line in enumerate(moves.splitlines(), 1) if "to: reviewing" in line)
    assert str(refused.value).startswith(f"1_all.yaml:{wrong}: ")

    first.write_text(f"{whole}\n  broken: [", encoding="utf-8")
    (chapters / "1_all.yaml").write_text("", encoding="utf-8")
    with pytest.raises(DocumentRefused, match=r"errand\.v1\.yaml"):
        load(first)


def test_sealing_writes_the_hash_beside_the_document(tmp_path: Path) -> None:
    (tmp_path / "errand.v1.yaml").write_text(ERRAND, encoding="utf-8")
    errand = load(tmp_path / "errand.v1.yaml")

    seal(errand, tmp_path)

    assert read_seals(tmp_path / "seals.txt") == {"errand.v1": errand.seal}


def test_unknown_procedure_and_version_are_named() -> None:
    with pytest.raises(NoSuchProcedure, match="dream"):
        newest("dream")
    with pytest.raises(NoSuchProcedure, match=r"dream\.v3"):
        procedure_of("dream", 3)
