"""System check: a deployment has the secret, the names and the encryption it needs, said in words."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 5
FOR_ONE_MACHINE = "for-this-machine-only"
WRITE_IT = "写入 /etc/huiyin/environment 后重新启动，见 deploy/README.md。"


def deployment_is_complete(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """What is missing before the settings of production may serve; nothing for one's own machine."""
    if not getattr(settings, "HUIYIN_PRODUCTION", False):
        return []
    return [*_secret(), *_names(), *_encryption()]


def _secret() -> list[CheckMessage]:
    try:
        secret = str(settings.SECRET_KEY)
    except ImproperlyConfigured:
        secret = ""
    if not secret:
        return [Error("没有设定密钥 HUIYIN_SECRET_KEY，不能启动。", hint=WRITE_IT, id="config.E001")]
    weak = len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS
    if weak or secret.startswith(FOR_ONE_MACHINE):
        text = f"密钥 HUIYIN_SECRET_KEY 太简单，须是至少 {SHORTEST_SECRET} 个随机字符。"
        return [Error(text, hint=WRITE_IT, id="config.E002")]
    return []


def _names() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS:
        found.append(
            Error("没有设定网站域名 HUIYIN_HOSTS，所有访问都会被拒绝。", hint=WRITE_IT, id="config.E003")
        )
    if "*" in settings.ALLOWED_HOSTS:
        text = "HUIYIN_HOSTS 不能写“*”，请逐个写明域名，以逗号分隔。"
        found.append(Error(text, hint=WRITE_IT, id="config.E004"))
    plain = [each for each in settings.CSRF_TRUSTED_ORIGINS if not each.startswith("https://")]
    if settings.SECURE_SSL_REDIRECT and plain:
        text = f"HUIYIN_ORIGINS 须以 https:// 开头：{'、'.join(plain)}。"
        found.append(Error(text, hint=WRITE_IT, id="config.E005"))
    return found


def _encryption() -> list[CheckMessage]:
    if settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE:
        return []
    text = "没有启用 HTTPS，登录密码和内容在网络上明文传输，只可用于封闭的内部网络。"
    return [Warning(text, hint="配好证书后去掉 HUIYIN_HTTPS=off。", id="config.W001")]
