"""The record of changes of settings (设置变更登记): lines are added, never altered or removed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.people.models.committee import Committee
from huiyin.people.models.person import Person


class SettingChange(models.Model):
    """One change: of what, from what to what, in force from which day, why, by whom and when.

    Texts and not references, so that the line says the same whatever becomes of what it is about. Without a
    committee it is about what all share (the work calendar).
    """

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="setting_changes")
    page = models.SlugField(_("设置"), max_length=40)
    label = models.CharField(_("事由"), max_length=60)
    what = models.CharField(_("对象"), max_length=200)
    before = models.TextField(_("原为"), blank=True)
    after = models.TextField(_("改为"), blank=True)
    in_force_from = models.DateField(_("生效日期"))
    reason = models.TextField(_("理由"), blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(_("经办人"), max_length=80)
    at = models.DateTimeField(_("登记时间"))
    # Names the preview that was confirmed, so that a second press of the button finds the first.
    request_key = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("设置变更登记")
        verbose_name_plural = _("设置变更登记")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=~Q(request_key=""), name="people_setting_change_once"
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "page", "-id"], name="people_setting_by_page"),
            models.Index(fields=["committee", "in_force_from"], name="people_setting_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.what}"
