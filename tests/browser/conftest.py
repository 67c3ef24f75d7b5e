"""The browser harness: Debian's chromium against a live server; nothing may leave the house, nothing may complain."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

from namro.orgs.models import User
from tests.web import world as worlds

OUT = Path(__file__).parent / "out"
WIDE, NARROW = 1280, 360
expect.set_options(timeout=20_000)  # a busy machine answers late; nothing here measures time
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage"
)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page answered with 4xx on purpose (a form sent back with its faults) is no complaint.
_ON_PURPOSE = re.compile(r"Failed to load resource.*4(04|22|29)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    missing = pytest.mark.skip(reason="no chromium on this machine (apt-get install chromium)")
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.django_db(transaction=True))
            if chromium() is None:
                item.add_marker(missing)


def chromium() -> str | None:
    """Where the browser is, if there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would otherwise take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS.split())
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def world(transactional_db: None) -> worlds.World:
    """The world of tests/web, with a few more units."""
    return worlds.build(communes=8)


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """``visit(user or None, "/path/", width)``: a page, signed in. Foreign requests and browser complaints fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def watch(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _ON_PURPOSE.search(message.text):
            complaints.append(message.text)

    def stay(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:")):
            route.continue_()
        else:
            complaints.append(f"asked for {route.request.url}")
            route.abort()

    def open_page(user: User | None, path: str, width: int = WIDE, theme: Literal["light", "dark"] = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale="en-US",
            reduced_motion="reduce",
            base_url=live_server.url,
            color_scheme=theme,
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": _session(user), "url": live_server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", watch)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", stay)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    _quiet()
    assert complaints == [], complaints[:3]


_BUSY = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend' AND state <> 'idle'"""


def _quiet() -> None:
    """Wait until the server has finished what closed pages had asked for: the tables are emptied next."""
    calm = 0
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(_BUSY)
            calm = calm + 1 if cursor.fetchone() == (0,) else 0
        if calm == 3:
            return
        time.sleep(0.05)


def _session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """``look(page, "name")``: a picture in tests/browser/out, no fault for axe, nothing wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def see(page: Page, name: str) -> None:
        width = (page.viewport_size or {})["width"]
        page.evaluate("document.fonts.ready")
        page.screenshot(path=OUT / f"{name}-{width}.png", full_page=True)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{name} is {beyond} px wider than a screen of {width}"
        found = axe.run(page, options={"runOnly": _RULES})
        assert found.violations_count == 0, f"{name} at {width}: {found.generate_report()}"

    return see
