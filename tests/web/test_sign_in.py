"""Signing in: Argon2, one-time passwords, throttling, no road out of the house."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from namro.config import settings as installation
from namro.core.models import Event
from namro.orgs import actions
from tests.factories import orgs
from tests.web.strict import StrictClient

pytestmark = pytest.mark.django_db
NEW = "mot-mat-khau-khac-02"


def _try(client, username="ai", password=orgs.PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_sign_in_when_the_password_is_right_then_the_first_page_and_an_event(client):
    user = orgs.user("ai")
    answer = _try(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert Event.objects.filter(code="orgs.user.signed_in", by_id=user.pk).count() == 1
    assert "Người dùng ai" in client.get("/").content.decode()


def test_password_when_stored_as_an_installation_does_then_argon2(settings):
    settings.PASSWORD_HASHERS = installation.PASSWORD_HASHERS
    assert orgs.user("ai").password.startswith("argon2")


@pytest.mark.parametrize("username", ["AI", "Ai"])
def test_sign_in_when_the_user_name_is_typed_in_capitals_then_it_counts(client, username):
    orgs.user("ai")
    assert _try(client, username).status_code == 302


@pytest.mark.parametrize(
    ("username", "password"), [("ai", "sai"), ("khong-co", orgs.PASSWORD), ("nghi", orgs.PASSWORD), ("a\x00i", "x")]
)
def test_sign_in_when_something_is_wrong_then_the_same_answer(client, username, password):
    orgs.user("ai")
    closed = orgs.user("nghi")
    actions.deactivate(user=closed, by=closed)
    answer = _try(client, username, password)
    text = answer.content.decode()
    assert answer.status_code == 200 and 'class="errorlist' in text
    assert "\x00" in username or "Tên đăng nhập hoặc mật khẩu không đúng." in text


def test_sign_in_when_shown_then_no_english_word_is_left(client):
    for page in (client.get("/sign-in/"), _try(client, "ai", "sai")):
        text = page.content.decode()
        assert ">Tên đăng nhập" in text and ">Mật khẩu" in text
        assert not re.search(r"(?i)>[^<]*(username|password)[^<]*<", text)


@pytest.mark.parametrize(
    ("target", "led_to"),
    [
        ("/organisation/?q=x", "/organisation/?q=x"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_sign_in_when_a_next_page_is_named_then_only_one_of_ours(client, target, led_to):
    orgs.user("ai")
    assert _try(client, next=target)["Location"] == led_to


def test_throttle_when_five_passwords_were_wrong_then_even_the_right_one_is_refused(client):
    orgs.user("ai")
    orgs.user("khac")
    answers = [_try(client, password=f"sai-{number}").status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    refused = _try(client)
    assert refused.status_code == 429 and "15 phút" in refused.content.decode()
    assert _try(StrictClient(), "khac").status_code == 302, "others are not locked out"


def test_throttle_when_the_name_is_spelt_in_many_ways_then_it_is_one_account(client):
    orgs.user("ai-hà")
    spelt = ["ai-hà", "AI-HÀ", "Ai-ha\u0300", "  ai-hà ", "aı-HÀ"]
    assert [_try(client, name, "sai").status_code for name in spelt] == [200, 200, 200, 200, 429]
    assert _try(client, "ai-hà").status_code == 429


def test_throttle_when_thirty_names_were_tried_from_an_address_then_it_must_wait_and_others_need_not(client):
    orgs.user("ai")
    for number in range(29):
        _try(client, f"ten-{number}", "sai")
    assert _try(client, "ai", "sai").status_code == 200
    assert _try(client, "ai").status_code == 429
    assert _try(StrictClient(REMOTE_ADDR="10.0.0.7"), "ai").status_code == 302
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert _try(client, "ai").status_code == 302, "after a quarter of an hour again"


def test_throttle_when_the_administrator_gives_a_new_password_then_it_works_at_once(client, world, client_as):
    for number in range(5):
        _try(client, "reporter", f"sai-{number}")
    user = world.users["reporter"]
    answer = client_as(world.users["administrator"]).post(f"/administration/accounts/{user.pk}/password/")
    password = re.search(r'class="once">([^<]+)<', answer.content.decode())[1]
    assert _try(client, "reporter", password).status_code == 302


def test_session_when_the_account_is_closed_or_gets_a_new_password_then_it_is_over(client_as, world):
    browser, admin = client_as(world.users["reporter"]), world.users["administrator"]
    assert browser.get("/organisation/").status_code == 200
    actions.set_password(user=world.users["reporter"], password=NEW, by=admin)
    assert "/sign-in/" in browser.get("/organisation/")["Location"]
    browser = client_as(world.users["reporter"])
    actions.deactivate(user=world.users["reporter"], by=admin)
    assert "/sign-in/" in browser.get("/organisation/")["Location"]


def test_one_time_password_when_unchanged_then_only_the_password_page_opens(client):
    user = orgs.user("moi")
    actions.set_password(user=user, password=orgs.PASSWORD, by=user, one_time=True)
    _try(client, "moi")
    assert client.get("/organisation/")["Location"] == "/password/"
    page = client.get("/password/").content.decode()
    assert "chỉ dùng một lần" in page and '<nav class="nav"' not in page
    same = {"old_password": orgs.PASSWORD, "new_password1": orgs.PASSWORD, "new_password2": orgs.PASSWORD}
    assert "Hãy chọn mật khẩu khác" in client.post("/password/", same).content.decode()
    assert client.get("/organisation/")["Location"] == "/password/", "still not free"
    changed = {"old_password": orgs.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/password/", changed)["Location"] == "/"
    assert client.get("/organisation/").status_code == 200, "still signed in, and free"


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("sai", NEW, NEW),
        (orgs.PASSWORD, NEW, "khac-nhau-03"),
        (orgs.PASSWORD, "ngan", "ngan"),
        (orgs.PASSWORD, orgs.PASSWORD, orgs.PASSWORD),
        (orgs.PASSWORD, "password123", "password123"),
    ],
)
def test_password_when_the_change_is_wrong_then_it_stays(client, old, new, again):
    user = orgs.user("ai")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": again})
    assert answer.status_code == 200 and 'aria-invalid="true"' in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password(orgs.PASSWORD)


def test_sign_out_when_asked_with_a_link_then_no(client):
    client.force_login(orgs.user("ai"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "/sign-in/" in client.get("/organisation/")["Location"]
