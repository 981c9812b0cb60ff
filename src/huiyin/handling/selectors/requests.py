"""Reads of what units ask: to return a matter, to have more time."""

from datetime import date

from huiyin.handling.enums import RequestState
from huiyin.handling.models import ExtensionRequest, Reply, ReturnRequest
from huiyin.procedure.models import Clock, Matter

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
    return list(ExtensionRequest.objects.filter(matter=matter).order_by("-pk")[:50])


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
