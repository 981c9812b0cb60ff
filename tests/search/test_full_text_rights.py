"""Who finds which text: proposals, their assignments, consultations, outcomes and sittings through the real acts.

`pytest -s` prints the table.
"""

from collections.abc import Iterator

import pytest
from django.db.models import Q

from factories.consultations import MONDAY
from factories.handing_over import ROADS, add_sides, handed_over
from factories.outcomes import draft_outcome
from factories.people import Cast
from factories.proposals import add_examiners, write
from factories.sittings import plan
from huiyin.handling.models import Assignment, ReplyClass
from huiyin.people.selectors import current_grants
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import seeing
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import look_for
from huiyin.search.full_text.checking import check
from huiyin.search.full_text.engine import AnyOf, candidates
from huiyin.search.full_text.queue import work_off
from huiyin.search.full_text.scopes import scope_tokens, scopes_held
from huiyin.search.models import TextEntry

# Words → who of those asked finds them, and in which kinds of matter.
ASKED = ("林政协", "白委员", "马委员", "交经办", "城经办", "府督查", "陈副主席", "运维员", "卫政协")
TABLE: dict[str, dict[str, set[str]]] = {
    # The handed over proposal: everybody, for its author consented; the units but for one have nothing to do with it.
    "占道停车": {"proposal": {"林政协", "白委员", "马委员", "交经办", "府督查", "陈副主席"}},
    # Its author's name, with a word of its text: not for members, who read it without names.
    "白委员 占道停车": {"proposal": {"林政协", "白委员", "交经办", "府督查", "陈副主席"}},
    # A draft is its owner's alone.
    "地下管网": {"proposal": {"马委员"}},
    # What the unit drafts stays within the unit.
    "设施科负责": {"assignment": {"交经办"}},
    # What was said at a consultation those read who were there and the leadership; what is drafted from it, the office.
    "资源化利用": {"activity": {"林政协", "白委员", "马委员", "陈副主席"}, "outcome": {"林政协"}},
    # A sitting that is only planned: its clerks, and the chair and secretary-general, who are not asked here.
    "另行研究供暖": {"sitting": {"林政协"}},
    "从来没有": {},
}


@pytest.fixture
def scene(shizuishan: Cast, zhongwei: Cast) -> Iterator[Cast]:
    """One matter of each sort; the other committee's clerk is asked as well."""
    add_examiners(shizuishan)
    add_sides(shizuishan)
    filing = handed_over(shizuishan)
    assignment = Assignment.objects.get(matter__parent=filing.matter, unit__name=ROADS).matter
    clerk = shizuishan["交经办"]
    take(assignment, "receive", actor=clerk, at=filing.at)
    reply_class = ReplyClass.objects.filter(committee=shizuishan.committee).order_by("code")[0]
    points = assignment.assignment.covered.values_list("point_id", flat=True)
    answers = [{"point": point, "text": "已增设停车位120个。"} for point in points]
    data = {
        "text": "设施科负责，今年已增设停车位。",
        "reply_class": reply_class.pk,
        "answers": answers,
        "promises": [],
    }
    take(assignment, "draft_reply", actor=clerk, at=filing.at, data=data)
    write(shizuishan, "马委员", title="关于改造老旧管网的提案", situation="老城区地下管网漏损严重。")
    draft_outcome(shizuishan)
    plan(shizuishan, "另行研究供暖事宜")
    shizuishan.people["卫政协"] = zhongwei["卫政协"]
    work_off(most=1000)
    yield shizuishan


def test_who_finds_what(scene: Cast) -> None:
    for words, wanted in TABLE.items():
        found: dict[str, set[str]] = {}
        for who in ASKED:
            for hit in look_for(Asked(words, current_grants(scene[who], MONDAY.date()))).hits:
                found.setdefault(hit.matter.kind, set()).add(who)
        print(f"{words}: " + "；".join(f"{kind} {'、'.join(sorted(who))}" for kind, who in found.items()))
        assert found == wanted, words


def test_tokens_say_what_the_procedures_show(scene: Cast) -> None:
    """For every text and every person: found by their tokens exactly if a facet that shows it is theirs to see."""
    entries = list(TextEntry.objects.select_related("matter"))
    assert {"text", "names", "title", "attachments"} <= {entry.place for entry in entries}
    for name, person in scene.people.items():
        grants = current_grants(person, MONDAY.date())
        by_tokens: set[int] = set()
        for committee, scopes in scopes_held(grants).items():
            tree = AnyOf(tuple(scope_tokens("s", committee, scopes)))
            by_tokens |= set(candidates(tree, below=None, most=10_000))
        by_rights: set[int] = set()
        for facet in {facet for entry in entries for facet in entry.facets}:
            seen = set(Matter.objects.filter(seeing(grants, facet=facet)).values_list("pk", flat=True))
            by_rights |= {each.pk for each in entries if facet in each.facets and each.matter_id in seen}
        assert by_tokens == by_rights, name
    assert list(check(scene.committee)) == []
    assert not TextEntry.objects.filter(Q(marks="") | Q(parts=[])).exists()
