"""A procedure with documents and attachments and no subject package: a paper 文稿 is written, numbered and filed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from factories.people import Cast
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import revise, take
from huiyin.procedure.loader import load_text
from huiyin.procedure.models import Matter
from huiyin.records import numbering
from huiyin.records.documents import make_document
from huiyin.records.models import Attachment
from huiyin.ui.forms import LongTextField, TextField

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SERIES = "test_paper"

DOCUMENT = """
procedure: paper
version: 1
kind: paper
label: 文稿
basis: 测试用
begins: {label: 起草, by: [writer], state: writing, form: papers.begin@1, effect: papers.begin@1}
roles:
  writer: {label: 经济委员会, grants: [committee_clerk]}
  office: {label: 政协办, grants: [cppcc_clerk]}
stages: {only: 起草}
facets:
  content: {label: 内容}
  documents: {label: 文件, form: records.attach@1, effect: records.attach@1}
  inner: {label: 内部讨论}
views:
  usual:
    writer: [content, documents, inner]
    office: [content, documents]
states:
  writing: {label: 起草中, stage: only, sees: usual, edits: {writer: [documents], office: [documents]}}
  filed: {label: 已归档, stage: only, sees: usual, final: true}
moves:
  write: {label: 成文, from: [writing], to: stay, by: [writer], form: papers.write@1, effect: papers.write@1}
  strike: {label: 废号, from: [writing], to: stay, by: [writer], form: procedure.reason@1, effect: papers.strike@1}
  note: {label: 备注, from: [writing], to: stay, by: [writer, office], form: procedure.note@1}
  file: {label: 归档, from: [writing], to: filed, by: [writer], documents: [test_paper]}
"""


class BeginForm(ActForm):
    """What the paper is called."""

    title = TextField(label="标题", max_length=200)


class WriteForm(ActForm):
    """The text of the paper; `numbered` takes a number from the register."""

    body = LongTextField(label="正文", max_length=20000)
    series = TextField(label="编号序列", max_length=40, required=False)


def set_title(act: Act) -> None:
    """Beginning sets the title."""
    act.matter.title = act.data["title"]


def write(act: Act) -> None:
    """Make the paper or its next version; its number becomes the matter's."""
    made = make_document(
        act, kind="test_paper", title=act.matter.title, body=act.data["body"], series=act.data["series"]
    )
    act.matter.number = made.number


def strike(act: Act) -> None:
    """Strike the matter's number out."""
    numbering.void_number(act, act.matter.number, reason=act.reason)


def register() -> None:
    """Register the names once."""
    registry.kind("paper", "文稿")
    registry.document_kind("test_paper", "测试文稿")
    numbering.series(SERIES, "测试文稿", "试政协发〔{year}〕{sequence}号")
    registry.form("papers.begin@1")(BeginForm)
    registry.form("papers.write@1")(WriteForm)
    registry.effect("papers.begin@1")(set_title)
    registry.effect("papers.write@1")(write)
    registry.effect("papers.strike@1")(strike)


@contextmanager
def papers_included() -> Iterator[Procedure]:
    """The procedure, for the time of a test."""
    register()
    paper = load_text(DOCUMENT, source="paper.v1.yaml")
    library.include(paper)
    yield paper
    library.exclude(paper)


def new_paper(cast: Cast, title: str = "老旧小区改造协商报告", *, at: datetime = MONDAY) -> Matter:
    """A paper begun by a clerk of 石嘴山."""
    return begin("paper", committee=cast.committee, actor=cast["周经委"], at=at, data={"title": title}).matter


def written(cast: Cast, matter: Matter, body: str, *, series: str = SERIES, at: datetime = MONDAY) -> Matter:
    """The paper with a text and, with a series, a number."""
    data: dict[str, Any] = {"body": body, "series": series}
    return take(matter, "write", actor=cast["周经委"], at=at, data=data).matter


def attached(
    cast: Cast,
    matter: Matter,
    name: str = "说明.txt",
    content: bytes = "普通说明".encode(),
    *,
    facet: str = "documents",
    by: str = "周经委",
    at: datetime = MONDAY,
) -> Attachment:
    """A file handed in as the product does it: through the edit of the documents."""
    files = {"file": SimpleUploadedFile(name, content)}
    done = revise(matter, "documents", actor=cast[by], at=at, data={"facet": facet}, files=files)
    return Attachment.objects.filter(matter=done.matter).latest("pk")
