"""Official papers: one PDF when the fonts are known already, one in Word, and a set of 200 notices in one file.

Every paper is another one (its own number, unit and text), of two pages; nothing is served from the folder of papers.
The set is written as in the background: one at a time, into a zip file, with the highest memory of the process told.
"""

import resource
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from django.test import override_settings

from bench.results import Row
from bench.timing import timed
from huiyin.people.models import Committee
from huiyin.records.models import Document, DocumentVersion
from huiyin.records.official.paper import Frame, PaperFormat
from huiyin.records.official.typesetting import pdf_of
from huiyin.records.official.word import preset, word_of
from huiyin.records.official.writers import paper_of
from huiyin.records.paper_sets import document_set

GOAL_ONE = 0.5
RUNS = 40
SET = 200
AT = datetime(2026, 3, 2, tzinfo=UTC)
TEXT = "建议由市住房和城乡建设局牵头，会同市自然资源局、市财政局等部门建立联席会议制度，明确职责分工，形成工作合力。"


def measure_papers() -> Iterator[Row]:
    """Seconds of one paper and of a set, and what memory the set took at most."""
    papers = [paper_of(each) for each in notices(RUNS + 1)]
    pdf_of(papers[0])
    yield Row(
        "papers.pdf_warm",
        median(timed(lambda one=one: pdf_of(one)) for one in papers[1:]) / 1000,
        "s",
        GOAL_ONE,
    )
    word = [timed(lambda one=one: word_of(one, preset(PaperFormat.LETTER), AT)) for one in papers]
    yield Row("papers.word", median(word[1:]) / 1000, "s", None)
    with tempfile.TemporaryDirectory() as folder, override_settings(HUIYIN_PAPERS=Path(folder) / "papers"):
        path = Path(folder) / "set.zip"
        before = _peak()
        took = timed(lambda: document_set(notices(SET), path, lambda: None))
        with ZipFile(path) as made:
            assert len(made.namelist()) == SET
        yield Row(f"papers.set_of_{SET}", took / 1000, "s", None)
        yield Row(f"papers.set_of_{SET}.memory_added", _peak() - before, "MB", None)


def _peak() -> float:
    """The highest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def notices(count: int) -> Iterator[DocumentVersion]:
    """So many hand-over notices of different units; they are not saved."""
    committee = Committee(name="政协石嘴山市委员会")
    for number in range(1, count + 1):
        frame = Frame(
            format=PaperFormat.LETTER,
            mark="市政府办公室",
            number=f"石政协交〔2026〕{number}号",
            addressees=(f"市第{number}局",),
            signature="市政府办公室",
            day=date(2026, 3, 2),
            copies=("市政协办公室",),
        )
        body = "\n".join(["现将有关意见建议交你单位主办。", "一、交办事项", *[f"（{number}）{TEXT}"] * 12])
        yield DocumentVersion(
            pk=number, document=Document(pk=number), committee=committee, version=1, digest=str(number), at=AT,
            title=f"关于交办《第{number}号协商报告》有关意见建议的通知", body_text=body, frame=frame.stored(),
        )  # fmt: skip
