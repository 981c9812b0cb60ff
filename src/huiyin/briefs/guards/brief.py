"""What must hold before a brief moves on, each condition with its sentence."""

from huiyin.briefs.rules.brief import length_verdict
from huiyin.briefs.selectors.brief import brief_of, rule_of, texts_of
from huiyin.briefs.selectors.sources import sources_of, went_into
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard
from huiyin.procedure.remedies import edit_or_part


@guard("briefs.complete@1", "写明情况、分析和建议")
def complete(act: Act) -> Verdict:
    """Situation, analysis and at least one suggestion."""
    brief = brief_of(act.matter)
    parts = (("情况", brief.situation), ("分析", brief.analysis), ("建议", act.matter.points.exists()))
    missing = [words for words, there in parts if not there]
    if not missing:
        return ALLOWED
    return Refused("incomplete", f"还没有写明{'、'.join(missing)}。", edit_or_part(act, "text"))


@guard("briefs.short_enough@1", "不超过规定的字数")
def short_enough(act: Act) -> Verdict:
    """Within the committee's limit as it is now."""
    verdict = length_verdict(texts_of(brief_of(act.matter))[1:], rule_of(act.committee).longest)
    if isinstance(verdict, Refused):
        return Refused(verdict.code, verdict.text, edit_or_part(act, "text"))
    return verdict


@guard("briefs.no_parts@1", "没有其他信息合并在本件中")
def no_parts(act: Act) -> Verdict:
    """What others were merged into goes on, or gives them back first."""
    count = len(sources_of(brief_of(act.matter)))
    if not count:
        return ALLOWED
    return Refused("has_parts", f"本件合并了{count}件其他信息，请先撤销合并。")


@guard("briefs.main_not_issued@1", "主件尚未编发")
def main_not_issued(act: Act) -> Verdict:
    """Once the main went out, what it says came from all of them."""
    row = went_into(brief_of(act.matter))
    if row is not None and row.brief.issues.exists():
        return Refused("main_issued", f"主件《{row.brief.matter.title}》已经编发，不能撤销合并。")
    return ALLOWED
