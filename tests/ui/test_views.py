import pytest
from django.contrib.auth import get_user_model
from django.test import Client


def test_large_text_is_kept_on_the_device_and_leads_back(client):
    response = client.post("/ui/text-size/", {"size": "large", "next": "/matters/?year=2026"})
    assert response.headers["Location"] == "/matters/?year=2026"
    cookie = response.cookies["huiyin_text"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("large", True, "Lax")


def test_normal_text_takes_the_mark_away(client):
    client.cookies["huiyin_text"] = "large"
    response = client.post("/ui/text-size/", {"size": "normal"})
    assert response.cookies["huiyin_text"].value == ""
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_text_size_never_leads_to_another_site(client, target):
    response = client.post("/ui/text-size/", {"size": "large", "next": target})
    assert response.headers["Location"] == "/"


def test_address_of_the_text_size_is_not_opened(client):
    response = client.get("/ui/text-size/")
    assert response.status_code == 405
    assert 'href="/"' in response.content.decode()


def test_single_keys_are_switched_off_and_on_again(staff_client):
    response = staff_client.post("/ui/keys/", {"keys": "off"}, follow=True)
    assert "已停用单键" in response.content.decode() and 'data-keys="off"' in response.content.decode()
    assert staff_client.cookies["huiyin_keys"]["httponly"]
    response = staff_client.post("/ui/keys/", {"keys": "on"}, follow=True)
    assert "已启用单键" in response.content.decode() and 'data-keys="off"' not in response.content.decode()


@pytest.fixture
def staff_client(client, db):
    client.force_login(
        get_user_model().objects.create_user("operator", password="Xiaoming-2026", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.mark.django_db
def test_components_are_hidden_from_everybody_else(client):
    assert client.get("/ui/components/").headers["Location"].startswith("/accounts/login/")
    client.force_login(
        get_user_model().objects.create_user("clerk", password="Xiaoming-2026"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert client.get("/ui/components/").status_code == 404


def test_components_show_every_light_in_words(staff_client):
    page = staff_client.get("/ui/components/").content.decode()
    for word in ("正常", "临期", "逾期", "未计时", "已解决", "进行中，已逾期", "去办理", "更正", "较新"):
        assert word in page


def test_large_text_marks_the_page(staff_client):
    staff_client.cookies["huiyin_text"] = "large"
    page = staff_client.get("/ui/components/").content.decode()
    assert 'class="hy-large"' in page
    assert "标准字号" in page


def test_refused_form_keeps_what_was_typed_and_ties_errors_to_fields(staff_client):
    page = staff_client.post(
        "/ui/components/", {"title": "很" * 61, "units-0-unit": "市公安局", "units-0-role": ""}
    ).content.decode()
    assert "很" * 61 in page
    assert '<a href="#id_title">建议标题：最多60字，现在61字。</a>' in page
    assert '<a href="#id_units-0-role">承办单位第 1 项 · 承办方式：请选择。</a>' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page


def test_good_form_shows_no_errors(staff_client):
    page = staff_client.post(
        "/ui/components/",
        {
            "title": "推进资源化利用",
            "received": "2026-03-01",
            "way": "letter",
            "opinion": "同意",
            "units-0-unit": "市公安局",
            "units-0-role": "lead",
        },
    ).content.decode()
    assert "data-error-summary" not in page
    assert "hy-row-wrong" not in page


@pytest.mark.django_db
def test_form_of_an_earlier_sign_in_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/ui/components/", {"title": "甲"})
    assert response.status_code == 403
    assert "这次提交没有生效" in response.content.decode()
