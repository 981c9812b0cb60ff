"""What a unit asks of the office that handed over: to return the matter 申退, to have more time 延期."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import ContactMethod, RequestState, Ruling

UNITS = [("working_days", _("个工作日")), ("days", _("日")), ("months", _("个月"))]


class ReturnRequest(models.Model):
    """申退: why the unit cannot handle it, who should, what the office and, if disputed, the arbiter decided."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="return_requests")
    reason = models.TextField(_("申退理由"))
    proposed_unit = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("建议改由"), null=True, related_name="+"
    )
    asked_on = models.DateField(_("申退日期"))
    state = models.CharField(
        _("答复"), max_length=10, choices=RequestState.choices, default=RequestState.ASKED
    )
    decided_on = models.DateField(_("答复日期"), null=True)
    decision_reason = models.TextField(_("答复理由"), blank=True)
    dispute_reason = models.TextField(_("提请裁定的理由"), blank=True)
    arbiter = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, verbose_name=_("裁定人"), null=True, related_name="+"
    )
    ruling = models.CharField(_("裁定"), max_length=10, choices=Ruling.choices, blank=True)
    ruled_on = models.DateField(_("裁定日期"), null=True)
    ruling_reason = models.TextField(_("裁定理由"), blank=True)

    class Meta:
        verbose_name = _("申退")
        verbose_name_plural = _("申退")
        ordering = ["matter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state=RequestState.ASKED), name="handling_return_asked_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="handling_return_reason_given"),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="handling_return_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ruling__in=["", *Ruling.values]), name="handling_return_ruling_known"
            ),
        ]

    def __str__(self) -> str:
        return f"申退 {self.asked_on}（{self.get_state_display()}）"


class ExtensionRequest(models.Model):
    """延期申请: how much longer the unit asks for and why, and what the office answered."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(
        "procedure.Matter", on_delete=models.PROTECT, related_name="extension_requests"
    )
    amount = models.PositiveSmallIntegerField(_("申请延长"))
    unit = models.CharField(max_length=16, choices=UNITS)
    reason = models.TextField(_("延期理由"))
    asked_on = models.DateField(_("申请日期"))
    state = models.CharField(
        _("答复"), max_length=10, choices=RequestState.choices, default=RequestState.ASKED
    )
    decided_on = models.DateField(_("答复日期"), null=True)
    decision_reason = models.TextField(_("答复说明"), blank=True)
    due_before = models.DateField(_("原定期限"), null=True)
    due_after = models.DateField(_("延期后"), null=True)

    class Meta:
        verbose_name = _("延期申请")
        verbose_name_plural = _("延期申请")
        ordering = ["matter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state=RequestState.ASKED), name="handling_extension_asked_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="handling_extension_reason_given"),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="handling_extension_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"延期{self.amount}{self.get_unit_display()}（{self.get_state_display()}）"


class ExtensionNotice(models.Model):
    """How one author was told of a later reply beforehand: when, in which way, what was explained, what to expect.

    `request` is empty where the office extends of its own accord. The author is the party of the assignment.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="extension_notices")
    request = models.ForeignKey(ExtensionRequest, on_delete=models.PROTECT, null=True, related_name="notices")
    author = models.ForeignKey(
        "procedure.MatterParty", on_delete=models.PROTECT, verbose_name=_("提出人"), related_name="+"
    )
    on = models.DateField(_("告知日期"))
    method = models.CharField(_("告知方式"), max_length=10, choices=ContactMethod.choices)
    explained = models.TextField(_("说明情况"))
    expected_on = models.DateField(_("预计答复日期"))

    class Meta:
        verbose_name = _("延期告知")
        verbose_name_plural = _("延期告知")
        ordering = ["matter", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=ContactMethod.values), name="handling_extension_notice_method_known"
            ),
            models.CheckConstraint(condition=~Q(explained=""), name="handling_extension_notice_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.on}"
