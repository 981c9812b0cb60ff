import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kernel.secrecy import Mark, MarkKind, file_name_marks, find_marks

BODY = "\n关于加快园林绿化废弃物利用的建议\n市政协委员会：\n正文第一段。\n"


def kinds(text):
    return [mark.kind for mark in find_marks(text)]


@pytest.mark.parametrize(
    "mark",
    [
        "秘密★1年",
        "机密★10年",
        "绝密★30年",
        "绝密★长期",
        "机密★",
        "机密☆",
        "秘密★６个月",
        "秘密★一年",
        "秘密*1年",
        "秘密＊１年",
        "机密⭐3年",
        "机密级★3年",
        "秘 密 ★ 1 年",
        "秘　密★1年",
        "秘\n密\n★\n1\n年",
        "秘\u200b密\u200d★\ufeff1年",
        "机·密★1年",
        "机-密★1年",
        "機密★長期",
        "祕密★１年",
        "㊙密★1年",
        "秘\u0332密\u0332★1年",
        "秘\u2800密★1年",
        "秘密★★1年",
        "秘密 10年",
        "秘密10年",
        "机密（长期）",
        "秘密:5年",
        "秘密十年",
        "秘密 6个月",
        "密级：机密",
        "密级:秘密",
        "密 级： 绝密",
        "密级和保密期限：秘密10年",
        "密级为秘密",
        "本件定为机密10年",
        "【绝密】",
        "（机密件）",
    ],
)
def test_classified_marking_is_found_at_the_head_of_a_text(mark):
    assert MarkKind.CLASSIFIED in kinds(mark + BODY)
    assert MarkKind.CLASSIFIED in kinds("中共某某市委办公室文件\n" + mark + BODY)


@pytest.mark.parametrize("mark", ["秘密★1年", "机 密 ★ 长期", "秘密 10年", "密级：机密"])
def test_classified_marking_is_found_anywhere(mark):
    long = "正文第一段。\n" * 500
    text = long + mark + "\n" + long
    assert find_marks(text) == [Mark(MarkKind.CLASSIFIED, len(long), len(long) + len(mark))]


@pytest.mark.parametrize(
    "text",
    [
        "要保守秘密，遵守纪律。",
        "严守党和国家秘密10年来从未出错。",
        "加强商业秘密保护，商业秘密 3年内不公开。",
        "采取秘密投票方式选举产生。",
        "投票方式：秘密",
        "秘密",
        "保障数据的机密性、完整性。",
        "他是机密工作者，保守这个秘密10年。",
        "技术秘密、工作秘密、个人隐私",
        "机关密切联系群众★1年来成效显著",
        "密级：绝密、机密、秘密",
        "密级:□绝密 □机密 □秘密",
        "密级分为绝密、机密、秘密三级。",
        "密级为机密级的文件由专人管理。",
        "**秘密**投票是**机密**性的保证",
        "成功的秘密★★★★★好评",
        "飞机 密度 10年 增长一倍",
        "会议秘密 2026年举行",
        "★1年内完成；★3年内见效",
        "",
    ],
)
def test_everyday_words_are_not_markings(text):
    assert find_marks(text) == []
    assert find_marks("一般性说明\n" * 30 + text + BODY) == []


def test_level_alone_far_down_is_a_word():
    assert find_marks("正文。\n" * 30 + "秘密\n" + "正文。\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "份号：000012",
        "份号 000012",
        "份 号:No.12",
        "No.000012",
        "№000012",
        "NO：000012",
        "000012",
        "０００012",
    ],
)
def test_copy_number_counts_at_the_head_only(line):
    assert kinds(line + BODY) == [MarkKind.COPY_NUMBER]
    assert kinds(BODY * 10 + line + BODY) == []


@pytest.mark.parametrize(
    "line",
    [
        "身份号：000012",
        "份号是什么",
        "No.5",
        "No.20240088",
        "100012",
        "电话 000012",
        "200012邮编",
        "身份证号 12",
    ],
)
def test_other_numbers_are_not_copy_numbers(line):
    assert find_marks(line + BODY) == []


@pytest.mark.parametrize(
    "line",
    [
        "内部资料 注意保存",
        "内部资料，请注意保密",
        "内部文件　严禁外传",
        "内 部 资 料\n注 意 保 存",
        "内部资料",
        "【内部文件】",
        "内部刊物",
        "仅供内部参考",
        "注意保存",
        "（内部材料）关于某事的汇报",
        "属于内部资料，注意保管",
    ],
)
def test_internal_marking_is_found(line):
    assert set(kinds(line + BODY)) == {MarkKind.INTERNAL}


@pytest.mark.parametrize(
    "text",
    [
        "企业内部资料库建设滞后。",
        "查阅了档案、内部资料、报表等。",
        "规范单位内部文件管理办法。",
        "请注意保存本通知。",
        "材料较多，注意保存。",
        "内部控制资料",
    ],
)
def test_everyday_talk_of_internal_papers_is_not_a_marking(text):
    assert find_marks(text + BODY) == []


def test_marks_give_places_in_the_original_and_nothing_else():
    text = "000012\n  秘\u200b密 ★ 1年\n内部资料 注意保存\n正文"
    marks = find_marks(text)
    assert marks == [
        Mark(MarkKind.COPY_NUMBER, 0, 6),
        Mark(MarkKind.CLASSIFIED, 9, 17),
        Mark(MarkKind.INTERNAL, 18, 27),
    ]
    assert [text[mark.start : mark.end] for mark in marks][1] == "秘\u200b密 ★ 1年"
    assert [mark.label for mark in marks] == ["份号", "密级标志", "内部资料标志"]


def test_marks_that_overlap_become_one():
    assert find_marks("密级：机密★3年\n正文") == [Mark(MarkKind.CLASSIFIED, 0, 8)]


def test_marks_of_one_kind_apart_stay_apart():
    assert len(find_marks("机密★3年\n正文\n秘密★1年\n" * 50)) == 100


@pytest.mark.parametrize(
    "name",
    [
        "机密★1年关于某事的报告.docx",
        "【机密】关于某事的报告.docx",
        "机密_关于某事的报告.pdf",
        "关于某事的报告（秘密）.pdf",
        "绝密.docx",
        "報告-機密.doc",
        "秘密10年.ofd",
        "某某目录/机密/报告.docx",
        "內部.zip/(内部资料)报告.docx",
        "内部文件 报告.docx",
        "报告_注意保存.docx",
        "份号000012.pdf",
    ],
)
def test_file_name_with_a_marking_is_found(name):
    assert file_name_marks(name)


@pytest.mark.parametrize(
    "name",
    [
        "保守秘密工作方案.docx",
        "商业秘密保护条例.pdf",
        "数据机密性评估.xlsx",
        "企业内部资料管理.docx",
        "关于第20240088号提案的答复.docx",
        "",
    ],
)
def test_file_name_with_everyday_words_is_not(name):
    assert file_name_marks(name) == []


TRICKS = st.text(" \u3000\u200b\u00a0\u200d\u00ad\ufe0f\ufeff\t\n", max_size=4)


@given(
    st.sampled_from(["绝密", "机密", "秘密"]),
    st.sampled_from("★☆＊*✭"),
    st.sampled_from(["1年", "１０年", "长期", "六个月"]),
    st.lists(TRICKS, min_size=9, max_size=9),
    st.text("的是在会议、，。12\n", max_size=30),
)
def test_spacing_never_hides_a_marking(level, star, term, gaps, around):
    letters = level + star + term
    spread = "".join(letter + gap for letter, gap in zip(letters, gaps, strict=False)).rstrip()
    text = around + spread + "\n" + around
    found = [mark for mark in find_marks(text) if mark.kind is MarkKind.CLASSIFIED]
    assert found
    assert found[0].start == len(around)


@given(st.text("绝机秘密级★*☆份号内部资料注意保存0123年长期：（）【】 \n的", max_size=60))
def test_places_always_lie_within_the_text(text):
    for mark in find_marks(text) + file_name_marks(text):
        assert 0 <= mark.start < mark.end <= len(text)


SENTENCE = st.text("政协委员提案办理答复保守商业工作技术国家的，。 ", max_size=30)


@given(SENTENCE, SENTENCE)
def test_secret_without_star_or_term_inside_a_sentence_is_a_word(before, after):
    assert find_marks(f"会议认为{before}秘密{after}投票") == []


def test_long_text_is_read_in_time_that_grows_with_its_length():
    hostile = ("秘 " * 20_000) + ("机密★" * 5_000) + ("份号 " * 5_000) + ("【" * 20_000)
    assert all(mark.kind is MarkKind.CLASSIFIED for mark in find_marks(hostile))
