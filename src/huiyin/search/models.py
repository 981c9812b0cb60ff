"""The index of similar texts. It holds nothing that the texts themselves do not say, and can be rebuilt from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee
from huiyin.procedure.models import Matter


class TextSignature(models.Model):
    """比对特征: of the text of one matter, by which its like is found; term and year are the matter's own."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=32)
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    method = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("比对特征")
        verbose_name_plural = _("比对特征")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "matter", "kind"], name="text_signature_once_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class TextBand(models.Model):
    """比对分组: one bucket that a signature falls into. The unique key is the way candidates are found."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    bucket = models.BigIntegerField()
    signature = models.ForeignKey(TextSignature, on_delete=models.CASCADE, related_name="bands")

    class Meta:
        verbose_name = _("比对分组")
        verbose_name_plural = _("比对分组")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "bucket", "signature"], name="text_band_once_per_signature"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bucket}"
