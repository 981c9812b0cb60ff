"""Members are told in plainer words, and nobody is told a reason that the page keeps from them."""

from factories.people import Cast
from huiyin.notices import wording
from huiyin.people.selectors import current_grants
from huiyin.procedure import library
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter, MatterParty, Step
from huiyin.procedure.page.viewing import Viewing, Visit, viewing
from notices.conftest import Errand, Told
from procedure.conftest import MONDAY


def view_of(cast: Cast, name: str, matter: Matter) -> Viewing:
    return viewing(Visit(cast[name], MONDAY, tuple(current_grants(cast[name], MONDAY.date()))), matter)


def redone(errand: Errand, cast: Cast) -> tuple[Matter, Step]:
    matter = errand("answered")
    MatterParty.objects.create(committee=matter.committee, matter=matter, role="giver", person=cast["白委员"])
    redo = {"reason": "数字不实", "units": [cast.body("市城市管理局").pk]}
    taken = take(matter, "redo", actor=cast["林政协"], at=MONDAY, data=redo)
    return taken.matter, taken.step


def test_member_is_asked_in_plain_words(
    errands: Procedure, errand: Errand, shizuishan: Cast, told: Told
) -> None:
    move = errands.moves["conclude"].model_copy(update={"by": ("member",), "todo": "请评价"})
    library.include(errands.model_copy(update={"moves": {**errands.moves, "conclude": move}}))
    matter = errand("handling")
    MatterParty.objects.create(
        committee=matter.committee, matter=matter, role="giver", person=shizuishan["白委员"]
    )
    for chore in matter.children.order_by("pk"):
        unit = chore.parties.get(role="unit").body
        clerk = "城经办" if unit == shizuishan.body("市城市管理局") else "自经办"
        take(chore, "finish", actor=shizuishan[clerk], at=MONDAY)
        take(chore, "settle", actor=shizuishan["林政协"], at=MONDAY)

    assert told("白委员") == ["有一件事请您办理：请评价。"]
    assert told("马委员") == []


def test_member_hears_of_a_change_without_the_offices_reason(errand: Errand, shizuishan: Cast) -> None:
    matter, step = redone(errand, shizuishan)
    assert wording.returned(view_of(shizuishan, "白委员", matter), step) == "这一事项有变动，现为“办理中”。"


def test_reason_is_kept_from_those_who_do_not_see_the_timeline(
    errands: Procedure, errand: Errand, shizuishan: Cast
) -> None:
    matter, step = redone(errand, shizuishan)
    views = {**errands.views, "open": {"office": "all", "chair": ["summary"]}}
    library.include(
        Procedure.model_validate(
            {**{name: getattr(errands, name) for name in Procedure.model_fields}, "views": views}
        )
    )

    assert wording.returned(view_of(shizuishan, "江主席", matter), step) == "这一事项已办理“重办”。"
    assert "数字不实" in wording.returned(view_of(shizuishan, "林政协", matter), step)
