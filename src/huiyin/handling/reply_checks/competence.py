"""Matters that the letter itself says are another unit's: ask it to assist, or return the matter."""

import re
from collections.abc import Iterator

from huiyin.handling.reply_checks.letter import Finding, Letter, OtherUnit, quoted

# How letters call departments whose full names are longer: the word → a part of the full name it stands for.
NICKNAMES = {
    "发改": "发展和改革",
    "自规": "自然资源",
    "自然资源": "自然资源",
    "国土": "自然资源",
    "规划": "自然资源",
    "住建": "住房和城乡建设",
    "房管": "住房",
    "公安交管": "公安",
    "交管": "公安",
    "交警": "公安",
    "公安": "公安",
    "交通": "交通运输",
    "城管": "城市管理",
    "文旅": "旅游",
    "人社": "人力资源和社会保障",
    "卫健": "卫生健康",
    "市场监管": "市场监督管理",
    "农业农村": "农业农村",
    "水利": "水务",
    "水务": "水务",
    "生态环境": "生态环境",
    "环保": "生态环境",
    "财政": "财政",
    "教育": "教育",
    "民政": "民政",
    "消防": "消防",
    "林草": "林业和草原",
    "应急": "应急管理",
    "医保": "医疗保障",
}
_AREA = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}?(?:省|市|县|区|旗|自治州))")
_OFFICE = re.compile(r"(?:委员会|管理局|局|委|办公室|办|厅|支队|大队|人民政府|政府)$")
_AFTER = r"(?:部门|单位|局|委|方面|等部门)?"
_DUTY = r"(?:职责|职能|权限|管理范围|管辖|事权)"
_FORMS = (
    r"(?:不属[^，。；]{{0,12}}[，,]?)?(?:属于?|系){name}{after}(?:的)?(?:{duty}|主管|负责|管理|(?=[，,、；。]|$))",
    r"(?:由|归){name}{after}(?:统一|具体|依法)?(?:负责|管理|主管|承担|审批|审核|核定|监管|管|牵头|办理|实施)",
    r"(?:是|为){name}{after}的?{duty}",
    r"{name}{after}(?:的)?{duty}(?:范围|范畴)",
)
_WITH_US = re.compile(r"会同|联合|共同|我局(?:和|与|会)|配合我局|移交|转交|已由")


def check_competence(letter: Letter) -> Iterator[Finding]:
    """Sentences that say something is the business of other units of the committee; each unit is named once."""
    ours = {word for name in letter.own_names for word in words_for(name)}
    units: dict[str, list[str]] = {}
    for unit in letter.others:
        said = _said(letter, {word for name in unit.names for word in words_for(name)} - ours)
        if said:
            units.setdefault(said, []).append(unit.name)
    for said, named in units.items():
        names = "、".join(named)
        yield Finding(
            "other_unit",
            f"文中称有关事项属于{names}的职责。",
            quoted(said),
            f"属于{names}职责的，可在期限内申退，或者请交办单位增加{names}会办。",
        )


def _said(letter: Letter, words: set[str]) -> str:
    words = {each for each in words if any(each in text for _where, text in letter.passages)}
    if not words:
        return ""
    # The longest name first, so that 公安交管 is not read as 公安 followed by something.
    name = "(?:" + "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True)) + ")"
    patterns = [re.compile(form.format(name=name, after=_AFTER, duty=_DUTY)) for form in _FORMS]
    for sentence in letter.sentences:
        if not _WITH_US.search(sentence.text) and any(each.search(sentence.text) for each in patterns):
            return sentence.text
    return ""


def words_for(name: str) -> set[str]:
    """Everything a letter may call a unit of this name: the name, without its place, and its nicknames."""
    short = _AREA.sub("", name)
    found = {name, short, _OFFICE.sub("", short)}
    found |= {nickname for nickname, part in NICKNAMES.items() if part in name}
    return {each for each in found if len(each) >= 2}


def unit_of(name: str, *others: str) -> OtherUnit:
    """A unit with the names it goes by."""
    return OtherUnit(name, tuple(dict.fromkeys((name, *others))))
