"""The frame: headers, languages, messages of refusals, errors, the navigation by role."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from django.urls import path

from namro.config import urls as project_urls
from namro.core.errors import NotFound, Refusal
from namro.web import errors
from namro.web.middleware import WriteOnRead
from tests.web.strict import StrictClient

pytestmark = pytest.mark.django_db


def _csp(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {words[0]: words[1:] for words in parts if words}


@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/"])
def test_policy_when_any_page_is_answered_then_only_own_files_may_run(client, address):
    policy = _csp(client.get(address))
    assert policy["default-src"] == ["'none'"]
    for kind in ("style-src", "img-src", "font-src", "connect-src", "form-action"):
        assert policy[kind] == ["'self'"]
    assert all(source == "'self'" or source.startswith("'nonce-") for source in policy["script-src"])
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]


def test_headers_when_a_page_is_answered_then_it_is_neither_framed_nor_sniffed_nor_kept(world, client_as):
    headers = client_as(world.users["leader"]).get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


def test_language_when_nothing_is_chosen_then_vietnamese_whatever_the_browser_says(client):
    page = client.get("/sign-in/", headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "vi"
    assert 'lang="vi"' in page.content.decode() and "Đăng nhập" in page.content.decode()


def _text(client) -> str:
    return client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(("named", "shown"), [("", 0), ("Văn phòng tỉnh Mẫu", 1)])
def test_header_when_the_installation_has_no_name_yet_then_the_house_is_named_once(client, named, shown):
    from namro.core import actions

    if named:
        actions.set_up(name=named, place="Mẫu")
    brand = re.search(r'<a class="brand".*?</a>', _text(client))[0]
    assert brand.count("Namro") == 1 and brand.count("<span>") == shown and named in brand


def test_language_when_english_is_chosen_then_it_stays_and_can_be_taken_back(client):
    assert '<button class="button-quiet" name="language" value="en" lang="en">English</button>' in _text(client)
    client.post("/language/", {"language": "en"})
    assert "Sign in" in _text(client)
    assert '<button class="button-quiet" name="language" value="vi" lang="vi">Tiếng Việt</button>' in _text(client)
    client.post("/language/", {"language": "vi"})
    assert "Đăng nhập" in client.get("/sign-in/").content.decode()


def test_language_when_chosen_with_an_account_then_another_browser_of_the_account_has_it(world, client_as):
    client_as(world.users["leader"]).post("/language/", {"language": "en"})
    world.users["leader"].refresh_from_db()
    other = client_as(world.users["leader"]).get("/")
    assert other.headers["Content-Language"] == "en"
    assert client_as(world.users["reporter"]).get("/").headers["Content-Language"] == "vi"


@pytest.mark.parametrize("address", ["/", "/organisation/", "/organisation/STC/", "/administration/", "/administration/accounts/",
                                     "/administration/calendar/", "/administration/units/import/", "/password/"])  # fmt: skip
def test_english_when_chosen_then_no_vietnamese_label_is_left(world, client_as, address):
    browser = client_as(world.users["administrator"])
    browser.post("/language/", {"language": "en"})
    text = browser.get(address).content.decode()
    for word in ("Trang chính<", "Đăng xuất", "Tổ chức<", "Quản trị<", "Tại ngày", ">Lưu", "Xem<", ">Mã<", "Đổi"):
        assert word not in text, word


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        ("administrator", {"organisation", "administration"}),
        ("coordinator", {"organisation", "tasks", "documents"}),
        ("reporter", {"organisation", "tasks", "tasks/mine", "documents"}),
        ("unit_head", {"organisation", "tasks", "tasks/mine", "documents"}),
        ("auditor", {"organisation", "tasks", "documents"}),
        ("nobody", {"organisation"}),
    ],
)
def test_navigation_when_shown_to_a_role_then_only_its_rooms(world, client_as, actor, shown):
    page = client_as(world.users[actor]).get("/").content.decode()
    nav = re.search(r'<nav class="nav".*?</nav>', page, re.DOTALL)[0]
    addresses = {address.strip("/") for address in re.findall(r'href="([^"]+)"', nav)} - {""}
    assert addresses == shown


def test_home_when_nobody_can_register_documents_yet_then_the_administrator_is_shown_the_first_steps(db, client_as):
    from namro.orgs.models import Role
    from tests.factories import orgs

    admin = client_as(orgs.user("admin", Role.ADMINISTRATOR))
    page = admin.get("/").content.decode()
    assert "Những bước đầu tiên" in page
    for address in ("installation", "units/import", "accounts"):
        assert f'<li><a href="/administration/{address}/">' in page
    assert "Những bước đầu tiên" not in client_as(orgs.user("nobody")).get("/").content.decode()
    units = orgs.province()
    assert "Những bước đầu tiên" in admin.get("/").content.decode(), "units alone are not enough"
    orgs.user("coordinator", Role.COORDINATOR, units["UBND"])
    assert "Những bước đầu tiên" not in admin.get("/").content.decode()


def test_band_when_the_installation_is_a_demo_then_every_page_says_so(client, settings):
    assert "Dữ liệu mẫu" not in client.get("/sign-in/").content.decode()
    settings.NAMRO_DEMO = True
    assert "Dữ liệu mẫu" in client.get("/sign-in/").content.decode()


# --- pages that misbehave, made for these tests only -------------------------------------------------------------


def _refuses(request):
    raise Refusal("test.refused", "Không được <b>đâu</b>")


def _missing(request):
    raise NotFound("test.missing", "không thấy")


def _writes(request):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orgs_user SET full_name = 'x'")


def _breaks(request):
    raise ZeroDivisionError("secret detail")


class _Urls:
    urlpatterns = [*project_urls.urlpatterns, path("t/refuse/", _refuses), path("t/missing/", _missing),
                   path("t/write/", _writes), path("t/break/", _breaks)]  # fmt: skip
    handler400, handler403 = project_urls.handler400, project_urls.handler403
    handler404, handler500 = project_urls.handler404, project_urls.handler500


@pytest.fixture
def misbehaving(settings, world, client_as) -> StrictClient:
    settings.ROOT_URLCONF = _Urls
    return client_as(world.users["leader"])


def test_refusal_when_a_form_is_sent_then_its_sentence_stands_on_the_page_it_came_from(misbehaving):
    answer = misbehaving.post("/t/refuse/", headers={"referer": "http://testserver/organisation/"}, follow=True)
    assert answer.redirect_chain == [("http://testserver/organisation/", 302)]
    assert "Không được &lt;b&gt;đâu&lt;/b&gt;" in answer.content.decode()


def test_refusal_when_the_referer_is_foreign_then_no_redirect_leaves_the_house(misbehaving):
    answer = misbehaving.post("/t/refuse/", headers={"referer": "http://elsewhere.example/"})
    assert answer.status_code == 422 and "Không được" in answer.content.decode()


def test_refusal_when_a_page_part_was_asked_for_then_only_the_messages_are_answered(misbehaving):
    answer = misbehaving.post("/t/refuse/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (422, "#messages", "innerHTML")
    assert "<html" not in answer.content.decode() and "Không được" in answer.content.decode()


def test_missing_when_an_action_says_so_then_404_without_detail(misbehaving):
    answer = misbehaving.get("/t/missing/")
    assert answer.status_code == 404 and "không thấy" not in answer.content.decode()


def test_write_when_a_page_is_only_read_then_it_fails(misbehaving):
    with pytest.raises(WriteOnRead):
        misbehaving.get("/t/write/")


def test_fault_when_a_view_breaks_then_a_page_without_detail(misbehaving):
    misbehaving.raise_request_exception = False
    answer = misbehaving.get("/t/break/")
    assert answer.status_code == 500 and "secret detail" not in answer.content.decode()
    assert "Hệ thống gặp lỗi" in answer.content.decode()


def test_fault_when_even_the_frame_cannot_be_drawn_then_a_bare_page(monkeypatch):
    monkeypatch.setattr(errors, "page", lambda *args: 1 / 0)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500 and "Hệ thống gặp lỗi" in answer.content.decode()


def test_stranger_when_asking_for_a_page_part_then_the_whole_page_goes_to_the_sign_in(client):
    answer = client.get("/organisation/", headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == "/sign-in/"


def test_form_when_it_comes_from_elsewhere_then_it_is_refused_with_a_sentence(db):
    strict = StrictClient(enforce_csrf_checks=True)
    answer = strict.post("/language/", {"language": "en"})
    assert answer.status_code == 403 and "hết hạn" in answer.content.decode()


def test_settings_when_read_then_the_door_is_closed_by_default():
    assert settings.MIDDLEWARE.index("namro.web.middleware.SignedInOnly") > settings.MIDDLEWARE.index(
        "namro.web.middleware.who_is_asking"
    )
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"
