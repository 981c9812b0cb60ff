"""Invented proposals of 300 to 1,500 characters, and the same ones paraphrased, reordered and shortened.

Sentences are put together from lists of places, things, troubles and measures, so that a hundred thousand texts share
turns of phrase as real ones do, and many are about the same thing without being the same proposal.
"""

import random
from collections.abc import Callable
from itertools import product


def _words_of(text: str) -> list[str]:
    return text.split()


_SURNAMES = "青白红金玉石龙凤东西南北上下大小新古长平"
_PLACE_ENDS = "湖山桥河湾沟泉堡梁滩坡岭"
_PLACE_KINDS = (
    "社区",
    "街道",
    "村",
    "工业园区",
    "路",
    "小区",
    "镇",
    "学校片区",
    "老城区",
    "市场",
    "广场",
    "灌区",
)
PLACES = ["".join(each) for each in product(_SURNAMES, _PLACE_ENDS, _PLACE_KINDS)]
THINGS = _words_of(
    "老旧管网 公交线路 停车泊位 充电设施 雨污分流 快递驿站 学位供给 社区食堂 养老床位 夜间急诊 家庭医生 垃圾分类 "
    "再生水利用 湿地补水 防护林带 秸秆收储 冷链仓库 枸杞加工 葡萄基地 滩羊养殖 设施蔬菜 农机服务 土地流转 撂荒地块 "
    "职业培训 创业担保 人才公寓 科技特派员 工业遗址 矿山修复 煤矸石堆场 光伏电站 物流通道 货车限行 人行过街 盲道铺装 "
    "窨井井盖 路灯照明 背街小巷 电梯加装 物业收费 业主大会 供热计量 燃气软管 消防通道 电动车棚 食品摊点 校外托管 "
    "儿童乐园 非遗传习 红色旧址 乡村旅馆 露营基地 马拉松赛 体育场馆 图书流动站 农家书屋 网络诈骗 信用修复 招标投标 "
    "惠企政策 涉企检查 电子证照 政务热线 数据共享 普惠贷款 中小微企业账款 直播带货 跨境电商 开放口岸 河道采砂 "
    "地下水超采 扬尘治理 噪声扰民 餐饮油烟 流浪动物 白色污染 畜禽粪污 农药包装 高标准农田 节水灌溉 黄河滩区"
)
TROUBLES = _words_of(
    "底数不清 标准不一 多头管理 资金缺口较大 运营主体缺位 设施陈旧老化 覆盖面不够广 宣传流于形式 专业人员不足 "
    "群众知晓率低 审批环节偏多 监管手段单一 重建设轻管护 数据互不相通 考核导向不明 社会力量参与不多 应急预案缺失 "
    "布局不尽合理 服务时间与需求错位 收费不透明 责任边界模糊 经费没有列入预算 土地手续难办 技术路线落后 "
    "后续维护无人问津 季节性矛盾突出 利用率偏低 村级集体收益有限 部门协作不畅 投诉处理周期长"
)
MEASURES = _words_of(
    "开展一次全面摸底调查 建立统一的信息台账 制定三年行动计划 设立专项引导资金 引入专业化运营公司 推行网格化巡查 "
    "编制技术导则 组织入户宣传 与驻地高校共建实训点 把完成情况列入年度考核 公开收费项目和标准 试行积分兑换 "
    "开通一键报修渠道 优化审批流程并限时办结 分批次更新改造 建设智能监测平台 由属地街道牵头联合执法 "
    "给予运营补贴 盘活闲置厂房院落 向社会公开征集方案 建立长效管护基金 开展第三方评估 先行选取两处试点 "
    "推动周边县区互认互通 组建志愿服务队 明确一名分管负责人包抓 每季度通报一次进展 引导村集体入股经营 "
    "完善应急预案并定期演练 争取上级项目支持"
)
OPENINGS = (
    "近年来，我市在{thing}方面做了大量工作，{place}一带的面貌有了改善",
    "据对{place}的走访，{thing}是居民反映最集中的事情之一",
    "{place}现有住户约{number}户，{thing}直接关系到他们的日常生活",
    "今年以来，围绕{thing}，有关部门先后出台了{small}项办法",
    "随着城市不断发展，{place}对{thing}的需求明显增加",
    "从{place}到{place2}沿线，{thing}的短板逐渐显现",
)
PROBLEMS = (
    "{place}的{thing}{trouble}，去年共接到投诉{number}件",
    "在{thing}上{trouble}，尤其是{place2}至今没有落实",
    "调研中发现，{place}约有{small}成的点位{trouble}",
    "由于{trouble}，{thing}的实际效果打了折扣",
    "与周边地市相比，{place}每万人拥有量仅为{small}处，{trouble}",
    "部分经营户反映，{thing}{trouble}，每年多支出{number}元",
    "{place2}虽然投入{number}万元，但{trouble}，{thing2}也受到影响",
    "{trouble}和{trouble2}并存，使{thing}推进缓慢",
)
ADVICE = (
    "建议在{place}{measure}，力争{small}个月内见到成效",
    "围绕{thing}{measure}，并同步{measure2}",
    "由主管部门会同{place}{measure}，解决{trouble}的问题",
    "参照{place2}的做法，{measure}，逐步扩大到{number}户",
    "针对{trouble}，{measure}，所需经费约{number}万元",
    "对{thing}实行清单管理，{measure}",
    "把{thing}与{thing2}一并谋划，{measure}",
    "鼓励社会资本进入{thing}，{measure}，同时{measure2}",
)
COMMON = (
    "相关部门要高度重视，加强组织领导，形成工作合力", "进一步加大宣传力度，营造良好氛围",
    "切实增强人民群众的获得感、幸福感、安全感", "以上建议，请有关部门研究办理", "存在的主要问题有以下几个方面",
)  # fmt: skip
SYNONYMS = {
    "近年来": "这几年", "做了大量工作": "下了不少功夫", "有了改善": "有所好转", "据对": "根据对",
    "走访": "实地了解", "居民": "住户", "反映最集中": "意见最多", "现有": "目前有", "直接关系到": "关乎",
    "日常生活": "生活起居", "今年以来": "今年", "先后出台": "陆续印发", "随着": "伴随", "不断": "持续",
    "明显增加": "大幅上升", "需求": "需要", "短板": "不足之处", "逐渐": "慢慢", "共接到": "收到",
    "投诉": "群众投诉", "至今": "到现在", "没有落实": "未能落地", "调研中发现": "我们了解到", "点位": "地点",
    "由于": "因为", "实际效果": "成效", "打了折扣": "不够理想", "与周边地市相比": "比起相邻城市",
    "拥有量": "保有量", "仅为": "只有", "部分": "一些", "多支出": "额外花费", "虽然": "尽管",
    "受到影响": "受牵连", "推进缓慢": "进展不快", "建议": "希望", "力争": "争取", "见到成效": "取得效果",
    "围绕": "聚焦", "同步": "一并", "会同": "联合", "解决": "化解", "参照": "借鉴", "做法": "经验",
    "逐步": "分步", "扩大": "推广", "针对": "对于", "所需经费": "需要资金", "实行": "推行",
    "清单管理": "台账式管理", "谋划": "统筹考虑", "鼓励": "支持", "社会资本": "民间资金", "同时": "另外",
    "开展": "组织", "全面": "彻底的", "建立": "健全", "制定": "出台", "设立": "安排", "引入": "引进",
    "推行": "实施", "不足": "欠缺", "突出": "凸显", "不清": "不明", "陈旧老化": "老旧",
}  # fmt: skip


def proposal(seed: int) -> list[str]:
    """One invented proposal: title, situation, analysis and numbered suggestions."""
    pick = random.Random(seed)
    words = _words(pick)
    title = f"关于{pick.choice(('加强', '改进', '完善', '推进'))}{words['place']}{words['thing']}的提案"
    length = pick.choice((3, 4, 5, 6, 8, 10, 13))
    situation = _sentences(pick, OPENINGS, 1 + length // 2, words)
    analysis = _sentences(pick, PROBLEMS, 1 + length, words)
    advice = _sentences(pick, ADVICE, 1 + length, words)
    numbered = "\n".join(f"{number}.{each}" for number, each in enumerate(advice, 1))
    return [title, "".join(situation), "".join(analysis), numbered]


def _words(pick: random.Random) -> dict[str, str]:
    return {"place": pick.choice(PLACES), "thing": pick.choice(THINGS)}


def _sentences(pick: random.Random, forms: tuple[str, ...], count: int, about: dict[str, str]) -> list[str]:
    """Every third sentence strays to another thing; some say only what everybody says."""
    made = []
    for _number in range(count):
        near = {**about, "thing": pick.choice(THINGS)} if pick.random() < 0.3 else about
        made.append(
            pick.choice(forms).format(
                **near, place2=pick.choice(PLACES), thing2=pick.choice(THINGS), trouble=pick.choice(TROUBLES),
                trouble2=pick.choice(TROUBLES), measure=pick.choice(MEASURES), measure2=pick.choice(MEASURES),
                number=pick.randint(20, 4000), small=pick.randint(2, 9),
            ) + "。"
        )  # fmt: skip
        if pick.random() < 0.25:
            made.append(pick.choice(COMMON) + "。")
    return made


def paraphrased(parts: list[str], seed: int) -> list[str]:
    """The same said in other words: four in five of the known words are exchanged, clauses change places."""
    pick = random.Random(seed)
    return ["\n".join(_reworded(line, pick) for line in part.split("\n")) for part in parts]


def _reworded(line: str, pick: random.Random) -> str:
    for word, other in SYNONYMS.items():
        if pick.random() < 0.8:
            line = line.replace(word, other)
    made = []
    for sentence in filter(None, line.split("。")):
        clauses = sentence.split("，")
        if pick.random() < 0.3:
            clauses.reverse()
        made.append("，".join(clauses))
    return "。".join(made) + "。"


def reordered(parts: list[str], seed: int) -> list[str]:
    """Sentences change places within their parts, suggestions are numbered anew, parts change places."""
    pick = random.Random(seed)
    moved = []
    for part in parts[1:]:
        each = part.replace("\n", "").split("。")
        pick.shuffle(each)
        moved.append("。\n".join(f"（{'一二三四五六七八九十'[n % 10]}）{s}" for n, s in enumerate(each) if s))
    pick.shuffle(moved)
    return [parts[0], *moved]


def shortened(parts: list[str], seed: int) -> list[str]:
    """Half of the sentences, at least two, under another title."""
    pick = random.Random(seed)
    every = [each for part in parts[1:] for each in part.replace("\n", "").split("。") if each]
    kept = sorted(pick.sample(range(len(every)), max(2, len(every) // 2)))
    return ["一件提案的摘要", "。".join(every[place] for place in kept) + "。"]


CHANGES: dict[str, Callable[[list[str], int], list[str]]] = {
    "paraphrased": paraphrased,
    "reordered": reordered,
    "shortened": shortened,
}
