"""Reads of what units ask: to return a matter, to have more time."""

from datetime import date

from django.db.models import QuerySet

from huiyin.handling.enums import RequestState
from huiyin.handling.models import ExtensionNotice, ExtensionRequest, Reply, ReturnRequest
from huiyin.procedure.models import Clock, Matter, MatterParty

RETURN_CLOCK = "return"


def return_requests_of(matter: Matter) -> list[ReturnRequest]:
    """Every request to return one assignment, the latest first."""
    rows = ReturnRequest.objects.filter(matter=matter).select_related("proposed_unit", "arbiter")
    return list(rows.order_by("-pk")[:50])


def last_return_request(matter: Matter) -> ReturnRequest | None:
    """The request that is being decided or was decided last."""
    return ReturnRequest.objects.filter(matter=matter).order_by("-pk").first()


def extension_requests_of(matter: Matter) -> list[ExtensionRequest]:
    """Every request for more time, the latest first."""
    rows = ExtensionRequest.objects.filter(matter=matter)
    return list(
        rows.prefetch_related("notices__author__person", "notices__author__body").order_by("-pk")[:50]
    )


def author_rows(matter: Matter) -> QuerySet[MatterParty]:
    """The authors of what an assignment answers, as its parties: of it, and of everything merged into it."""
    rows = matter.parties.filter(role="author", active=True)
    return rows.select_related("person", "body").order_by("pk")


def fresh_notices(matter: Matter) -> QuerySet[ExtensionNotice]:
    """What authors were told of a later reply since the last extension was asked for."""
    rows = ExtensionNotice.objects.filter(matter=matter, request__isnull=True)
    return rows.select_related("author__person", "author__body").order_by("pk")


def extension_notices_of(matter: Matter) -> list[ExtensionNotice]:
    """Everything that authors were told of later replies, in its order."""
    rows = ExtensionNotice.objects.filter(matter=matter)
    return list(rows.select_related("author__person", "author__body").order_by("pk")[:500])


def authors_untold(matter: Matter) -> list[MatterParty]:
    """Authors to whom nobody has explained why the reply will be late."""
    told = set(fresh_notices(matter).values_list("author", flat=True))
    return [each for each in author_rows(matter) if each.pk not in told]


def untold_words(authors: list[MatterParty]) -> str:
    """What stands against more time while these authors have not been told."""
    names = "、".join(each.holder for each in authors)
    return f"还没有登记事先向{names}说明延期；须写明何时、以何种方式说明的情况和预计答复日期。"


def open_extension_request(matter: Matter) -> ExtensionRequest | None:
    """The request for more time that waits for an answer."""
    return ExtensionRequest.objects.filter(matter=matter, state=RequestState.ASKED).first()


def last_day_to_return(matter: Matter) -> date | None:
    """Until when the unit may ask to return the matter; None where no such time was set."""
    return (
        Clock.objects.filter(matter=matter, code=RETURN_CLOCK)
        .order_by("-round")
        .values_list("due", flat=True)
        .first()
    )


def was_answered(matter: Matter) -> bool:
    """Whether a reply was ever sent out, be it sent back afterwards."""
    return Reply.objects.filter(matter=matter, answered_on__isnull=False).exists()
