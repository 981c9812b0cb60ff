"""A refusal leads to where its condition is met: to the form for whom it is open, otherwise to the part of the page."""

from factories.consultations import record_consultation
from factories.people import Cast
from huiyin.procedure.choices import choices
from huiyin.procedure.models import Matter
from outcomes.test_refusals import Loop, formed, reviewing, without_units


def links(loop: Loop, matter: Matter, who: str, move: str) -> dict[str, str]:
    """Code of what is missing → where it leads."""
    found = {each.code: each for each in choices(matter, loop.cast[who], loop.at)}
    return {each.code: each.link for each in found[move].unmet}


def test_missing_units_lead_to_the_form_of_the_recommendations(shizuishan: Cast) -> None:
    loop = without_units(shizuishan)
    base = f"/matters/{loop.matter.pk}/"
    assert links(loop, loop.matter, "周经委", "submit_draft") == {
        "points_without_unit": f"{base}edits/recommendations/"
    }


def test_quality_leads_to_its_form_for_whom_it_is_open(shizuishan: Cast) -> None:
    loop = reviewing(shizuishan, form="recommendation")
    base = f"/matters/{loop.matter.pk}/"
    assert links(loop, loop.matter, "林政协", "adopt")["quality_open"] == f"{base}edits/quality/"
    loop = reviewing(shizuishan, activity=record_consultation(shizuishan))
    base = f"/matters/{loop.matter.pk}/"
    assert links(loop, loop.matter, "陈副主席", "sign")["quality_open"] == f"{base}edits/quality/"
    assert links(loop, loop.matter, "江主席", "sign")["quality_open"] == f"{base}#quality"


def test_letter_after_another_consultation_leads_to_the_consultation(shizuishan: Cast) -> None:
    loop = formed(shizuishan, form="letter")
    found = links(loop, loop.matter, "林政协", "send_direct")
    assert found["not_direct"] == f"/matters/{loop.matter.origin_id}/"


def test_record_without_an_outcome_leads_to_drafting_one(shizuishan: Cast) -> None:
    loop = formed(shizuishan)
    other = record_consultation(shizuishan, title="另一次协商")
    address = f"/begin/outcome/?committee={shizuishan.committee.code}&origin={other.pk}"
    assert links(loop, other, "周经委", "close") == {"no_outcome": address}
