"""The review page: what it shows, one act per button, what it refuses, what it check_costs."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from namro.documents import actions as documents
from namro.documents.models import DocumentFile, SourceText
from namro.orgs.scope import scope
from namro.reading.models import Finding, Verdict
from namro.tasks import actions, wording
from namro.tasks.models import AssignmentState, Task
from namro.tasks.stages import proposed
from tests.factories import orgs, reviewing
from tests.factories.reviewing import MISSED, SIX, chosen, span

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(world):
    return reviewing.notice(world.unit("UBND"))


@pytest.fixture
def desk(world, source, client_as):
    return Desk(client_as(world.users["coordinator"]), source)


class Desk:
    """The page in the hands of the coordinator."""

    def __init__(self, client, source):
        self.client, self.source = client, source
        self.url = f"/documents/{source.document_id}/review/"

    def open(self, at="", **query):
        if at:
            place = span(self.source, at)
            query["item"] = f"{place['start']}-{place['end']}"
        response = self.client.get(self.url, query)
        assert response.status_code == 200
        return LexborHTMLParser(response.content.decode())

    def sent(self, page) -> dict:
        """What a browser would send from the form as it stands."""
        data: dict = {}
        for node in page.css("form[data-main] input, form[data-main] textarea, form[data-main] select"):
            name, kind = node.attributes.get("name"), node.attributes.get("type", "")
            if kind in {"checkbox", "radio"} and "checked" not in node.attributes:
                continue
            if node.tag == "select":
                value = next(one.attributes["value"] for one in node.css("option") if "selected" in one.attributes)
            else:
                value = node.text() if node.tag == "textarea" else node.attributes.get("value") or ""
            data.setdefault(name, []).append(value)
        return data

    def post(self, act, words, follow=True, **fields):
        place = span(self.source, words)
        data = {"start": place["start"], "end": place["end"], **fields}
        return self.client.post(f"{self.url}{act}/", data, follow=follow)

    def confirm(self, words, **changes):
        data = self.sent(self.open(words)) | changes
        return self.client.post(f"{self.url}confirm/", data)


def texts(page, css) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(css)]


def test_page_when_opened_then_every_item_is_lit_and_listed(desk):
    page = desk.open()
    assert len(page.css("#items li")) == 6
    assert [node.text().strip() for node in page.css("#text .tag")] == ["1", "2", "3", "4", "5", "6"]
    lit = "".join(node.text() for node in page.css("#text mark.said-now"))
    assert lit == f"1{SIX[0]}"
    assert texts(page, ".desk-progress .figure") == ["0/6"]
    assert page.css_first("#items a[aria-current]").text().endswith(SIX[0])


def test_page_when_opened_then_the_text_is_whole_and_every_line_knows_its_place(desk, source):
    page = desk.open()
    for line in page.css("#text p"):
        at = int(line.attributes["data-at"])
        for tag in line.css(".tag"):
            tag.decompose()
        words = line.text()
        assert source.text[at : at + len(words)] == words
        assert words


def test_form_when_opened_then_filled_from_the_draft_and_explained(desk):
    page = desk.open(SIX[0])
    data = desk.sent(page)
    assert (data["content"], data["kind"], data["due_on"]) == ([SIX[0]], ["dated"], ["14/04/2026"])
    assert (data["lead"], data["support"]) == (["STC"], ["SNV"])
    assert data["product"] == ["phương án sắp xếp trụ sở dôi dư"]
    assert data["closing_stage"] == [proposed(SIX[0]) or ""]
    assert "14/04/2026" in texts(page, ".due-why")[0]
    assert "“trước ngày” thì hết ngày liền trước" in texts(page, ".due-why")[0]
    assert texts(page, ".clear .not-clear") == ["✕ chưa rõ trách nhiệm", "✕ chưa rõ hiệu quả"]
    assert "90%" in texts(page, ".why")[0]


def test_clarities_when_shown_then_they_say_whose_they_are_and_what_each_means(desk):
    for number in (0, 1):
        chips = desk.open(SIX[number]).css(".clear li")
        assert chips[0].text() == "Trong văn bản:" and len(chips) == 6
        assert all(len(chip.attributes["title"]) > 30 for chip in chips[1:])


def test_progress_when_the_words_name_no_time_then_not_clear_whatever_was_read(desk, source):
    found = Finding.objects.get(type="directive", **span(source, SIX[1]))
    for times, said in (
        ({"deadline_raw": "sớm"}, "chưa rõ tiến độ"),
        ({"deadline_event": "khi có kết luận"}, "✓ rõ tiến độ"),
    ):
        fields = found.fields | dict.fromkeys(("deadline", "deadline_end", "recurring")) | times
        Finding.objects.filter(pk=found.pk).update(fields=fields | {"clarity": {"progress": True}})
        assert said in desk.open(SIX[1]).css_first(".clear").text()


def test_form_when_a_name_is_unknown_or_a_collective_then_it_says_so(desk):
    assert "Sở Công Nghiệp" in texts(desk.open(SIX[3]), ".doubt")[0]
    page = desk.open(SIX[2])
    assert "(3)" in texts(page, ".chip-group")[0]
    assert desk.sent(page)["taken"] == ["group:lead:communes"]


def test_confirm_when_sent_as_shown_then_issued_and_on_to_the_next(desk, source):
    response = desk.confirm(SIX[0])
    place = span(source, SIX[1])
    assert (response.status_code, response["Location"]) == (303, f"{desk.url}?item={place['start']}-{place['end']}")
    assert Verdict.objects.get().decision == "accepted"
    assert {row.unit.code: row.role for row in AssignmentState.objects.current()} == {"STC": "lead", "SNV": "support"}
    page = desk.open(SIX[0])
    assert texts(page, ".desk-progress .figure") == ["1/6"]
    assert "đã giao" in texts(page, ".item-head")[0]
    assert not page.css("form[data-main]")


def test_confirm_when_sent_by_the_script_then_the_next_item_comes_with_the_answer(desk, source):
    data = desk.sent(desk.open(SIX[0]))
    response = desk.client.post(f"{desk.url}confirm/", data, headers={"HX-Request": "true"})
    place = span(source, SIX[1])
    assert (response.status_code, response["HX-Push-Url"]) == (200, f"{desk.url}?item={place['start']}-{place['end']}")
    page = LexborHTMLParser(response.content.decode())
    assert texts(page, ".item-head h2")[0].startswith("Mục 2/6")
    assert len(page.css(".message-success")) == 1


def test_confirm_when_a_collective_is_taken_then_one_share_per_commune(desk):
    desk.confirm(SIX[2])
    assert sorted(row.unit.code for row in AssignmentState.objects.current()) == ["X001", "X002", "X003"]
    assert (Task.objects.get().mode, Verdict.objects.get().decision) == ("each", "accepted")


def test_confirm_when_corrected_then_parts_days_and_weight_are_kept(desk):
    changes = {"lead": ["SXD"], "due_on": "4/5/2026", "weight": "focal", "support_part_SNV": "Cung cấp số liệu",
               "support_due_SNV": "10/4/2026"}  # fmt: skip
    assert desk.confirm(SIX[0], **changes).status_code == 303
    task = Task.objects.get()
    assert (task.weight, task.due_rule) == ("focal", "by_hand")
    support = task.assignments.get(role="support")
    assert support.part == "Cung cấp số liệu"
    assert AssignmentState.objects.current().get(assignment=support).due_on.isoformat() == "2026-04-10"
    assert set(texts(desk.open(SIX[0]), ".item .small")) & {"Đã sửa: Chủ trì, Thời hạn."}


@pytest.mark.parametrize(("kind", "state"), [("general", "lưu, không giao việc"), ("decided", "lưu, không giao việc")])
def test_confirm_when_the_kind_gives_no_task_then_kept(desk, kind, state):
    desk.confirm(SIX[4], kind=kind)
    assert Task.objects.count() == 0
    assert state in texts(desk.open(SIX[4]), ".item-head")[0]


def test_check_when_a_name_is_typed_then_it_becomes_a_unit_and_nothing_is_issued(desk):
    before = reviewing.counts()
    response = desk.confirm(SIX[3], do="check", lead_more="so xay dung")
    page = LexborHTMLParser(response.content.decode())
    assert (response.status_code, desk.sent(page)["lead"]) == (200, ["SXD"])
    assert not page.css("form[data-main] .errorlist")
    assert reviewing.counts() == before
    wrong = desk.confirm(SIX[3], do="check", lead_more="sở không có")
    assert "sở không có" in wrong.content.decode()
    assert LexborHTMLParser(wrong.content.decode()).css(".leads .errorlist")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"content": ""}, "content"),
        ({"due_on": ""}, wording.DATED_WITHOUT_DATE),
        ({"due_on": "31/02/2026"}, "31/02/2026"),
        ({"lead": [], "taken": []}, "chủ trì"),
        ({"lead_more": "sở không có"}, "sở không có"),
        ({"support_due_SNV": "khi nào xong"}, "khi nào xong"),
        ({"supervising": ["STC"]}, "Sở Tài chính"),
        ({"content": "có \x00 ở giữa"}, ""),
        ({"lead": ["STC\x00"]}, ""),
        ({"kind": "wrong"}, ""),
        ({"taken": ["unit:lead:1"]}, ""),
    ],
)
def test_confirm_when_something_is_wrong_then_the_page_stays_with_the_words(desk, changes, said):
    before = reviewing.counts()
    response = desk.confirm(SIX[0], **changes)
    assert response.status_code == 422
    with translation.override("vi"):
        assert html.escape(str(said), quote=False) in response.content.decode()
    assert reviewing.counts() == before


@pytest.mark.parametrize("place", [{"start": "x"}, {"start": "5", "end": "2"}, {"start": "0", "end": "99999999"}, {}])
@pytest.mark.parametrize("act", ["confirm", "reject", "undo", "closing"])
def test_acts_when_the_place_is_nowhere_then_refused(desk, act, place):
    before = reviewing.counts()
    assert desk.client.post(f"{desk.url}{act}/", place).status_code == 422
    assert reviewing.counts() == before


def test_confirm_when_somebody_was_quicker_then_nothing_twice_and_the_task_is_linked(desk, world, source):
    form = desk.sent(desk.open(SIX[0]))
    by = scope(world.users["leader"], reviewing.clock.today())
    actions.confirm(**span(source, SIX[0]), chosen=chosen(world.unit("SXD"), content="Của lãnh đạo"), by=by)
    response = desk.client.post(f"{desk.url}confirm/", form, follow=True)
    assert world.users["leader"].full_name in response.content.decode()
    assert "Của lãnh đạo" in response.content.decode()
    assert Task.objects.count() == 1


def test_reject_when_sent_then_gone_from_the_work_and_undo_brings_it_back(desk):
    desk.post("reject", SIX[4], reason="Nêu chung")
    page = desk.open(SIX[4])
    assert "Nêu chung" in texts(page, ".item")[0]
    assert Verdict.objects.get().decision == "rejected"
    desk.post("undo", SIX[4])
    assert Verdict.objects.count() == 0
    assert desk.open(SIX[4]).css("form[data-main]")


def test_reject_when_no_reason_then_asked(desk):
    assert desk.post("reject", SIX[4], reason=" ").status_code == 422
    assert Verdict.objects.count() == 0


def test_closing_when_used_then_items_without_a_date_are_offered_it(desk):
    assert desk.sent(desk.open(SIX[3]))["due_on"] == [""]
    page = desk.open(SIX[5])
    assert "24/06/2026" in texts(page, ".item")[0]
    desk.post("closing", SIX[5])
    assert desk.sent(desk.open(SIX[3]))["due_on"] == ["24/06/2026"]
    assert desk.sent(desk.open(SIX[0]))["due_on"] == ["14/04/2026"]
    assert Task.objects.count() == 0


def test_add_when_thought_better_of_then_cancel_leads_back_to_the_items(desk, source):
    place = source.text.index(MISSED)
    page = desk.open(item=f"{place}-{place + len(MISSED)}")
    assert "Mục mới" in page.css_first("#item").text()
    cancel = page.css_first("a[data-cancel]")
    assert cancel.text() == "Hủy" and cancel.attributes["href"] == desk.url
    assert "Mục 1/" in desk.open().css_first("#item").text() and Verdict.objects.count() == 0
    assert desk.open(SIX[1]).css_first("a[data-cancel]") is None


@pytest.mark.parametrize("how", ["offsets", "words"])
def test_add_when_words_are_chosen_then_a_form_for_them_and_an_item(desk, source, how):
    place = span(source, MISSED)
    query = (
        {"from": place["start"] - 1, "to": place["end"]} if how == "offsets" else {"words": MISSED.replace(" ", "\n ")}
    )
    page = desk.open(**query)
    data = desk.sent(page)
    assert (data["content"], data["start"], data["end"]) == ([MISSED], [str(place["start"])], [str(place["end"])])
    response = desk.client.post(f"{desk.url}confirm/", data | {"kind": "undated", "lead": ["VP"]})
    assert response.status_code == 303
    assert Verdict.objects.get().decision == "added"
    assert texts(desk.open(), ".desk-progress .figure") == ["1/7"]


@pytest.mark.parametrize(
    "query", [{"words": "không hề có"}, {"item": "rubbish"}, {"from": "9", "to": "3"}, {"item": "0-99999999"}]
)
def test_page_when_the_words_are_nowhere_then_the_first_open_item(desk, query):
    assert texts(desk.open(**query), ".item-head h2")[0].startswith("Mục 1/6")


def test_page_when_all_are_done_then_it_says_so(desk):
    for words in SIX[:5]:
        desk.post("reject", words, reason="Trùng")
    response = desk.post("reject", SIX[5], reason="Trùng")
    assert "Đã xem hết" in response.content.decode()
    assert texts(desk.open(), ".desk-progress .figure") == ["6/6"]


@pytest.mark.parametrize(
    "actor", ["reporter", "unit_head", "inspector", "auditor", "administrator", "coordinator_elsewhere"]
)
def test_page_when_not_of_the_holding_office_then_404(desk, world, client_as, actor):
    assert client_as(world.users[actor]).get(desk.url).status_code == 404


def test_page_when_there_is_no_such_document_or_no_text_then_404(desk, source):
    assert desk.client.get("/documents/999999/review/").status_code == 404
    Finding.objects.all().delete()
    source.delete()
    assert desk.client.get(desk.url).status_code == 404


def test_page_when_there_is_an_annex_then_either_text_can_be_reviewed(desk, source, world):
    def file(role, name):
        return DocumentFile.objects.create(
            document=source.document, role=role, name=name, sha256=name, media_type="x", size=1, stored_as=name,
            added_at=reviewing.clock.moment(),
        )  # fmt: skip

    source.file = file("original", "thong-bao.docx")
    SourceText.objects.filter(pk=source.pk).update(file=source.file)
    said = "Sở Xây dựng lập danh mục dự án"
    annex = SourceText.objects.create(
        document=source.document, file=file("annex", "phu-luc.docx"), reader="test/1", text=said,
        read_at=reviewing.clock.moment(),
    )  # fmt: skip
    reviewing.find(annex, (said,), ({"assignees": ["Sở Xây dựng"], "deliverable": "danh mục"},))
    page = desk.open()
    assert (texts(page, ".texts a[aria-current]"), len(page.css("#items li"))) == (["thong-bao.docx"], 6)
    link = next(one.attributes["href"] for one in page.css(".texts a") if one.text() == "phu-luc.docx")
    page = LexborHTMLParser(desk.client.get(desk.url + link).content.decode())
    assert texts(page, "#items .items-words") == [said]
    response = desk.client.post(f"{desk.url}confirm/", desk.sent(page))
    assert response["Location"].endswith(f"source={annex.pk}")
    assert Task.objects.get().orders.get().source == annex
    assert desk.client.get(desk.url, {"source": 10**9}).status_code == 404


def test_page_when_the_words_are_hostile_then_they_stay_words(world, client_as):
    said = 'Sở Tài chính <script>alert("1")</script> & "trích" </mark> lập kế hoạch\r'
    text = reviewing.notice(world.unit("UBND"), sentences=(said,), fields=({"assignees": ['"><img src=x onerror=1>']},))
    desk = Desk(client_as(world.users["coordinator"]), text)
    page = desk.open()
    assert not page.css("#text script, #text img, .item img")
    assert said.strip() in page.css_first("#text").text()
    assert desk.sent(page)["content"] == [said.strip()]


def test_page_when_30_items_then_it_costs_the_same_as_with_3(world, client_as, check_costs):
    few = reviewing.notice(world.unit("UBND"), sentences=SIX[:3], fields=reviewing.FIELDS[:3])
    client = client_as(world.users["coordinator"])

    def grow():
        sentences = (*SIX[:3], *(f"Sở Tài chính lập kế hoạch số {number} về trụ sở" for number in range(100, 127)))
        few.text += "\n".join(sentences[3:])
        few.save()
        reviewing.find(few, sentences, (*reviewing.FIELDS[:3], *({"assignees": ["Sở Nội vụ"]} for _ in sentences[3:])))

    check_costs(client, f"/documents/{few.document_id}/review/", "review", grow=grow)


def test_confirm_when_600_communes_then_it_costs_the_same_as_with_3(desk, world, source):
    again = reviewing.notice(world.unit("UBND"), number="8")

    def cost(one) -> int:
        with CaptureQueriesContext(connection) as taken:
            assert one.confirm(SIX[2]).status_code == 303
        return len(taken)

    few = cost(desk)
    units = [orgs.unit(f"Y{number}", "commune", "UBND", name=f"Ủy ban nhân dân xã Y {number}") for number in range(597)]
    reviewing.orgs_actions.open_units(units=units, by=None)
    assert cost(Desk(desk.client, again)) == few
    assert Task.objects.last().assignments.count() == 600


def test_provenance_when_asked_for_then_tasks_by_directive_and_the_way_to_the_review(desk, world, source, client_as):
    desk.confirm(SIX[0])
    desk.confirm(SIX[1])
    documents.distribute(document=source.document, units=[world.unit("STC"), world.unit("SNV")], by=None)

    def shown(actor) -> str:
        answer = client_as(world.users[actor]).get(f"/documents/{source.document_id}/tasks/")
        return answer.content.decode() if answer.status_code == 200 else ""

    assert desk.url in shown("coordinator")
    assert SIX[0] in shown("reporter")
    assert desk.url not in shown("reporter")
    assert SIX[1] not in shown("reporter")
    assert SIX[1] in shown("reporter_elsewhere")
    assert shown("coordinator_elsewhere") == ""
