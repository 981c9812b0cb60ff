"""满意清单: of 成果清单 what the people concerned have accepted; nobody else can bring a row in."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.point_book import point_book
from huiyin.ledgers.books.shared import PRESIDIUM
from huiyin.ledgers.points import satisfied
from huiyin.people.enums import Role

CODE = "satisfied"
BOOK = point_book(
    CODE,
    str(_("满意清单")),
    str(
        _(
            "成果清单中经提出人认可的：本轮办理评价已经结束，对承办单位办理结果的评价有满意或者基本满意，"
            "没有其他评价。未评价、保留意见、不满意，回音中不认可，或者回头看认定未落实的，不列入；重新办理的移出。"
            "评价由政协直接送提出人，不经承办单位；督办发现的问题没有提出人评价，列到成果清单为止。"
        )
    ),
    rows=satisfied,
    # Totals of a closed evaluation are shown to these alone (evaluation.v1): to others the list would be empty, and an
    # empty list would read as nobody being satisfied.
    readers=frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK}) | PRESIDIUM,
)
