"""Criteria that a round of commendation starts from, in our own words; each round has its own."""

from huiyin.proposals.enums import Commended

CRITERIA = (
    (Commended.PROPOSAL, "选题准确，关系全局或者群众关心的问题", 30),
    (Commended.PROPOSAL, "调查研究充分，情况清楚，分析透彻", 30),
    (Commended.PROPOSAL, "建议具体可行", 20),
    (Commended.PROPOSAL, "办理落实，成效明显", 20),
    (Commended.UNIT, "领导重视，责任到人，按期办复", 30),
    (Commended.UNIT, "面商充分，答复有针对性", 30),
    (Commended.UNIT, "承诺兑现，建议落实", 40),
)
