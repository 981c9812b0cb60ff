"""督查台账·例外: what left the ordinary way: returns, disputes, waivers, extensions, voided numbers, offline items."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.books import shared, steps
from huiyin.ledgers.books.step_content import prepare
from huiyin.ledgers.definition import Asked, Column, Group, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Dimension
from huiyin.procedure.models import Step
from huiyin.records.enums import NumberFate
from huiyin.records.models import NumberRegister

CODE = "exceptions"
RETURNS = ("request_return", "withdraw_return", "accept_return", "refuse_return", "change_unit")
DISPUTES = ("dispute_return", "name_arbiter", "uphold", "overrule")
WAIVED = ("waive_contact", "waive_on_word")
EXTENSIONS = ("ask_extension", "grant_extension", "refuse_extension", "extend", "pause", "resume")
ON_WORD = ("confirm_on_word", "evaluate_on_word")
VOIDING, BEGUN, OFFLINE = "withdraw", 1, "offline_item"
MOVES = (*RETURNS, *DISPUTES, *WAIVED, *EXTENSIONS, *ON_WORD)
TYPES = {
    "return": _("申退、改办"),
    "dispute": _("争议裁定"),
    "waived": _("免于面商"),
    "extension": _("延期、暂停计时"),
    "on_word": _("代录"),
    "voided": _("编号作废"),
    "offline": _("线下件"),
}


def _voided() -> Q:
    """A withdrawal by which a number that had been given became void."""
    void = NumberRegister.objects.filter(matter=OuterRef("matter"), fate=NumberFate.VOID)
    return Q(Exists(void), move=VOIDING)


OFFLINE_BEGUN = Q(matter__kind=OFFLINE, number=BEGUN)


def rows(asker: Asked) -> QuerySet[Step]:
    """The exceptions among the steps that the reader sees."""
    return steps.steps(asker).filter(Q(move__in=MOVES) | _voided() | OFFLINE_BEGUN)


def type_of(asker: Asked) -> Case:
    """Which sort of exception a step is."""
    return shared.text_key(
        When(move__in=RETURNS, then=Value("return")),
        When(move__in=DISPUTES, then=Value("dispute")),
        When(move__in=WAIVED, then=Value("waived")),
        When(move__in=EXTENSIONS, then=Value("extension")),
        When(move__in=ON_WORD, then=Value("on_word")),
        When(OFFLINE_BEGUN, then=Value("offline")),
        default="voided",
    )


def _type_words(line: Line) -> str:
    move = line.row.move
    if line.view.matter.kind == OFFLINE:
        return str(TYPES["offline"])
    groups = {
        "return": RETURNS,
        "dispute": DISPUTES,
        "waived": WAIVED,
        "extension": EXTENSIONS,
        "on_word": ON_WORD,
    }
    return str(TYPES[next((code for code, moves in groups.items() if move in moves), "voided")])


BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("例外台账")),
        group=Group.SUPERVISION,
        about=str(
            _(
                "申退和裁定、免于面商、延期和暂停计时、代录、编号作废、线下件登记，办理时即列入；按办理日期计入年度。"
            )
        ),
        readers=shared.OFFICES | shared.UNITS,
        rows=rows,
        year=steps.year_of_steps,
        order=steps.ORDER_OF_STEPS,
        columns=(Column("type", str(_("例外类型")), _type_words, width=14), *steps.COLUMNS),
        dimensions=(
            Dimension("type", str(_("例外类型")), type_of, labels.fixed(**TYPES), offered=tuple(TYPES)),
            shared.field("move", _("办理动作"), "move", labels.of_moves()),
            steps.BY_KIND,
        ),
        prepare=prepare,
        matter="matter",
        related=("matter",),
        unit=str(_("次")),
    )
)
