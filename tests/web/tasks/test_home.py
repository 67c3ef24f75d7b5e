"""The first page by role: figures that open their rows, the items themselves, one tap to act, the same cost for many rows."""

from datetime import timedelta

import pytest

from namro.orgs import actions as granting
from namro.orgs.models import Role
from namro.orgs.scope import scope
from namro.tasks import actions, queries
from namro.tasks.models import Gap, ProgressReport
from tests.factories import orgs, tasks
from tests.web.tasks.conftest import TODAY, words_of

pytestmark = pytest.mark.django_db


def told(tree, title: str):
    """The list under this heading."""
    return next(one for one in tree.css(".home-list") if one.css_first("h3").text() == title)


def titles(box) -> list[str]:
    return [link.text().strip() for link in box.css(".todo-title a, .plain li > a")]


def propose(life, actor: str = "reporter"):
    """STC proposes the product of the joint task."""
    value = actions.NewValue(Gap.PRODUCT, "Trao đổi qua điện thoại", words="Tờ trình phương án")
    by = scope(life.world.users[actor], TODAY)
    return actions.propose_value(share=life.share("joint"), value=value, by=by, today=TODAY)


def test_home_when_opened_by_each_role_then_its_figures_and_each_opens_its_rows(life, client_as, read):
    propose(life)
    own = ["quá hạn", "đến hạn trong 7 ngày", "bị trả lại", "đã gửi, chờ xác nhận", "tất cả việc đang mở"]
    whole = ["Đã giao", "Hoàn thành đúng hạn", "Hoàn thành quá hạn"]
    expected = {
        "reporter": own,
        "unit_head": own,
        "coordinator": ["cập nhật hoàn thành chờ xác nhận", "đề xuất chờ quyết định", "lượt giao quá hạn"],
        "leader": whole,
        "inspector": whole,
        "auditor": whole,
    }
    for actor, labels in expected.items():
        client = client_as(life.world.users[actor])
        home = read(client.get("/"))
        tiles = home.css("#part-own a.tile, #part-office a.tile, #part-overseen a.tile")
        said = [(tile.text().replace(tile.css_first(".figure").text(), "", 1).strip(), tile) for tile in tiles]
        assert [label for label, _tile in said][: len(labels)] == labels
        figures = [(label, tile, tile.css_first(".figure").text()) for label, tile in said]
        figures += [(chip.text(), chip, chip.css_first("strong").text()) for chip in home.css(".home-list .chips a")]
        figures += [
            (link.attributes["href"], link, link.text()) for link in home.css(".home-units td a, .picture td a")
        ]
        for label, link, value in figures:
            opened = read(client.get(link.attributes["href"]))
            rows = opened.css("#content .tasks-table tbody tr, article.card")
            assert len(rows) == int(value), f"{label} of {actor}"
    assert read(client_as(life.world.users["administrator"]).get("/")).css("[id^=part-]") == []


def test_own_part_when_opened_then_late_returned_and_due_soon_first_each_with_one_tap_to_update(life, reporter, read):
    life.issue("later", "STC", content="Việc còn lâu mới đến hạn", due_on=TODAY + timedelta(days=60))
    box = told(read(reporter.get("/")), "Việc cần làm trước")
    assert titles(box) == ["Báo cáo giải ngân", "Rà soát nhà, đất dôi dư"]
    first = box.css_first("li")
    assert "quá hạn 10 ngày" in first.text() and "Thiếu phụ lục số liệu" in first.text()
    update = first.css_first("a.button").attributes["href"]
    assert update == f"/tasks/shares/{life.share('back').pk}/report/?next=/"
    form = read(reporter.get(update)).css_first("form.panel")
    kept = {"sentence": "Đã bổ sung phụ lục", "next": form.css_first("[name=next]").attributes["value"]}
    answer = reporter.post(update, kept)
    assert answer["Location"] == "/"
    assert ProgressReport.objects.filter(assignment=life.share("back"), sentence="Đã bổ sung phụ lục").exists()


def test_own_part_when_sent_then_no_longer_to_do_but_waiting_and_answers_to_proposals_are_told(life, reporter, read):
    approved = propose(life)
    actions.approve_value(proposal=approved, by=life.office, today=TODAY)
    value = actions.NewValue(Gap.RESULT, "Trao đổi", words="Báo cáo gửi lãnh đạo")
    by = scope(life.world.users["reporter"], TODAY)
    refused = actions.propose_value(share=life.share("joint"), value=value, by=by, today=TODAY)
    actions.refuse_value(proposal=refused, reason="Nêu rõ nơi nhận", by=life.office, today=TODAY)
    life.send(life.share("joint"), TODAY)
    tree = read(reporter.get("/"))
    assert titles(told(tree, "Việc cần làm trước")) == ["Báo cáo giải ngân"]
    assert titles(told(tree, "Đã gửi, chờ xác nhận")) == ["Rà soát nhà, đất dôi dư"]
    answers = told(tree, "Đề xuất đã được trả lời").text()
    assert "đã duyệt" in answers and "Tờ trình phương án" in answers
    assert "bị từ chối" in answers and "Nêu rõ nơi nhận" in answers


def test_own_part_when_nothing_is_urgent_then_says_so(life, client_as, read):
    calm = orgs.user("calm", Role.REPORTER, life.world.unit("SXD"))
    assert "Không còn việc nào đang mở" in words_of(client_as(calm).get("/"))
    life.issue("far", "SXD", content="Việc còn xa", due_on=TODAY + timedelta(days=60))
    said = words_of(client_as(calm).get("/"))
    assert "Không có việc quá hạn, bị trả lại hay đến hạn trong 7 ngày." in said and "còn 1 việc khác đang mở" in said


def test_office_part_when_opened_then_what_to_confirm_to_decide_and_what_falls_due(life, office, read):
    propose(life)
    tree = read(office.get("/"))
    assert titles(told(tree, "Chờ xác nhận hoàn thành")) == ["Công khai thủ tục tại bộ phận một cửa"]
    assert "Tờ trình phương án" in told(tree, "Đề xuất chờ quyết định").text()
    assert titles(told(tree, "Đến hạn trong 7 ngày")) == ["Rà soát nhà, đất dôi dư"]
    units = told(tree, "Đơn vị quá hạn nhiều nhất")
    late = [[cell.text() for cell in row.css("th, td")] for row in units.css("tbody tr")]
    assert [(row[0], row[-2], row[-1]) for row in late] == [
        ("Ủy ban nhân dân xã Mẫu 003", "1", "1"),
        ("Sở Tài chính", "1", "0"),
        ("Ủy ban nhân dân xã Mẫu 002", "1", "0"),
    ]


def test_leader_part_when_opened_then_focal_before_late_ones_red_first_each_with_unit_source_and_last_word(
    life, client_as, read
):
    life.issue("calm", "SXD", content="Việc trọng tâm còn hạn", due_on=TODAY + timedelta(days=30), weight="focal")
    life.issue("hot", "SNV", content="Việc đột phá quá hạn", due_on=TODAY - timedelta(days=1), weight="breakthrough")
    update = actions.Update("Đang chờ ý kiến góp ý", percent=40)
    actions.report_progress(assignment=life.share("hot"), update=update, by=life.office, today=TODAY)
    box = told(read(client_as(life.world.users["leader"]).get("/")), "Việc cần quan tâm trước")
    assert titles(box) == [
        "Việc đột phá quá hạn",
        "Công khai thủ tục tại bộ phận một cửa",
        "Báo cáo giải ngân",
        "Việc trọng tâm còn hạn",
    ]
    first, each, _back, calm = box.css("li")
    assert "late" in first.attributes["class"] and "class" not in calm.attributes
    for words in ("quá hạn 1 ngày", "đột phá", "Sở Nội vụ", "giao không bằng văn bản", "40%", "Đang chờ ý kiến góp ý"):
        assert words in first.text(), words
    assert "2 đơn vị chưa hoàn thành (2 quá hạn), trong đó có Ủy ban nhân dân xã Mẫu 00" in each.text()
    assert "chưa cập nhật" in calm.text()


def test_leader_part_when_there_are_many_then_twenty_and_the_focal_ones_never_give_way(life, client_as, read):
    for number in range(24):
        life.issue(f"late{number}", "SNV", content=f"Việc quá hạn thứ {number}")
    life.issue("calm", "SXD", content="Việc trọng tâm còn hạn", due_on=TODAY + timedelta(days=30), weight="focal")
    found = titles(told(read(client_as(life.world.users["leader"]).get("/")), "Việc cần quan tâm trước"))
    assert len(found) == 20 and found[-1] == "Việc trọng tâm còn hạn"


def test_asked_when_told_then_who_has_to_answer_since_when_the_longest_first(life, client_as, read):
    propose(life)
    box = told(read(client_as(life.world.users["leader"]).get("/")), "Đã yêu cầu, chưa được trả lời")
    rows = [" ".join(row.text(separator=" ").split()) for row in box.css("tbody tr")]
    assert "bị trả lại, phải gửi lại Báo cáo giải ngân" in rows[0] and "Sở Tài chính" in rows[0]
    assert f"{tasks.DUE:%d/%m/%Y} 10 ngày" in rows[0]
    assert "hoàn thành chờ xác nhận" in rows[1] and "Ủy ban nhân dân tỉnh" in rows[1]
    assert "đề xuất chờ quyết định" in rows[2] and f"{TODAY:%d/%m/%Y} 0 ngày" in rows[2]
    inspected = told(read(client_as(life.world.users["inspector"]).get("/")), "Đã yêu cầu, chưa được trả lời")
    assert len(inspected.css("tbody tr")) == 2, "who decides nothing is not shown proposals"


def test_units_when_summed_then_the_foot_is_the_register_s_own_figures(life, client_as, read):
    units = told(read(client_as(life.world.users["leader"]).get("/")), "Đơn vị quá hạn nhiều nhất")
    foot = [int(cell.text()) for cell in units.css("tfoot td")]
    known = queries.counters(scope(life.world.users["leader"], TODAY))
    names = ("assigned", "done_on_time", "done_late", "open_in_term", "open_overdue", "unreported")
    assert foot == [getattr(known, name) for name in names]
    assert foot[0] == sum(foot[1:5])


def test_load_when_drawn_then_its_table_says_what_the_bars_show(life, client_as, read):
    life.issue("next", "SXD", content="Tuần sau", due_on=TODAY + timedelta(days=3), weight="focal")
    life.issue("beyond", "SXD", content="Ngoài khoảng", due_on=TODAY + timedelta(weeks=20))
    leader = client_as(life.world.users["leader"])
    box = read(leader.get("/")).css_first("#load")
    rows = [[int(cell.text()) for cell in row.css("td")] for row in box.css("tbody tr")]
    assert len(rows) == 8 and [sum(row[place] for row in rows) for place in range(4)] == [0, 1, 1, 2]
    place = next(number for number, row in enumerate(rows) if row[3] == 2)
    for cell in box.css("tbody tr")[place].css("td a"):
        listed = read(leader.get(cell.attributes["href"])).css(".tasks-table tbody tr")
        assert len(listed) == int(cell.text())
    bars = box.css("svg.drawing rect.edge")
    assert [bar.css_first("title").text().rpartition(" – ")[2] for bar in bars] == ["trọng tâm: 1", "bình thường: 1"]
    assert len({bar.attributes["height"] for bar in bars}) == 1 and len({bar.attributes["fill"] for bar in bars}) == 2
    assert box.css_first("svg.drawing").attributes["role"] == "img"


@pytest.mark.parametrize("actor", ["reporter", "unit_head", "coordinator", "leader", "inspector", "auditor"])
def test_home_when_there_are_many_then_the_cost_stays(life, client_as, check_costs, actor):
    propose(life)

    def grow() -> None:
        for number in range(12):
            units = ("STC", "SNV", f"X00{number % 3 + 1}")
            life.issue(f"n{number}", *units, content=f"Việc thứ {number}", weight="focal")
            life.send(life.share(f"n{number}", "SNV"), TODAY)

    check_costs(client_as(life.world.users[actor]), "/", f"home.{actor}", grow=grow)


def test_home_when_one_coordinates_and_leads_then_both_parts_and_the_units_once(life, client_as, read):
    both = orgs.user("both", Role.COORDINATOR, life.world.unit("UBND"), with_subtree=True)
    granting.grant(user=both, role=Role.LEADER, unit=life.world.unit("UBND"), since=orgs.FOUNDED, by=None)
    tree = read(client_as(both).get("/"))
    assert [part.attributes["id"] for part in tree.css("[id^=part-]")] == ["part-overseen", "part-office"]
    assert len(tree.css("#load")) == 1 and len(tree.css("#states")) == 1
