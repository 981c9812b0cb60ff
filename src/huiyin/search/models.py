"""The index of similar texts. It holds nothing that the texts themselves do not say, and can be rebuilt from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee, Person
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


class RecentSearch(models.Model):
    """最近查找: words that a person looked for, for that person alone; no part of any record, gone after 90 days."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("查找的字词"), max_length=100)
    at = models.DateTimeField(_("查找时间"))

    class Meta:
        verbose_name = _("最近查找")
        verbose_name_plural = _("最近查找")
        constraints = [
            models.UniqueConstraint(fields=["person", "words"], name="recent_search_once_per_person"),
        ]
        indexes = [models.Index(fields=["at"], name="recent_search_by_time")]

    def __str__(self) -> str:
        return f"{self.pk}"


class NoRecentSearches(models.Model):
    """不记录最近查找: this person wants nothing kept of what was looked for."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("不记录最近查找")
        verbose_name_plural = _("不记录最近查找")

    def __str__(self) -> str:
        return f"{self.pk}"
