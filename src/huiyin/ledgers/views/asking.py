"""What every page of the ledgers begins with: which ledger, for whom, of which committee and year, by which filters."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from huiyin.ledgers.definition import Asked, Ledger, asked, ledgers, readable
from huiyin.ledgers.figures import figure_url
from huiyin.ledgers.filters import LedgerFilterForm, year_asked
from huiyin.people.models import Committee
from huiyin.procedure.views.access import Visit, chosen_committee

FILTERS_OPEN = 12
"""More filters than these are folded away until one of them is used: the rows stand on the first screen."""


@dataclass(frozen=True)
class Question:
    """One ledger as it was asked for."""

    book: Ledger
    asker: Asked
    form: LedgerFilterForm
    filters: dict[str, str]

    @property
    def committee(self) -> Committee:
        """The committee whose ledger it is."""
        return self.asker.committee

    def url(self, **filters: str) -> str:
        """The list with these filters besides those in force."""
        return figure_url(
            self.book.code, committee=self.committee, year=self.asker.year, **{**self.filters, **filters}
        )

    def part_url(self, part: str) -> str:
        """Sums or export of what the filters leave."""
        query = self.url().partition("?")[2]
        return f"{reverse(f'ledgers:{part}', args=[self.book.code])}?{query}"


def asker_of(request: HttpRequest, visit: Visit, address: QueryDict | None = None) -> Asked:
    """Who asks, for which committee and year of the address."""
    committee = chosen_committee(request, visit)
    year = year_asked(request.GET if address is None else address, visit.day.year)
    return asked(committee=committee, year=year, person=visit.person, at=visit.at)


def question(request: HttpRequest, visit: Visit, code: str, address: QueryDict | None = None) -> Question:
    """The ledger asked for. Raises Http404 where there is none, PermissionDenied for who has no part in it."""
    book = ledgers.get(code)
    if book is None:
        raise Http404
    data = request.GET if address is None else address
    asker = asker_of(request, visit, data)
    refuse_stranger(asker, book)
    form = LedgerFilterForm(data, book=book, asker=asker)
    return Question(book, asker, form, form.filters())


def refuse_stranger(asker: Asked, book: Ledger) -> None:
    """Raises PermissionDenied, with the sentence, for who holds no role that the ledger is for."""
    if not asker.may_read(book):
        who = "、".join(str(role.label) for role in sorted(book.readers, key=str))
        raise PermissionDenied(_("%(ledger)s供%(who)s查看。") % {"ledger": book.label, "who": who})


def place(asked_for: Question, visit: Visit) -> dict[str, Any]:
    """What the head of each page shows."""
    asker = asked_for.asker
    where = {"committee": asker.committee.code}
    return {
        "book": asked_for.book,
        "form": asked_for.form,
        "folded": len(asked_for.form.visible_fields()) > FILTERS_OPEN,
        "year": asker.year,
        "committee": asker.committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": asker.committee.name,
        "siblings": [
            {"book": each, "url": figure_url(each.code, committee=asker.committee, year=asker.year)}
            for each in readable(asker)
        ],
        "clear_url": f"?{urlencode({**where, 'year': asker.year or 'all'})}",
        "index_url": f"{reverse('ledgers:index')}?{urlencode(where)}",
    }
