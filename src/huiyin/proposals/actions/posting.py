"""What comes in on the page of a call without an account: looked through, counted, kept until a clerk takes it over.

The engine asks for a person in every act, so nothing that is posted there becomes a matter by itself.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

from huiyin.kernel.verdicts import Refused
from huiyin.procedure.errors import ActRefused, ContentRefused
from huiyin.procedure.ports import ports
from huiyin.proposals.actions.tips import new_receipt_code
from huiyin.proposals.models import PostedTip, TipCall
from huiyin.records.models import SecrecyIncident

MOST_AN_HOUR = 5
"""Tips from one address within an hour: a family may share one, a program is stopped."""
MOST_WAITING = 1000
"""Tips of one call that wait to be taken over; a full box takes no more."""
MOST_INCIDENTS_AN_HOUR = 100
"""Refusals of what looks classified that are put on record: nobody fills a table that nobody may empty."""
PLACE = "proposals.public_tip"


def post_tip(call: TipCall, given: Mapping[str, str], *, address: str, at: datetime) -> PostedTip:
    """Put a tip into the box of its call. The same text from the same address within the hour is the same tip.

    Raises ContentRefused for what looks classified (nothing of it is kept) and ActRefused when it is too much.
    """
    finding = ports.screen(dict(given), {})
    if finding is not None:
        hour = SecrecyIncident.objects.filter(place=PLACE, at__gt=at - timedelta(hours=1))
        if hour.count() < MOST_INCIDENTS_AN_HOUR:
            ports.incident(finding, None, at, PLACE)
        raise ContentRefused([Refused("classified", finding.sentence)])
    digest = address_digest(address)
    lately = PostedTip.objects.filter(address_digest=digest, posted_at__gt=at - timedelta(hours=1))
    before = lately.filter(call=call, title=given["title"], text=given["text"]).first()
    if before is not None:
        return before
    if lately.count() >= MOST_AN_HOUR:
        raise ActRefused([Refused("too_many", "提交过于频繁，请一小时以后再提交；填写的内容请先自行保存。")])
    if call.posted.count() >= MOST_WAITING:
        raise ActRefused(
            [Refused("box_full", "收到的线索较多，暂时不能接收，请改日再来，或者来信、来电提供。")]
        )
    return PostedTip.objects.create(
        committee_id=call.committee_id, call=call, receipt_code=new_receipt_code(), posted_at=at,
        address_digest=digest, **given,
    )  # fmt: skip


def address_digest(address: str) -> str:
    """An address as it is kept: enough to count by, nothing to find anybody with.

    A household is given a whole network of IPv6 addresses (/64): they count as one.
    """
    with suppress(ValueError):
        if (given := ip_address(address)).version == 6:
            address = str(ip_network((given, 64), strict=False))
    return salted_hmac(PLACE, address, algorithm="sha256").hexdigest()
