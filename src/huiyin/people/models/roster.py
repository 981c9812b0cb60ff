"""Lists between upload and confirmation: a roster of members, a list of bodies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.people.models.account import Account
from huiyin.people.models.committee import Committee, Term


class RosterImport(models.Model):
    """The rows read from one uploaded roster, kept so that what was previewed is what is applied."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="roster_imports")
    term = models.ForeignKey(Term, models.PROTECT, related_name="roster_imports")
    owner = models.ForeignKey(Account, models.PROTECT, related_name="roster_imports")
    file_name = models.CharField(_("文件名"), max_length=200)
    rows = models.JSONField(_("名册行"))
    created_at = models.DateTimeField(_("上传时间"))
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("名册导入")
        verbose_name_plural = _("名册导入")
        ordering = ["committee", "-created_at"]

    def __str__(self) -> str:
        return self.file_name


class BodyImport(models.Model):
    """The rows read from one uploaded list of bodies, kept so that what was previewed is what is applied."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="body_imports")
    owner = models.ForeignKey(Account, models.PROTECT, related_name="body_imports")
    file_name = models.CharField(_("文件名"), max_length=200)
    rows = models.JSONField(_("机构行"))
    created_at = models.DateTimeField(_("上传时间"))
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("机构导入")
        verbose_name_plural = _("机构导入")
        ordering = ["committee", "-created_at"]

    def __str__(self) -> str:
        return self.file_name
