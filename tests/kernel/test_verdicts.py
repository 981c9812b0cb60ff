import pytest

from huiyin.kernel.verdicts import ALLOWED, Allowed, Refused, refusals


def test_refusals_keeps_all_in_order():
    first = Refused("reply.unsigned", "答复尚未签发", "/matters/1/")
    second = Refused("contact.missing", "尚未与委员面商")
    assert refusals([first, ALLOWED, second, Allowed()]) == [first, second]
    assert second.link == ""


@pytest.mark.parametrize(("code", "text"), [("", "理由"), ("code", "")])
def test_refused_without_code_or_words_is_an_error(code, text):
    with pytest.raises(ValueError, match="reason"):
        Refused(code, text)
