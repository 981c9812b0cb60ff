"""Merging proposals, objecting to it, and the answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act_form import ActForm
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import form
from huiyin.proposals.selectors.merging import main_proposals, may_be_main, merging_of, named_proposals
from huiyin.ui.forms import LongTextField, ObjectField, TextField


@form("proposals.merge@1")
class MergeForm(ActForm):
    """Into which main proposal, and why; the authors read the reason."""

    main = ObjectField(
        label=_("主案"),
        offered=main_proposals,
        required=False,
        help_text=_("内容相似的列在前面，其余按时间从新到旧；没有列出的，在下面填编号或者案由"),
    )
    main_named = TextField(
        label=_("主案的编号，或者案由中的一段文字"),
        max_length=60,
        required=False,
        help_text=_("已经从上面选择的不填"),
    )
    text = LongTextField(
        label=_("并案说明"),
        max_length=500,
        rows=3,
        help_text=_("提案人会立即看到：并入哪一件、为什么、什么时候以前可以提出异议"),
    )

    def clean(self) -> dict[str, Any]:
        """One main proposal, chosen or named, that may still take others in."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        words = values.get("main_named", "")
        if words and values.get("main") is not None:
            self.add_error("main_named", _("主案已经从上面选择，这里请不要再填。"))
        elif words and "main_named" not in self.errors:
            values["main"] = self._named(words)
        elif values.get("main") is None and not {"main", "main_named"} & set(self.errors):
            self.add_error("main", _("请选择主案，或者填写主案的编号。"))
        return values

    def _named(self, words: str) -> Matter | None:
        found = named_proposals(self.context, words)
        if not found:
            self.add_error("main_named", _("没有找到编号或者案由含“%(words)s”的提案。") % {"words": words})
        elif len(found) > 1:
            titles = "、".join(f"《{each}》" for each in found)
            message = _("不止一件提案符合“%(words)s”：%(titles)s。请写得更具体，或者填写编号。")
            self.add_error("main_named", message % {"words": words, "titles": titles})
        elif (fault := self._unfit(found[0])) is not None:
            self.add_error("main_named", fault)
        else:
            return found[0]
        return None

    def _unfit(self, matter: Matter) -> str | None:
        """Why a proposal cannot be the main one; None where it can."""
        if matter.pk == self.context.matter.pk:
            return str(_("不能并入本件自己。"))
        merging = merging_of(matter)
        if merging is not None:
            words = {"title": matter.title, "main": merging.main.matter.title}
            return _("《%(title)s》已经并入《%(main)s》，请直接并入《%(main)s》。") % words
        if not may_be_main(matter):
            state = self.context.procedure.states[matter.state].label
            message = _("《%(title)s》现为“%(state)s”，不能作主案；主案须正在审查或者已经立案、尚未交办。")
            return message % {"title": matter.title, "state": state}
        return None


@form("proposals.object@1")
class ObjectForm(ActForm):
    """What an author says against the merging."""

    objection = LongTextField(
        label=_("对并案的异议"),
        max_length=1000,
        rows=4,
        help_text=_("只有您和提案审查的工作人员看得到；每位提案人提一次"),
    )


@form("proposals.keep_merge@1")
class KeepForm(ActForm):
    """Why the merging stays."""

    answer = LongTextField(
        label=_("维持并案的理由"), max_length=1000, rows=3, help_text=_("提出异议的提案人会立即看到")
    )


@form("proposals.undo_merge@1")
class UndoForm(ActForm):
    """Why the merging is undone; all authors concerned are told."""

    reason = LongTextField(
        label=_("撤销并案的理由"), max_length=1000, rows=3, help_text=_("本件的提案人会立即看到")
    )
