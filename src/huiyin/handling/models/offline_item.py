"""Offline item 线下件: an instruction on a paper that is handled offline, registered without any content."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import InstructionKind


class OfflineItem(models.Model):
    """Number, day, leader, kind and count of one paper at one office; there is no field that could hold its content."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="offline_item")
    addressee = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("收文办公室"), related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    serial = models.PositiveIntegerField(_("序号"))
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    leader_name = models.CharField(_("批示领导"), max_length=60)
    leader_post = models.CharField(_("职务"), max_length=120)
    on = models.DateField(_("批示日期"))
    kind = models.CharField(_("批示类型"), max_length=8, choices=InstructionKind.choices)
    times = models.PositiveSmallIntegerField(_("批示次数"), default=1)

    class Meta:
        verbose_name = _("线下件")
        verbose_name_plural = _("线下件")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "addressee", "year", "serial"], name="handling_offline_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InstructionKind.values), name="handling_offline_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(times__gte=1) & Q(serial__gte=1), name="handling_offline_counts_positive"
            ),
            models.CheckConstraint(condition=~Q(leader_name=""), name="handling_offline_leader_given"),
        ]
        indexes = [models.Index(fields=["committee", "year"], name="handling_offline_by_year")]

    def __str__(self) -> str:
        return f"{self.addressee} {self.number}"

    @property
    def number(self) -> str:
        """Year and serial number: 2026-003."""
        return f"{self.year}-{self.serial:03d}"
