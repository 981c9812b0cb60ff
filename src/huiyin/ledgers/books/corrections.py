"""督查台账·更正: every move back (退回、撤销、重办、重开): who, when and why."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.books import shared, steps
from huiyin.ledgers.books.step_content import prepare
from huiyin.ledgers.definition import Asked, Group, Ledger, ledger
from huiyin.procedure.models import Step

CODE = "corrections"


def rows(asker: Asked) -> QuerySet[Step]:
    """The corrections among the steps that the reader sees."""
    return steps.steps(asker).filter(is_correction=True)


BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("更正台账")),
        group=Group.SUPERVISION,
        about=str(
            _(
                "退回、撤回、撤销、重新办理等更正动作，办理时即列入；按办理日期计入年度。内部环节只列动作，不列经办人和理由。"
            )
        ),
        readers=shared.OFFICES | shared.UNITS,
        rows=rows,
        year=steps.year_of_steps,
        order=steps.ORDER_OF_STEPS,
        columns=steps.COLUMNS,
        dimensions=(steps.BY_KIND, shared.field("move", _("更正动作"), "move", labels.of_moves())),
        prepare=prepare,
        matter="matter",
        related=("matter",),
        unit=str(_("次")),
    )
)
