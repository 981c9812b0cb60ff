"""Persons, members of a committee, and the grants that say who may do what, where and until when."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from huiyin.people.enums import Role
from huiyin.people.models.account import Account
from huiyin.people.models.body import Body
from huiyin.people.models.committee import Committee, Term

# Roles that mean nothing without the body they are held in.
ROLES_OF_A_BODY = (
    Role.COMMITTEE_CLERK,
    Role.OFFICE_CLERK,
    Role.UNIT_CLERK,
    Role.UNIT_REVIEWER,
    Role.UNIT_DEPUTY,
    Role.UNIT_HEAD,
    Role.ORGANISATION_CLERK,
)


class Person(models.Model):
    """Somebody known to the office, with or without an account; one person may serve several committees."""

    name = models.CharField(_("姓名"), max_length=60, db_index=True)
    post = models.CharField(_("职务"), max_length=120, blank=True)
    account = models.OneToOneField(
        Account, models.SET_NULL, verbose_name=_("账号"), null=True, blank=True, related_name="person"
    )

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="people_person_name_given")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Membership of one person in one term of a committee (委员)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members")
    term = models.ForeignKey(Term, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    number = models.CharField(_("委员证号"), max_length=30, blank=True)
    sector = models.ForeignKey(
        Body, models.PROTECT, verbose_name=_("界别"), null=True, blank=True, related_name="sector_members"
    )
    special_committee = models.ForeignKey(
        Body,
        models.PROTECT,
        verbose_name=_("专委会"),
        null=True,
        blank=True,
        related_name="committee_members",
    )
    activity_group = models.ForeignKey(
        Body, models.PROTECT, verbose_name=_("活动组"), null=True, blank=True, related_name="group_members"
    )
    workplace = models.CharField(_("单位"), max_length=120, blank=True)
    post = models.CharField(_("职务"), max_length=120, blank=True)
    is_standing = models.BooleanField(_("常委"), default=False)

    class Meta:
        verbose_name = _("委员")
        verbose_name_plural = _("委员")
        ordering = ["committee", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "term", "person"], name="people_member_once"),
            models.UniqueConstraint(
                fields=["committee", "term", "number"],
                condition=~Q(number=""),
                name="people_member_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name


class Grant(models.Model):
    """A role held in a committee (and, for some roles, in a body) between two dates, inclusive.

    A deputy's grant names the grant it stands in for and ends with it at the latest.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, verbose_name=_("机构"), null=True, blank=True, related_name="grants"
    )
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    deputy_of = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("代行"), null=True, blank=True, related_name="deputies"
    )

    class Meta:
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        ordering = ["committee", "person", "id"]
        constraints = [
            models.UniqueConstraint(
                F("committee"),
                F("person"),
                F("role"),
                Coalesce(F("body"), Value(0), output_field=models.BigIntegerField()),
                Coalesce(F("deputy_of"), Value(0), output_field=models.BigIntegerField()),
                condition=Q(until__isnull=True),
                name="people_grant_current_once",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="people_grant_role_known"),
            models.CheckConstraint(
                condition=~Q(role__in=ROLES_OF_A_BODY) | Q(body__isnull=False), name="people_grant_body_given"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="people_grant_dates_ordered"
            ),
            models.CheckConstraint(
                condition=Q(deputy_of__isnull=True) | ~Q(deputy_of=F("id")),
                name="people_grant_not_own_deputy",
            ),
        ]
        indexes = [models.Index(fields=["committee", "role", "body"], name="people_grant_by_role")]

    def __str__(self) -> str:
        return f"{self.person}（{self.get_role_display()}）"
