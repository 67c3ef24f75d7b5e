"""Journeys by hand: signing in by keyboard, finding a unit, giving a role, importing a sheet with faults."""

import io
from pathlib import Path

import xlsxwriter
from playwright.sync_api import expect

from namro.orgs import sheet
from tests.browser.conftest import NARROW, WIDE
from tests.factories.orgs import PASSWORD


def test_sign_in_when_done_with_the_keyboard_then_the_first_page(world, visit):
    page = visit(None, "/organisation/STC/")
    page.keyboard.type("leader")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisation/STC/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_unit_when_typed_without_marks_then_found_while_typing_on_a_phone(world, visit):
    page = visit(world.users["leader"], "/organisation/", NARROW)
    page.locator("#id_q").press_sequentially("so tai")
    page.locator("#found a", has_text="Sở Tài chính").click()
    page.wait_for_url("**/organisation/STC/**")
    assert page.locator("h1").inner_text() == "Sở Tài chính"
    page.locator("#id_on").fill("31/02/2026")
    page.keyboard.press("Enter")
    expect(page.locator("#id_on_error")).to_be_visible()


def test_group_when_opened_with_the_keyboard_then_its_communes_show(world, visit):
    page = visit(world.users["leader"], "/organisation/")
    group = page.locator("summary", has_text="xã")
    assert not page.locator("a", has_text="xã Mẫu 001").is_visible()
    group.focus()
    page.keyboard.press("Enter")
    expect(page.locator("a", has_text="xã Mẫu 001")).to_be_visible()


def test_role_when_the_unit_is_typed_then_suggestions_come_and_the_role_is_granted(world, visit):
    page = visit(world.users["administrator"], f"/administration/accounts/{world.users['nobody'].pk}/")
    page.locator("#id_role").select_option("reporter")
    page.locator("#id_unit").press_sequentially("so noi vu")
    expect(page.locator(".unit-list [role=option]")).to_have_text("Sở Nội vụ SNV")
    page.locator("#id_unit").press("ArrowDown")
    page.locator("#id_unit").press("Enter")
    expect(page.locator("#id_unit")).to_have_value("SNV — Sở Nội vụ")
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.locator(".message-success")).to_be_visible()
    assert world.users["nobody"].grants.get().unit.code == "SNV"


def test_import_when_rows_are_wrong_then_the_faults_are_named_in_a_table(world, visit, look, tmp_path: Path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        lines = book.add_worksheet()
        lines.write_row(0, 0, list(sheet.vocabulary()["columns"].shown.values()))
        lines.write_row(1, 0, ["M1", "Chính quyền", "Công ty", "Tên <b>", "", "KHONG", "31/02/2026"])
    path = tmp_path / "đơn vị.xlsx"
    path.write_bytes(stream.getvalue())
    for width in (WIDE, NARROW):
        page = visit(world.users["administrator"], "/administration/units/import/", width)
        page.locator("#id_sheet").set_input_files(path)
        page.get_by_role("button", name="Nhập", exact=True).click()
        expect(page.locator("tbody tr")).to_have_count(3)
        look(page, "import-faults")
