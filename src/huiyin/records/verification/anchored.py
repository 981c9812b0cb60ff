"""Anchors against chains, and exported anchors against both: what was anchored must still be there."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone

from huiyin.people.models import Committee
from huiyin.procedure.models import Matter, Step
from huiyin.records.anchors import Leaf, bounds, leaves_of, root_of
from huiyin.records.models import Anchor
from huiyin.records.verification.findings import Finding, matter_words

_TABLE = "records.anchor"


def anchors_broken(committee: Committee) -> Iterator[Finding]:
    """Every anchored day of a committee compared with the steps as they are now."""
    before: date | None = None
    for anchor in Anchor.objects.filter(committee=committee).order_by("day").iterator(chunk_size=20):
        leaves = [Leaf(str(matter), number, found) for matter, number, found in anchor.leaves]
        if root_of(leaves) != anchor.root or len(leaves) != anchor.count:
            yield _of_day(
                committee, anchor.day, "anchor_altered", "的锚与其根散列值不符，锚被改动。", key=anchor.pk
            )
        yield from _steps_between(committee, before, anchor.day)
        yield from day_differs(committee, anchor.day, leaves)
        before = anchor.day


def exported_broken(committee: Committee, day: date, root: str, leaves: list[Leaf]) -> Iterator[Finding]:
    """One exported anchor compared with the anchor kept here and with the steps."""
    if root_of(leaves) != root:
        yield _of_day(committee, day, "export_altered", "的导出锚与其根散列值不符，导出文件被改动。")
        return
    kept = Anchor.objects.filter(committee=committee, day=day).first()
    if kept is None:
        yield _of_day(committee, day, "anchor_removed", "曾经导出过锚，现在系统中没有，锚被删除。")
    elif kept.root != root:
        yield _of_day(committee, day, "anchor_altered", "的锚与导出的锚不一致，锚被改动。", key=kept.pk)
    yield from day_differs(committee, day, leaves)


def day_differs(committee: Committee, day: date, leaves: Iterable[Leaf]) -> Iterator[Finding]:
    """What the steps of a day have lost or gained since it was anchored."""
    then = {leaf.matter: leaf for leaf in leaves}
    now = {leaf.matter: leaf for leaf in leaves_of(committee.pk, day)}
    for matter_id in sorted(then.keys() | now.keys()):
        if then.get(matter_id) == now.get(matter_id):
            continue
        if matter_id in then:
            yield _lost(committee, day, then[matter_id])
        else:
            text = (
                f"{day}锚定之后多出{_words(matter_id)}的办理记录（第{now[matter_id].number}步），系事后插入。"
            )
            yield Finding("step_inserted", text, committee.code, matter_id, "procedure.step", matter_id)


def _lost(committee: Committee, day: date, leaf: Leaf) -> Finding:
    if not _matter(leaf.matter):
        text = f"{committee.short_name}{day}锚定过的事项{leaf.matter}（至第{leaf.number}步）已整件删除。"
        return Finding("matter_removed", text, committee.code, leaf.matter, "procedure.matter", leaf.matter)
    text = f"{_words(leaf.matter)}第{leaf.number}步与{day}的锚不一致，该步被删除、改动或者其后有插入。"
    return Finding("anchor_differs", text, committee.code, leaf.matter, "procedure.step", str(leaf.number))


def _steps_between(committee: Committee, before: date | None, day: date) -> Iterator[Finding]:
    """Days are anchored in order: a step on a day that was passed over came in afterwards."""
    steps = Step.objects.filter(committee=committee, recorded_at__lt=bounds(day)[0])
    if before is not None:
        steps = steps.filter(recorded_at__gte=bounds(before)[1])
    for step in steps.select_related("matter").order_by("recorded_at", "pk").iterator(chunk_size=100):
        on = timezone.localdate(step.recorded_at)
        text = f"{matter_words(step.matter)}第{step.number}步记于{on}，晚于该日锚定才出现，系事后插入。"
        yield Finding(
            "step_inserted", text, committee.code, str(step.matter_id), "procedure.step", str(step.pk)
        )


def _of_day(committee: Committee, day: date, code: str, text: str, *, key: object = "") -> Finding:
    return Finding(
        code, f"{committee.short_name}{day}{text}", committee.code, table=_TABLE, key=str(key or day)
    )


def _words(matter_id: str) -> str:
    matter = _matter(matter_id)
    return matter_words(matter) if matter else matter_id


def _matter(matter_id: str) -> Matter | None:
    try:
        return Matter.objects.filter(pk=UUID(matter_id)).first()
    except ValueError:
        return None
