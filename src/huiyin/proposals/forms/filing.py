"""Writing a proposal, on a phone too: one column, limits counted while typing, everything saved as a draft."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import may_begin
from huiyin.procedure.registry import form
from huiyin.proposals.enums import ProposerKind
from huiyin.proposals.forms.paper import ONLY_ON_PAPER, PaperFields
from huiyin.proposals.rules.proposal import (
    BY_CONVENER,
    COLLECTIVE,
    KIND_OF_BODY,
    NO_PROPOSER,
    OF_MEMBERS,
    passage_missing,
)
from huiyin.proposals.selectors.filing_windows import window_words
from huiyin.proposals.selectors.merging import own_points
from huiyin.proposals.selectors.proposal import bodies_spoken_for, is_collective, proposal_of
from huiyin.proposals.selectors.standing import author_in_doubt
from huiyin.proposals.selectors.texts import marks_now
from huiyin.proposals.selectors.tips import origin_tip
from huiyin.ui.forms import LongTextField, ObjectsField, RowForm, Rows, Section, TextField

CHOOSE = ("", _("请选择"))
COLLECTIVE_FIELDS = ("convener_name", "contact_name", "contact_phone")
NO_CONVENER = _("界别、委员活动组的提案由召集人签名，请写明召集人。")
NO_CONTACT = _("集体提案须写明联系人。")
LONGEST_TITLE, LONGEST_PART, LONGEST_SUGGESTION = 60, 1500, 500
MOST_SUGGESTIONS, MOST_WISHED = 10, 5


def _choices(kinds: Any) -> list[Any]:
    return [CHOOSE, *((kind.value, kind.label) for kind in kinds)]


def demand_contact(field: forms.Field) -> None:
    """A collective proposal names whom to call."""
    field.required, field.error_messages["required"] = True, NO_CONTACT


class SuggestionRow(RowForm):
    """One suggestion, a field of its own so that it can be answered by itself."""

    point = forms.IntegerField(required=False, widget=forms.HiddenInput())
    text = LongTextField(label=_("建议"), max_length=LONGEST_SUGGESTION, rows=3)


class SummaryFields(ActForm):
    """Who proposes, whom the office calls, and whether it may be published."""

    proposer_kind = forms.ChoiceField(label=_("提案者"), choices=_choices(OF_MEMBERS))
    convener_name = TextField(
        label=_("召集人"), max_length=60, required=False, help_text=_("界别、委员活动组提案由召集人签名")
    )
    contact_name = TextField(label=_("联系人"), max_length=60, required=False)
    contact_phone = TextField(label=_("联系电话"), max_length=40, required=False)
    publication = forms.ChoiceField(
        label=_("是否同意公开"), choices=[("yes", _("同意公开")), ("no", _("不同意公开"))], initial="yes"
    )
    no_publication_reason = TextField(
        label=_("不同意公开的理由"), max_length=300, required=False, help_text=_("同意公开的不填")
    )

    def clean(self) -> dict[str, Any]:
        """Who refuses publication says why; a collective proposal names whom to call."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("publication") == "no" and not values.get("no_publication_reason"):
            self.add_error("no_publication_reason", _("不同意公开的，请写明理由。"))
        if (
            self.is_collective(values)
            and not values.get("contact_name")
            and "contact_name" not in self.errors
        ):
            self.add_error("contact_name", NO_CONTACT)
        if self.proposes_as(values) not in BY_CONVENER:
            values["convener_name"] = ""
        elif not values.get("convener_name"):
            self.add_error("convener_name", NO_CONVENER)
        return values

    def proposes_as(self, values: dict[str, Any]) -> str:
        """The kind of proposer."""
        return str(values.get("proposer_kind") or "")

    def is_collective(self, values: dict[str, Any]) -> bool:
        """Whether a body proposes."""
        return self.proposes_as(values) in COLLECTIVE


class TextFields(ActForm):
    """案由, 情况, 分析, 建议 and the units wished for."""

    title = TextField(
        label=_("案由"),
        max_length=LONGEST_TITLE,
        help_text=_("一事一案，例如：关于加强城区公共停车管理的提案"),
    )
    situation = LongTextField(label=_("情况"), max_length=LONGEST_PART, required=False)
    analysis = LongTextField(label=_("分析"), max_length=LONGEST_PART, required=False)
    wished = ObjectsField(
        label=_("希望承办单位"), offered=offered.units, required=False, help_text=_("供交办时参考，最多选5个")
    )
    rows = {
        "suggestions": Rows(
            SuggestionRow, label=_("具体建议"), max_rows=MOST_SUGGESTIONS, help_text=_("每条建议只写一件事")
        )
    }

    def clean_wished(self) -> Any:
        """A few units; whoever wishes for all wishes for none."""
        units = self.cleaned_data["wished"]
        if len(units) > MOST_WISHED:
            raise forms.ValidationError(_("希望承办单位最多选5个。"))
        return units


def capacity(act: Act | None) -> str:
    """As what somebody begins: author, organisation, recorder; on the empty form by the first right that allows it."""
    if act is None or act.actor is None:
        return ""
    if act.role:
        return act.role
    allowed = may_begin(act.procedure, current_grants(act.actor, act.day), act.committee)
    return allowed[0][0] if allowed else ""


def notes_before(act: Act | None, capacity: str) -> list[str]:
    """What a person should know before writing: whether they may, and what counts from which day to which."""
    if act is None or act.actor is None or capacity == "recorder":
        return []
    notes = [window_words(act.committee, act.day)]
    if capacity == "author":
        notes += author_in_doubt(act.committee, act.actor, act.day)
    elif not any(body.kind in KIND_OF_BODY for body in bodies_spoken_for(act)):
        notes.append(NO_PROPOSER)
    return notes


@form("proposals.begin@1")
class BeginForm(TextFields, PaperFields, SummaryFields):
    """Write a proposal; the office types one in that was handed in on paper."""

    sections: tuple[Section, ...] = (
        Section(_("纸质件"), ("received_on",)),
        Section(
            _("提案者"),
            (
                "proposer_kind",
                "first_member",
                "cosigners",
                "body",
                "body_name",
                "is_sealed",
                "convener_name",
                "contact_name",
                "contact_phone",
            ),
        ),
        Section(_("内容"), ("title", "situation", "analysis", "suggestions", "wished")),
        Section(_("公开"), ("publication", "no_publication_reason")),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Out of a tip: what it says stands under 情况, to be checked and rewritten."""
        tip = origin_tip(act)
        return {"situation": tip.wording[:LONGEST_PART]} if tip is not None else {}

    def prepare(self) -> None:
        """Ask of everybody only what is theirs to say."""
        self.capacity = capacity(self.context)
        notes = " ".join(notes_before(self.context, self.capacity))
        self.sections = tuple(
            replace(each, help_text=notes) if "contact_name" in each.names else each for each in self.sections
        )
        if self.capacity == "recorder":
            kind = self.fields["proposer_kind"]
            assert isinstance(kind, forms.ChoiceField)
            kind.choices = _choices(ProposerKind)
            return
        names = [*ONLY_ON_PAPER]
        if self.capacity == "organisation":
            demand_contact(self.fields["contact_name"])
            names += ["proposer_kind", *(() if self._kinds() & set(BY_CONVENER) else ("convener_name",))]
        else:
            names += COLLECTIVE_FIELDS
        for name in names:
            self.fields.pop(name, None)

    def _kinds(self) -> set[str]:
        """As which kinds of proposers the clerk may file: one, once it is said for which body."""
        bodies = bodies_spoken_for(self.context)
        return {kind for body_kind, kind in KIND_OF_BODY.items() for body in bodies if body.kind == body_kind}

    def proposes_as(self, values: dict[str, Any]) -> str:
        """A body's clerk files for the body."""
        if self.capacity != "organisation":
            return super().proposes_as(values)
        kinds = self._kinds()
        return kinds.pop() if len(kinds) == 1 else ""

    def is_collective(self, values: dict[str, Any]) -> bool:
        """A body's clerk files for the body."""
        return self.capacity == "organisation" or super().is_collective(values)

    def clean(self) -> dict[str, Any]:
        """Of a paper proposal it is said whose it is."""
        values = super().clean()
        if self.capacity == "recorder":
            self.clean_paper(values)
        return values


@form("proposals.summary@1")
class SummaryForm(SummaryFields):
    """Change who proposes, the contact person, the consent."""

    def prepare(self) -> None:
        """A body stays a body; a member's proposal stays a member's, and after it was handed in what it was."""
        if self.context is None:
            return
        proposal = proposal_of(self.context.matter)
        self.collective = is_collective(proposal)
        if self.collective or proposal.turn or proposal.is_paper:
            del self.fields["proposer_kind"]
        self.kind = proposal.proposer_kind if self.collective else ""
        if self.collective:
            demand_contact(self.fields["contact_name"])
        for name in () if self.collective else COLLECTIVE_FIELDS:
            del self.fields[name]
        if self.collective and self.kind not in BY_CONVENER:
            del self.fields["convener_name"]

    def proposes_as(self, values: dict[str, Any]) -> str:
        """Of a body as it is."""
        return self.kind or super().proposes_as(values)

    def is_collective(self, values: dict[str, Any]) -> bool:
        """Whether a body proposes."""
        return self.collective

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        proposal = proposal_of(act.matter)
        return {
            "proposer_kind": proposal.proposer_kind,
            "convener_name": proposal.convener_name,
            "contact_name": proposal.contact_name,
            "contact_phone": proposal.contact_phone,
            "publication": "yes" if proposal.may_publish else "no",
            "no_publication_reason": proposal.no_publication_reason,
        }


@form("proposals.text@1")
class TextForm(TextFields):
    """Change the text; what the examiners marked stands at the field in which it is to be revised."""

    def prepare(self) -> None:
        """Say at each field what is to be revised in it; marks in suggestions lie open beside the form."""
        if self.context is None:
            return
        proposal = proposal_of(self.context.matter)
        texts = {
            "title": proposal.matter.title,
            "situation": proposal.situation,
            "analysis": proposal.analysis,
        }
        for mark in marks_now(proposal):
            for name, text in texts.items():
                if not passage_missing(mark.passage, [text]):
                    field, asked = self.fields[name], f"请修改“{mark.passage}”：{mark.remark}"
                    field.help_text = f"{field.help_text}　{asked}".strip()

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        proposal = proposal_of(act.matter)
        return {
            "title": act.matter.title,
            "situation": proposal.situation,
            "analysis": proposal.analysis,
            "wished": [each.body for each in proposal.wished_units.select_related("body")],
            "suggestions": [{"point": each.pk, "text": each.text} for each in own_points(act.matter)],
        }
