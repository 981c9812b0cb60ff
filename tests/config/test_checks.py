"""What a deployment lacks is said in words before it serves; with everything set the check is clean."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.checks import CheckMessage

from huiyin.config.checks import deployment_is_complete

GOOD = {
    "HUIYIN_PRODUCTION": True,
    "SECRET_KEY": "k3Jd9_fj28Zpq0-xAm41LwTy77vBnCeRsQh5UoGi6XtDz2Nf8SpE",
    "ALLOWED_HOSTS": ["huiyin.example.gov.cn"],
    "CSRF_TRUSTED_ORIGINS": ["https://huiyin.example.gov.cn"],
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}


def found(settings: Any, **changes: Any) -> list[CheckMessage]:
    for name, value in {**GOOD, **changes}.items():
        setattr(settings, name, value)
    return deployment_is_complete(None)


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"SECRET_KEY": ""}, "config.E001", "没有设定密钥"),
        ({"SECRET_KEY": "short"}, "config.E002", "太简单"),
        ({"SECRET_KEY": "abab" * 20}, "config.E002", "太简单"),
        ({"SECRET_KEY": "for-this-machine-only-" + "0" * 40}, "config.E002", "太简单"),
        ({"ALLOWED_HOSTS": []}, "config.E003", "没有设定网站域名"),
        ({"ALLOWED_HOSTS": ["*"]}, "config.E004", "不能写“*”"),
        (
            {"CSRF_TRUSTED_ORIGINS": ["http://a.example"]},
            "config.E005",
            "须以 https:// 开头：http://a.example",
        ),
        ({"SECURE_SSL_REDIRECT": False}, "config.W001", "没有启用 HTTPS"),
        ({"SESSION_COOKIE_SECURE": False}, "config.W001", "没有启用 HTTPS"),
    ],
)
def test_each_thing_missing_is_said_in_words(
    settings: Any, changes: dict[str, Any], code: str, words: str
) -> None:
    (message,) = found(settings, **changes)
    assert message.id == code
    assert words in message.msg


def test_complete_deployment_and_ones_own_machine_have_nothing_to_say(settings: Any) -> None:
    assert found(settings) == []
    assert found(settings, HUIYIN_PRODUCTION=False, SECRET_KEY="", ALLOWED_HOSTS=[]) == []


def check_deploy(**changes: str) -> tuple[int, str]:
    """`huiyin check --deploy` in a process of its own, under the settings of production."""
    values = {
        "DJANGO_SETTINGS_MODULE": "huiyin.config.settings.prod",
        "HUIYIN_SECRET_KEY": str(GOOD["SECRET_KEY"]),
        "HUIYIN_HOSTS": "huiyin.example.gov.cn",
        "HUIYIN_ORIGINS": "https://huiyin.example.gov.cn",
        **changes,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    kept["HUIYIN_DATA_DIR"] = os.environ["HUIYIN_DATA_DIR"]
    command = [sys.executable, "-m", "huiyin.config.command", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command, env=kept | values, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_check_deploy_is_clean_with_the_environment_set() -> None:
    code, said = check_deploy()
    assert "no issues" in said or "没有发现问题" in said, said
    assert code == 0


def test_check_deploy_without_environment_says_what_is_missing() -> None:
    code, said = check_deploy(HUIYIN_SECRET_KEY="", HUIYIN_HOSTS="")
    assert code == 1
    assert "没有设定密钥 HUIYIN_SECRET_KEY" in said and "没有设定网站域名 HUIYIN_HOSTS" in said


def test_check_deploy_without_https_warns_and_nothing_else_breaks() -> None:
    code, said = check_deploy(HUIYIN_HTTPS="off", HUIYIN_ORIGINS="http://10.1.2.3")
    assert code == 1
    assert "没有启用 HTTPS" in said and "config.E" not in said
