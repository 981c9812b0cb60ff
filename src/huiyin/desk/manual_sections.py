"""Which section of the manual explains which page of the product, for whom.

Every page has the link 本页说明. It leads to the section of the reader's own page that is named here, else to the
basics'. A page added to the navigation is added here too (`tests/desk/test_manual_sections.py`).
"""

from collections.abc import Mapping

from huiyin.desk.manual_pages import PAGES, Page, page_named

CPPCC, COMMITTEE, OFFICE, UNIT, MEMBER, ORGANISATION, LEADER, OPERATOR = (
    "cppcc-office",
    "special-committee",
    "party-and-government-office",
    "unit",
    "member",
    "organisation",
    "leader",
    "operator",
)
BASICS: Mapping[str, str] = {
    "desk:home": "待办：首页就是等您办的事",
    "desk:find": "找一件事项",
    "procedure:matters": "找一件事项",
    **dict.fromkeys(
        (
            "ledgers:index",
            "ledgers:book",
            "ledgers:sums",
            "ledgers:export",
            "ledgers:exports",
            "ledgers:reconcile",
            "ledgers:published",
            "records:register",
        ),
        "看台账",
    ),
    "procedure:batch": "成批办理",
    "procedure:matter": "一件事项的页面",
    "procedure:move": "填写和提交",
    "procedure:edit": "填写和提交",
    "procedure:begin": "填写和提交",
    "procedure:procedures": "程序和期限",
    "procedure:procedure": "程序和期限",
    "procedure:terms": "程序和期限",
    "notices:messages": "消息、提醒和日历",
    "notices:calendar": "消息、提醒和日历",
    "account_change_password": "登录和密码",
    "ui:keys": "不用鼠标、看大字、打印",
}
LEDGERS = {
    CPPCC: "台账和名册",
    COMMITTEE: "告知、评价、督办、回访",
    OFFICE: "承诺、督办、线下件",
    UNIT: "本单位的台账",
    LEADER: "政协主席、副主席、秘书长",
}
SETTINGS = {CPPCC: "设置", OPERATOR: "设置"}
OWN: Mapping[str, Mapping[str, str]] = {
    "desk:home": {CPPCC: "一个上午", COMMITTEE: "一个上午", OFFICE: "一个上午", UNIT: "一个上午"},
    "handling:ledger": {
        CPPCC: "台账和名册",
        OFFICE: "承诺、督办、线下件",
        LEADER: "政协主席、副主席、秘书长",
    },
    "handling:instructions": {
        CPPCC: "台账和名册",
        OFFICE: "承诺、督办、线下件",
        LEADER: "政协主席、副主席、秘书长",
    },
    "desk:overview": {CPPCC: "台账和名册", OFFICE: "承诺、督办、线下件", LEADER: "两分钟看一年"},
    "records:register": {
        CPPCC: "台账和名册",
        COMMITTEE: "成文和函送",
        OFFICE: "交办",
        LEADER: "政协主席、副主席、秘书长",
    },
    "records:templates": {CPPCC: "台账和名册"},
    **{
        route: {
            CPPCC: "台账和名册",
            COMMITTEE: "告知、评价、督办、回访",
            OFFICE: "承诺、督办、线下件",
            UNIT: "本单位的台账",
            LEADER: "政协主席、副主席、秘书长",
        }
        for route in (
            *("ledgers:index", "ledgers:book", "ledgers:sums"),
            *("ledgers:export", "ledgers:exports", "ledgers:reconcile", "ledgers:published"),
        )
    },
    **{
        route: {CPPCC: "设置", OPERATOR: "设置"}
        for route in (
            *("settings:hub", "settings:change", "settings:record"),
            *("people:terms", "people:persons", "desk:first_steps"),
            *("proposals:filing_windows", "proposals:refusal_reasons"),
            "proposals:key_criteria",
            *("briefs:rules", "briefs:unsuited_reasons"),
        )
    },
    "outcomes:stopped": {CPPCC: "台账和名册", OFFICE: "交办", LEADER: "政协主席、副主席、秘书长"},
    "handling:promise_record": {
        CPPCC: "回头看和承诺",
        COMMITTEE: "成文和函送",
        OFFICE: "承诺、督办、线下件",
        UNIT: "兑现承诺",
        LEADER: "政协主席、副主席、秘书长",
    },
    "handling:promises": {CPPCC: "回头看和承诺", UNIT: "兑现承诺"},
    "handling:look_backs": {CPPCC: "回头看和承诺"},
    **{
        route: {CPPCC: "提案交办", COMMITTEE: "提案交办", OFFICE: "提案商定", UNIT: "收到办理件"}
        for route in ("proposals:hand_over", "proposals:hand_over_together", "proposals:hand_over_units")
    },
    "desk:whereabouts": {
        MEMBER: "我的意见去哪了",
        ORGANISATION: "提交以后",
        COMMITTEE: "提案",
    },
    "proposals:mine": {
        MEMBER: "我的提案到哪一步了",
        ORGANISATION: "提交以后",
        COMMITTEE: "提案",
        CPPCC: "提案",
    },
    **{
        route: {
            CPPCC: "重点提案、表彰和年度考核",
            COMMITTEE: "重点提案、表彰和年度考核",
            LEADER: "政协主席、副主席、秘书长",
            MEMBER: "优秀提案",
            UNIT: "年度考核和表彰",
            OFFICE: "重点提案领办和单位考核",
        }
        for route in (
            *("proposals:key", "proposals:honours", "desk:units", "desk:unit_year"),
            "desk:unit_list",
        )
    },
    "proposals:queue": {CPPCC: "提案审查和统计", COMMITTEE: "提案审查和统计"},
    "briefs:mine": {
        MEMBER: "反映社情民意",
        ORGANISATION: "反映社情民意",
        COMMITTEE: "反映社情民意",
        CPPCC: "社情民意",
    },
    "briefs:queue": {CPPCC: "社情民意"},
    "briefs:used": {CPPCC: "社情民意的采用、转办和报送上级", LEADER: "政协主席、副主席、秘书长"},
    "briefs:issued": {
        CPPCC: "社情民意",
        OFFICE: "社情民意信息",
        UNIT: "社情民意信息",
        LEADER: "政协主席、副主席、秘书长",
    },
    "desk:proposal_figures": {
        CPPCC: "提案审查和统计",
        COMMITTEE: "提案审查和统计",
        LEADER: "政协主席、副主席、秘书长",
    },
    **{
        route: {
            CPPCC: "提案线索",
            COMMITTEE: "提案线索",
            MEMBER: "提案线索",
            ORGANISATION: "提案线索",
            LEADER: "政协主席、副主席、秘书长",
        }
        for route in ("proposals:tips", "proposals:posted_tips")
    },
    "people:bodies": {CPPCC: "台账和名册", OPERATOR: "新的政协委员会"},
    "people:members": {CPPCC: "台账和名册", OPERATOR: "人员变动"},
    "people:grants": {CPPCC: "台账和名册", OPERATOR: "人员变动"},
    "people:roster": {CPPCC: "台账和名册", OPERATOR: "人员变动"},
    "people:calendar": {OPERATOR: "新的政协委员会"},
    "records:verify_index": {CPPCC: "台账和名册", OPERATOR: "核验和锚"},
    "records:verify": {CPPCC: "台账和名册", OPERATOR: "核验和锚"},
}
ABOUT: Mapping[str, Mapping[str, str]] = {
    "activity": {CPPCC: "形成", COMMITTEE: "记录协商"},
    "outcome": {
        CPPCC: "形成",
        COMMITTEE: "起草成果",
        OFFICE: "交办",
        MEMBER: "我的意见去哪了",
        LEADER: "政协主席、副主席、秘书长",
    },
    "submission": {CPPCC: "报送和阅批", OFFICE: "阅批", LEADER: "党政领导"},
    "assignment": {CPPCC: "办理和反馈", COMMITTEE: "成文和函送", OFFICE: "验收和反馈", UNIT: "收到办理件"},
    "assist": {OFFICE: "交办", UNIT: "会办"},
    "reply_letter": {
        CPPCC: "办理和反馈",
        COMMITTEE: "成文和函送",
        OFFICE: "验收和反馈",
        UNIT: "拟写和审签答复",
        MEMBER: "提提案",
        ORGANISATION: "提交以后",
    },
    "commitment": {CPPCC: "回头看和承诺", OFFICE: "承诺、督办、线下件", UNIT: "兑现承诺"},
    "evaluation": {CPPCC: "评价", COMMITTEE: "告知、评价、督办、回访", MEMBER: "两种评价"},
    "look_back": {CPPCC: "回头看和承诺", COMMITTEE: "告知、评价、督办、回访", UNIT: "督办和回访"},
    "supervision_order": {
        CPPCC: "督办",
        COMMITTEE: "告知、评价、督办、回访",
        OFFICE: "承诺、督办、线下件",
        UNIT: "督办和回访",
    },
    "tip_call": {CPPCC: "提案线索", COMMITTEE: "提案线索", MEMBER: "提案线索", ORGANISATION: "提案线索"},
    "proposal_tip": {CPPCC: "提案线索", COMMITTEE: "提案线索", MEMBER: "提案线索", ORGANISATION: "提案线索"},
    "proposal": {
        CPPCC: "提案",
        COMMITTEE: "提案",
        OFFICE: "提案商定",
        UNIT: "收到办理件",
        MEMBER: "提提案",
        LEADER: "党政领导",
        ORGANISATION: "提集体提案",
    },
    "commendation": {
        CPPCC: "重点提案、表彰和年度考核",
        COMMITTEE: "重点提案、表彰和年度考核",
        LEADER: "政协主席、副主席、秘书长",
        MEMBER: "优秀提案",
        UNIT: "年度考核和表彰",
    },
    "unit_review": {
        CPPCC: "重点提案、表彰和年度考核",
        LEADER: "政协主席、副主席、秘书长",
        UNIT: "年度考核和表彰",
    },
    "brief": {
        CPPCC: "社情民意",
        COMMITTEE: "反映社情民意",
        MEMBER: "反映社情民意",
        ORGANISATION: "反映社情民意",
        OFFICE: "社情民意信息",
        UNIT: "社情民意信息",
        LEADER: "政协主席、副主席、秘书长",
    },
    "letter": {
        CPPCC: "委员来信",
        COMMITTEE: "委员来信",
        MEMBER: "提提案",
        ORGANISATION: "提集体提案",
        UNIT: "委员来信",
        OFFICE: "委员来信",
    },
    "sitting": {CPPCC: "会议", COMMITTEE: "会议", MEMBER: "会议"},
    "offline_item": {CPPCC: "台账和名册", OFFICE: "承诺、督办、线下件"},
}


def section_for(own: Page, route: str, about: str = "") -> tuple[Page, str] | None:
    """Page and heading that explain a page of the product to this reader; None where the manual has nothing on it.

    What the matter is about (`about`, a procedure) says more than the kind of page.
    """
    for heading in (ABOUT.get(about, {}).get(own.slug), OWN.get(route, {}).get(own.slug)):
        if heading:
            return own, heading
    if route in BASICS:
        return PAGES[0], BASICS[route]
    # Somebody who reads another page first, a clerk with two duties for instance.
    for slug, heading in OWN.get(route, {}).items():
        page = page_named(slug)
        if page is not None:
            return page, heading
    return None
