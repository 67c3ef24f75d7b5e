"""The register and the table by unit on paper: what a desk prints and signs."""

import subprocess

import pytest
from playwright.sync_api import expect

from namro.core import clock
from namro.orgs import actions as orgs_actions
from namro.orgs.scope import scope
from tests.factories import orgs, tasks


@pytest.fixture
def many(world):
    """A task of forty communes: more lines than one lying page holds."""
    by = scope(world.users["coordinator"], clock.today())
    units = [orgs.unit(f"N{number:03}", "commune", "UBND") for number in range(40)]
    made = orgs_actions.open_units(units=units, by=None)
    return tasks.issue(by, world.unit("UBND"), *made, today=clock.today(), due_on=clock.today())


@pytest.mark.parametrize("path", ["/tasks/", "/tasks/?by=task", "/tasks/units/"])
def test_paper_when_printed_then_lying_with_its_head_and_without_what_is_for_the_screen(
    world, many, visit, path, tmp_path
):
    page = visit(world.users["coordinator"], path)
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", tmp_path / "paper.pdf"], capture_output=True, text=True, check=True).stdout
    width, height = next(line for line in told.splitlines() if line.startswith("Page size")).split()[2:5:2]
    assert float(width) > float(height)
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], capture_output=True, text=True).stdout
    assert f"Số liệu đến ngày {clock.today():%d/%m/%Y}" in text
    for words in ("Cách tính", "Xem theo", "Đăng xuất", "xlsx", "Việc cần xác nhận"):
        assert words not in text
    if "units" in path:
        assert text.count("\f") > 1 and text.count("Tất cả đơn vị") == 1
        assert text.rindex("Tất cả đơn vị") > text.rindex("N039")
    page.emulate_media(media="print")
    expect(page.locator("p.print-only")).to_be_visible()
