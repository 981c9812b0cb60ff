"""Word templates of a committee: checked with sample data, put in force from a day on, never altered or removed."""

import re
from datetime import date, datetime
from io import BytesIO

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.exceptions import UndefinedError

from huiyin.kernel.chain import sm3
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Committee, Person
from huiyin.procedure.errors import ActRefused, ContentRefused
from huiyin.procedure.registry import document_kinds
from huiyin.records.file_types import DOCX, claimed_type
from huiyin.records.models import WordTemplate
from huiyin.records.official.sample import sample_paper
from huiyin.records.official.word import FIELDS, environment, word_of
from huiyin.records.screening import content_of, record_incident, screen
from huiyin.records.word_template_setting import put_on_record

LARGEST = 2 * 1024 * 1024
PLACE = "records.word_template"
_NAME = re.compile(r"'([^']{1,60})'")


def adopt_template(
    *,
    committee: Committee,
    kind: str,
    file: "File[bytes]",
    in_force_from: date,
    reason: str,
    actor: Person,
    at: datetime,
) -> WordTemplate:
    """Use the office's own template for a kind of document from a day on; papers made before keep theirs.

    ActRefused, in words, for an unknown kind, a missing reason or a file that is no usable template; ContentRefused
    for what looks classified.
    """
    if kind not in document_kinds:
        raise ActRefused([Refused("unknown_kind", _("没有这一文种。"))])
    if not reason.strip():
        raise ActRefused([Refused("no_reason", _("启用模板须写明理由。"))])
    content = checked_template(file, reason=reason, actor=actor, at=at)
    tried(content, at)
    with transaction.atomic():
        template = WordTemplate.objects.create(
            committee=committee,
            kind=kind,
            in_force_from=in_force_from,
            original_name=str(file.name)[-255:],
            content=content,
            digest=sm3(content),
            reason=reason.strip(),
            uploaded_by=actor,
            at=at,
        )
        put_on_record(template, person=actor, at=at)
    return template


def checked_template(file: "File[bytes]", *, reason: str, actor: Person, at: datetime) -> bytes:
    """The content of an upload that is a Word document and holds nothing that looks classified. Raises ActRefused."""
    finding = screen({"reason": reason}, {"file": file})
    if finding is not None:
        record_incident(finding, actor, at, PLACE)
        raise ContentRefused([Refused("classified", finding.sentence)])
    # The screen has read the file to its end: it is what its name says, and does no harm when it is opened.
    name = str(file.name or "")
    content = content_of(file, name)
    if claimed_type(name) != DOCX or len(content) > LARGEST:
        text = _("模板须为不超过2MB的 Word 文档（.docx）；.doc 和 WPS 文件请先另存为 .docx。")
        raise ActRefused([Refused("no_template", text)])
    return content


def tried(content: bytes, at: datetime) -> bytes:
    """The template filled with sample data. Raises ActRefused with what is wrong with it."""
    unknown = _unknown_fields(content)
    if unknown:
        text = _("模板中有系统没有的字段：%(names)s。可用字段见本页“可用字段”。") % {
            "names": "、".join(unknown)
        }
        raise ActRefused([Refused("unknown_fields", text)])
    try:
        return word_of(sample_paper(), content, at)
    except UndefinedError as error:
        found = _NAME.findall(str(error))
        text = _("模板中有系统没有的字段：%(names)s。可用字段见本页“可用字段”。") % {
            "names": "、".join(found[-1:])
        }
        raise ActRefused([Refused("unknown_fields", text)]) from error
    except (
        Exception
    ) as error:  # the template is the office's: whatever it raises is a fault of it, told in words
        raise ActRefused([_broken(error)]) from error


def _unknown_fields(content: bytes) -> list[str]:
    try:
        used = DocxTemplate(BytesIO(content)).get_undeclared_template_variables(environment())
    except Exception as error:
        raise ActRefused([_broken(error)]) from error
    return sorted(used - FIELDS.keys())


def _broken(error: Exception) -> Refused:
    what = str(error)[:200] if isinstance(error, TemplateError) else type(error).__name__
    text = _("模板不能按示例数据生成文件，请检查字段的写法是否成对、完整（%(what)s）。") % {"what": what}
    return Refused("broken_template", text)


def templates_of(committee: Committee) -> list[WordTemplate]:
    """Every template that the committee ever used, by kind, the latest first."""
    rows = WordTemplate.objects.filter(committee=committee).select_related("uploaded_by").defer("content")
    return list(rows.order_by("kind", "-in_force_from", "-pk")[:500])
