"""Reply 答复: the text of each round, one answer per point, its class, and what it promises."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import Disclosure, ReplyMeaning
from huiyin.handling.models.point import Point


class ReplyClass(models.Model):
    """A class of replies (A 类, B 类 …) of one committee, in force between two days; its meaning is common."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="reply_classes")
    code = models.CharField(_("代码"), max_length=8)
    label = models.CharField(_("名称"), max_length=60)
    meaning = models.CharField(_("含义"), max_length=16, choices=ReplyMeaning.choices)
    in_force_from = models.DateField(_("启用日期"), null=True)
    in_force_until = models.DateField(_("停用日期"), null=True)

    class Meta:
        verbose_name = _("答复类别")
        verbose_name_plural = _("答复类别")
        ordering = ["committee", "code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "code"],
                condition=Q(in_force_until__isnull=True),
                name="handling_reply_class_current_once",
            ),
            models.CheckConstraint(
                condition=Q(meaning__in=ReplyMeaning.values), name="handling_reply_class_meaning_known"
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=models.F("in_force_from")),
                name="handling_reply_class_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} 类（{self.label}）"


class Reply(models.Model):
    """What a unit answers in one round of replying; a reply that was sent back stays, the next is a new row."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField(_("轮次"))
    text = models.TextField(_("办理情况"))
    reply_class = models.ForeignKey(
        ReplyClass, on_delete=models.PROTECT, verbose_name=_("答复类别"), null=True, related_name="+"
    )
    without_assists_reason = models.TextField(_("未等会办意见的理由"), blank=True)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    # 公开属性: what may be published of it, with the reason where not the whole text may.
    disclosure = models.CharField(_("公开属性"), max_length=8, choices=Disclosure.choices, blank=True)
    disclosure_reason = models.CharField(_("不全文公开的理由"), max_length=300, blank=True)
    signer_name = models.CharField(_("签发人"), max_length=60, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    answered_on = models.DateField(_("办复日期"), null=True)
    is_final = models.BooleanField(_("已验收"), default=False)

    class Meta:
        verbose_name = _("答复")
        verbose_name_plural = _("答复")
        ordering = ["matter", "round"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "round"], name="handling_reply_once_per_round"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(is_final=True), name="handling_reply_one_final"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="handling_reply_text_given"),
            models.CheckConstraint(
                condition=Q(disclosure__in=["", *Disclosure.values]), name="handling_reply_disclosure_known"
            ),
            models.CheckConstraint(
                condition=Q(disclosure__in=["", Disclosure.FULL]) | ~Q(disclosure_reason=""),
                name="handling_reply_withheld_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.round}次答复"


class ReplyPoint(models.Model):
    """The answer to one point."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("答复"))

    class Meta:
        verbose_name = _("逐条答复")
        verbose_name_plural = _("逐条答复")
        ordering = ["reply", "point__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "point"], name="handling_reply_point_once"),
            models.CheckConstraint(condition=~Q(text=""), name="handling_reply_point_text_given"),
        ]

    def __str__(self) -> str:
        return f"{self.point}：{self.text[:40]}"


class ReplyPromise(models.Model):
    """A commitment that a reply proposes; it becomes a matter of its own when the reply is accepted."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="promises")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.TextField(_("承诺事项"))
    by_when = models.DateField(_("完成期限"))
    evidence_wanted = models.CharField(_("兑现凭据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("答复中的承诺")
        verbose_name_plural = _("答复中的承诺")
        ordering = ["reply", "by_when", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="handling_promise_text_given"),
        ]

    def __str__(self) -> str:
        return f"{self.what[:40]}（{self.by_when}）"
