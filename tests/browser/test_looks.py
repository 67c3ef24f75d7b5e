"""Every page of the frame and the organisation, wide and on a phone: pictures, axe, nothing wider than the screen."""

import pytest

from namro.orgs.models import UnitLink
from tests.browser.conftest import NARROW, WIDE
from tests.factories.orgs import FOUNDED

PAGES = {
    "sign-in": (None, "/sign-in/"),
    "home": ("leader", "/"),
    "organisation": ("leader", "/organisation/?q=so"),
    "unit": ("administrator", "/organisation/STC/"),
    "administration": ("administrator", "/administration/"),
    "accounts": ("administrator", "/administration/accounts/"),
    "account": ("administrator", "/administration/accounts/{reporter}/"),
    "calendar": ("administrator", "/administration/calendar/?year=2026"),
    "new-unit": ("administrator", "/administration/units/new/"),
    "import": ("administrator", "/administration/units/import/"),
    "missing": ("leader", "/nowhere/"),
    "password": ("leader", "/password/"),
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_when_looked_at_then_no_fault_at_this_width(world, visit, look, width):
    from namro.core import actions as core_actions
    from namro.orgs import actions

    core_actions.seed_calendar(years=[2026])
    actions.link(
        kind=UnitLink.Kind.COUNTERPART, from_unit=world.unit("VPTU"), to_unit=world.unit("VP"), since=FOUNDED, by=None
    )
    faults, opened = [], {}
    for name, (actor, path) in PAGES.items():
        if actor not in opened:
            opened[actor] = visit(world.users[actor] if actor else None, "/sign-in/", width)
        opened[actor].goto(path.format(reporter=world.users["reporter"].pk))
        try:
            look(opened[actor], name)
        except AssertionError as fault:
            faults.append(str(fault))
    assert faults == []


def test_unit_page_when_printed_then_only_its_content_in_black(world, visit):
    page = visit(world.users["administrator"], "/organisation/STC/past/")
    page.emulate_media(media="print")
    for gone in (".nav", ".who", ".filters", ".page-head .button"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("h1").is_visible() and page.locator(".table").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")
