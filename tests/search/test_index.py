"""`huiyin similar`: what is missing or stale in the index is named and put right."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from factories.people import Cast
from huiyin.procedure.models import Matter
from huiyin.search.actions import index_text
from huiyin.search.index_check import Fault, check
from huiyin.search.models import TextBand, TextSignature
from search.letters import ROAD, WETLAND, alike_for, new_letter

pytestmark = pytest.mark.usefixtures("letters")


def run(*arguments: str, code: int = 0) -> str:
    """What the command says; its exit code is as expected."""
    out = io.StringIO()
    try:
        call_command("similar", *arguments, stdout=out)
    except SystemExit as end:
        assert end.code == code
    else:
        assert code == 0
    return out.getvalue()


def test_index_of_untouched_letters_is_whole(shizuishan: Cast) -> None:
    new_letter(shizuishan, ROAD)
    assert "比对索引完整" in run()


def test_index_names_every_fault_and_is_rebuilt(
    shizuishan: Cast, zhongwei: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing, stale, scattered, left_over, old = (new_letter(shizuishan, ROAD) for _number in range(5))
    neighbour = new_letter(zhongwei, WETLAND, author="卫委员")
    TextSignature.objects.filter(matter__in=[missing, neighbour]).delete()
    Matter.objects.filter(pk=stale.pk).update(title=WETLAND)
    band = TextBand.objects.filter(signature__matter=scattered).first()
    assert band is not None
    band.delete()
    Matter.objects.filter(pk=left_over.pk).update(title="不比对")
    TextSignature.objects.filter(matter=old).update(method=0)
    monkeypatch.setattr("huiyin.search.index_check.CHUNK", 2)

    found = {each.matter: each.fault for each in check(shizuishan.committee)}
    assert found == {
        missing.pk: Fault.MISSING,
        stale.pk: Fault.STALE,
        scattered.pk: Fault.SCATTERED,
        left_over.pk: Fault.LEFT_OVER,
        old.pk: Fault.STALE,
    }
    # What is stale is compared by the text as it is now, never shown by what it was.
    assert stale not in [each.matter for each in alike_for(shizuishan, "林政协", ROAD)]
    said = run(code=1)
    assert "来信：比对特征与现在的文本不符，共2件" in said and "不比对" in said and "--rebuild" in said

    assert "重建5件" in run("--rebuild", "--committee", shizuishan.committee.code)
    assert "比对索引完整" in run("--committee", shizuishan.committee.code)
    assert [each.matter for each in alike_for(shizuishan, "林政协", WETLAND)] == [stale]
    assert "没有比对特征" in run("--committee", zhongwei.committee.code, code=1)


def test_index_names_twenty_and_counts_the_rest(shizuishan: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.search.management.commands.similar.NAMED", 1)
    for text in (ROAD, WETLAND):
        new_letter(shizuishan, text)
    TextSignature.objects.all().delete()
    assert "其余1件从略" in run(code=1)


def test_index_refuses_a_committee_and_a_kind_it_does_not_know(shizuishan: Cast) -> None:
    with pytest.raises(CommandError, match="没有代码"):
        call_command("similar", "--committee", "nowhere")
    with pytest.raises(ValueError, match="not a kind"):
        index_text(new_letter(shizuishan, ROAD), kind="poem", parts=[ROAD])
