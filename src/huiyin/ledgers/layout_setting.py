"""The office's layouts as a page of settings: the card of the hub, and the line of the record."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.ledgers.models import LedgerLayout
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.record import record_setting
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Person

PAGE = "ledger-layouts"


def layouts_in_force(committee: Committee, day: date) -> list[str]:
    """For how many ledgers the committee exports in a layout of its own."""
    own = LedgerLayout.objects.filter(committee=committee, in_force_from__lte=day)
    number = own.values("ledger").distinct().count()
    return [_("按本单位版式导出的台账 %(number)d 种，其他用通用版式") % {"number": number}]


def put_on_record(layout: LedgerLayout, *, label: str, since: date, person: Person, at: datetime) -> None:
    """That a ledger is exported in this layout from a day on."""
    record_setting(
        committee=layout.committee,
        page=PAGE,
        label=_("启用台账版式"),
        what=label,
        after=_("%(file)s（第%(version)d版）") % {"file": layout.file_name, "version": layout.version},
        since=since,
        person=person,
        at=at,
    )


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("台账版式"),
        gettext_lazy("各种台账导出 Excel 时按哪一份样表；在各台账的导出页上传样表、逐列对应。"),
        lambda committee: f"{reverse('ledgers:index')}?committee={committee.code}",
        frozenset({Role.CPPCC_CLERK}),
        layouts_in_force,
        order=66,
        only_keepers=True,
    )
)
