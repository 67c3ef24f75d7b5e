"""Drafts: names to units on the document's day, collectives, roles, deadlines with their reasons, kinds."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namro.core import actions as core_actions
from namro.core.models import CalendarDay
from namro.documents.models import Document
from namro.orgs import actions as orgs_actions
from namro.orgs.models import UnitAlias
from namro.orgs.queries import match_names
from namro.tasks import drafting
from namro.tasks.drafting import Group, Reason
from tests.factories import orgs, reviewing
from vanban.fold import fold

pytestmark = pytest.mark.django_db
ISSUED = date(2026, 3, 2)
TODAY = date(2026, 3, 5)
MAY = {"deadline_raw": "trong tháng 5/2026", "deadline_end": "2026-05-31"}
SECOND_QUARTER = {"deadline_raw": "phấn đấu trong quý II/2026", "deadline_end": "2026-06-30"}


@pytest.fixture
def province():
    return orgs.province()


def drafted(today: date = TODAY, issued: date = ISSUED, words: str = "", **fields):
    return drafting.draft(fields, Document(issued_on=issued), today, words=words)


def codes(bodies) -> list[str]:
    return [body.code for body in bodies]


def lead(*names: str, **more):
    return drafted(assignees=list(names), assignees_raw=list(names), **more)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Sở Tài chính", ["STC"]),
        ("sở  TÀI CHÍNH", ["STC"]),
        ("Uỷ ban nhân dân tỉnh", ["UBND"]),
        ("Giám đốc Sở Tài chính", ["STC"]),
        ("Chủ tịch Ủy ban nhân dân tỉnh", ["UBND"]),
        ("Ủy ban nhân dân các xã Mẫu 001, Mẫu 003", ["X001", "X003"]),
        ("Chủ tịch Ủy ban nhân dân các xã Mẫu 001 và Mẫu 002", ["X001", "X002"]),
        ("Sở Thông tin", []),
        ("Sở", []),
        ("tài chính", []),
        ("Ủy ban nhân dân các xã Mẫu 001, Mẫu 099", []),
    ],
)
def test_name_when_matched_then_the_unit_that_bears_it_or_none(province, written, found):
    assert codes(lead(written).leads) == found


def test_name_when_the_canonical_one_is_unknown_then_the_written_one_counts(province):
    draft = drafted(assignees=["Sở Tài chính tỉnh Mẫu"], assignees_raw=["Sở Tài chính"])
    assert (codes(draft.leads), draft.doubts) == (["STC"], ())


def test_name_when_several_bear_it_then_it_is_asked(province):
    for code in ("STC", "SNV"):
        UnitAlias.objects.create(unit=province[code], alias="Sở chủ quản", fold="so chu quan")
    (doubt,) = lead("Sở chủ quản").doubts
    assert (doubt.reason, sorted(codes(doubt.candidates))) == (Reason.SEVERAL, ["SNV", "STC"])


def test_name_when_unknown_then_it_stands_on_the_unmatched_list(province):
    draft = lead("Sở Công Nghiệp")
    (doubt,) = draft.doubts
    assert (draft.leads, doubt.written, doubt.reason, doubt.candidates) == ((), "Sở Công Nghiệp", Reason.UNKNOWN, ())


def merged(province, on: date) -> None:
    orgs_actions.reorganise(
        title="Hợp nhất hai sở",
        effective_on=on,
        moves=[(province["SXD"], province["STC"], Decimal(1))],
        by=None,
    )
    orgs_actions.close(unit=province["SXD"], on=on, by=None)


@pytest.mark.parametrize("gone_on", [date(2026, 1, 1), date(2026, 3, 4)], ids=["before the document", "after it"])
def test_name_when_the_body_is_gone_then_its_successor_is_offered(province, gone_on):
    merged(province, gone_on)
    draft = lead("Sở Xây dựng")
    (doubt,) = draft.doubts
    assert (draft.leads, doubt.reason, codes(doubt.candidates)) == ((), Reason.GONE, ["STC"])


def test_name_when_borne_on_another_day_then_the_unit_is_offered_with_its_name_of_the_day(province):
    orgs_actions.add_version(
        unit=province["SXD"], name="Sở Xây dựng và Giao thông", valid_from=date(2026, 2, 1), by=None
    )
    (doubt,) = lead("Sở Xây dựng").doubts
    assert (doubt.reason, doubt.candidates[0].name) == (Reason.RENAMED, "Sở Xây dựng và Giao thông")


def test_name_when_its_unit_was_opened_after_the_document_then_it_is_offered_only(province):
    UnitAlias.objects.create(unit=province["STC"], alias="Sở TC", fold="so tc")
    (doubt,) = lead("Sở TC", issued=date(2019, 5, 1)).doubts
    assert (doubt.reason, codes(doubt.candidates)) == (Reason.RENAMED, ["STC"])


@pytest.mark.parametrize(
    ("written", "group", "certain"),
    [
        ("Ủy ban nhân dân các xã, phường", Group.COMMUNES, True),
        ("UBND các xã, phường, đặc khu trên địa bàn tỉnh", Group.COMMUNES, True),
        ("Đảng ủy, HĐND, UBND các xã, phường", Group.COMMUNES, True),
        ("Chủ tịch Ủy ban nhân dân các xã, phường", Group.COMMUNES, True),
        ("các địa phương", Group.COMMUNES, True),
        ("các sở, ban, ngành", Group.DEPARTMENTS, True),
        ("Thủ trưởng các sở, ngành", Group.DEPARTMENTS, True),
        ("Ủy ban nhân dân các xã ven biển", Group.COMMUNES, False),
        ("các sở, ngành có liên quan", Group.DEPARTMENTS, False),
    ],
)
def test_collective_when_written_then_its_units_are_offered(province, written, group, certain):
    draft = lead(written)
    (offer,) = draft.offers
    size = {Group.COMMUNES: 3, Group.DEPARTMENTS: 3}[group]
    assert (offer.group, offer.certain, offer.count, draft.doubts) == (group, certain, size, ())
    assert draft.mode == ("each" if certain else "one")


@pytest.mark.parametrize(
    "written", ["các cơ quan, đơn vị liên quan", "cả hệ thống chính trị", "các cấp, các ngành", "Ủy ban nhân dân tỉnh"]
)
def test_collective_when_nobody_can_say_who_is_meant_then_none_is_offered(province, written):
    assert lead(written).offers == ()


def test_collective_when_two_are_named_then_both_are_offered(province):
    draft = lead("các sở, ban, ngành và Ủy ban nhân dân các xã, phường")
    assert [(one.group, one.certain) for one in draft.offers] == [(Group.DEPARTMENTS, True), (Group.COMMUNES, True)]


def test_collective_when_a_member_has_another_role_then_it_is_not_meant_twice(province):
    draft = lead("các sở, ban, ngành", coordinators=["Sở Nội vụ"])
    register = drafting.Register(ISSUED, TODAY)
    assert sorted(codes(drafting.proposed(draft, "lead", register))) == ["STC", "SXD"]


def test_roles_when_one_directs_another_then_the_other_leads(province):
    draft = drafted(
        assignees=["Ủy ban nhân dân tỉnh", "Sở Tài chính"],
        assignees_raw=["UBND tỉnh", "Sở Tài chính"],
        assignee_roles={"lead": ["Ủy ban nhân dân tỉnh"], "implement": ["Sở Tài chính"]},
        coordinators=["Sở Nội vụ"],
        supervisors=["Văn phòng Ủy ban nhân dân tỉnh"],
    )
    found = [codes(bodies) for bodies in (draft.directing, draft.leads, draft.supports, draft.supervising)]
    assert found == [["UBND"], ["STC"], ["SNV"], ["VP"]]
    assert draft.mode == "one"


def test_mode_when_two_lead_then_each_its_own(province):
    assert lead("Sở Tài chính", "Sở Nội vụ").mode == "each"


@pytest.mark.parametrize(
    ("fields", "last_day", "remind_on", "rule", "soft"),
    [
        ({"deadline_raw": "trước ngày 15/4/2026", "deadline_end": "2026-04-14"}, "2026-04-14", "2026-04-14", "before_day", False),
        # Sunday 31 May: not moved; the reminder aims at Friday.
        (MAY, "2026-05-31", "2026-05-29", "last_day_of_month", False),
        (SECOND_QUARTER, "2026-06-30", "2026-06-30", "last_day_of_quarter", True),
        ({"deadline_raw": "ngày 30/4/2026", "deadline_end": "2026-04-30"}, "2026-04-30", "2026-04-29", "that_day", False),
        ({"deadline_raw": "sớm"}, None, None, "no_date", False),
        ({"deadline_raw": "", "deadline_end": "no day"}, None, None, None, None),
        ({"deadline_raw": "trước ngày 31/02/2026", "deadline_end": "2026-02-31"}, None, None, "no_date", False),
    ],
)  # fmt: skip
def test_due_when_said_then_the_last_day_stands_and_the_reminder_is_a_working_day(
    province, fields, last_day, remind_on, rule, soft
):
    core_actions.set_calendar_day(day=date(2026, 4, 30), kind=CalendarDay.Kind.OFF, note="Nghỉ lễ", by=None)
    due = drafted(**fields).due
    if rule is None:
        assert due is None
        return
    said = [day.isoformat() if day else None for day in (due.last_day, due.remind_on)]
    assert [*said, due.rule, due.soft] == [last_day, remind_on, rule, soft]
    assert due.rule_words
    assert due.rule_words != due.rule


def test_due_when_a_closing_date_was_taken_then_it_fills_only_what_has_none(province):
    closing = drafting.Due("trước ngày 25/6/2026", last_day=date(2026, 6, 24))
    found = [
        drafting.Words("a", own) for own in ({}, {"deadline_end": "2026-04-14"}, {"recurring": True}, {"closing": True})
    ]
    dues = [one.due for one in drafting.drafts(found, Document(issued_on=ISSUED), TODAY, closing=closing)]
    assert [due and due.last_day for due in dues] == [date(2026, 6, 24), date(2026, 4, 14), None, None]
    assert dues[0].rule == drafting.CLOSING


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"deadline_end": "2026-04-14"}, "dated"),
        ({"recurring": True, "deadline_raw": "hằng tháng"}, "standing"),
        ({"clarity": {"task": True}}, "undated"),
        ({"deliverable": "đề án"}, "undated"),
        ({"deadline_raw": "sau khi có hướng dẫn", "deadline_end": None, "clarity": {}}, "undated"),
        ({"deadline_raw": "sớm", "clarity": {"person": True}}, "general"),
        ({"clarity": {"person": True, "task": False}}, "general"),
        ({"kind": "decided"}, "decided"),
        ({"kind": "decision", "decision": True, "deadline_end": "2026-04-14"}, "decided"),
        ({"kind": "something else"}, "general"),
    ],
)
def test_kind_when_drafted_then_what_the_words_allow(province, fields, kind):
    if fields.get("deadline_raw") == "sau khi có hướng dẫn":
        fields = {**fields, "deadline_rule": "days_from_event"}
    assert drafted(**fields).kind == kind


def test_missing_when_drafted_then_the_clarities_the_document_does_not_give(province):
    assert drafted(clarity={"person": True, "task": True}).missing == ("progress", "responsibility", "result")
    assert drafted(clarity=None).missing == drafting.CLARITIES


def test_content_when_drafted_then_one_sentence_of_the_words(province):
    assert drafted(words="giao  Sở Tài chính\nlập kế hoạch;").content == "Giao Sở Tài chính lập kế hoạch"


def test_register_when_names_are_matched_then_as_the_organisation_matches_them(province):
    merged(province, date(2026, 3, 4))
    for code, alias in (("STC", "Sở TC"), ("SNV", "Sở chủ quản"), ("STC", "Sở chủ quản")):
        UnitAlias.objects.create(unit=province[code], alias=alias, fold=fold(alias))
    names = ["Sở Tài chính", "sở tc", "SỞ CHỦ QUẢN", "Sở Xây dựng", "Sở lạ", "Uỷ ban nhân dân tỉnh"]
    for day in (ISSUED, date(2026, 3, 4), date(2019, 1, 1)):
        assert drafting.Register(day, TODAY).match(names) == match_names(names, day)


def test_drafts_when_100_then_the_same_number_of_queries_as_for_3(province):
    merged(province, date(2026, 3, 4))
    kinds = [*reviewing.FIELDS, {"assignees": ["Sở Xây dựng"]}]

    def cost(count: int) -> int:
        found = [drafting.Words("words", kinds[number % len(kinds)]) for number in range(count)]
        with CaptureQueriesContext(connection) as taken:
            assert len(drafting.drafts(found, Document(issued_on=ISSUED), TODAY)) == count
        return len(taken)

    assert cost(100) == cost(7)
    assert cost(100) <= 12


@pytest.mark.parametrize(("confidence", "chosen"), [(0.75, 3), (0.5, 3), (0.45, 0)])
def test_collective_when_the_machine_is_unsure_then_offered_but_not_chosen(province, confidence, chosen):
    draft = lead("UBND các xã, phường", confidence=confidence)
    assert len(drafting.proposed(draft, "lead", drafting.Register(ISSUED, TODAY))) == chosen
    assert [offer.group for offer in draft.offers] == [Group.COMMUNES]
