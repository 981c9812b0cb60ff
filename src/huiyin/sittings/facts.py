"""Facts of sittings that moves hang on: how long the agenda is, what is left to decide."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import MOST_ITEMS


@fact("sittings.agenda_is_short@1", "议程不长，可以逐项编排")
def agenda_is_short(matter: Matter) -> bool:
    """Item by item in one form only as long as a page bears it."""
    return not agenda_is_long(matter)


@fact("sittings.agenda_is_long@1", "议程很长，按编号编排")
def agenda_is_long(matter: Matter) -> bool:
    """All proposals of a session on one agenda: set by numbers."""
    return AgendaItem.objects.filter(sitting__matter=matter).count() > MOST_ITEMS


@fact("sittings.something_undecided@1", "还有议程没有登记决定")
def something_undecided(matter: Matter) -> bool:
    """Some item has no decision."""
    return AgendaItem.objects.filter(sitting__matter=matter, decision="").exists()
