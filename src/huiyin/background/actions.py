"""Starting and stopping long work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.background.enums import OPEN, Condition
from huiyin.background.kinds import kinds
from huiyin.background.models import LongWork
from huiyin.background.progress import place_of
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Committee, Person

MOST_OPEN = 5
"""Pieces that one person may have waiting or running: a worker does them one after the other."""


class NotStarted(Exception):
    """The work was not started; `verdict` says why in words."""

    def __init__(self, verdict: Refused) -> None:
        super().__init__(verdict.text)
        self.verdict = verdict


@transaction.atomic
def start(
    *,
    kind: str,
    title: str,
    person: Person,
    committee: Committee,
    parameters: Mapping[str, Any],
    at: datetime,
    back_url: str = "",
) -> LongWork:
    """Put a piece of work into the queue; the same once more, while it is open, is the one already there.

    KeyError for a kind nobody registered. NotStarted when the kind refuses or too much is open already.
    """
    wanted = kinds[kind]
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # a double click waits here
    running = LongWork.objects.filter(person=person, condition__in=OPEN)
    same = running.filter(kind=kind, committee=committee, parameters=dict(parameters)).first()
    if same is not None:
        return same
    if running.count() >= MOST_OPEN:
        text = _("您已有 %(most)s 项后台任务在排队或者进行，请等其中一项完成后再提交。") % {"most": MOST_OPEN}
        raise NotStarted(Refused("too_much_open", text))
    work = LongWork(
        kind=kind,
        title=title[:200],
        person=person,
        committee=committee,
        parameters=dict(parameters),
        asked_at=at,
        back_url=back_url,
    )
    verdict = wanted.check(work)
    if isinstance(verdict, Refused):
        raise NotStarted(verdict)
    work.save()
    return work


def ask_to_stop(work: LongWork, *, at: datetime) -> None:
    """Stop what waits at once, and what runs at its next piece; what has ended stays as it is."""
    waiting = LongWork.objects.filter(pk=work.pk, condition=Condition.WAITING)
    if not waiting.update(condition=Condition.STOPPED, stop_asked=True, ended_at=at):
        LongWork.objects.filter(pk=work.pk, condition=Condition.RUNNING).update(stop_asked=True)


def remove_old(*, before: datetime) -> int:
    """Remove work that ended earlier, with its files; how many. Safe to repeat."""
    old = list(LongWork.objects.filter(~Q(condition__in=OPEN), ended_at__lt=before))
    for work in old:
        if work.stored_path:
            place_of(work).unlink(missing_ok=True)
        work.delete()
    return len(old)
