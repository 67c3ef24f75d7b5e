"""The register: every figure opens exactly its rows, filters, as-of, paging, export with the filters kept, by unit."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from namro.core.errors import Refusal
from namro.orgs import actions as orgs_actions
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db


def lines(tree) -> int:
    return len(tree.css(".tasks-table tbody tr"))


def figures(tree) -> dict[str, tuple[int, str]]:
    """Label -> figure and address, the figures inside others too."""
    found = {}
    for link in tree.css("a.figure-link"):
        figure = link.css_first(".figure").text()
        found[link.text(separator=" ").replace(figure, "", 1).strip()] = (int(figure), link.attributes["href"])
    for link in tree.css(".within a"):
        label, figure = link.text().rsplit(": ", 1)
        found[label] = (int(figure), link.attributes["href"])
    return found


@pytest.mark.parametrize("actor", ["coordinator", "leader", "inspector", "auditor", "reporter"])
@pytest.mark.parametrize("query", ["", "?on=2026-05-01", "?unit=STC", "?q=mot+cua"])
def test_figures_when_opened_then_exactly_their_rows(life, client_as, read, actor, query):
    client = client_as(life.world.users[actor])
    found = figures(read(client.get(f"/tasks/{query}")))
    assert len(found) >= 8
    for label, (figure, url) in found.items():
        opened = read(client.get(url))
        assert lines(opened) == figure, f"{label} of {actor} at {url}"


def test_figures_when_added_up_then_assigned_is_the_sum_of_the_four_and_exits_stand_beside(office, read):
    found = figures(read(office.get("/tasks/")))
    four = ["Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa hoàn thành trong hạn", "Chưa hoàn thành quá hạn"]
    assert sum(found[label][0] for label in four) == found["Đã giao"][0] == 6
    assert (found["Thôi theo dõi"][0], found["Nhiệm vụ"][0], found["Phần việc phối hợp"][0]) == (1, 4, 1)
    assert (found["chưa có hạn"][0], found["chưa cập nhật"][0]) == (1, 1)


def test_percentages_when_shown_then_with_numerator_denominator_and_definition(office):
    said = words_of(office.get("/tasks/"))
    assert "16,7% Hoàn thành: 1/6" in said
    assert "100% Đúng hạn trong số đã hoàn thành: 1/1" in said or "100,0% Đúng hạn trong số đã hoàn thành: 1/1" in said
    assert "Số chưa hoàn thành quá hạn trên tổng số đã giao." in said


def test_percentages_when_nothing_is_counted_then_none_is_shown(office):
    assert "– Hoàn thành: 0/0" in words_of(office.get("/tasks/?q=không+có+việc+nào"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 8),
        ("?unit=STC", 3),
        ("?unit=Sở Tài chính", 3),
        ("?category=exited", 1),
        ("?category=assigned&role=lead", 6),
        ("?mark=returned", 1),
        ("?mark=due_soon", 2),
        ("?role=support", 1),
        ("?kind=undated", 1),
        ("?weight=focal", 0),
        ("?q=BỘ PHẬN một cửa", 3),
        ("?category=nonsense&page=999&mark=1", 8),
        ("?page=-1", 8),
        ("?by=task", 4),
        ("?by=task&category=exited", 1),
        ("?by=task&role=support", 1),
        ("?by=task&category=open_overdue&role=lead", 2),
    ],
)
def test_filters_when_set_then_their_lines(office, read, query, expected):
    assert lines(read(office.get(f"/tasks/{query}"))) == expected


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("/tasks/", "Số liệu đến ngày 10/05/2026"),
        (
            "/tasks/?on=30/04/2026&unit=STC&category=open_overdue&q=kho",
            "Số liệu đến ngày 30/04/2026 · Từ ngữ, số ký hiệu, mã: kho · Đơn vị: Sở Tài chính"
            " · Kết quả theo hạn: chưa hoàn thành quá hạn",
        ),
        ("/tasks/units/?on=30/04/2026", "Số liệu đến ngày 30/04/2026"),
    ],
)
def test_paper_when_printed_then_its_head_names_the_day_and_the_filters(office, read, path, head):
    assert " ".join(read(office.get(path)).css_first("p.print-only").text().split()) == head


def test_unit_when_unknown_then_said_beside_the_box(office):
    answer = office.get("/tasks/?unit=Sở không có")
    assert answer.status_code == 200
    assert "Sở không có" in words_of(answer) and 'aria-invalid="true"' in answer.content.decode()


def test_as_of_when_an_earlier_day_is_asked_then_what_was_known_then(office, read):
    then = read(office.get(f"/tasks/?on={tasks.DUE.isoformat()}"))
    assert figures(then)["Hoàn thành đúng hạn"][0] == 0
    assert figures(then)["Chưa hoàn thành quá hạn"][0] == 0
    before = tasks.ISSUED - timedelta(days=1)
    assert lines(read(office.get(f"/tasks/?on={before.isoformat()}"))) == 0


@pytest.mark.parametrize("path", ["/tasks/?", "/tasks/?by=task&", "/tasks/units/?", "task"])
@pytest.mark.parametrize(("asked", "refused"), [(TODAY + timedelta(days=1), True), (TODAY, False)])
def test_as_of_when_the_day_has_not_come_then_a_sentence_and_today(life, office, read, path, asked, refused):
    path = f"/tasks/{life.issued['each'].pk}/?" if path == "task" else path
    answer = office.get(f"{path}on={asked.strftime('%d/%m/%Y')}")
    fault = read(answer).css_first("#id_on_error")
    assert (fault is not None) == refused
    if refused:
        assert (
            fault.text() == f"Ngày {asked.strftime('%d/%m/%Y')} chưa đến nên chưa có số liệu. Đang xem số liệu hôm nay."
        )
        assert "đã biết đến hết ngày" not in words_of(answer)
        found = json.loads(b"".join(office.get(f"/tasks/export/json/?on={asked.isoformat()}")))
        assert found["as_of"] == TODAY.isoformat()


def test_days_late_when_shown_then_the_page_says_they_are_calendar_days(office):
    said = words_of(office.get("/tasks/?unit=X003"))
    assert "quá hạn 10 ngày" in said and "ngày lịch" in said
    assert "quá hạn 3 ngày" in words_of(office.get("/tasks/?unit=X002"))


def test_paging_when_there_are_many_lines_then_fifty_a_page_and_the_cost_stays(life, office, read, check_costs):
    def grow() -> None:
        units = [orgs.unit(f"N{number:03}", "commune", "UBND") for number in range(60)]
        made = orgs_actions.open_units(units=units, by=None)
        tasks.issue(life.office, life.world.unit("UBND"), *made, content="Việc của mọi xã")

    check_costs(office, "/tasks/", "tasks.register", grow=grow)
    first, second = read(office.get("/tasks/")), read(office.get("/tasks/?page=2"))
    assert (lines(first), lines(second)) == (50, 18)
    check_costs(office, "/tasks/?by=task", "tasks.register_by_task")


def test_count_when_above_the_bound_then_more_than_is_said_and_the_next_pages_still_open(
    life, office, monkeypatch, read
):
    for name in ("joint", "undated"):
        life.send(life.share(name), TODAY)
    life.send(life.share("each", "X003"), TODAY)
    monkeypatch.setattr("namro.web.tasks.paging.EXACT", 1)
    monkeypatch.setattr("namro.web.tasks.paging.PER_PAGE", 1)
    assert "Hơn 2 việc" in words_of(office.get("/tasks/to-confirm/"))
    last = office.get("/tasks/to-confirm/?page=4")
    assert lines(read(last)) == 1 and "Hơn" not in words_of(last)


def test_count_when_the_register_shows_exact_figures_then_its_lines_are_counted_exactly_too(office, monkeypatch, read):
    monkeypatch.setattr("namro.web.tasks.paging.EXACT", 2)
    monkeypatch.setattr("namro.web.tasks.paging.PER_PAGE", 1)
    for query, said in (("", "8 dòng"), ("?by=task", "4 nhiệm vụ")):
        answer = office.get(f"/tasks/{query}")
        assert said in words_of(answer) and "Hơn" not in words_of(answer)
        assert lines(read(answer)) == 1


def test_task_for_many_when_listed_by_task_then_the_number_of_its_units_stands_there(life, office, read):
    row = next(row for row in read(office.get("/tasks/?by=task")).css("tbody tr") if "một cửa" in row.text())
    assert row.css("td")[1].text() == "3 đơn vị"
    said = [one.text() for one in read(office.get(f"/tasks/{life.issued['each'].pk}/")).css(".task-head .badge")]
    assert "3 đơn vị" in said and "mỗi đơn vị một lượt giao" not in said


@pytest.mark.parametrize(("query", "expected"), [("", 8), ("?unit=STC", 3), ("?category=open_overdue&role=lead", 3)])
def test_export_when_asked_from_a_filtered_page_then_the_same_lines_in_every_format(office, read, query, expected):
    page = read(office.get(f"/tasks/{query}"))
    links = {link.text(): link.attributes["href"] for link in page.css("a[download]")}
    assert set(links) == {"xlsx", "csv", "json"}
    rows = csv.DictReader(io.StringIO(b"".join(office.get(links["csv"])).decode("utf-8-sig")))
    found = json.loads(b"".join(office.get(links["json"])))
    assert len(list(rows)) == len(found["rows"]) == expected
    counted = [row for row in found["rows"] if row["counted"]]
    for name in ("done_on_time", "done_late", "open_in_term", "open_overdue"):
        assert found["counters"][name] == sum(row["official"] == name for row in counted)
    assert found["counters"]["assigned"] == len(counted)
    assert found["counters"]["exited"] == sum(row["official"] == "exited" for row in found["rows"])
    answer = office.get(links["xlsx"])
    assert answer["Content-Disposition"] == f'attachment; filename="so-theo-doi-{TODAY.isoformat()}.xlsx"'
    assert b"".join(answer).startswith(b"PK")


def test_export_when_the_day_is_past_then_it_is_in_the_figures_and_an_unknown_format_is_no_page(office):
    found = json.loads(b"".join(office.get("/tasks/export/json/?on=2026-04-30")))
    assert found["as_of"] == "2026-04-30"
    assert office.get("/tasks/export/exe/").status_code == 404


def test_document_when_outside_the_scope_then_no_page(office):
    for number in ("999999", "abc", "9" * 30):
        assert office.get(f"/tasks/?document={number}").status_code == 404


def test_units_when_listed_then_the_most_overdue_first_and_every_figure_opens_its_rows(life, office, read):
    tree = read(office.get("/tasks/units/"))
    table = [(row.css_first("th").text(), [cell.text() for cell in row.css("td")]) for row in tree.css("tbody tr")]
    assert {name for name, _cells in table[:3]} == {
        "Sở Tài chính",
        "Ủy ban nhân dân xã Mẫu 002",
        "Ủy ban nhân dân xã Mẫu 003",
    }
    for link in tree.css("tbody td a"):
        assert lines(read(office.get(link.attributes["href"]))) == int(link.text())
    totals = [int(cell.text()) for cell in tree.css("tfoot td")]
    assert totals[0] == sum(totals[1:5]) == 6


def test_units_when_there_are_many_then_the_cost_stays(life, office, check_costs):
    def grow() -> None:
        made = orgs_actions.open_units(
            units=[orgs.unit(f"N{number:03}", "commune", "UBND") for number in range(40)], by=None
        )
        tasks.issue(life.office, life.world.unit("UBND"), *made)

    check_costs(office, "/tasks/units/", "tasks.units", grow=grow)


@pytest.mark.parametrize(
    ("actor", "expected"), [("coordinator", 3), ("leader", 3), ("reporter", 3), ("administrator", None)]
)
def test_unit_page_when_opened_then_it_leads_to_the_unit_s_lines(life, client_as, read, actor, expected):
    client = client_as(life.world.users[actor])
    link = read(client.get("/organisation/STC/")).css_first('a[href^="/tasks/?unit="]')
    assert (link is None) == (expected is None)
    if link:
        assert link.text() == "Nhiệm vụ của đơn vị"
        assert lines(read(client.get(link.attributes["href"]))) == expected


def test_hostile_words_when_in_a_task_then_they_are_only_words(life, client_as):
    hostile = '<script>alert(1)</script> {{ 7|add:7 }} "><img src=x onerror=alert(1)> \u202e ﷽'
    task = life.issue("hostile", "STC", content=hostile, product=hostile, result=hostile, undated_reason=hostile)
    client = client_as(life.world.users["coordinator"])
    client.check = False
    for url in ("/tasks/", "/tasks/?by=task", f"/tasks/{task.pk}/"):
        html = client.get(url).content.decode()
        assert "<script>alert" not in html and "<img" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in html


def test_restricted_when_an_inspector_looks_then_it_is_neither_shown_nor_counted(life, office, client_as, read):
    before = figures(read(client_as(life.world.users["inspector"]).get("/tasks/")))["Đã giao"][0]
    task = life.issue("hidden", "STC", content="Nội dung hạn chế", restricted=True)
    inspector = client_as(life.world.users["inspector"])
    answer = inspector.get("/tasks/")
    assert figures(read(answer))["Đã giao"][0] == before
    assert "Nội dung hạn chế" not in words_of(answer)
    assert inspector.get(f"/tasks/{task.pk}/").status_code == 404
    assert "Nội dung hạn chế" in words_of(office.get("/tasks/"))


def test_english_when_chosen_then_the_page_is_english(office):
    office.cookies["namro_language"] = "en"
    said = words_of(office.get("/tasks/"))
    assert "Completed on time" in said and "10 days late" in said
    assert not re.search(r"Hoàn thành|quá hạn|Đơn vị chủ trì", said.replace("Công khai", ""))


def test_refusal_code_when_nothing_is_chosen_then_it_is_the_room_s(life):
    from namro.web.tasks import shares

    with pytest.raises(Refusal) as refused:
        shares.assignments([], life.office)
    assert refused.value.code == "tasks.move.nothing"


def test_by_unit_when_drawn_then_the_bars_say_what_its_table_says(life, client_as, read):
    tree = read(client_as(life.world.users["leader"]).get("/tasks/units/"))
    said = {}
    for bar in tree.css("#states svg.drawing rect.edge title"):
        unit, _sign, figure = bar.text().rpartition(" – ")
        label, _colon, value = figure.rpartition(": ")
        said[unit, label] = int(value)
    heads = [head.text() for head in tree.css(".units-table thead th")]
    table = {}
    for row in tree.css(".units-table tbody tr"):
        cells = [cell.text() for cell in row.css("th, td")]
        table |= {(cells[0], head): int(cell) for head, cell in list(zip(heads, cells, strict=True))[2:6] if int(cell)}
    assert said == table and said
