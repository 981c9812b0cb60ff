"""The hub of settings and the record of their changes."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huiyin.people.changing.keeper import words_of_roles
from huiyin.people.changing.pages import SettingPage, pages_in_order, setting_pages
from huiyin.people.models import SettingChange
from huiyin.people.selectors.setting_changes import Sought, changes_page, coming_changes
from huiyin.people.views.access import keeper_of_request
from huiyin.people.views.lists import number_asked
from huiyin.ui.forms import DateField, TextField

MOST_COMING_SHOWN = 3


@dataclass(frozen=True)
class Card:
    """A page of settings as the hub shows it."""

    page: SettingPage
    url: str
    in_force: list[str]
    coming: list[SettingChange]
    more_coming: int
    keepers: str
    may_change: bool


@login_required
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """What is in force today and what is coming, subject by subject."""
    keeper = keeper_of_request(request)
    coming = coming_changes(keeper.committee, keeper.day)
    cards = []
    for page in pages_in_order():
        if page.only_keepers and not keeper.roles & page.roles:
            continue
        ahead = coming.get(page.code, [])
        cards.append(
            Card(
                page,
                page.address(keeper.committee),
                list(page.in_force(keeper.committee, keeper.day)),
                ahead[:MOST_COMING_SHOWN],
                max(len(ahead) - MOST_COMING_SHOWN, 0),
                words_of_roles(page.roles),
                bool(keeper.roles & page.roles),
            )
        )
    return render(request, "people/settings/hub.html", {"manager": keeper, "cards": cards})


class RecordFilter(forms.Form):
    """Which lines of the record are wanted."""

    page = forms.ChoiceField(label=gettext_lazy("设置"), required=False)
    words = TextField(label=gettext_lazy("对象、事由或经办人"), required=False, max_length=60)
    since = DateField(label=gettext_lazy("登记日期从"), required=False)
    until = DateField(label=gettext_lazy("到"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["page"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("全部"))] + [(each.code, each.label) for each in pages_in_order()]


@login_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Every change of a setting: what, from when, why, by whom."""
    keeper = keeper_of_request(request)
    form = RecordFilter(request.GET)
    good = form.cleaned_data if form.is_valid() else {}
    sought = Sought(good.get("page") or "", good.get("words") or "", good.get("since"), good.get("until"))
    before = number_asked(request, "before")
    page = changes_page(keeper.committee, sought, before=before)
    kept = {"committee": keeper.committee.code} | {
        name: request.GET[name] for name in form.fields if request.GET.get(name)
    }
    own = reverse("settings:record")
    context = {
        "manager": keeper,
        "form": form,
        "page": page,
        "labels": {code: each.label for code, each in setting_pages.items()},
        "newest_url": f"{own}?{urlencode(kept)}" if before else "",
        "older_url": f"{own}?{urlencode(kept | {'before': page.next_after})}" if page.next_after else "",
        "clear_url": f"{own}?committee={keeper.committee.code}",
        "is_filtered": len(kept) > 1,
    }
    return render(request, "people/settings/record.html", context)
