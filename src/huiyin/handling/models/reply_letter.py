"""Reply letters 答复函: one copy per author, each a matter of its own that this author and the offices alone open."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import LetterWay
from huiyin.handling.models.reply import Reply


class ReplyLetter(models.Model):
    """The copy of an accepted reply that one author gets, and how it reached the author on paper.

    `person` and `body` are both empty where the author is known to the office by name alone. `case` is the matter that
    the letter answers: the one that was handed over, or one that was merged into it.
    """

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.OneToOneField("procedure.Matter", on_delete=models.PROTECT, related_name="reply_letter")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="letters")
    case = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="reply_letters")
    addressee_name = models.CharField(_("收件人"), max_length=100)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, verbose_name=_("收件人"), null=True, related_name="+"
    )
    body = models.ForeignKey(
        "people.Body", on_delete=models.PROTECT, verbose_name=_("收件单位"), null=True, related_name="+"
    )
    sent_on = models.DateField(_("发出日期"))
    delivered_on = models.DateField(_("纸质件送达日期"), null=True)
    way = models.CharField(_("送达方式"), max_length=10, choices=LetterWay.choices, blank=True)
    remark = models.CharField(_("送达说明"), max_length=300, blank=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("答复函")
        verbose_name_plural = _("答复函")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "reply", "case", "person"],
                condition=Q(person__isnull=False),
                name="handling_letter_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["committee", "reply", "case", "body"],
                condition=Q(body__isnull=False),
                name="handling_letter_once_per_body",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(body__isnull=True), name="handling_letter_to_one"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["", *LetterWay.values]), name="handling_letter_way_known"
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, way="") | Q(delivered_on__isnull=False) & ~Q(way=""),
                name="handling_letter_delivery_has_way",
            ),
        ]

    def __str__(self) -> str:
        return self.addressee_name


class LetterOpening(models.Model):
    """When somebody to whom a letter is addressed opened it first and last: noted by the page, no part of a matter."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(ReplyLetter, on_delete=models.CASCADE, related_name="openings")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField(_("首次打开时间"))
    last_at = models.DateTimeField(_("最近打开时间"))

    class Meta:
        verbose_name = _("答复函查阅记录")
        verbose_name_plural = _("答复函查阅记录")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "letter", "person"], name="handling_letter_opening_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.letter_id}"
