"""A unit's own work: lists, one line by htmx or without, completion with files, refusals; evidence on its way out."""

import html
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from namro.documents import intake
from namro.documents import wording as documents
from namro.tasks import actions
from namro.tasks.models import Evidence, ProgressReport
from tests.factories import tasks
from tests.web.tasks.conftest import TODAY, words_of
from vanban.errors import Refused

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def cards(tree) -> list[str]:
    return [card.css_first("h2").text() for card in tree.css("article.card")]


def test_list_when_opened_then_own_open_shares_most_urgent_first_with_the_return_s_reason(reporter, read):
    answer = reporter.get("/tasks/mine/")
    assert cards(read(answer)) == ["Báo cáo giải ngân", "Rà soát nhà, đất dôi dư", "Sắp xếp kho lưu trữ"]
    said = words_of(answer)
    assert "Bị trả lại: Thiếu phụ lục số liệu" in said
    assert "quá hạn 10 ngày" in said and "còn 3 ngày" in said and "chưa có hạn" in said


@pytest.mark.parametrize(
    ("show", "expected"), [("overdue", 1), ("due_soon", 1), ("returned", 1), ("to_confirm", 0), ("nonsense", 3)]
)
def test_list_when_cut_down_then_its_chip_counts_its_cards(reporter, read, show, expected):
    tree = read(reporter.get(f"/tasks/mine/?show={show}"))
    assert len(cards(tree)) == expected
    chip = tree.css_first('.chips [aria-current="true"] strong')
    assert int(chip.text()) == expected


@pytest.mark.parametrize(
    ("path", "current"), [("/tasks/mine/", "Việc của đơn vị"), ("/tasks/", "Nhiệm vụ"), ("/", "Trang chính")]
)
def test_menu_when_a_reporter_looks_then_own_work_is_one_step_away_and_one_room_is_current(
    reporter, read, path, current
):
    tree = read(reporter.get(path))
    links = {link.text(): link.attributes for link in tree.css("nav.nav a")}
    assert links["Việc của đơn vị"]["href"] == "/tasks/mine/"
    assert [words for words, attributes in links.items() if "aria-current" in attributes] == [current]
    if path == "/":
        assert tree.css_first('main a.tile[href="/tasks/mine/"] strong').text() == "Việc của đơn vị"


def test_list_when_a_support_opens_it_then_its_part_and_own_day(life, client_as):
    said = words_of(client_as(life.world.users["reporter_elsewhere"]).get("/tasks/mine/"))
    assert "phần việc phối hợp" in said and "Cung cấp số liệu biên chế" in said and "hôm nay là hạn cuối" in said


def test_list_when_there_are_many_then_the_cost_stays(life, reporter, check_costs):
    def grow() -> None:
        for number in range(20):
            life.issue(f"n{number}", "STC", content=f"Việc thứ {number}")

    check_costs(reporter, "/tasks/mine/", "tasks.own_work", grow=grow)


def test_line_when_sent_without_htmx_then_kept_and_back_to_the_list(life, reporter):
    share = life.share("joint")
    sent = {"sentence": "Đã rà soát 3/7 cơ sở", "stage": "consulting", "percent": "40", "next": "/tasks/mine/"}
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", sent)
    assert answer["Location"] == "/tasks/mine/"
    kept = ProgressReport.objects.get(assignment=share)
    assert (kept.sentence, kept.stage, kept.percent, kept.kind) == (
        "Đã rà soát 3/7 cơ sở",
        "consulting",
        40,
        "progress",
    )
    assert kept.by == life.world.users["reporter"]
    assert "Đã gửi cập nhật tiến độ." in words_of(reporter.get("/tasks/mine/"))


def test_line_when_sent_by_htmx_then_the_part_is_the_card_of_the_whole_page(life, reporter, read):
    share = life.share("joint")
    part = reporter.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Đã rà soát 3/7 cơ sở"}, **HTMX)
    assert part.status_code == 200
    whole = reporter.get("/tasks/mine/")
    assert _card(read(part), share) == _card(read(whole), share)
    assert "Đã rà soát 3/7 cơ sở" in words_of(whole)
    assert read(part).css_first('#messages[hx-swap-oob="innerHTML"]').text().strip() == ""
    said = read(part).css_first(f"#share-{share.pk} [role=status]")
    assert said.text() == "Đã gửi cập nhật tiến độ."
    assert read(whole).css_first(".card-sent") is None and "Đã gửi cập nhật" not in words_of(whole)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_completion_when_asked_from_the_list_then_what_was_typed_goes_along_and_nothing_is_sent(
    life, reporter, read, headers
):
    share = life.share("joint")
    button = read(reporter.get("/tasks/mine/")).css_first(f"#share-{share.pk} button[name=complete]")
    typed = {
        "sentence": 'Đã trình "phương án" <b>',
        "stage": "issued",
        "percent": "100",
        "next": "/tasks/mine/",
    }
    answer = reporter.post(button.attributes["hx-post"], typed | {"complete": "1"}, **headers)
    tree = read(answer)
    assert answer.status_code == 200 and tree.css(".errorlist") == []
    assert tree.css_first("#content textarea[name=sentence]").text().strip() == typed["sentence"]
    assert tree.css_first("#content select[name=stage] option[selected]").attributes["value"] == "issued"
    for name in ("percent", "next"):
        assert tree.css_first(f"#content [name={name}]").attributes["value"] == typed[name]
    assert "button-main" in tree.css_first("button[value=completion]").attributes["class"]
    assert not ProgressReport.objects.filter(assignment=share).exists()
    empty = reporter.post(button.attributes["hx-post"], {"sentence": "", "complete": "1"}, **headers)
    assert (empty.status_code, read(empty).css(".errorlist")) == (200, [])


def _card(tree, share) -> str:
    card = tree.css_first(f"#share-{share.pk}")
    for token in card.css("[name=csrfmiddlewaretoken], .card-sent"):
        token.decompose()
    return card.html


@pytest.mark.parametrize(
    ("changed", "said"), [({"sentence": " "}, "bắt buộc"), ({"percent": "101"}, "100"), ({"percent": "nhiều"}, "số")]
)
def test_line_when_wrong_then_the_card_says_so_and_keeps_what_was_typed(life, reporter, read, changed, said):
    share = life.share("joint")
    sent = {"sentence": "Đang làm", "stage": "drafting", "percent": "10"} | changed
    part = reporter.post(f"/tasks/shares/{share.pk}/report/", sent, **HTMX)
    assert part.status_code == 422
    tree = read(part)
    assert said in tree.css_first(".errorlist").text()
    assert tree.css_first("select[name=stage] option[selected]").attributes["value"] == "drafting"
    assert not ProgressReport.objects.filter(assignment=share).exists()


def test_completion_when_sent_with_files_then_it_waits_for_confirmation_and_the_product_s_date_counts(life, reporter):
    share = life.share("joint")
    files = [
        SimpleUploadedFile("Biên bản.txt", "Biên bản rà soát".encode()),
        SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ]
    sent = {
        "sentence": "Đã trình phương án",
        "kind": "completion",
        "product_symbol": "45/TTr-STC",
        "product_on": (TODAY - timedelta(days=3)).strftime("%d/%m/%Y"),
        "evidence": files,
    }
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", sent)
    assert answer["Location"] == f"/tasks/{share.task_id}/"
    row = tasks.row(share)
    assert (row.state, row.submitted_on) == ("submitted", TODAY - timedelta(days=3))
    assert Evidence.objects.filter(report__assignment=share).count() == 2
    said = words_of(reporter.get(f"/tasks/{share.task_id}/"))
    assert "45/TTr-STC" in said and "Biên bản.txt" in said and "chờ xác nhận" in said
    assert "Đã gửi, chờ cơ quan giao xác nhận" in words_of(reporter.get("/tasks/mine/"))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("van-ban.txt", "TUYỆT MẬT\nVề kho".encode(), "secret"),
        ("12-KH (MẬT).txt", b"abc", "secret"),
        ("anh.pdf", b"MZ" + bytes(60), "not_what_it_says"),
        ("<b>.txt", b"", "empty"),
    ],
)
def test_completion_when_a_file_may_not_come_in_then_nothing_at_all_is_kept(
    life, reporter, name, data, code, monkeypatch
):
    stored = []
    monkeypatch.setattr("namro.documents.storage.default_storage.save", lambda *args: stored.append(args))
    share = life.share("joint")
    sent = {"sentence": "Xong", "kind": "completion", "evidence": [SimpleUploadedFile(name, data)]}
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", sent)
    with translation.override("vi"):
        refused = Refused(code, says="pdf", found="program")
        said = str(documents.SECRET) if code == "secret" else intake.sentence(refused, name)
    assert answer.status_code == 422 and said in html.unescape(words_of(answer))
    assert "<b>.txt" not in answer.content.decode()
    assert tasks.row(share).state == "open" and stored == []
    assert not ProgressReport.objects.filter(assignment=share).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"product_on": "31/02/2026"}, "31/02/2026"),
        ({"product_on": (TODAY + timedelta(days=1)).strftime("%d/%m/%Y")}, "sau ngày gửi"),
        ({"sentence": ""}, "bắt buộc"),
        ({"percent": "-1"}, "0"),
    ],
)
def test_completion_when_wrong_then_the_page_says_so_and_nothing_moves(life, reporter, changed, said):
    share = life.share("joint")
    sent = {"sentence": "Xong", "kind": "completion"} | changed
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", sent)
    assert answer.status_code == 422 and said in words_of(answer)
    assert tasks.row(share).state == "open"


def test_completion_when_suspended_then_its_button_is_closed_with_the_reason_and_progress_still_goes(
    life, reporter, read
):
    share = life.share("joint")
    actions.suspend(assignments=[share], reason="Thiên tai", by=life.office, today=TODAY)
    tree = read(reporter.get(f"/tasks/shares/{share.pk}/report/"))
    button = tree.css_first('button[value="completion"]')
    assert "disabled" in button.attributes
    assert "tạm dừng" in tree.css_first("#" + button.attributes["aria-describedby"]).text()
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Xong", "kind": "completion"})
    assert answer.status_code == 422 and "tạm dừng" in words_of(answer)
    assert reporter.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Vẫn theo dõi"}).status_code == 302


def test_form_when_the_share_waits_for_confirmation_then_refused_with_a_sentence(life, reporter):
    share = life.share("joint")
    life.send(share, TODAY)
    answer = reporter.get(f"/tasks/shares/{share.pk}/report/")
    assert answer.status_code == 422 and "chờ xác nhận" in words_of(answer)


def test_next_when_it_leads_elsewhere_then_it_is_not_followed(life, reporter):
    share = life.share("joint")
    sent = {"sentence": "Đang làm", "next": "//example.com/"}
    assert reporter.post(f"/tasks/shares/{share.pk}/report/", sent)["Location"] == f"/tasks/{share.task_id}/"


def test_evidence_when_fetched_then_an_attachment_the_browser_may_not_guess_about(life, reporter, client_as):
    share = life.share("joint")
    files = [SimpleUploadedFile("Biên bản.txt", b"<script>alert(1)</script>")]
    reporter.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Gửi kèm", "evidence": files})
    url = f"/tasks/evidence/{Evidence.objects.get(report__assignment=share).pk}/"
    answer = reporter.get(url)
    assert b"".join(answer) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"].startswith("text/plain")
    assert client_as(life.world.users["reporter_elsewhere"]).get(url).status_code == 200  # the support of a joint task
    assert client_as(life.world.users["coordinator_elsewhere"]).get(url).status_code == 404
    assert reporter.get("/tasks/evidence/999999999999/").status_code == 404
    stored = Path(default_storage.path(Evidence.objects.get(report__assignment=share).stored_as))
    stored.write_text("other words")
    answer = reporter.get(url)
    assert answer.status_code == 500 and b"other words" not in answer.content


def test_line_when_the_office_sends_it_by_htmx_then_kept_and_led_to_the_task(life, office):
    share = life.share("joint")
    answer = office.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Ghi thay đơn vị"}, **HTMX)
    assert answer["HX-Redirect"] == f"/tasks/{share.task_id}/"
    assert ProgressReport.objects.get(assignment=share).by == life.world.users["coordinator"]


def test_line_when_completed_meanwhile_then_the_sentence_lands_among_the_messages(life, reporter):
    share = life.share("joint")
    life.send(share, TODAY)
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Còn đang làm"}, **HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#messages")
    assert "chờ xác nhận" in words_of(answer)


def test_mark_when_tapped_on_a_card_then_the_last_sentence_stands_again_and_is_marked_so(life, reporter, read):
    share = life.share("joint")
    url = f"/tasks/shares/{share.pk}/report/"
    assert read(reporter.get("/tasks/mine/")).css_first(f"#share-{share.pk} button[value=same]") is None
    refused = reporter.post(url, {"sentence": "", "mark": "same"}, **HTMX)
    assert refused.status_code == 422 and "chưa có cập nhật lần nào" in words_of(refused)
    reporter.post(url, {"sentence": "Đã rà soát 3/7 cơ sở"}, **HTMX)
    part = reporter.post(url, {"sentence": "", "mark": "same"}, **HTMX)
    kept = ProgressReport.objects.filter(assignment=share).last()
    assert (kept.sentence, kept.mark) == ("Đã rà soát 3/7 cơ sở", "same")
    assert "như kỳ trước" in words_of(part)
    assert reporter.post(url, {"sentence": "", "mark": "nothing"}).status_code == 302
    assert ProgressReport.objects.filter(assignment=share).last().mark == "nothing"


def test_mark_when_a_sentence_is_typed_too_then_refused_and_nothing_kept(life, reporter):
    share = life.share("joint")
    answer = reporter.post(f"/tasks/shares/{share.pk}/report/", {"sentence": "Đang làm", "mark": "nothing"})
    assert answer.status_code == 422 and "Chỉ giữ một trong hai" in words_of(answer)
    assert "Đang làm" in words_of(answer) and not ProgressReport.objects.filter(assignment=share).exists()


def test_task_page_when_its_unit_opens_it_then_a_line_is_sent_from_there_and_one_is_back_there(
    life, reporter, office, read
):
    share = life.share("joint")
    page = f"/tasks/{share.task_id}/"
    form = read(reporter.get(page)).css_first("form#line")
    assert form.attributes["action"] == f"/tasks/shares/{share.pk}/report/"
    back = form.css_first("[name=next]").attributes["value"]
    answer = reporter.post(form.attributes["action"], {"sentence": "Đã rà soát 3/7 cơ sở", "next": back})
    assert answer["Location"] == page and "Đã rà soát 3/7 cơ sở" in words_of(reporter.get(page))
    assert read(office.get(page)).css_first("form#line") is None
    assert read(reporter.get(f"{page}?on=2026-03-05")).css_first("form#line") is None
    life.send(share, TODAY)
    assert read(reporter.get(page)).css_first("form#line") is None
