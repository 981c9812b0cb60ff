"""成果清单: of 问题清单 what has come to a result that stands now."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.point_book import point_book
from huiyin.ledgers.books.shared import OFFICES
from huiyin.ledgers.points import results

CODE = "results"
BOOK = point_book(
    CODE,
    str(_("成果清单")),
    str(
        _(
            "问题清单中已经有结果的：建议经反馈为采纳或者部分采纳，并且有落实措施、承诺或者逐条答复；"
            "督办发现的问题经核查认定已整改。未采纳的不列入；重新办理的移出，再次反馈后重新列入。"
        )
    ),
    rows=results,
    readers=OFFICES,
)
