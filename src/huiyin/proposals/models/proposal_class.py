"""提案分类: what proposals are about, in two levels, as this committee sorts them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProposalClass(models.Model):
    """A class of the first level (no parent) or of the second; what is out of use stays with what was sorted by it."""

    committee = models.ForeignKey("people.Committee", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", verbose_name=_("上级分类"), on_delete=models.PROTECT, null=True, related_name="children"
    )
    code = models.SlugField(_("代码"), max_length=40)
    label = models.CharField(_("名称"), max_length=40)
    order = models.PositiveSmallIntegerField(_("序号"))
    in_use = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = _("提案分类")
        verbose_name_plural = _("提案分类")
        ordering = ["committee", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "code"], name="proposal_class_code_once"),
            models.UniqueConstraint(
                fields=["committee", "parent", "label"],
                condition=Q(parent__isnull=False),
                name="proposal_class_label_once",
            ),
            models.UniqueConstraint(
                fields=["committee", "label"],
                condition=Q(parent__isnull=True),
                name="proposal_class_first_level_label_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent.label}·{self.label}" if self.parent is not None else self.label
