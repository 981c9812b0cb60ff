"""Layouts of the office's own sheets, and the register of what was exported."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LedgerLayout(models.Model):
    """版式: the office's own workbook for one ledger, with its columns mapped once; versions are kept.

    One without `in_force_from` was uploaded and is not mapped yet. `columns` is letter → code of the column.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    ledger = models.SlugField(_("台账"), max_length=32)
    version = models.PositiveSmallIntegerField(_("版次"))
    file_name = models.CharField(_("文件名"), max_length=255)
    content = models.BinaryField(_("文件"))
    sheet = models.CharField(_("工作表"), max_length=100)
    first_row = models.PositiveSmallIntegerField(_("数据起始行"))
    columns = models.JSONField(_("对应"), default=dict)
    in_force_from = models.DateField(_("启用日期"), null=True)
    uploaded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("台账版式")
        verbose_name_plural = _("台账版式")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "ledger", "version"], name="ledgers_layout_version_once"
            ),
            models.CheckConstraint(condition=Q(first_row__gte=2), name="ledgers_layout_has_a_head"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}（第{self.version}版）"


class ExportRecord(models.Model):
    """导出登记: who exported what, narrowed how, how many rows, when; names as they were that day."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    ledger = models.SlugField(_("台账"), max_length=32)
    ledger_label = models.CharField(_("台账名称"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年度"), null=True)
    filters = models.JSONField(_("筛选条件"), default=dict)
    filters_words = models.CharField(_("筛选条件（文字）"), max_length=500, blank=True)
    rows = models.PositiveIntegerField(_("行数"))
    layout = models.ForeignKey(LedgerLayout, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(_("导出人"), max_length=60)
    at = models.DateTimeField(_("导出时间"))

    class Meta:
        verbose_name = _("导出登记")
        verbose_name_plural = _("导出登记")
        indexes = [models.Index(fields=["committee", "-at", "-id"], name="ledgers_export_by_time")]

    def __str__(self) -> str:
        return f"{self.ledger_label} {self.rows}行"
