"""Whether a reply says what was done, when and by whom, or only thanks and generalities."""

import re
from collections.abc import Iterator

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.reply_checks.letter import Finding, Letter, quoted

_MEASURE = re.compile(
    r"建成|新建|改建|扩建|修建|改造|修复|维修|修缮|安装|更换|增设|设置|施划|划定|购置|采购|拨付|投入(?:资金|使用|\d)|安排资金|落实资金"
    r"|出台|印发|制定|修订|起草|签订|立项|批复|获批|招标|中标|开工|竣工|完工|验收|启动|实施了|开通|关停|拆除|清理|清运|疏通|取缔"
    r"|排查|摸排|整改|整治|处罚|查处|约谈|督办|培训|宣讲|召开|走访|现场(?:踏勘|办公|查看|核实)|上报|申报|争取到|列入|纳入|入库|抽检|巡查|增加(?:投入|班次|人员|频次|设施|站点)"
    r"|\d{1,9}(?:\.\d{1,4})?(?:万|亿)?(?:个|处|家|所|座|条|件|户|台|套|盏|公里|米|元|亩|栋|项|平方米)"
)
# What a measure is not: somebody is asked in general terms to do better.
_GENERAL = re.compile(r"(?:应当|应该|要|须|可以)[^，。]{0,20}(?:指导|督促|规范|引导|监督|管理)")
_DATE = re.compile(
    r"(?:19|20)\d{2}\s*年|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[一二三四五六七八九十]{1,3}月|[上下]半年|季度|年底|月底|年内|年前"
    r"|(?:今|明|去|本)年|\d{1,3}\s*个?(?:工作日|日内|天|个月)|\d{4}[.\-/]\d{1,2}"
)
_DATE_ALONE = re.compile(
    r"^\s*(?:(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})年.{1,3}月.{1,3}日\s*$", re.M
)
_RESPONSIBLE = re.compile(
    r"责任(?:单位|人|科室|部门|领导)|牵头|负责人|分管|专班|专人|承办(?:科室|人)|经办|包保|河长|路长|网格员|联系人"
    r"|由[^，。；]{1,16}(?:负责|承担|落实|组织|实施|办理)"
    r"|(?:科|股|室|队|中心|公司|养护站|管理站|管理所|管理处)(?:负责|牵头|承担|组织|实施|具体)"
    r"|(?:局长|主任|县长|区长|市长|科长|书记)"
)
_REASON = re.compile(
    r"因|由于|鉴于|受[^，。]{1,16}(?:限制|影响|制约)|不符合|规定|条件|超出|权限|无法|政策|资金"
)
_THANKS = re.compile(r"感谢|关心|支持|高度重视|宝贵(?:意见|建议)|欢迎")
_NEEDS_REASON = frozenset(
    {ReplyMeaning.DEFERRED, ReplyMeaning.REFERENCE_ONLY, ReplyMeaning.INFEASIBLE},
)


def check_substance(letter: Letter) -> Iterator[Finding]:
    """A measure, a date and a responsible person; where nothing is done, the reason instead."""
    text = "\n".join(_DATE_ALONE.sub("", text) for _where, text in letter.passages)
    if letter.meaning in _NEEDS_REASON:
        if not _REASON.search(text):
            yield Finding(
                "reason_missing", "没有采纳或者暂缓办理，文中没有说明理由。", suggestion="请写明理由和依据。"
            )
        return
    lacking = [
        finding
        for finding, present in (
            (_NO_MEASURE, _has_measure(text)),
            (_NO_DATE, bool(letter.promises) or bool(_DATE.search(_without_citation(text)))),
            (_NO_PERSON, bool(_RESPONSIBLE.search(text))),
        )
        if not present
    ]
    if len(lacking) == 3:
        yield _empty(letter)
    else:
        yield from lacking


def _has_measure(text: str) -> bool:
    return any(
        _MEASURE.search(sentence) and not _GENERAL.search(sentence)
        for sentence in re.split(r"[。；;\n]", text)
    )


def _without_citation(text: str) -> str:
    """The date of the case or of a cited paper is no date of a measure."""
    return re.sub(r"《[^》]*》|〔\d{4}〕|[【\[(（]\d{4}[】\])）]", "", text)


def _empty(letter: Letter) -> Finding:
    thanks = next((each.text for each in letter.sentences if _THANKS.search(each.text)), "")
    first = next((each.text for each in letter.sentences), "")
    return Finding(
        "empty_words",
        "答复只有感谢或者原则性表述，没有措施、时间和责任单位（责任人）。",
        quoted(thanks or first),
        "请写明做了什么、什么时候完成、由谁负责。",
    )


_NO_MEASURE = Finding(
    "measure_missing", "没有看到具体措施。", suggestion="请写明已经采取或者将要采取的措施。"
)
_NO_DATE = Finding(
    "date_missing", "没有看到办理或者完成的时间。", suggestion="请写明时间；尚未办完的，写明期限。"
)
_NO_PERSON = Finding(
    "responsible_missing", "没有看到责任单位、科室或者责任人。", suggestion="请写明由谁负责。"
)
