"""Reads of sending up: whether the higher committee works in this deployment, what waits for an answer from above."""

from datetime import date

from django.db.models import QuerySet

from huiyin.briefs.enums import SendingResult, SendingWay
from huiyin.briefs.models import Brief, BriefSending
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act


def higher_committee(committee: Committee, on: date) -> Committee | None:
    """The committee above, where somebody works for it in this deployment; None: sending up is registered by hand."""
    parent = committee.parent
    if parent is None or not grant_holders(parent, roles=[Role.CPPCC_CLERK], on=on):
        return None
    return parent


def waiting_above(brief: Brief) -> BriefSending | None:
    """What was sent up through the system and has not been answered."""
    rows = brief.sendings.filter(way=SendingWay.SYSTEM)
    return rows.exclude(result__in=[SendingResult.DECLINED, SendingResult.KEPT]).order_by("pk").last()


def sendings_by_hand(act: Act) -> QuerySet[BriefSending]:
    """What was sent otherwise than through the system: its results are registered by hand."""
    rows = BriefSending.objects.filter(brief__matter=act.matter)
    return rows.exclude(way=SendingWay.SYSTEM).order_by("-pk")
