import re

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template import TemplateDoesNotExist
from django.urls import get_resolver

from huiyin.ui import errors

REASON = "只有政协办公室的交办岗位可以交办。"

# No test here may touch the database: pytest-django refuses it without the mark, as a broken database would.


def text_of(response):
    return re.sub(r"\s+|<[^>]*>", "", response.content.decode())


@pytest.fixture
def request_(rf):
    request = rf.get("/matters/?stage=handle")
    request.session = SessionBase()
    return request


@pytest.mark.parametrize(
    ("view", "arguments", "status", "happened", "kept", "todo"),
    [
        (errors.bad_request, (ValueError("x"),), 400, "无法识别", "没有做任何改动", "返回上一页"),
        (errors.permission_denied, (PermissionDenied(REASON),), 403, REASON, "没有做任何改动", "请联系"),
        (errors.permission_denied, (PermissionDenied(),), 403, "没有办理这件事的权限", "草稿都在", "请联系"),
        (errors.csrf_failure, ("token",), 403, "提交没有生效", "草稿还在", "“后退”"),
        (errors.not_found, (Http404("No Matter matches"),), 404, "没有找到", "没有任何内容被删除", "从首页"),
        (errors.server_error, (), 500, "系统出错", "草稿都在", "再试一次"),
        (errors.not_allowed, ("POST",), 405, "不能直接打开", "没有做任何改动", "再提交一次"),
        (errors.session_expired, (), 401, "登录已过期", "草稿还在", "重新登录"),
    ],
)
def test_error_page_says_what_happened_what_is_kept_and_what_to_do(
    request_, view, arguments, status, happened, kept, todo
):
    response = view(request_, *arguments)
    assert response.status_code == status
    text = text_of(response)
    assert [words for words in (happened, kept, todo) if words not in text] == []
    assert "No Matter matches" not in text


def test_session_expired_leads_back_to_the_page(request_):
    assert "?next=%2Fmatters%2F%3Fstage%3Dhandle" in errors.session_expired(request_).content.decode()


def test_reason_of_a_refusal_is_escaped(request_):
    response = errors.permission_denied(request_, PermissionDenied("<b>"))
    assert "&lt;b&gt;" in response.content.decode()


def test_server_error_in_bare_words_when_even_the_page_fails(request_, monkeypatch):
    def broken(*_arguments, **_options):
        raise TemplateDoesNotExist("500.html")

    monkeypatch.setattr(errors, "render", broken)
    response = errors.server_error(request_)
    assert response.status_code == 500
    assert "此前保存的内容和草稿都在" in response.content.decode()


def test_site_uses_these_pages(client):
    names = {code: get_resolver().resolve_error_handler(code) for code in (400, 403, 404, 500)}
    assert names == {
        400: errors.bad_request,
        403: errors.permission_denied,
        404: errors.not_found,
        500: errors.server_error,
    }
