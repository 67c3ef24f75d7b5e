"""The grid of open work: many lines sent in one act, all or none, with nothing typed lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core.models import Event
from namro.tasks import actions
from namro.tasks.models import Evidence, ProgressReport
from tests.factories import tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
URL = "/tasks/mine/grid/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def lines(tree) -> list[str]:
    return [row.css_first("td.main a").text() for row in tree.css(".grid-table tbody tr")]


def box(tree, share, name: str):
    return tree.css_first(f'[name="{share.pk}-{name}"]')


def typed(tree, share) -> dict[str, str]:
    """What stands in the boxes of a line."""
    chosen = {
        name: one.attributes["value"]
        for name in ("mark", "stage")
        if (one := box(tree, share, name).css_first("option[selected]"))
    }
    sentence = box(tree, share, "sentence").text()
    return {"sentence": sentence, "percent": box(tree, share, "percent").attributes["value"] or ""} | chosen


def test_grid_when_opened_then_a_line_for_each_open_share_that_takes_one(life, reporter, read):
    life.send(life.share("undated"), TODAY)
    answer = reporter.get(URL)
    assert lines(read(answer)) == ["Báo cáo giải ngân", "Rà soát nhà, đất dôi dư"]
    assert "Bị trả lại" in words_of(answer) or "bị trả lại" in words_of(answer)
    assert lines(read(reporter.get(f"{URL}?show=overdue"))) == ["Báo cáo giải ngân"]


def test_grid_when_nothing_is_open_then_it_says_so(world, client_as):
    assert "Không còn việc nào đang mở" in words_of(client_as(world.users["reporter"]).get(URL))


def test_grid_when_there_are_many_then_the_cost_stays(life, reporter, check_costs):
    def grow() -> None:
        for number in range(20):
            life.issue(f"n{number}", "STC", content=f"Việc thứ {number}")

    check_costs(reporter, URL, "tasks.grid", grow=grow)


def test_lines_when_sent_then_every_filled_one_is_kept_in_one_act_and_empty_ones_are_left(life, reporter):
    joint, back, undated = life.share("joint"), life.share("back"), life.share("undated")
    actions.report_progress(assignment=back, update=actions.Update("Đang bổ sung phụ lục"), by=life.office, today=TODAY)
    sent = {
        f"{joint.pk}-sentence": "Đã rà soát 3/7 cơ sở",
        f"{joint.pk}-percent": "40",
        f"{joint.pk}-stage": "consulting",
        f"{back.pk}-sentence": "",
        f"{back.pk}-mark": "same",
        f"{undated.pk}-sentence": " ",
    }
    before = Event.objects.count()
    answer = reporter.post(URL, sent)
    assert (answer.status_code, answer["Location"]) == (302, URL)
    first, again = ProgressReport.objects.get(assignment=joint), ProgressReport.objects.filter(assignment=back).last()
    assert (first.sentence, first.percent, first.stage, first.mark) == ("Đã rà soát 3/7 cơ sở", 40, "consulting", "")
    assert (again.sentence, again.mark) == ("Đang bổ sung phụ lục", "same")
    assert not ProgressReport.objects.filter(assignment=undated).exists()
    assert tasks.row(joint).percent == 40 and tasks.row(joint).reported_on == TODAY
    assert Event.objects.count() == before + 1
    said = words_of(reporter.get(URL))
    assert "Đã gửi, số dòng: 2." in said and "như kỳ trước" in said and "lấy ý kiến" in said


def test_lines_when_nothing_came_up_then_the_fact_is_marked_so(life, reporter):
    share = life.share("joint")
    reporter.post(URL, {f"{share.pk}-sentence": "", f"{share.pk}-mark": "nothing"})
    kept = ProgressReport.objects.get(assignment=share)
    assert (kept.mark, kept.sentence) == ("nothing", "Không phát sinh.")
    said = words_of(reporter.get(f"/tasks/{share.task_id}/"))
    assert "không phát sinh" in said


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sentence": "", "mark": "same"}, "chưa có cập nhật lần nào"),
        ({"sentence": "Một câu", "mark": "nothing"}, "Chỉ giữ một trong hai"),
        ({"sentence": "", "percent": "30"}, "bắt buộc"),
        ({"sentence": "Đang làm", "percent": "101"}, "100"),
        ({"sentence": "Đang làm", "stage": "nonsense"}, "nonsense"),
    ],
)
def test_lines_when_one_is_wrong_then_none_is_kept_and_everything_typed_stands_again(
    life, reporter, read, wrong, said, headers
):
    joint, undated = life.share("joint"), life.share("undated")
    good = {f"{joint.pk}-sentence": "Đã rà soát", f"{joint.pk}-percent": "40", f"{joint.pk}-stage": "drafting"}
    bad = {f"{undated.pk}-{name}": value for name, value in wrong.items()}
    answer = reporter.post(URL, good | bad, **headers)
    tree = read(answer)
    assert answer.status_code == 422 and not ProgressReport.objects.filter(assignment__in=[joint, undated]).exists()
    assert said in tree.css_first(f"#f{undated.pk}").text() and tree.css_first(f"#f{joint.pk}") is None
    assert tree.css_first(f'[role=alert] a[href="#s{undated.pk}"]').text() == "Dòng 3"
    assert "Số dòng cần xem lại: 1" in tree.css_first("[role=alert]").text()
    assert typed(tree, joint) == {"sentence": "Đã rà soát", "percent": "40", "stage": "drafting"}
    kept = {name: value for name, value in wrong.items() if value != "nonsense"}
    assert typed(tree, undated) == {"sentence": "", "percent": ""} | kept


def test_lines_when_one_was_completed_meanwhile_then_it_is_named_and_its_words_are_not_lost(life, reporter, read):
    joint, back = life.share("joint"), life.share("back")
    life.send(joint, TODAY)
    answer = reporter.post(URL, {f"{joint.pk}-sentence": "Còn hai cơ sở", f"{back.pk}-sentence": "Đã bổ sung"})
    tree = read(answer)
    assert answer.status_code == 422 and "chờ xác nhận" in tree.css_first(f"#f{joint.pk}").text()
    assert typed(tree, joint)["sentence"] == "Còn hai cơ sở" and typed(tree, back)["sentence"] == "Đã bổ sung"
    assert ProgressReport.objects.filter(assignment=back, kind="progress").count() == 0


def test_lines_when_one_is_a_stranger_s_then_not_found_and_nothing_kept(life, reporter):
    other, own = life.share("each", "X003"), life.share("joint")
    answer = reporter.post(URL, {f"{other.pk}-sentence": "Không phải việc của tôi", f"{own.pk}-sentence": "Đang làm"})
    assert answer.status_code == 404 and not ProgressReport.objects.filter(assignment=own).exists()


def test_lines_when_nothing_was_typed_then_told_so(life, reporter):
    answer = reporter.post(URL, {f"{life.share('joint').pk}-sentence": ""})
    assert answer.status_code == 422 and "Chưa nhập dòng nào" in words_of(answer)


def test_lines_when_sent_twice_with_one_form_then_kept_once(life, reporter, read):
    once = read(reporter.get(URL)).css_first("[name=once]").attributes["value"]
    share = life.share("joint")
    for _time in range(2):
        assert reporter.post(URL, {"once": once, f"{share.pk}-sentence": "Đã rà soát"}).status_code == 302
    assert ProgressReport.objects.filter(assignment=share).count() == 1


def test_evidence_when_one_file_is_given_then_it_shows_every_line_and_is_stored_once(life, reporter):
    shares = [life.share(name) for name in ("joint", "back", "undated")]
    sent = {f"{share.pk}-sentence": "Theo báo cáo chung" for share in shares}
    sent["evidence"] = SimpleUploadedFile("Báo cáo chung.txt", "Báo cáo chung".encode())
    assert reporter.post(URL, sent).status_code == 302
    files = Evidence.objects.filter(report__assignment__in=shares)
    assert len(files) == 3 and len({file.stored_as for file in files}) == 1
    said = words_of(reporter.get(f"/tasks/{shares[0].task_id}/"))
    assert "Báo cáo chung.txt" in said


@pytest.mark.parametrize(
    ("together", "said"),
    [
        ({"symbol": "99/BC-KHÔNGCÓ"}, "99/BC-KHÔNGCÓ"),
        ({"evidence": SimpleUploadedFile("anh.pdf", b"MZ" + bytes(60))}, "anh.pdf"),
    ],
)
def test_evidence_when_it_cannot_be_taken_then_nothing_is_kept_and_the_lines_stand_again(
    life, reporter, read, together, said
):
    share = life.share("joint")
    answer = reporter.post(URL, {f"{share.pk}-sentence": "Theo báo cáo chung"} | together)
    tree = read(answer)
    assert answer.status_code == 422 and said in tree.css_first("[role=alert]").text()
    assert typed(tree, share)["sentence"] == "Theo báo cáo chung"
    assert not ProgressReport.objects.filter(assignment=share).exists()


def test_lines_when_forty_are_sent_then_no_more_statements_than_for_two(life, reporter):
    shares = []
    for number in range(40):
        life.issue(f"n{number}", "STC", content=f"Việc thứ {number}", due_on=TODAY + timedelta(days=number))
        shares.append(life.share(f"n{number}"))

    def statements(chosen) -> int:
        sent = {f"{share.pk}-sentence": "Đang thực hiện theo kế hoạch" for share in chosen}
        with CaptureQueriesContext(connection) as taken:
            assert reporter.post(URL, sent).status_code == 302
        return len(taken)

    assert statements(shares[:2]) == statements(shares)
    assert ProgressReport.objects.filter(assignment__in=shares).count() == 42


def test_line_when_sent_by_htmx_then_the_page_is_loaded_again(life, reporter):
    answer = reporter.post(URL, {f"{life.share('joint').pk}-sentence": "Đã rà soát"}, **HTMX)
    assert answer["HX-Redirect"] == URL
