"""One task's page and the office's decisions: provenance, deadline, clarities, shares, what each role may and may not do."""

from datetime import timedelta

import pytest

from namro.core import clock
from namro.documents.models import Document, SourceText
from namro.orgs import actions as orgs_actions
from namro.reading.models import ItemKind
from namro.tasks import actions
from namro.tasks.models import AssignmentState, Move
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db
TEXT = "Giao Sở Tài chính rà soát nhà, đất dôi dư trước ngày 14 tháng 5 năm 2026. Giao Sở Nội vụ phối hợp."
WORDS = "rà soát nhà, đất dôi dư trước ngày 14 tháng 5 năm 2026"


@pytest.fixture
def quoted(life):
    """A task that stands on words of a document kept by UBND."""
    at = clock.moment(tasks.ISSUED)
    document = Document.objects.create(
        symbol="128/TB-UBND",
        symbol_key="128/tb-ubnd",
        status="held",
        held_by=life.world.unit("UBND"),
        registered_at=at,
        search_fold="128",
    )
    source = SourceText.objects.create(document=document, reader="t", text=TEXT, read_at=at)
    start = TEXT.index(WORDS)
    order = actions.Order(
        document=document, source=source, start=start, end=start + len(WORDS), issuer_name="Ủy ban nhân dân tỉnh"
    )
    directive = actions.note_directive(order=order, by=life.office, today=tasks.ISSUED)
    return life.issue(
        "quoted",
        "STC",
        content="Rà soát nhà đất",
        orders=[directive],
        due_on=TODAY + timedelta(days=3),
        due_said="trước ngày 14 tháng 5 năm 2026",
        due_rule="before_day",
        clarity_in_document={
            "person": True,
            "task": True,
            "progress": True,
            "responsibility": False,
            "result": False,
        },
    )


@pytest.mark.parametrize(
    ("text", "quotation", "before", "after"),
    [
        (TEXT, WORDS, "Giao Sở Tài chính ", ". Giao Sở Nội vụ phối hợp."),
        (
            "Các sở, ngành và địa phương theo chức năng khẩn trương rà soát.",
            "rà soát",
            "… theo chức năng khẩn trương ",
            ".",
        ),
        (
            "Mục 2: rà soát kho tàng trên toàn bộ địa bàn các xã, phường trong tỉnh.",
            "rà soát",
            "Mục 2: ",
            " kho tàng trên toàn bộ địa bàn …",
        ),
        ("x" * 40 + "rà soát" + "y" * 40, "rà soát", "… ", " …"),
        ("rà soát", "rà soát", "", ""),
    ],
)
def test_context_when_it_is_cut_then_at_whole_words_with_dots(text, quotation, before, after):
    from namro.web.templatetags.tasks import from_word, to_word

    start = text.index(quotation)
    end = start + len(quotation)
    assert from_word(text[max(0, start - 32) : start], start) == before
    assert to_word(text[end : end + 32]) == after


def test_page_when_opened_then_the_exact_words_the_deadline_and_why(office, quoted):
    said = words_of(office.get(f"/tasks/{quoted.pk}/"))
    assert WORDS in said and "Giao Sở Tài chính" in said and "128/TB-UBND" in said
    assert "Ngày cuối của thời hạn 13/05/2026" in said and "“trước ngày 14 tháng 5 năm 2026”" in said
    assert "văn bản không nêu kết quả" in said and "chưa nhập sản phẩm" in said


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        ("before_day", "thì hết ngày liền trước", "ends on the day before it"),
        ("last_day_of_quarter", "tính đến hết ngày cuối của kỳ", "the last day of the period counts"),
        ("by_hand", "chuyên viên", "set by the officer at review"),
        ("a_rule_of_tomorrow", "", ""),
    ],
)
def test_deadline_when_computed_then_the_rule_is_a_sentence_and_never_a_code(life, office, rule, vi, en):
    task = life.issue("ruled", "STC", due_rule=rule)
    for language, sentence in (("vi", vi), ("en", en)):
        office.cookies["namro_language"] = language
        said = words_of(office.get(f"/tasks/{task.pk}/")).lower()
        assert rule not in said and sentence.lower() in said
        assert ("cách tính" in said or "computed by" in said) == bool(sentence)


def test_page_when_the_document_states_no_deadline_then_the_gap_is_shown_in_words(life, office):
    task = life.issue(
        "gap", "STC", due_on=None, kind="undated", clarity_in_document={"person": True, "progress": False}
    )
    assert "văn bản không nêu thời hạn" in words_of(office.get(f"/tasks/{task.pk}/"))


def test_words_when_the_reader_may_see_the_document_then_they_lead_to_their_place(life, office, reporter, quoted, read):
    from namro.documents.models import Recipient
    from namro.web.templatetags.tasks import document_place

    order = quoted.orders.get()
    place = document_place(order.document_id, order.start, order.end)
    if not place:
        pytest.skip("this installation has no document page yet")
    assert place.endswith(f"#c{order.start}-{order.end}")
    assert read(office.get(f"/tasks/{quoted.pk}/")).css_first(f'a[href="{place}"]') is not None
    assert read(reporter.get(f"/tasks/{quoted.pk}/")).css_first(f'a[href="{place}"]') is None
    Recipient.objects.create(document=order.document, unit=life.world.unit("STC"))
    assert read(reporter.get(f"/tasks/{quoted.pk}/")).css_first(f'a[href="{place}"]') is not None


def test_shares_when_joint_then_roles_parts_days_and_the_head_s_tenure(life, office, read):
    orgs_actions.fill_post(
        unit=life.world.unit("STC"), title="Giám đốc", person="Vi Văn Mẫu", kind="acting", since=tasks.ISSUED, by=None
    )
    rows = [
        " ".join(row.text().split())
        for row in read(office.get(f"/tasks/{life.issued['joint'].pk}/")).css("#shares tbody tr")
    ]
    assert "Sở Tài chính" in rows[0] and "chủ trì" in rows[0] and "Vi Văn Mẫu, Giám đốc (quyền" in rows[0]
    assert "Cung cấp số liệu biên chế" in rows[1] and "phối hợp" in rows[1] and "10/05/2026" in rows[1]


def test_task_for_each_when_opened_then_done_of_assigned_and_one_share_can_be_looked_at(life, office, read):
    task = life.issued["each"]
    said = words_of(office.get(f"/tasks/{task.pk}/"))
    assert "Hoàn thành 1/3" in said
    share = life.share("each", "X002")
    one = office.get(f"/tasks/{task.pk}/?share={share.pk}")
    assert len(read(one).css("#reports article")) == 1
    assert "Ủy ban nhân dân xã Mẫu 002" in read(one).css_first("#acts h2").text()
    assert office.get(f"/tasks/{task.pk}/?share={life.share('joint').pk}").status_code == 404


def test_task_for_each_when_a_commune_looks_then_only_its_own_share(life, client_as):
    from namro.orgs.models import Role

    user = orgs.user("xa2", Role.REPORTER, life.world.unit("X002"))
    said = words_of(client_as(user).get(f"/tasks/{life.issued['each'].pk}/"))
    assert "xã Mẫu 002" in said and "xã Mẫu 001" not in said


def test_task_for_many_when_opened_then_fifty_shares_a_page_filters_and_the_same_cost(life, office, read, check_costs):
    def issue(name: str, count: int):
        made = orgs_actions.open_units(
            units=[orgs.unit(f"{name}{n:03}", "commune", "UBND") for n in range(count)], by=None
        )
        task = tasks.issue(life.office, life.world.unit("UBND"), *made)
        shares = list(task.assignments.all())
        for share in shares[:2]:
            life.send(share, tasks.DUE)
        actions.accept(assignments=shares[:2], by=life.office, today=tasks.DUE)
        return task

    few, many = issue("F", 3), issue("M", 70)
    cost = check_costs(office, f"/tasks/{few.pk}/", "tasks.task")
    assert check_costs(office, f"/tasks/{many.pk}/", "tasks.task") == cost
    tree = read(office.get(f"/tasks/{many.pk}/"))
    assert len(tree.css("#shares tbody tr")) == 50
    chip = next(link for link in tree.css("#shares .chips a") if "đúng hạn" in link.text())
    done = read(office.get(f"/tasks/{many.pk}/{chip.attributes['href'].split('#')[0]}"))
    assert len(done.css("#shares tbody tr")) == int(chip.css_first("strong").text()) == 2
    assert len(read(office.get(f"/tasks/{many.pk}/?unit=M01")).css("#shares tbody tr")) == 10
    history = read(office.get(f"/tasks/{many.pk}/")).css_first(".moves").text()
    assert "70 đơn vị" in history


@pytest.mark.parametrize(
    ("days", "state", "said"), [(-1, None, "chưa được giao"), (5, "đang thực hiện", "đến hết ngày")]
)
def test_as_of_when_an_earlier_day_is_asked_then_what_was_known_and_nothing_can_be_done(
    life, office, read, days, state, said
):
    share = life.share("back")
    on = tasks.ISSUED + timedelta(days=days)
    answer = office.get(f"/tasks/{share.task_id}/?on={on.isoformat()}")
    tree = read(answer)
    assert said in words_of(answer)
    assert tree.css_first("#acts") is None and tree.css("article.report") == []
    shown = [cell.text() for cell in tree.css("#shares tbody .badge")]
    assert (state in shown) if state else shown == []


def test_extension_when_granted_then_first_and_last_day_and_the_reason_stand_there(life, office):
    share = life.share("joint")
    actions.set_due(
        assignments=[share],
        due_on=TODAY + timedelta(days=30),
        reason="Gia hạn để lấy ý kiến",
        by=life.office,
        today=TODAY,
    )
    said = words_of(office.get(f"/tasks/{share.task_id}/"))
    assert "09/06/2026" in said and "Thời hạn ban đầu 13/05/2026" in said and "Gia hạn để lấy ý kiến" in said
    assert "đã gia hạn" in said


ACTS = {"report", "submit", "accept", "return", "set_due", "wait", "release", "suspend", "resume", "exit", "reopen"}
ACTS |= {"transfer"}


@pytest.mark.parametrize("state", ["open", "waiting", "suspended", "submitted", "done", "exited"])
def test_buttons_when_shown_to_the_office_then_open_ones_work_and_closed_ones_say_why(life, office, read, state):
    from namro.tasks.models import State
    from namro.tasks.states import allows

    share = life.share("joint")
    _bring(life, share, state)
    tree = read(office.get(f"/tasks/{share.task_id}/?share={share.pk}"))
    buttons = tree.css("#acts button[disabled]")
    closed = {button.attributes["value"] for button in buttons}
    for button in buttons:
        assert str(State(state).label) in tree.css_first("#" + button.attributes["aria-describedby"]).text()
    for group in ("holder", "office"):
        said = [one.text() for one in tree.css(f'#acts [id^="why-{group}"]')]
        assert len(said) == len(set(said))
    offered = {field.attributes["value"] for field in tree.css("#acts input[name=move], #acts input[name=act]")}
    may = {name for name in ACTS if allows(state, Move.Kind(name))}
    assert offered == may - {"report", "submit"}
    assert closed == set() or closed <= ACTS - may


def _bring(life, share, state):
    by = {"assignments": [share], "by": life.office, "today": TODAY}
    if state in {"submitted", "done"}:
        life.send(share, TODAY)
    if state == "done":
        actions.accept(**by)
    if state == "waiting":
        actions.wait_for_document(**by, reason="Chờ nghị định")
    if state == "suspended":
        actions.suspend(**by, reason="Thiên tai")
    if state == "exited":
        actions.exit_register(**by, exit_reason="merged", reason="Gộp")


@pytest.mark.parametrize("actor", ["leader", "inspector", "auditor", "reporter", "unit_head"])
def test_buttons_when_the_reader_is_not_the_office_then_one_sentence_and_no_form(life, client_as, read, actor):
    answer = client_as(life.world.users[actor]).get(f"/tasks/{life.issued['joint'].pk}/")
    forms = [form.attributes.get("id") for form in read(answer).css("#acts form")]
    assert forms == (["line"] if actor in {"reporter", "unit_head"} else [])  # a unit's own line decides nothing
    assert "Chỉ cán bộ điều phối của cơ quan giao được làm việc này." in words_of(answer)
    holder = actor in {"reporter", "unit_head"}
    assert bool(read(answer).css(f'#acts a[href="/tasks/shares/{life.share("joint").pk}/report/"]')) == holder


DECISIONS = [
    ("submitted", {"move": "accept"}, "done", "Đã xác nhận hoàn thành 1 lượt giao."),
    ("submitted", {"move": "return", "reason": "Thiếu phụ lục"}, "open", "Đã trả lại 1 lượt giao."),
    (
        "open",
        {"move": "set_due", "due_on": "30/06/2026", "reason": "Gia hạn"},
        "open",
        "Đã đặt thời hạn cho 1 lượt giao.",
    ),
    ("open", {"move": "wait", "reason": "Chờ nghị định"}, "waiting", "Đã chuyển 1 lượt giao sang chờ văn bản."),
    ("waiting", {"move": "release"}, "open", "Đã ghi nhận có văn bản cho 1 lượt giao."),
    ("open", {"move": "suspend", "reason": "Thiên tai"}, "suspended", "Đã tạm dừng 1 lượt giao."),
    ("suspended", {"move": "resume"}, "open", "Đã cho tiếp tục 1 lượt giao."),
    (
        "open",
        {"move": "exit", "exit_reason": "merged", "reason": "Gộp vào nhiệm vụ khác"},
        "exited",
        "Đã thôi theo dõi 1 lượt giao.",
    ),
    ("done", {"move": "reopen", "reason": "Bổ sung"}, "open", "Đã mở lại 1 lượt giao."),
]


@pytest.mark.parametrize(("before", "sent", "after", "said"), DECISIONS, ids=[one[1]["move"] for one in DECISIONS])
def test_decision_when_taken_then_the_state_moves_and_the_page_names_the_act(life, office, before, sent, after, said):
    share = life.share("joint")
    _bring(life, share, before)
    page = f"/tasks/{share.task_id}/"
    answer = office.post("/tasks/decisions/", {**sent, "share": share.pk, "next": page})
    assert answer["Location"] == page
    assert tasks.row(share).state == after
    assert said in words_of(office.get(page))
    move = Move.objects.filter(assignment=share).latest("id")
    assert (move.kind, move.reason, move.by) == (sent["move"], sent.get("reason", ""), life.world.users["coordinator"])


@pytest.mark.parametrize(("before", "sent"), [one[:2] for one in DECISIONS], ids=[one[1]["move"] for one in DECISIONS])
@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("leader", 422),
        ("inspector", 422),
        ("auditor", 422),
        ("reporter", 422),
        ("unit_head", 422),
        ("administrator", 404),
        ("coordinator_elsewhere", 404),
        ("reporter_elsewhere", 404),
        ("nobody", 404),
    ],
)
def test_decision_when_somebody_else_tries_then_refused_and_nothing_moves(life, client_as, before, sent, actor, status):
    share = life.share("joint")
    _bring(life, share, before)
    moves = Move.objects.count()
    answer = client_as(life.world.users[actor]).post("/tasks/decisions/", {**sent, "share": share.pk})
    assert answer.status_code == status
    assert Move.objects.count() == moves


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"move": "accept"}, "đang thực hiện"),
        ({"move": "return", "reason": "Thiếu"}, "đang thực hiện"),
        ({"move": "set_due", "reason": "Gia hạn"}, "Hãy nhập ngày"),
        ({"move": "set_due", "due_on": "31/02/2026", "reason": "Gia hạn"}, "31/02/2026"),
        ({"move": "set_due", "due_on": "30/06/2026"}, "Hãy nêu lý do"),
        ({"move": "exit", "reason": " "}, "Hãy nêu lý do"),
        ({"move": "exit", "exit_reason": "vì thích", "reason": "x"}, "Loại lý do"),
        ({"move": "exit", "exit_reason": "merged", "reason": "x", "symbol": "99/QĐ-UBND"}, "99/QĐ-UBND"),
        ({"move": "report"}, "Hãy chọn việc cần làm"),
        ({"move": "issue"}, ""),
        ({}, "bắt buộc"),
        ({"move": "suspend", "reason": "x", "share": []}, "ít nhất một dòng"),
        ({"move": "suspend", "reason": "x\x00y"}, ""),
    ],
)
def test_decision_when_wrong_then_a_sentence_and_nothing_moves(life, office, sent, said):
    share = life.share("joint")
    moves = Move.objects.count()
    answer = office.post("/tasks/decisions/", {"share": share.pk} | sent)
    assert answer.status_code in {400, 422}
    assert said in words_of(answer)
    assert Move.objects.count() == moves


def test_decision_when_sent_from_a_page_then_back_to_it_with_the_sentence(life, office):
    share = life.share("joint")
    page = f"http://testserver/tasks/{share.task_id}/"
    answer = office.post("/tasks/decisions/", {"move": "accept", "share": share.pk}, HTTP_REFERER=page)
    assert answer["Location"] == page
    assert "Không làm được khi nhiệm vụ đang ở trạng thái" in words_of(office.get(f"/tasks/{share.task_id}/"))


def test_decision_when_a_document_decides_then_it_is_kept_with_the_exit(life, office, quoted):
    from vanban import symbols

    document = quoted.orders.get().document
    Document.objects.filter(pk=document.pk).update(symbol_key=symbols.parse("128/TB-UBND").key)
    share = life.share("joint")
    sent = {"move": "exit", "exit_reason": "replaced", "reason": "Có văn bản mới", "symbol": "128/TB-UBND"}
    office.post("/tasks/decisions/", {**sent, "share": share.pk})
    move = Move.objects.filter(assignment=share).latest("id")
    assert (move.exit_reason, move.document) == ("replaced", document)
    said = words_of(office.get(f"/tasks/{share.task_id}/"))
    assert "thay thế" in said and "Có văn bản mới" in said


def test_decision_when_one_of_many_lies_outside_the_scope_then_none_moves(life, office):
    other = tasks.acting(life.world.province, "vptu", "coordinator", "TU", subtree=True)
    hidden = tasks.share(tasks.issue(other, life.world.unit("TU"), life.world.unit("VPTU")))
    sent = {"move": "suspend", "reason": "x", "share": [life.share("joint").pk, hidden.pk]}
    assert office.post("/tasks/decisions/", sent).status_code == 404
    assert tasks.row(life.share("joint")).state == "open"


def test_bulk_when_units_are_chosen_on_the_page_then_all_of_them_move(life, office, read):
    task = life.issued["each"]
    tree = read(office.get(f"/tasks/{task.pk}/"))
    boxes = [box.attributes["value"] for box in tree.css("#shares input[name=share]")]
    assert len(boxes) == 3
    open_ones = [life.share("each", "X003").pk, life.share("each", "X002").pk]
    sent = {"move": "set_due", "due_on": "30/06/2026", "reason": "Gia hạn chung", "share": open_ones}
    assert office.post("/tasks/decisions/", sent).status_code == 302
    extended = AssignmentState.objects.current().filter(task=task, extended=True)
    assert set(extended.values_list("assignment_id", flat=True)) == set(open_ones)


def test_bulk_when_the_reader_is_not_the_office_then_no_boxes(life, client_as, read):
    tree = read(client_as(life.world.users["leader"]).get(f"/tasks/{life.issued['each'].pk}/"))
    assert tree.css("#shares input[name=share]") == []


def test_to_confirm_when_many_are_chosen_then_confirmed_at_once_or_returned_with_a_reason(life, office, read):
    life.send(life.share("joint"), TODAY, product_symbol="45/TTr-STC", product_on=TODAY)
    tree = read(office.get("/tasks/to-confirm/"))
    boxes = [int(box.attributes["value"]) for box in tree.css("input[name=share]")]
    assert boxes == [life.share("each", "X002").pk, life.share("joint").pk]
    assert "45/TTr-STC" in tree.body.text()
    refused = office.post("/tasks/decisions/", {"move": "return", "share": boxes})
    assert refused.status_code == 422 and "Hãy nêu lý do" in words_of(refused)
    answer = office.post("/tasks/decisions/", {"move": "accept", "share": boxes, "next": "/tasks/to-confirm/"})
    assert answer["Location"] == "/tasks/to-confirm/"
    assert {tasks.row(life.share("each", "X002")).state, tasks.row(life.share("joint")).state} == {"done"}
    assert "Không có cập nhật hoàn thành nào" in words_of(office.get("/tasks/to-confirm/"))


def test_to_confirm_when_there_are_many_then_the_cost_stays(life, office, check_costs):
    def grow() -> None:
        for number in range(5):
            life.issue(f"n{number}", "STC", content=f"Việc {number}")
            life.send(life.share(f"n{number}"), TODAY)

    check_costs(office, "/tasks/to-confirm/", "tasks.to_confirm", grow=grow)


def test_task_when_it_is_not_there_then_no_page(office):
    for number in (0, 999999, 10**30):
        assert office.get(f"/tasks/{number}/").status_code == 404


def test_kinds_when_shown_then_kind_and_weight_stand_apart(life, office):
    task = life.issue("focal", "STC", kind=ItemKind.STANDING, weight="focal")
    said = words_of(office.get(f"/tasks/{task.pk}/"))
    assert "trọng tâm" in said
