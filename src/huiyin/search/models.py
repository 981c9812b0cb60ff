"""Both indexes, of similar texts and of words, which can be rebuilt from the texts; and recent searches."""

from json import JSONEncoder
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee, Person
from huiyin.procedure.models import Matter
from huiyin.search.full_text.places import Place


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


class AsWritten(JSONEncoder):
    """Chinese characters as they are, not as six characters each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class TextEntry(models.Model):
    """检索条目: what stands in one part of a matter, found by its words; its tokens stand in a table apart.

    Keys rise with time, and lists go by them: the newest text first. `facets` show it, any one of them; `parts` are
    labels and texts; `context` is what counts as said with it: the title, and names by the facet that shows them.
    `marks` are the tokens that are no words: who may find it, its place, kind, year and state.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=160)
    place = models.CharField(max_length=12, choices=Place.choices)
    label = models.CharField(max_length=120)
    facets = models.JSONField(default=list)
    source = models.CharField(max_length=20, blank=True)
    document_id = models.BigIntegerField(null=True)
    parts = models.JSONField(default=list, encoder=AsWritten)
    context = models.JSONField(default=list, encoder=AsWritten)
    marks = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("检索条目")
        verbose_name_plural = _("检索条目")
        constraints = [
            models.UniqueConstraint(fields=["matter", "key"], name="text_entry_once_per_place"),
            models.CheckConstraint(condition=models.Q(place__in=Place.values), name="text_entry_place_known"),
        ]
        indexes = [
            models.Index(
                fields=["document_id"],
                condition=models.Q(document_id__isnull=False),
                name="text_entry_by_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.digest[:8]}"


class IndexedMatter(models.Model):
    """检索进度: up to which step a matter's texts are in the index, and by which rules they were put there."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, primary_key=True, related_name="+")
    step = models.PositiveIntegerField()
    rules = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("检索进度")
        verbose_name_plural = _("检索进度")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step}"


class WaitingMatter(models.Model):
    """待入检索: a step after which a matter's texts are to be read again; written in the transaction of the step."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    step = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("待入检索")
        verbose_name_plural = _("待入检索")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step}"


class IndexedName(models.Model):
    """检索用名: how a body or person was called when the texts that name it were last read."""

    body = models.OneToOneField("people.Body", on_delete=models.CASCADE, null=True, related_name="+")
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("检索用名")
        verbose_name_plural = _("检索用名")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True, person__isnull=False)
                | models.Q(body__isnull=False, person__isnull=True),
                name="indexed_name_of_body_or_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
