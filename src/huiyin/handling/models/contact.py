"""Contact 面商与沟通 between the handling unit and the author, as the unit records and the author confirms it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import Confirmation, ContactMethod, ContactPhase, WordChannel

FACE_TO_FACE = (ContactMethod.VISIT, ContactMethod.MEETING)


class Contact(models.Model):
    """One contact with one author: how, when, what was said; and the author's word on whether it was so."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="contacts")
    author = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, verbose_name=_("沟通对象"), related_name="+"
    )
    method = models.CharField(_("方式"), max_length=10, choices=ContactMethod.choices)
    phase = models.CharField(_("阶段"), max_length=8, choices=ContactPhase.choices)
    on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=100, blank=True)
    unit_people = models.CharField(_("单位参加人员"), max_length=200)
    summary = models.TextField(_("沟通情况"))
    confirmation = models.CharField(
        _("本人确认"), max_length=10, choices=Confirmation.choices, default=Confirmation.OPEN
    )
    confirmed_on = models.DateField(_("确认日期"), null=True)
    remark = models.TextField(_("本人意见"), blank=True)
    channel = models.CharField(_("确认方式"), max_length=10, choices=WordChannel.choices, blank=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("沟通")
        verbose_name_plural = _("沟通")
        ordering = ["matter", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=ContactMethod.values), name="handling_contact_method_known"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=ContactPhase.values), name="handling_contact_phase_known"
            ),
            models.CheckConstraint(
                condition=Q(confirmation=Confirmation.OPEN) | Q(confirmed_on__isnull=False),
                name="handling_contact_word_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_method_display()}"

    @property
    def is_face_to_face(self) -> bool:
        """面商 is seeing each other; telephone and letter are 沟通."""
        return self.method in FACE_TO_FACE


class ContactWaiver(models.Model):
    """The author's word that no meeting is wanted; nobody else can give it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.PROTECT, related_name="contact_waivers")
    author = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, verbose_name=_("提出人"), related_name="+"
    )
    on = models.DateField(_("日期"))
    reason = models.TextField(_("说明"), blank=True)
    channel = models.CharField(_("方式"), max_length=10, choices=WordChannel.choices)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("免于面商")
        verbose_name_plural = _("免于面商")
        constraints = [
            models.UniqueConstraint(fields=["matter", "author"], name="handling_contact_waived_once"),
            models.CheckConstraint(
                condition=Q(channel__in=WordChannel.values), name="handling_contact_waiver_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.on}"
