"""A paper with something in every element, all invented: for trying templates and for the living examples."""

from datetime import date

from huiyin.records.official.body_text import parts_of
from huiyin.records.official.paper import Frame, OfficialPaper, PaperFormat

DAY = date(2026, 3, 2)
TEXT = """现将有关情况报告如下。
一、基本情况
全市园林绿化废弃物收运体系初步建立（示例）。
二、意见建议
（一）健全收运体系。建议建立统一的收运台账（示例）。
1.明确牵头单位（示例）。
（1）按季度通报（示例）。"""


def sample_paper(form: PaperFormat = PaperFormat.DOCUMENT) -> OfficialPaper:
    """The sample in a format."""
    frame = Frame(
        format=form,
        mark="示例市政协委员会文件",
        number="示政协发〔2026〕5号",
        office="示例市政协办公室",
        signers=("示例人",),
        reply_class="类别：A",
        addressees=("示例市委办公室", "示例市政府办公室"),
        attachments=("示例附件一", "示例附件二"),
        signature="示例市政协委员会",
        day=DAY,
        note="联系人：示例人",
        copies=("示例市各有关单位",),
        printed_by="示例市政协办公室",
        printed_on=DAY,
        attendance=(("出席", "示例甲、示例乙"), ("请假", "示例丙"), ("列席", "示例丁")),
        rows=(("拟办意见", "示例意见"), ("领导批示", "示例批示")),
    )
    return OfficialPaper(frame, "关于园林绿化废弃物处理工作的报告（示例）", parts_of(TEXT))
