"""Every page of the application in both themes: no fault for axe, nothing wider than the screen, no control cut off."""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import OUT
from tests.browser.sweep import ALL, MORE, NOT_PAGES, Visit, address, first, kind, read, rows, visits
from tests.web.world import STRANGER

WIDTHS = (1440, 1024, 390)
# Where axe looks; the width between is measured only, and colours do not depend on it.
LOOKED_AT = {"light": (1440, 390), "dark": (1440,)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED: dict[str, dict[str, Any]] = {
    "light": {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}},
    # The same elements in the same places: only what has to do with colour can differ.
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
PICTURES = os.environ.get("NAMRO_SWEEP_PICTURES")  # a folder; only when asked
MEASURE = """() => {
  const faults = [], wide = document.documentElement.clientWidth;
  const beyond = document.documentElement.scrollWidth - wide;
  if (beyond > 0) faults.push(`${beyond} px wider than the screen`);
  const said = e => (e.innerText || e.value || e.name || '').trim().slice(0, 40);
  const named = e => `${e.tagName.toLowerCase()}.${e.className} "${said(e)}"`;
  for (const e of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    const box = e.getBoundingClientRect(), own = getComputedStyle(e);
    if (!e.checkVisibility({visibilityProperty: true}) || box.width < 2 || own.clipPath !== 'none' || box.right < -50) continue;
    let inside = false, cut = false;
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      const style = getComputedStyle(p), edge = p.getBoundingClientRect();
      if (style.clipPath !== 'none') inside = true;
      if (/auto|scroll/.test(style.overflowX)) { inside = true; break; }
      if (style.overflowX !== 'visible' && (box.right > edge.right + 1 || box.left < edge.left - 1)) cut = true;
    }
    if (!inside && (box.left < -1 || box.right > wide + 1)) faults.push(`outside the screen: ${named(e)}`);
    if (cut && !inside) faults.push(`cut off: ${named(e)}`);
    const over = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2;
    if (over && e.matches('button, .button') && own.display !== 'inline')
      faults.push(`text beyond its button: ${named(e)}`);
  }
  return faults;
}"""

SEND = """([path, data]) => {
  const form = document.createElement('form'), token = JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRFToken'];
  form.method = 'post'; form.action = path;
  for (const [name, value] of [['csrfmiddlewaretoken', token], ...data]) {
    const input = document.createElement('input');
    input.name = name; input.value = value; form.append(input);
  }
  document.body.append(form); HTMLFormElement.prototype.submit.call(form);
}"""


def faults_of(page: Page, theme: str = "light", widths: tuple[int, ...] = ()) -> list[str]:
    """What is wrong with the page at these widths, in words."""
    found = []
    for width in widths or (WIDTHS if theme == "light" else LOOKED_AT[theme]):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {fault}" for fault in page.evaluate(MEASURE)]
        if width in LOOKED_AT[theme]:
            for violation in _axe(page, ASKED[theme]):
                said = "; ".join(f"{n['html'][:120]} {_why(n)}" for n in violation["nodes"][:3])
                found.append(f"{width}: {violation['id']} x{len(violation['nodes'])}: {said}")
    return found


def _axe(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(
        "options => axe.run({resultTypes: ['violations'], ...options}).then(result => result.violations)", options
    )


def _why(node: dict[str, Any]) -> str:
    return re.sub(r"\s+", " ", node["failureSummary"])[:200]


@pytest.mark.parametrize(("theme", "part"), [("light", 0), ("light", 1), ("dark", 0)])
def test_every_page_when_swept_then_no_fault_in_this_theme(world, visit, theme, part):
    """The light theme in two parts, so that two workers finish together."""
    faults: list[str] = []
    pages: dict[str, Page] = {}
    for one in visits(world)[part :: 2 if theme == "light" else 1]:
        if one.actor not in pages:
            pages[one.actor] = visit(world.users.get(one.actor), "/sign-in/", WIDTHS[0], theme=theme)
        page = pages[one.actor]
        status = _open(page, one)
        if status not in one.status:
            faults.append(f"{one.name} for {one.actor}: answered {status} at {one.path}")
            continue
        faults += [f"{one.name} for {one.actor}: {fault}" for fault in faults_of(page, theme)]
        _pictures(page, one, theme)
    assert faults == [], f"{len(faults)} faults:\n" + "\n".join(faults)


def _open(page: Page, one: Visit) -> int:
    """Go there; what only comes as an answer is sent for as a form of the page does it."""
    if one.data is None:
        answer = page.goto(one.path)
        return answer.status if answer and urlsplit(page.url).path == urlsplit(one.path).path else 302
    page.goto("/password/" if one.actor != STRANGER else "/sign-in/")
    with page.expect_navigation() as sent:
        page.evaluate(SEND, [one.path, [list(pair) for pair in one.data]])
    return sent.value.status if sent.value else 0


def _pictures(page: Page, one: Visit, theme: str) -> None:
    if not PICTURES:
        return
    OUT.mkdir(exist_ok=True)
    plain = re.sub(r"\W+", "-", f"{one.name} {one.actor}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{PICTURES}/{plain}-{theme}-{width}.png", full_page=True)


def test_every_address_when_classed_then_a_page_with_a_recipe_or_an_act_part_or_download(world):
    """A page that nobody visits is as red as a page with faults."""
    strange = set().union(*NOT_PAGES.values()) | set(MORE)
    assert strange <= set(ALL), f"no such address: {strange - set(ALL)}"
    faults = []
    for name in ALL:
        tried = read(name) or rows(name)[:1]
        if not tried:
            faults.append(f"{name}: no access row, so nobody can visit it")
            continue
        actor, path = first(name, tried[0]), address(name, tried[0], world) if read(name) else ""
        path = path or address(name, tried[0], world).partition("?")[0]
        client = Client()
        if actor != STRANGER:
            client.force_login(world.users[actor], backend="django.contrib.auth.backends.ModelBackend")
        response = client.get(path)
        if (found := _kind_of(response)) != kind(name):
            faults.append(f"{name} is listed as {kind(name)} and answered as {found} ({response.status_code})")
    assert faults == []


def _kind_of(response: Any) -> str:
    if response.status_code in {404, 405}:
        return "act"
    if response.status_code in {301, 302, 303}:
        return "redirect"
    if (
        not response["Content-Type"].startswith("text/html")
        or response.streaming
        or response.has_header("Content-Disposition")
    ):
        return "part" if response["Content-Type"].startswith("application/json") else "download"
    return "page" if b"<html" in response.content else "part"


# fault -> which element, and the style that spoils it
SPOILT = {
    "color-contrast": ("h1", "color: #bbb"),
    "target-size": (".nav :is(ul, li, a)", "padding: 0; min-height: 0; font-size: 6px; line-height: 6px; gap: 0"),
    "wider than the screen": ("main", "width: 200vw"),
    "outside the screen": (".brand", "margin-left: -40px"),
    "text beyond its button": (".who button", "width: 20px; white-space: nowrap; display: block"),
    "cut off": (".who a", "margin-left: -30px"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_sweep_when_a_page_is_spoilt_then_it_says_so(world, visit, fault):
    page = visit(world.users["leader"], "/organisation/", 390)
    spoil = "([which, how]) => document.querySelectorAll(which).forEach(one => { one.style.cssText = how })"
    page.evaluate(spoil, SPOILT[fault])
    page.evaluate(spoil, [".who", "overflow: hidden"])
    assert any(fault in said for said in faults_of(page, widths=(390,))), fault
