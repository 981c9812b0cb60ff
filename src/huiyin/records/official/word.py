"""An official paper in Word, from a template; what the paper says is put in as text and never read as a template."""

from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from huiyin.records.models import DocumentVersion
from huiyin.records.official.paper import OfficialPaper, PaperFormat
from huiyin.records.official.typesetting import layout_data
from huiyin.records.official.word_choice import template_in_force
from huiyin.records.official.writers import paper_of

TEMPLATES = Path(__file__).parent / "word_templates"
LONGEST_OUTPUT = 20_000_000
"""Bytes; a template that makes more of a paper than this is no template."""


def word_of_version(version: DocumentVersion) -> bytes:
    """The version in Word: by the committee's own template of its kind on the day it was made, else by ours."""
    paper = paper_of(version)
    own = template_in_force(version.committee, version.document.kind, version.at.date())
    return word_of(paper, bytes(own.content) if own is not None else preset(paper.frame.format), version.at)


@cache
def preset(form: PaperFormat) -> bytes:
    """Our own template of a format."""
    return (TEMPLATES / f"{form.value}.docx").read_bytes()


def word_of(paper: OfficialPaper, template: bytes, at: datetime) -> bytes:
    """Fill a template. jinja2.TemplateError (or what the template itself raises) where it cannot be filled."""
    document = DocxTemplate(BytesIO(template))
    document.render(word_fields(paper), jinja_env=environment(), autoescape=True)
    core = document.docx.core_properties
    core.title, core.author, core.comments = paper.title, paper.frame.signature, ""
    core.created = core.modified = at.replace(tzinfo=None)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates run: without a way to anything but the fields, and a field that is not there is an error."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def word_fields(paper: OfficialPaper) -> dict[str, Any]:
    """What a template may use, by name; the same that the PDF is laid out from."""
    data = layout_data(paper)
    data["reply_class"] = data.pop("class")
    data["signers"] = "  ".join(data["signers"])
    del data["format"]
    return data


FIELDS = {
    "mark": "发文机关标志",
    "number": "发文字号",
    "office": "编印单位（纪要）",
    "signers": "签发人",
    "reply_class": "答复类别",
    "disclosure": "公开属性（答复函）",
    "title": "标题",
    "title_lines": "标题，已分行（逐行）",
    "addressees": "主送单位",
    "body": "正文段落（逐段：part.level 层次，part.lead 段首小标题，part.text 文字）",
    "rows": "阅批单各栏（逐行：row[0] 栏名，row[1] 内容）",
    "attachments": "附件名称（逐项）",
    "attendance": "出席、请假、列席（逐行：row[0] 类别，row[1] 名单）",
    "signature": "署名",
    "date": "成文日期",
    "note": "附注",
    "copies": "抄送单位",
    "copies_label": "“抄送”或者“分送”",
    "printed_by": "印发机关",
    "printed_on": "印发日期",
}
"""Every field that a template may use, with what it holds."""
