"""成果清单: of 问题清单 what has come to a result that stands now."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.point_columns import COLUMNS, DIMENSIONS, ORDER_OF_POINTS
from huiyin.ledgers.books.point_content import prepare
from huiyin.ledgers.books.shared import OFFICES, year_of_matter
from huiyin.ledgers.definition import Group, Ledger, ledger
from huiyin.ledgers.points import results

CODE = "results"
BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("成果清单")),
        about=str(
            _(
                "问题清单中已经有结果的：建议经反馈为采纳或者部分采纳，并且有落实措施、承诺或者逐条答复；"
                "督办发现的问题经核查认定已整改。未采纳的不列入；重新办理的移出，再次反馈后重新列入。"
            )
        ),
        readers=OFFICES,
        rows=results,
        year=year_of_matter("matter__"),
        order=ORDER_OF_POINTS,
        columns=COLUMNS,
        dimensions=DIMENSIONS,
        prepare=prepare,
        matter="matter",
        related=("matter",),
        neighbours=("problems", "satisfied"),
        unit=str(_("条")),
        group=Group.LISTS,
    )
)
