"""Tables of the record beside the steps: documents, attachments, numbers, incidents, anchors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee, Person
from huiyin.procedure.models import Matter
from huiyin.records.enums import NumberFate, TextState, Unread


class Document(models.Model):
    """文件: one paper of a matter, by its kind; what it says is in its versions."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="documents")
    kind = models.SlugField(_("文种"), max_length=40)
    title = models.CharField(_("标题"), max_length=300)
    series = models.SlugField(_("编号序列"), max_length=40, blank=True)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    public = models.BooleanField(_("可公开"), default=False)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        constraints = [
            models.UniqueConstraint(fields=["matter", "kind"], name="document_once_per_kind"),
        ]
        indexes = [models.Index(fields=["committee", "number"], name="document_by_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class DocumentVersion(models.Model):
    """A version of a document; versions are added, never altered (a trigger sees to it)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("版本"))
    title = models.CharField(_("标题"), max_length=300)
    body_text = models.TextField(_("正文"), blank=True)
    # What the paper says beside its text (records.official.paper.Frame); the digest covers both.
    frame = models.JSONField(_("版头、署名与版记"), default=dict, blank=True)
    digest = models.CharField(_("正文散列值"), max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("文件版本")
        verbose_name_plural = _("文件版本")
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="document_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Attachment(models.Model):
    """附件: a file as it was handed in. It is seen by those who see its facet of the matter, by nobody else."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="attachments")
    facet = models.SlugField(_("所属部分"), max_length=40)
    title = models.CharField(_("说明"), max_length=120, blank=True)
    original_name = models.CharField(_("文件名"), max_length=255)
    media_type = models.CharField(_("类型"), max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    digest = models.CharField(_("散列值"), max_length=64)
    stored_path = models.CharField(max_length=160)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        indexes = [models.Index(fields=["digest"], name="attachment_by_digest")]

    def __str__(self) -> str:
        return self.original_name


class AttachmentText(models.Model):
    """附件文字: what an attachment says, kept so that it is found; made anew from the file at any time.

    The row is written with the attachment and waits: it is the queue of what is still to be read.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="words")
    state = models.CharField(
        _("提取情况"), max_length=8, choices=TextState.choices, default=TextState.WAITING
    )
    reason = models.CharField(_("原因"), max_length=12, choices=Unread.choices, blank=True)
    text = models.TextField(_("文字"), blank=True)
    method = models.PositiveSmallIntegerField(_("提取方法版本"), default=0)
    attempts = models.PositiveSmallIntegerField(_("提取次数"), default=0)
    begun_at = models.DateTimeField(_("开始提取时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("附件文字")
        verbose_name_plural = _("附件文字")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=TextState.DONE) ^ models.Q(text=""), name="attachment_text_when_done"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[TextState.WAITING, TextState.DONE]) | ~models.Q(reason=""),
                name="attachment_text_or_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["method", "attachment"], name="attachment_text_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id} {self.state}"


class WordTemplate(models.Model):
    """A committee's own Word template for a kind of document, in force from a day on; never altered or removed."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    kind = models.SlugField(_("文种"), max_length=40)
    in_force_from = models.DateField(_("启用日期"))
    original_name = models.CharField(_("文件名"), max_length=255)
    content = models.BinaryField(_("模板文件"))
    digest = models.CharField(_("散列值"), max_length=64)
    reason = models.CharField(_("启用理由"), max_length=300)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("Word 模板")
        verbose_name_plural = _("Word 模板")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="word_template_has_reason"),
        ]
        indexes = [
            models.Index(fields=["committee", "kind", "-in_force_from"], name="word_template_in_force"),
        ]

    def __str__(self) -> str:
        return self.original_name


class NumberPattern(models.Model):
    """How a committee writes the numbers of a series from a day on; without a row the series' preset holds."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    series = models.SlugField(_("编号序列"), max_length=40)
    pattern = models.CharField(_("编号格式"), max_length=60)
    in_force_from = models.DateField(_("启用日期"))

    class Meta:
        verbose_name = _("编号格式")
        verbose_name_plural = _("编号格式")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "series", "in_force_from"], name="pattern_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class NumberRegister(models.Model):
    """编号登记: every number ever given and what became of it; the sequence of a year has no gaps."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    series = models.SlugField(_("编号序列"), max_length=40)
    year = models.PositiveSmallIntegerField(_("年度"))
    sequence = models.PositiveIntegerField(_("顺序号"))
    number = models.CharField(_("编号"), max_length=60)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="numbers")
    fate = models.CharField(_("去向"), max_length=8, choices=NumberFate.choices, default=NumberFate.GIVEN)
    reason = models.CharField(_("作废原因"), max_length=200, blank=True)
    at = models.DateTimeField(_("取号时间"))
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("编号登记")
        verbose_name_plural = _("编号登记")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "series", "year", "sequence"], name="number_sequence_once"
            ),
            models.UniqueConstraint(fields=["committee", "number"], name="number_never_twice"),
            models.CheckConstraint(condition=models.Q(fate__in=NumberFate.values), name="number_fate_known"),
            models.CheckConstraint(
                condition=models.Q(fate=NumberFate.GIVEN) | ~models.Q(reason=""),
                name="number_void_has_reason",
            ),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="number_sequence_from_one"),
        ]

    def __str__(self) -> str:
        return self.number


class SecrecyIncident(models.Model):
    """Somebody tried to hand in marked content. The hash, the person, the time and where: nothing else."""

    content_digest = models.CharField(_("散列值"), max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    place = models.CharField(_("办理环节"), max_length=120)

    class Meta:
        verbose_name = _("涉密拦截记录")
        verbose_name_plural = _("涉密拦截记录")
        indexes = [models.Index(fields=["-at"], name="incident_by_time")]

    def __str__(self) -> str:
        return self.content_digest


class Anchor(models.Model):
    """锚: what the record of a committee was at the end of a day; exported, it proves that nothing is gone."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    day = models.DateField(_("日期"))
    root = models.CharField(_("根散列值"), max_length=64)
    leaves = models.JSONField()
    count = models.PositiveIntegerField(_("事项数"))
    at = models.DateTimeField(_("锚定时间"))

    class Meta:
        verbose_name = _("每日锚")
        verbose_name_plural = _("每日锚")
        constraints = [models.UniqueConstraint(fields=["committee", "day"], name="anchor_once_a_day")]

    def __str__(self) -> str:
        return f"{self.committee} {self.day:%Y-%m-%d}"
