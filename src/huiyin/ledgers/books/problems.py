"""问题清单: every recommendation of a signed outcome and every finding of a supervision order."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.point_book import point_book
from huiyin.ledgers.books.shared import OFFICES
from huiyin.ledgers.points import problems

CODE = "problems"
BOOK = point_book(
    CODE,
    str(_("问题清单")),
    str(
        _(
            "协商成果的每条建议，自签发或者会议通过之日起列入；督办中发现的每个问题，自登记现场协商之日起列入。"
            "成果撤销的，不再列入。列入后不移出，办理结果在“到哪一步”中注明。"
        )
    ),
    rows=problems,
    readers=OFFICES,
)
