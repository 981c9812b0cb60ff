"""What Word, WPS and web pages put on the clipboard, as they mark it up, and what shall stand in the field."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copied:
    """One thing copied elsewhere: as a page, as plain text, and how it shall come in."""

    name: str
    html: str
    plain: str
    expected: str
    note: str = ""


def _word(body: str, css: str = "") -> str:
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
        '<head><meta name=Generator content="Microsoft Word 15"><style><!-- @font-face {font-family:仿宋_GB2312;} '
        f"p.MsoNormal {{margin:0cm;}} {css} --></style><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml>"
        "<![endif]--></head><body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->"
        f"{body}<!--EndFragment--></body></html>"
    )


def _numbered(level: int, number: str, text: str, gap: str = "&nbsp;&nbsp; ") -> str:
    return (
        f"<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-36.0pt;mso-list:l0 level{level} lfo1'>"
        "<![if !supportLists]><span lang=EN-US style='font-family:仿宋'><span style='mso-list:Ignore'>"
        f"{number}<span style='font:7.0pt \"Times New Roman\"'>{gap}</span></span></span><![endif]>"
        f"<span style='mso-bidi-font-size:16.0pt'>{text}<span lang=EN-US><o:p></o:p></span></span></p>\r\n"
    )


def _declared(level: int, text: str) -> str:
    return f'<p class=MsoNormal style="mso-list:l0 level{level} lfo1;" ><font face="宋体">{text}</font></p>'


WORD_PARAGRAPHS = Copied(
    "Word: paragraphs, indents, a line broken in the source, a tracked deletion, hidden text",
    _word(
        "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><b><span style='color:red'>"
        "　　今年以来，全市<del>初步</del><ins>认真</ins>贯彻落\r\n实要求。"
        "<span lang=EN-US><o:p></o:p></span></span></b></p>"
        "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
        "<p class=MsoNormal><span style='display:none;mso-hide:all'>内部备注</span>&nbsp;&nbsp;&nbsp;&nbsp;建成充电桩"
        "<span lang=EN-US>120</span>个，<br>投资<span lang=EN-US>3.5</span>亿元。　　</p>"
    ),
    "　　今年以来，全市认真贯彻落实要求。\r\n\r\n    建成充电桩120个，\x0b投资3.5亿元。　　\r\n",
    "今年以来，全市认真贯彻落实要求。\n\n建成充电桩120个，\n投资3.5亿元。",
)
WORD_NUMBERS = Copied(
    "Word: automatic numbers of four levels",
    _word(
        _numbered(1, "一、", "加强组织领导", "")
        + _numbered(2, "（一）", "健全工作机制")
        + _numbered(3, "1.", "建立台账")
        + _numbered(4, "（1）", "每月更新")
        + _numbered(1, "<span style='font-family:Wingdings'>l</span>", "其他")
        + "<p class=MsoNormal>二、手写的编号</p>"
    ),
    "加强组织领导\r\n健全工作机制\r\n建立台账\r\n每月更新\r\n",
    "一、加强组织领导\n（一）健全工作机制\n1.建立台账\n（1）每月更新\n• 其他\n二、手写的编号",
)
_LEVELS = (
    '@list l0:level1{mso-level-number-format:chinese-counting;mso-level-suffix:none;mso-level-text:"%1、";} '
    '@list l0:level2{mso-level-number-format:chinese-counting;mso-level-text:"\\FF08%2\\FF09";} '
    '@list l0:level3{mso-level-start-at:3;mso-level-text:"%3.";} '
    '@list l0:level4{mso-level-number-format:decimal-enclosed-circle;mso-level-text:"%4";}'
)
WPS_NUMBERS = Copied(
    "WPS: numbers that are only declared in the style sheet",
    _word(
        '<div class="Section0" style="layout-grid:15.6pt;">'
        + _declared(1, "摸清底数")
        + _declared(2, "全面排查")
        + _declared(2, "建立清单")
        + _declared(3, "从三起")
        + _declared(4, "带圈")
        + _declared(1, "分类施策")
        + _declared(2, "重新从一起")
        + "</div>",
        _LEVELS,
    ),
    "摸清底数\r\n全面排查\r\n",
    "一、摸清底数\n（一）全面排查\n（二）建立清单\n3.从三起\n①带圈\n二、分类施策\n（一）重新从一起",
)
WPS_MARKS = Copied(
    "WPS: numbers between its marks, without the word Ignore; a picture, a comment",
    _word(
        '<p class=MsoNormal style="mso-list:l0 level1 lfo1;" ><![if !supportLists]><span style="mso-spacerun:\'yes\';">'
        '<font face="宋体" >第一条</font>&nbsp;</span><![endif]><span>为了规范办理</span>'
        "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[甲1]</a></span></p>"
        '<p class=MsoNormal><img width="200" src="file:///C:/Temp/ksohtml/wps1.png">附图</p>'
        "<div style='mso-element:comment-list'><p class=MsoCommentText>核对数字</p></div>"
    ),
    "第一条 为了规范办理\r\n附图",
    "第一条 为了规范办理\n附图",
    "粘贴说明：图片 1 张没有带入，需要的请作为附件上传；批注没有带入。",
)
TABLE = Copied(
    "Word or Excel: a table",
    _word(
        "<p>任务分工：</p><table><tr><td><p>序号</p></td><td><p>任务</p></td><td>单位</td></tr>"
        "<tr><td>1</td><td><p>清运</p><p>每日一次</p></td><td>&nbsp;</td></tr><tr><td>&nbsp;</td><td></td></tr></table><p>完。</p>"
    ),
    "任务分工：\r\n序号\t任务\t单位\r\n1\t清运\r\n",
    "任务分工：\n序号；任务；单位\n1；清运 每日一次\n完。",
    "粘贴说明：表格 1 个改为每行一段，各栏用“；”隔开。",
)
WEB_LISTS = Copied(
    "web page, Word Online: lists",
    '<ol style="list-style-type: cjk-ideographic" start="9"><li>第九</li>'
    '<li><p>第十</p><ol type="a"><li>子项</li></ol></li>'
    '<li value="21">二十一</li></ol><ol><li data-leveltext="（%1）"><p>括号</p></li></ol><ul><li>要点</li></ul>'
    "<ol style='list-style-type:none'><li>没有编号</li></ol><script>alert(1)</script><p onclick='x()'>正文</p>",
    "",
    "九、第九\n十、第十\na.子项\n二十一、二十一\n（1）括号\n• 要点\n没有编号\n正文",
)
PLAIN = Copied(
    "plain text, as from a notepad or without a page on the clipboard",
    "",
    "一、\t加强领导\r\n　　第二段。　　\r\n\uf06c 要点\r\n图\ufffc",
    "一、加强领导\n第二段。\n• 要点\n图",
    "粘贴说明：图片 1 张没有带入，需要的请作为附件上传。",
)
COPIED = (WORD_PARAGRAPHS, WORD_NUMBERS, WPS_NUMBERS, WPS_MARKS, TABLE, WEB_LISTS, PLAIN)
