"""What somebody has typed and not yet handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """A form that saved itself; private to its person, removed when the form is accepted."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=160)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="draft_once_per_form")]

    def __str__(self) -> str:
        return self.key
