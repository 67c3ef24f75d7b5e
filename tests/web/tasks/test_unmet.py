"""Items not met (F25): each with its source, days late and the reason the unit gave; of one unit, as of a day."""

from datetime import timedelta

import pytest

from namro.tasks import actions
from tests.factories import documents, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db


def rows_of(tree) -> dict[str, list[str]]:
    """Unit -> the words of its line's cells."""
    lines = [[" ".join(cell.text(separator=" ").split()) for cell in row.css("td")] for row in tree.css("tbody tr")]
    return {cells[2]: cells for cells in lines}


@pytest.fixture
def stuck(life):
    """The silent commune names an obstacle, then says something else."""
    share, said = life.share("each", "X003"), {"by": life.office, "today": TODAY}
    told = actions.Update("Đang làm", obstacle="Chưa có hướng dẫn về mức thu")
    actions.report_progress(assignment=share, update=told, **said)
    actions.report_progress(assignment=share, update=actions.Update("Vẫn đang làm"), **said)
    return life


def test_list_when_opened_then_each_item_with_source_days_late_and_reason(stuck, office, read):
    found = rows_of(read(office.get("/tasks/unmet/")))
    assert set(found) == {"Ủy ban nhân dân xã Mẫu 002", "Ủy ban nhân dân xã Mẫu 003", "Sở Tài chính"}
    task, source, _unit, due, late, reason = found["Ủy ban nhân dân xã Mẫu 003"]
    assert task.startswith("Công khai thủ tục") and source == "giao không bằng văn bản"
    assert (due, late) == (f"{tasks.DUE:%d/%m/%Y}", "quá hạn 10 ngày")
    assert reason.startswith("Chưa có hướng dẫn về mức thu"), "the obstacle, though a later line named none"
    assert found["Sở Tài chính"][5].startswith("Bị trả lại: Thiếu phụ lục số liệu")
    assert "cập nhật gần nhất: Đã trình" in found["Ủy ban nhân dân xã Mẫu 002"][5]


def test_list_when_a_document_gave_the_task_then_it_is_named_and_leads_there(life, client_as, read):
    text = documents.paper("20/QĐ-UBND", tasks.ISSUED)
    held = {"by": life.world.users["coordinator"], "held_by": life.world.unit("UBND")}
    made = documents.taken_in(text, **held).document
    named = actions.Order(document=made, issuer_name="Ủy ban nhân dân tỉnh", ordered_on=tasks.ISSUED)
    order = actions.note_directive(order=named, by=life.office, today=tasks.ISSUED)
    life.issue("given", "SXD", content="Lập danh mục", orders=[order])
    row = read(client_as(life.world.users["leader"]).get("/tasks/unmet/?unit=SXD")).css_first("tbody tr")
    link = row.css("td")[1].css_first("a")
    assert (link.text(), link.attributes["href"]) == ("20/QĐ-UBND", f"/documents/{made.pk}/")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", 3), ("?show=overdue", 3), ("?show=returned", 1), ("?show=late", 0), ("?show=nonsense", 3), ("?unit=STC", 1)],
)
def test_list_when_cut_down_then_its_chip_counts_its_rows(life, office, read, query, expected):
    tree = read(office.get(f"/tasks/unmet/{query}"))
    assert len(tree.css("tbody tr")) == expected
    assert int(tree.css_first('.chips [aria-current="true"] strong').text()) == expected


def test_list_when_a_return_is_in_term_then_it_is_unmet_but_not_overdue(life, office, read):
    life.send(life.share("joint"), TODAY)
    actions.return_for_changes(assignments=[life.share("joint")], reason="Sai mẫu", by=life.office, today=TODAY)
    chips = [int(chip.text()) for chip in read(office.get("/tasks/unmet/")).css(".chips strong")]
    assert chips == [4, 3, 2, 0]


def test_list_when_completed_late_and_confirmed_then_told_as_late_no_longer_as_unmet(life, office, read):
    actions.accept(assignments=[life.share("each", "X002")], by=life.office, today=TODAY)
    assert "Ủy ban nhân dân xã Mẫu 002" not in rows_of(read(office.get("/tasks/unmet/")))
    late = rows_of(read(office.get("/tasks/unmet/?show=late")))
    assert late["Ủy ban nhân dân xã Mẫu 002"][4] == "quá hạn 3 ngày"


def test_list_when_asked_as_of_a_day_then_what_was_known_then(life, office, read):
    before = tasks.DUE - timedelta(days=1)
    assert rows_of(read(office.get(f"/tasks/unmet/?on={before.isoformat()}"))) == {}
    after = tasks.DUE + timedelta(days=1)
    found = rows_of(read(office.get(f"/tasks/unmet/?on={after.isoformat()}")))
    assert found["Ủy ban nhân dân xã Mẫu 002"][4:] == ["quá hạn 1 ngày", "chưa cập nhật"]


def test_list_when_a_reporter_opens_it_then_only_the_own_unit_s(life, reporter, read):
    assert set(rows_of(read(reporter.get("/tasks/unmet/")))) == {"Sở Tài chính"}


def test_list_when_nothing_is_unmet_then_says_so(life, client_as):
    assert "Không có việc nào thuộc loại này." in words_of(
        client_as(life.world.users["leader_elsewhere"]).get("/tasks/unmet/")
    )


def test_list_when_there_are_many_then_the_cost_stays(life, office, check_costs):
    def grow() -> None:
        for number in range(20):
            life.issue(f"n{number}", "STC", "SNV", content=f"Việc thứ {number}")

    check_costs(office, "/tasks/unmet/", "tasks.unmet", grow=grow)
