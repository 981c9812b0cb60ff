"""问题清单: every recommendation of a signed outcome and every finding of a supervision order."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.point_columns import COLUMNS, DIMENSIONS, ORDER_OF_POINTS
from huiyin.ledgers.books.point_content import prepare
from huiyin.ledgers.books.shared import OFFICES, year_of_matter
from huiyin.ledgers.definition import Group, Ledger, ledger
from huiyin.ledgers.points import problems

CODE = "problems"
BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("问题清单")),
        about=str(
            _(
                "协商成果的每条建议，自签发或者会议通过之日起列入；督办中发现的每个问题，自登记现场协商之日起列入。"
                "成果撤销的，不再列入。列入后不移出，办理结果在“到哪一步”中注明。"
            )
        ),
        readers=OFFICES,
        rows=problems,
        year=year_of_matter("matter__"),
        order=ORDER_OF_POINTS,
        columns=COLUMNS,
        dimensions=DIMENSIONS,
        prepare=prepare,
        matter="matter",
        related=("matter",),
        neighbours=("results", "satisfied"),
        unit=str(_("条")),
        group=Group.LISTS,
    )
)
