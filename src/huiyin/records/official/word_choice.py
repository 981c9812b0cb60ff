"""Which Word template a committee uses for a kind of document on a day."""

from datetime import date

from huiyin.people.models import Committee
from huiyin.records.models import WordTemplate


def template_in_force(committee: Committee, kind: str, on: date) -> WordTemplate | None:
    """The committee's own template: of those in force by then the one with the latest day, and of one day the last."""
    rows = WordTemplate.objects.filter(committee=committee, kind=kind, in_force_from__lte=on)
    return rows.order_by("-in_force_from", "-pk").first()
