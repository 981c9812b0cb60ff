"""The texts of the papers of handling, composed from what is on record; layout is not their concern."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.kernel.text import numeral
from huiyin.records.official.paper import in_words


@dataclass(frozen=True)
class HandOver:
    """What a hand-over notice tells one unit. `case`: session and number under which it is cited, `by`: its authors."""

    about: str
    number: str
    role: str
    points: Sequence[tuple[int, str]]
    request: str
    leads: Sequence[str]
    due: date | None
    case: str = ""
    by: str = ""
    to_be_met: bool = False


def notice_text(told: HandOver) -> str:
    """交办通知: what is handed over, as what, by when it is to be answered."""
    cited = f"《{told.about}》" + (f"（{told.number}）" if told.number else "")
    if told.case:
        cited = f"{told.case}《{told.about}》" + (f"（提案者：{told.by}）" if told.by else "")
    lines = [f"现将{cited}中的有关意见建议交你单位{told.role}，请认真研究办理。", "一、交办事项"]
    lines += [f"（{numeral(place)}）{text}" for place, (_order, text) in enumerate(told.points, start=1)]
    lines.append("二、办理要求")
    wanted = []
    if told.leads:
        wanted.append(f"请于{in_words(told.due)}前将会办意见送主办单位（{'、'.join(told.leads)}）。")
    elif told.due:
        wanted.append(f"请对照上述意见建议逐条提出办理意见，于{in_words(told.due)}前办复。")
    if told.to_be_met and not told.leads:
        wanted.append("答复以前请与提案者面商，充分听取意见，面商情况由提案者本人确认。")
    wanted.append("不属于你单位职责范围的，请在规定期限内说明理由，提出申退。")
    wanted += [told.request] if told.request else []
    lines += [f"（{numeral(place)}）{text}" for place, text in enumerate(wanted, start=1)]
    return "\n".join(lines)


def reply_text(
    about: str, text: str, answers: Sequence[tuple[str, str]], promises: Iterable[tuple[str, date, str]]
) -> str:
    """办理情况报告: the situation as a whole, the answer to each recommendation, what is promised by when."""
    lines = [f"现将《{about}》有关意见建议的办理情况报告如下。"]
    return "\n".join([*lines, *content_of_reply(text, answers, promises)])


def content_of_reply(
    text: str, answers: Sequence[tuple[str, str]], promises: Iterable[tuple[str, date, str]]
) -> list[str]:
    """What a reply says, as a report to the office and as a letter to authors alike."""
    lines = ["一、总体情况", text, "二、逐条办理情况"]
    for place, (asked, answered) in enumerate(answers, start=1):
        lines += [f"（{numeral(place)}）关于“{asked.rstrip('。；;')}”的建议", answered]
    kept = [
        f"{place}.{what.rstrip('。')}，{in_words(by_when)}前完成{f'（凭据：{evidence}）' if evidence else ''}。"
        for place, (what, by_when, evidence) in enumerate(promises, start=1)
    ]
    return lines + (["三、承诺事项", *kept] if kept else [])


def supervision_text(about: str, reason: str, notice: str, led_by: str) -> str:
    """督办通知: what is supervised, why, what the units are to do."""
    led = f"由{led_by}带队" if led_by else "组织有关人员"
    lines = [f"经研究，决定对“{about}”进行督办，{led}到现场协商、督促检查。现将有关事项通知如下。"]
    return "\n".join([*lines, "一、督办事由", reason, "二、督办要求", notice])
