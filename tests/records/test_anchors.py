"""Daily anchors: one a day and committee, after a grace period, in order, never again."""

from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from factories.papers import MONDAY, new_paper, written
from factories.people import Cast
from huiyin.kernel.chain import merkle_root
from huiyin.records.anchors import Leaf, anchor_days, exported, leaves_of, read_export
from huiyin.records.models import Anchor

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def days() -> list[date]:
    return list(Anchor.objects.order_by("day").values_list("day", flat=True))


def test_day_is_anchored_when_it_is_over_and_its_grace_has_passed(papers: object, shizuishan: Cast) -> None:
    new_paper(shizuishan)
    midnight = datetime(2026, 3, 3, 0, 0, tzinfo=SHANGHAI)
    assert anchor_days(MONDAY) == 0
    assert anchor_days(midnight + timedelta(minutes=59)) == 0
    assert anchor_days(midnight + timedelta(hours=1)) == 1
    assert anchor_days(midnight + timedelta(hours=2)) == 0
    assert days() == [date(2026, 3, 2)]


def test_anchor_holds_the_last_step_of_each_matter_of_the_day(papers: object, shizuishan: Cast) -> None:
    first = written(shizuishan, new_paper(shizuishan), "正文")
    second = new_paper(shizuishan)
    later = MONDAY + timedelta(days=1)
    first_hash = first.last_hash
    written(shizuishan, first, "改稿", at=later)
    anchor_days(MONDAY + timedelta(days=3))
    monday, tuesday = Anchor.objects.order_by("day")
    leaves = sorted([Leaf(str(first.pk), 2, first_hash), Leaf(str(second.pk), 1, second.last_hash)])
    assert [Leaf(*leaf) for leaf in monday.leaves] == leaves == leaves_of(shizuishan.committee.pk, monday.day)
    assert monday.root == merkle_root([leaf.text() for leaf in leaves])
    assert (monday.count, tuesday.count) == (2, 1)
    assert tuesday.leaves[0][1] == 3


def test_days_without_acts_have_no_anchor_and_committees_have_their_own(
    papers: object, shizuishan: Cast, zhongwei: Cast
) -> None:
    zhongwei.people["周经委"] = zhongwei["卫文史"]
    new_paper(shizuishan)
    new_paper(zhongwei, at=MONDAY + timedelta(days=4))
    assert anchor_days(MONDAY + timedelta(days=9)) == 2
    assert days() == [date(2026, 3, 2), date(2026, 3, 6)]


def test_day_before_the_last_anchor_is_never_anchored_afterwards(papers: object, shizuishan: Cast) -> None:
    new_paper(shizuishan)
    anchor_days(MONDAY + timedelta(days=2))
    new_paper(shizuishan, at=MONDAY - timedelta(days=1))
    assert anchor_days(MONDAY + timedelta(days=3)) == 0


def test_anchor_made_by_another_worker_meanwhile_is_left_alone(
    papers: object, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_paper(shizuishan)
    anchor_days(MONDAY + timedelta(days=2))
    # As a worker that read the list of days before the other one had written.
    monkeypatch.setattr("huiyin.records.anchors._days_to_anchor", lambda committee, last: [MONDAY.date()])
    assert anchor_days(MONDAY + timedelta(days=2)) == 0
    assert days() == [MONDAY.date()]


def test_anchor_cannot_be_changed(papers: object, shizuishan: Cast) -> None:
    new_paper(shizuishan)
    anchor_days(MONDAY + timedelta(days=2))
    anchor = Anchor.objects.get()
    anchor.root = "0" * 64
    with pytest.raises(IntegrityError):
        anchor.save()


def test_export_is_read_back_as_it_was(
    papers: object, shizuishan: Cast, zhongwei: Cast, tmp_path: Path
) -> None:
    new_paper(shizuishan)
    out = StringIO()
    call_command("anchors", "make", stdout=out)
    assert out.getvalue() == "生成每日锚1个。\n"
    path = tmp_path / "anchors.jsonl"
    call_command("anchors", "export", str(path), "--committee", "shizuishan", stdout=StringIO())
    with path.open(encoding="utf-8") as lines:
        ((code, day, root, leaves),) = read_export(lines)
    anchor = Anchor.objects.get()
    assert (code, day, root) == ("shizuishan", anchor.day, anchor.root)
    assert leaves == [Leaf(*leaf) for leaf in anchor.leaves]
    assert list(exported(zhongwei.committee)) == []
    assert str(anchor) == f"{shizuishan.committee} 2026-03-02"


def test_export_answers_mistakes_in_a_sentence(shizuishan: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有代码为“nowhere”的政协"):
        call_command("anchors", "export", str(tmp_path / "a"), "--committee", "nowhere")
    with pytest.raises(CommandError, match="写不了文件"):
        call_command("anchors", "export", str(tmp_path / "no" / "folder"))
