"""What `huiyin verify` says when the file of anchors cannot be read."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (FileNotFoundError(2, "gone"), "没有这个文件"),
        (IsADirectoryError(21, "folder"), "这是目录，不是文件"),
        (PermissionError(13, "denied"), "没有读取权限"),
        (OSError(5, "读写错误"), "读写错误"),
    ],
)
def test_anchor_file_that_cannot_be_opened_says_why(
    monkeypatch: pytest.MonkeyPatch, fault: OSError, words: str
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CommandError, match=words):
        call_command("verify", "--anchors", "a.jsonl")
