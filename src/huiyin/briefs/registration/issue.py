"""The paper of an issue: a periodical with its own red head, number, editing office and day, and who gets it."""

from huiyin.briefs.enums import ISSUE_PAPER
from huiyin.briefs.selectors.brief import brief_of
from huiyin.procedure.act import Act
from huiyin.procedure.registry import document_kind
from huiyin.records.models import Document
from huiyin.records.official.issuing import office_name
from huiyin.records.official.paper import Frame, PaperFormat
from huiyin.records.official.writers import paper_kind

MARK = "社情民意信息"


def issue_frame(act: Act, document: Document) -> Frame:
    """Head as of minutes (GB/T 9704-2012, 10.2): mark, number, who edits it, day. Nothing of who reported it."""
    issue = brief_of(act.matter).issues.order_by("pk").last()
    assert issue is not None, "the paper is made when it is issued"
    office = office_name(act.committee, act.day)
    given = (("主送", issue.addressees), ("抄送", issue.copies))
    return Frame(
        format=PaperFormat.MINUTES,
        mark=MARK,
        number=f"第{issue.sequence}期",
        office=office,
        day=issue.issued_on,
        attendance=tuple((label, words) for label, words in given if words),
        printed_by=office,
        printed_on=act.day,
    )


document_kind(ISSUE_PAPER, "社情民意信息")
paper_kind(ISSUE_PAPER, issue_frame, facets=("issue",))
