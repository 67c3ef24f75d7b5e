"""The desk's other hands: items split and merged, open tasks beside, two officers at one text."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from namro.reading.models import Finding, Presence, Verdict
from namro.tasks.models import AssignmentState, Task
from tests.factories import reviewing, tasks
from tests.factories.reviewing import SIX, span
from tests.web.test_review import Desk, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(world):
    return reviewing.notice(world.unit("UBND"))


@pytest.fixture
def desk(world, source, client_as):
    return Desk(client_as(world.users["coordinator"]), source)


def post(desk, act, at, **data):
    place = span(desk.source, at)
    return desk.client.post(f"{desk.url}{act}/", {"start": place["start"], "end": place["end"], **data})


def test_item_when_it_has_several_parts_then_each_is_offered_as_a_beginning(desk):
    page = desk.open(SIX[0])
    pieces = [" ".join(one.text().split()) for one in page.css("#regroup .piece")]
    assert pieces == [
        "Sở Tài chính chủ trì,",
        "phối hợp với Sở Nội vụ xây dựng phương án sắp xếp trụ sở dôi dư,",
        "trình trước ngày 15/4/2026",
    ]
    assert not desk.open(SIX[5]).css("#regroup")


def test_split_when_a_part_is_ticked_then_two_items_and_the_first_is_shown(desk, source):
    cut = source.text.index("phối hợp với Sở Nội vụ")
    response = post(desk, "split", SIX[0], cut=cut)
    page = desk.open(SIX[0][:20])
    assert response["Location"].endswith(f"item={span(source, SIX[0])['start']}-{cut - 2}")
    assert len(page.css("#items li")) == 7
    restored = post(desk, "restore", SIX[0][:20])
    assert (restored.status_code, len(desk.open().css("#items li"))) == (303, 6)


def test_merge_when_the_next_one_waits_then_one_item(desk):
    assert post(desk, "merge", SIX[0]).status_code == 303
    assert len(desk.open().css("#items li")) == 5


def test_merge_when_the_next_one_is_decided_then_refused_with_a_sentence(desk):
    post(desk, "reject", SIX[1], reason="Trùng")
    assert not desk.open(SIX[0]).css("[data-merge]")
    response = post(desk, "merge", SIX[0], follow=True)
    assert response.status_code in {302, 422}
    assert Finding.objects.count() == 6


def test_beside_when_an_open_task_looks_alike_then_it_can_be_joined(desk, world, source):
    from namro.orgs.scope import scope

    by = scope(world.users["coordinator"], tasks.ISSUED)
    task = tasks.issue(by, world.unit("UBND"), world.unit("STC"), content="Lập phương án sắp xếp trụ sở dôi dư")
    place = span(source, SIX[0])
    page = LexborHTMLParser(desk.client.get(f"{desk.url}beside/?item={place['start']}-{place['end']}").text)
    offered = [one.attributes["value"] for one in page.css("input[name=beside]")]
    assert offered == ["", f"join:{task.pk}", f"replace:{task.pk}"]
    sent = desk.sent(desk.open(SIX[0])) | {"beside": offered[1]}
    assert desk.client.post(f"{desk.url}confirm/", sent).status_code == 303
    assert (Task.objects.count(), task.orders.count(), AssignmentState.objects.current().count()) == (1, 2, 1)


def test_confirm_when_the_task_beside_is_made_up_then_refused_and_nothing_is_issued(desk):
    sent = desk.sent(desk.open(SIX[0]))
    assert desk.client.post(f"{desk.url}confirm/", sent | {"beside": "join:999999"}).status_code == 404
    assert desk.client.post(f"{desk.url}confirm/", sent | {"beside": "drop:1"}).status_code == 422
    assert (Task.objects.count(), Verdict.objects.count()) == (0, 0)


def test_undo_when_a_task_was_issued_then_the_words_are_proposed_again(desk):
    desk.confirm(SIX[0])
    assert desk.open(SIX[0]).css("#undo")
    assert post(desk, "undo", SIX[0]).status_code == 303
    assert texts(desk.open(SIX[0]), "#item .items-state") == ["đề xuất"]


class TestTwoOfficers:
    """The coordinator and the leader of one office at the same text."""

    @pytest.fixture
    def other(self, world, source, client_as):
        return Desk(client_as(world.users["leader"]), source)

    def here(self, desk, at, seen="", waiting="1"):
        place = span(desk.source, at)
        sent = {"item": f"{place['start']}-{place['end']}", "seen": seen, "waiting": waiting}
        response = desk.client.post(f"{desk.url}here/", sent)
        return response, LexborHTMLParser(response.text) if response.status_code == 200 else None

    def test_here_when_two_are_at_the_text_then_each_sees_the_other_and_the_item(self, desk, other, world):
        self.here(other, SIX[2])
        _response, page = self.here(desk, SIX[0])
        assert world.users["leader"].get_full_name() in page.css_first("#others").text()
        assert "mục 3" in page.css_first("#others").text()

    def test_here_when_nothing_changed_then_an_empty_answer(self, desk):
        _response, page = self.here(desk, SIX[0])
        import json

        seen = json.loads(page.css_first("#others").attributes["hx-vals"])["seen"]
        response, _page = self.here(desk, SIX[0], seen=seen)
        assert (response.status_code, Presence.objects.count()) == (204, 1)

    def test_here_when_the_other_decided_about_this_item_then_said_by_name_with_the_list_anew(self, desk, other, world):
        other.confirm(SIX[0])
        _response, page = self.here(desk, SIX[0])
        assert f"{world.users['leader'].get_full_name()} đã xử lý mục 1" in page.css_first("#others .message").text()
        assert "đã giao" in page.css_first("#items li").text()
        assert page.css_first("#progress .figure").text() == "1/6"

    def test_here_when_the_other_left_then_no_longer_named(self, desk, other):
        self.here(other, SIX[2])
        Presence.objects.update(seen_at=reviewing.clock.moment(reviewing.ISSUED_ON))
        _response, page = self.here(desk, SIX[0])
        assert page.css_first("#others").text().strip() == ""


@pytest.mark.parametrize("item", ["\0", "1-\0", "<b>", "9" * 5000, "5-3"])
def test_here_when_the_item_is_no_place_then_the_person_is_there_without_one(desk, world, item):
    response = desk.client.post(f"{desk.url}here/", {"item": item, "seen": "", "waiting": "1"})
    assert response.status_code == 200
    assert [one.item for one in Presence.objects.all()] == [""]


def test_task_when_what_replaced_it_is_taken_back_then_its_history_tells_no_exception(desk, world, source):
    from namro.orgs.scope import scope
    from namro.tasks import actions

    by = scope(world.users["coordinator"], tasks.ISSUED)
    task = tasks.issue(by, world.unit("UBND"), world.unit("STC"))
    beside = actions.Beside(actions.How.REPLACE, task.pk)
    made = actions.confirm(
        **span(source, SIX[0]), chosen=reviewing.chosen(world.unit("STC"), beside=beside), by=by, today=tasks.ISSUED
    )
    actions.undo(verdict=made.verdict, by=by, today=tasks.ISSUED)
    history = LexborHTMLParser(desk.client.get(f"/tasks/{task.pk}/").text).css_first(".moves").text()
    assert "Mở lại" in history
    assert "ngoại lệ" not in history
