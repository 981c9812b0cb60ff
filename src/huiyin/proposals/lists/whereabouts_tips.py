"""Tips for the page 我的意见去哪了: what a person or a body gave, how it was screened, which proposals drew on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.whereabouts import Happening, Source, Standing, Whereabouts, source
from huiyin.proposals.models import Tip
from huiyin.proposals.selectors.tips import formed_from, given_by, screened_words, standing_of

LABEL = gettext_lazy("提案线索")
RECEIVED = "received"
ENDED = ("passed_on", "declined")


def years(visit: Visit) -> Sequence[int]:
    """The years in which this person, or a body whose clerk the person is, gave tips."""
    days = given_by(visit.person, list(visit.grants)).order_by().values_list("given_on", flat=True)
    return sorted({day.year for day in days})


def read(visit: Visit, year: int) -> list[Whereabouts]:
    """The year's tips, the latest first; a fixed number of queries, but for the depth of mergings."""
    tips = list(given_by(visit.person, list(visit.grants)).filter(given_on__year=year))
    standing = standing_of(tips)
    formed = formed_from(standing.values())
    used = {each.pk: each for some in formed.values() for each in some}
    views = view_many(visit, [*(tip.matter for tip in tips), *used.values()])
    return [
        _entry(views, tip, formed.get(standing[tip.pk].pk, ())) for tip in tips if _shows(views, tip.matter)
    ]


def _shows(views: Mapping[object, Viewing], matter: Matter) -> bool:
    return views[matter.pk].shows("progress")


def _entry(views: Mapping[object, Viewing], tip: Tip, formed: Collection[Matter]) -> Whereabouts:
    state = tip.matter.state
    standing = Standing.UNDER_WAY if state == RECEIVED else Standing.ECHOED
    return Whereabouts(
        kind=str(LABEL),
        title=tip.original_title,
        given_on=tip.given_on,
        standing=Standing.ENDED if state in ENDED else standing,
        state=views[tip.matter_id].state_label,
        now=screened_words(tip),
        url=reverse("procedure:matter", args=[tip.matter_id]),
        came_of_it=tuple(_happenings(views, tip, formed)),
    )


def _happenings(views: Mapping[object, Viewing], tip: Tip, formed: Collection[Matter]) -> Iterable[Happening]:
    """Proposals by title where the giver may read them, the others by their number; a draft is nobody's business."""
    if tip.result_text and tip.matter.state != RECEIVED:
        yield Happening(_("筛选说明"), tip.result_text, on=tip.screened_on)
    read = [each for each in formed if views[each.pk].may_see]
    for each in read:
        words = f"{each.number} {each.title}".strip()
        yield Happening(_("形成提案"), words, url=reverse("procedure:matter", args=[each.pk]))
    if len(formed) > len(read):
        count = len(formed) - len(read)
        yield Happening(_("形成提案"), _("已有提案%(count)d件参考这条线索提出。") % {"count": count})


source(Source("tips", LABEL, years, read))
