"""一事一案: signs that a text holds several matters. Pointed out only: the person decides.

Titles name one matter in many words (“完善设施，提升服务”, “问题及对策”, “落实《关于……的意见》”), so a joining word
alone is no sign. What counts: two titles in one, a list, or two parts about different fields of the office's work.
"""

import re
from collections.abc import Sequence

MOST_DEMANDS = 6
"""More suggestions than this rarely belong to one matter."""
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）|\([^)]*\)")
_SECOND_TITLE = re.compile(r"(?:[；;、，,和及与]|以及)关于|[；;]|(?:的提案|的建议)[、，,和及与]")
_JOINING = re.compile(r"以及|问题[、，,和及与]")
# “问题及对策” names the matter once more, in other words.
_SAME_AGAIN = re.compile(r"^(?:其)?(?:对策|建议|思考|措施|原因|解决|改进|整改)")
_LISTED = re.compile(
    r"一是.+二是|（一）.+（二）|(?:^|\s)1[.．、].+\s2[.．、]|(?:^|[。；\s])一、.+[。；\s]二、", re.DOTALL
)
FIELDS = {
    "transport": "停车|公交|道路|交通|充电|路灯|出行|拥堵",
    "old_age": "养老|老年|助餐|老龄|失能",
    "education": "教育|学校|校园|学生|教师|课后|高考",
    "health": "医疗|医院|医保|卫生|疾控|看病",
    "environment": "污水|大气|垃圾|环境|生态|绿化|固废|扬尘",
    "culture": "文化|旅游|文物|非遗|体育|健身",
    "farming": "农业|农田|种植|养殖|农产品|残膜",
    "housing": "住房|物业|老旧小区|供热|供暖|电梯",
    "work": "就业|工资|劳动|社保",
    "business": "企业|产业|工业|园区|营商|招商",
}
"""Words by which the fields of the office's work are told apart."""


def several_matters(title: str, suggestions: Sequence[str]) -> list[str]:
    """Signs of several matters in a title and its suggestions, in sentences."""
    notes = []
    if title_holds_several(title):
        notes.append("案由中似乎有几件事。一事一案：几件事请分别提出，便于立案和交办。")
    if len(suggestions) > MOST_DEMANDS:
        notes.append(f"所提建议有{len(suggestions)}条。请看是否属于同一件事，不属于的另提一案。")
    if any(_LISTED.search(each) for each in suggestions):
        notes.append("有一条建议里分列了几点，请拆成几条，便于逐条答复。")
    plain = ["".join(filter(str.isalnum, each)) for each in suggestions]
    if len(set(plain)) < len(plain):
        notes.append("有内容相同的建议，请合并。")
    return notes


def title_holds_several(title: str) -> bool:
    """Whether a title looks like two titles, or joins two parts about different fields."""
    plain = _QUOTED.sub("", title)
    if _SECOND_TITLE.search(plain):
        return True
    for join in _JOINING.finditer(plain):
        before, after = plain[: join.start()], plain[join.end() :]
        if _SAME_AGAIN.match(after):
            continue
        one, other = fields_of(before), fields_of(after)
        if one and other and not one & other:
            return True
    return False


def fields_of(text: str) -> set[str]:
    """The fields of work that a text speaks of."""
    return {field for field, words in FIELDS.items() if re.search(words, text)}
