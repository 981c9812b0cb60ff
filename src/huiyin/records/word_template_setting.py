"""Word templates as a page of settings: the card of the hub, and the line of the record."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.record import record_setting
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Person
from huiyin.procedure.registry import document_kinds
from huiyin.records.models import WordTemplate

PAGE = "word-templates"


def templates_in_force(committee: Committee, day: date) -> list[str]:
    """For how many kinds of papers the committee has a template of its own."""
    own = WordTemplate.objects.filter(committee=committee, in_force_from__lte=day)
    number = own.values("kind").distinct().count()
    return [_("本会自定模板的公文 %(number)d 种，其他用系统的模板") % {"number": number}]


def put_on_record(template: WordTemplate, *, person: Person, at: datetime) -> None:
    """That a template is in force from its day."""
    record_setting(
        committee=template.committee,
        page=PAGE,
        label=_("启用公文模板"),
        what=document_kinds.get(template.kind, template.kind),
        after=template.original_name,
        since=template.in_force_from,
        reason=template.reason,
        person=person,
        at=at,
    )


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("公文模板"),
        gettext_lazy("各种公文的 Word 模板，从哪一天起用哪一份。"),
        lambda committee: f"{reverse('records:templates')}?committee={committee.code}",
        frozenset({Role.CPPCC_CLERK}),
        templates_in_force,
        order=65,
        only_keepers=True,
    )
)
