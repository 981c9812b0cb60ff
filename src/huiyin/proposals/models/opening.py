"""When somebody last looked at a proposal: what has happened since is marked as unread for that person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Opening(models.Model):
    """The last step that was there when a person opened the page. Nobody else's business, and no part of the matter."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("procedure.Matter", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    step = models.PositiveIntegerField(_("看到的步号"))
    at = models.DateTimeField(_("打开时间"))

    class Meta:
        verbose_name = _("提案阅读记录")
        verbose_name_plural = _("提案阅读记录")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "matter", "person"], name="proposal_opening_once_a_person"
            ),
        ]
        indexes = [models.Index(fields=["person", "matter", "step"], name="proposal_opening_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.matter_id} {self.step}"
