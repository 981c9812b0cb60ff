"""Writing a proposal, on a phone too: one column, limits counted while typing, everything saved as a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.selectors import points_of
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import may_begin
from huiyin.procedure.registry import form
from huiyin.proposals.enums import ProposerKind
from huiyin.proposals.rules import COLLECTIVE, KIND_OF_BODY, UNREGISTERED, passage_missing
from huiyin.proposals.selectors import collective_bodies, is_collective, members_offered, proposal_of
from huiyin.proposals.text_selectors import marks_now
from huiyin.ui.forms import (
    DateField,
    LongTextField,
    ObjectField,
    ObjectsField,
    RowForm,
    Rows,
    Section,
    TextField,
)

CHOOSE = ("", _("请选择"))
OF_MEMBERS = (ProposerKind.INDIVIDUAL, ProposerKind.JOINT)
LONGEST_TITLE, LONGEST_PART, LONGEST_SUGGESTION = 60, 1500, 500
MOST_SUGGESTIONS, MOST_WISHED = 10, 5


def _choices(kinds: Any) -> list[Any]:
    return [CHOOSE, *((kind.value, kind.label) for kind in kinds)]


class SuggestionRow(RowForm):
    """One suggestion, a field of its own so that it can be answered by itself."""

    point = forms.IntegerField(required=False, widget=forms.HiddenInput())
    text = LongTextField(label=_("建议"), max_length=LONGEST_SUGGESTION, rows=3)


class SummaryFields(ActForm):
    """Who proposes, whom the office calls, and whether it may be published."""

    proposer_kind = forms.ChoiceField(label=_("提案者"), choices=_choices(OF_MEMBERS))
    contact_name = TextField(label=_("联系人"), max_length=60, required=False)
    contact_phone = TextField(label=_("联系电话"), max_length=40, required=False)
    publication = forms.ChoiceField(
        label=_("是否同意公开"), choices=[("yes", _("同意公开")), ("no", _("不同意公开"))], initial="yes"
    )
    no_publication_reason = TextField(label=_("不同意公开的理由"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Who refuses publication says why; a collective proposal names whom to call."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("publication") == "no" and not values.get("no_publication_reason"):
            self.add_error("no_publication_reason", _("不同意公开的，请写明理由。"))
        if self.is_collective(values) and not values.get("contact_name"):
            self.add_error("contact_name", _("集体提案须写明联系人。"))
        return values

    def is_collective(self, values: dict[str, Any]) -> bool:
        """Whether a body proposes."""
        return values.get("proposer_kind") in COLLECTIVE


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


ONLY_ON_PAPER = ("received_on", "lead_member", "cosigners", "body", "body_name")


@form("proposals.begin@1")
class BeginForm(TextFields, SummaryFields):
    """Write a proposal; the office types one in that was handed in on paper."""

    received_on = DateField(label=_("收到纸质提案日期"))
    lead_member = ObjectField(
        label=_("提案人（第一提案人）"), offered=members_offered, required=False, help_text=_("委员提案填写")
    )
    cosigners = ObjectsField(label=_("纸质件上签名的联名委员"), offered=members_offered, required=False)
    body = ObjectField(
        label=_("提案单位"),
        offered=collective_bodies,
        required=False,
        help_text=_("界别、委员活动组、专门委员会提案填写"),
    )
    body_name = TextField(
        label=_("党派、人民团体名称"), max_length=100, required=False, help_text=_("党派、人民团体提案填写")
    )
    sections = (
        Section(_("纸质件"), ("received_on",)),
        Section(
            _("提案者"),
            (
                "proposer_kind",
                "lead_member",
                "cosigners",
                "body",
                "body_name",
                "contact_name",
                "contact_phone",
            ),
        ),
        Section(_("内容"), ("title", "situation", "analysis", "suggestions", "wished")),
        Section(_("公开"), ("publication", "no_publication_reason")),
    )

    def prepare(self) -> None:
        """Ask of everybody only what is theirs to say."""
        self.capacity = capacity(self.context)
        if self.capacity == "recorder":
            kind = self.fields["proposer_kind"]
            assert isinstance(kind, forms.ChoiceField)
            kind.choices = _choices(ProposerKind)
            return
        names = [*ONLY_ON_PAPER]
        names += ["proposer_kind"] if self.capacity == "organisation" else ["contact_name", "contact_phone"]
        for name in names:
            self.fields.pop(name, None)

    def is_collective(self, values: dict[str, Any]) -> bool:
        """A body's clerk files for the body."""
        return self.capacity == "organisation" or super().is_collective(values)

    def clean(self) -> dict[str, Any]:
        """Of a paper proposal it is said whose it is."""
        values = super().clean()
        if self.capacity == "recorder":
            self._clean_paper(values)
        return values

    def _clean_paper(self, values: dict[str, Any]) -> None:
        kind, member = values.get("proposer_kind"), values.get("lead_member")
        cosigners = list(values.get("cosigners") or ())
        if kind in OF_MEMBERS and member is None:
            self.add_error("lead_member", _("请选择提案人；联名的，第一位签名的为第一提案人。"))
        if kind == ProposerKind.JOINT and not cosigners:
            self.add_error("cosigners", _("联名提案至少选择一位在纸质件上签名的委员。"))
        if member in cosigners:
            self.add_error("cosigners", _("第一提案人不再列为联名委员。"))
        if kind in UNREGISTERED and not values.get("body_name"):
            self.add_error("body_name", _("请写明党派或者人民团体的名称。"))
        if kind in KIND_OF_BODY.values():
            body = values.get("body")
            if body is None or KIND_OF_BODY.get(body.kind) != kind:
                self.add_error("body", _("请选择与提案者类别相符的提案单位。"))
        received = values.get("received_on")
        if received is not None and self.context is not None and received > self.context.day:
            self.add_error("received_on", _("收到日期不能晚于今天。"))
        self._keep_only_whose_it_is(values, str(kind or ""))

    @staticmethod
    def _keep_only_whose_it_is(values: dict[str, Any], kind: str) -> None:
        """What was chosen for another kind of proposer is not taken over."""
        if kind not in OF_MEMBERS:
            values["lead_member"] = None
        if kind != ProposerKind.JOINT:
            values["cosigners"] = []
        if kind not in KIND_OF_BODY.values():
            values["body"] = None
        if kind not in UNREGISTERED:
            values["body_name"] = ""


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
        if not self.collective:
            del self.fields["contact_name"], self.fields["contact_phone"]

    def is_collective(self, values: dict[str, Any]) -> bool:
        """Whether a body proposes."""
        return self.collective

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        proposal = proposal_of(act.matter)
        return {
            "proposer_kind": proposal.proposer_kind,
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
            "suggestions": [{"point": each.pk, "text": each.text} for each in points_of(act.matter)],
        }
