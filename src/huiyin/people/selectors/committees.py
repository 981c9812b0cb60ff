"""Finding a committee and the term it is in."""

from datetime import date

from django.db.models import Q

from huiyin.people.models import Committee, Term


def find_committee(code: str) -> Committee | None:
    """The committee with this code, or None."""
    return Committee.objects.filter(code=code).first()


def current_term(committee: Committee, on: date) -> Term | None:
    """The term (届) running on that day; where two overlap at a change of term, the newer one."""
    return (
        Term.objects.filter(committee=committee, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .order_by("-number")
        .first()
    )
