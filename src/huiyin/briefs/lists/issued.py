"""已编发的社情民意信息: the issues that a person may read, newest first. Nothing is looked up by names."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import KIND
from huiyin.briefs.models import BriefIssue
from huiyin.briefs.selectors.brief import authors_of, may_be_named
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.selectors import seeing

PAGE = 50


class IssuedForm(forms.Form):
    """What is looked for: words of the title or the number, and a year."""

    text = forms.CharField(label=_("标题或者期号"), required=False, max_length=100)
    year = forms.IntegerField(label=_("年份"), required=False, min_value=1949, max_value=2999)

    def filters(self) -> dict[str, str]:
        """The filters that were understood."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}

    def active(self, address: QueryDict) -> list[dict[str, str]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append(
                {"label": f"{self.fields[name].label}：{value}", "remove_url": f"?{rest.urlencode()}"}
            )
        return found


@dataclass(frozen=True)
class Row:
    """One issue, and who reported it where they may be named."""

    issue: BriefIssue
    matter: Matter
    source: str
    kind: str


@dataclass(frozen=True)
class Issued:
    """One page of issues."""

    rows: tuple[Row, ...]
    total: int
    older: str


def issued(visit: Visit, committee: Committee, filters: dict[str, str], *, after: str = "") -> Issued:
    """The issues whose part 编发 this person sees, also of the own briefs."""
    grants = visit.grants_in(committee)
    seen = Matter.objects.filter(seeing(grants, kind=KIND, facet="issue"), kind=KIND, committee=committee)
    rows = BriefIssue.objects.filter(brief__matter__in=seen.values("pk"))
    if "year" in filters:
        rows = rows.filter(year=filters["year"])
    for word in filters.get("text", "").split()[:8]:
        rows = rows.filter(Q(brief__matter__title__icontains=word) | Q(number__icontains=word))
    total = rows.count()
    place = BriefIssue.objects.filter(committee=committee, pk=after).first() if after.isdecimal() else None
    if place is not None:
        rows = rows.filter(Q(year__lt=place.year) | Q(year=place.year, sequence__lt=place.sequence))
    related = rows.select_related("brief__matter")
    found = list(related.order_by("-year", "-sequence")[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    found = found[:PAGE]
    named = authors_of([each.brief.matter_id for each in found if may_be_named(each.brief)])
    return Issued(
        tuple(
            Row(
                each,
                each.brief.matter,
                named.get(each.brief.matter_id, ""),
                each.brief.get_source_kind_display(),
            )
            for each in found
        ),
        total,
        older,
    )
