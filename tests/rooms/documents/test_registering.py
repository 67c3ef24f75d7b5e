"""Registering: what becomes of a file or typed details, who may, and that nothing half-done stays."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from namro.core.errors import NotFound, Refusal
from namro.core.models import Change, Event
from namro.documents import actions, registering, storage
from namro.documents.actions import Details, Outcome, Taken
from namro.documents.models import Document, DocumentFile, Relation
from namro.orgs.models import Role
from namro.tasks import filing
from tests.factories import orgs
from tests.factories.documents import document, paper, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
DAY = date(2026, 3, 2)


def test_register_when_new_then_identity_text_and_one_event():
    done = taken_in(paper("12/QĐ-UBND", DAY, title="Về việc mở bến đò Pù Luồng"))
    assert (done.outcome, done.document.scope, done.document.number) == (Outcome.NEW, "2026", "12")
    assert done.document.issuer.key == "UBND:lam giang"
    assert done.source.text.startswith("ỦY BAN NHÂN DÂN")
    events = Event.objects.filter(subject_id=done.document.pk, subject_type="documents.document")
    assert events.filter(code="documents.document.registered").count() == 1
    change = Change.objects.get(table_name="documents_document", key=done.document.pk)
    assert change.event_id == events.get(code="documents.document.registered").pk


def test_register_when_same_bytes_again_then_the_same_record(media):
    first = taken_in(paper("12/QĐ-UBND", DAY), name="mot.txt")
    again = taken_in(paper("12/QĐ-UBND", DAY), name="hai.txt")
    assert (again.outcome, again.document) == (Outcome.SAME_FILE, first.document)
    assert DocumentFile.objects.count() == 1
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_register_when_same_identity_other_bytes_then_joined_refused_or_apart():
    first = taken_in(paper("12/QĐ-UBND", DAY)).document
    joined = taken_in(paper("012/QĐ-UBND", DAY, "Bản quét lại."))
    assert (joined.outcome, joined.document) == (Outcome.NEW_FILE, first)
    with pytest.raises(Taken) as taken:
        taken_in(paper("12/QĐ-UBND", DAY, "Bản khác."), if_taken="refuse")
    assert taken.value.document == first
    apart = taken_in(paper("12/QĐ-UBND", DAY, "Bản khác nữa."), if_taken="apart")
    assert (apart.outcome, apart.document.number) == (Outcome.APART, "")
    assert apart.document != first


def test_register_when_taken_is_refused_then_no_file_stays(media):
    taken_in(paper("12/QĐ-UBND", DAY))
    before = sorted(path.name for path in media.rglob("*"))
    with pytest.raises(Taken):
        taken_in(paper("12/QĐ-UBND", DAY, "Bản khác."), if_taken="refuse")
    assert sorted(path.name for path in media.rglob("*") if path.is_file()) == [n for n in before if len(n) == 64]


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_register_when_refused_and_evidence_has_the_same_bytes_then_the_evidence_stays(when, monkeypatch):
    first = taken_in(paper("12/QĐ-UBND", DAY)).document
    other = paper("12/QĐ-UBND", DAY, "Bản khác.")
    evidence = [filing.judge("bang-chung.txt", other.encode())]

    def placed(*_args):
        filing.store(evidence)  # another desk files it while this act is under way
        raise Taken(first)

    if when == "before":
        filing.store(evidence)
    else:
        monkeypatch.setattr(registering, "_placed", placed)
    with pytest.raises(Taken):
        taken_in(other, if_taken="refuse")
    digest = evidence[0].sha256
    assert f"{digest[:2]}/{digest}" in storage.every()
    assert default_storage.exists(f"{digest[:2]}/{digest}")


def test_register_when_known_from_citations_then_it_arrives():
    citing = document(
        "20/KH-UBND", date(2026, 4, 1), "Thực hiện Chương trình số 03-CTr/TU ngày 22/01/2026 của Tỉnh ủy Lam Giang."
    )
    cited = Document.objects.get(symbol_key="3-CTR/TU")
    assert cited.status == Document.Status.CITED
    done = taken_in(paper("03-CTr/TU", date(2026, 1, 22), kind="Chương trình"))
    assert (done.outcome, done.document.pk, done.document.status) == (Outcome.ARRIVED, cited.pk, Document.Status.HELD)
    assert citing.texts.get().citations.get(target=cited)


def test_register_when_cited_without_place_then_the_arriving_document_is_that_one():
    document("20/KH-UBND", date(2026, 4, 1), "Thực hiện Chương trình số 03-CTr/TU ngày 22/01/2026 về nông nghiệp.")
    assert Document.objects.get(symbol_key="3-CTR/TU").issuer.key == "TU:"
    done = taken_in(paper("03-CTr/TU", date(2026, 1, 22), kind="Chương trình"))
    assert done.outcome == Outcome.ARRIVED
    assert done.document.issuer.key == "TU:lam giang"


def test_register_when_a_committee_is_named_otherwise_then_day_and_number_tell():
    document(
        "20/KH-UBND",
        date(2026, 9, 9),
        "Thực hiện Thông báo số 03-TB/BCĐ ngày 08/9/2026 của Ban Chỉ đạo đua thuyền tỉnh.",
    )
    issuer = "Ban Chỉ đạo hội đua thuyền các xã ven sông"
    done = taken_in(paper("03-TB/BCĐ", date(2026, 9, 8), kind="Thông báo", issuer=issuer))
    assert done.outcome == Outcome.ARRIVED
    document(
        "21/KH-UBND",
        date(2026, 9, 10),
        "Thực hiện Thông báo số 03-TB/BCĐ ngày 08/9/2026 của Ban Chỉ đạo đua thuyền tỉnh.",
    )
    assert Document.objects.filter(symbol_key="3-TB/BCĐ").count() == 1


def test_file_when_kept_then_only_the_installation_may_read_it(media):
    done = taken_in(paper("12/QĐ-UBND", DAY))
    stored = media / done.file.stored_as
    assert stored.read_bytes() == paper("12/QĐ-UBND", DAY).encode()
    assert stored.stat().st_mode & 0o777 == 0o600


def test_register_when_typed_with_a_taken_key_then_refused_with_the_record():
    first = document("12/QĐ-UBND", DAY)
    details = Details(symbol="12/QĐ-UBND", issuer="UBND tỉnh Lam Giang", issued_on=date(2026, 9, 9), title="Khác")
    with pytest.raises(Taken) as taken:
        actions.register(by=None, details=details)
    assert taken.value.document == first


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (Details(), "documents.nothing_given"),
        (Details(symbol="số mười hai"), "documents.symbol_unreadable"),
        (Details(title="Kế hoạch\x00"), "core.text.unusable"),
        (Details(title="Kế hoạch phòng thủ (TỐI MẬT)"), "documents.file.secret"),
    ],
)
def test_register_when_details_will_not_do_then_refused_and_nothing_made(details, code):
    before = Document.objects.count()
    with pytest.raises(Refusal) as refused:
        actions.register(by=None, details=details)
    assert refused.value.code == code
    assert Document.objects.count() == before


def test_register_when_draft_or_undated_then_no_key_and_no_collision():
    one = actions.register(by=None, details=Details(symbol="12/QĐ-UBND", issuer="UBND tỉnh", issued_on=DAY, draft=True))
    two = actions.register(by=None, details=Details(symbol="12/QĐ-UBND", issuer="UBND tỉnh"))
    assert {one.document.number, two.document.number} == {""}
    assert one.document.status == Document.Status.DRAFT


@pytest.fixture
def province():
    return orgs.province()


@pytest.mark.parametrize(
    ("role", "unit", "with_subtree", "may"),
    [
        (Role.COORDINATOR, "VP", False, True),
        (Role.COORDINATOR, "UBND", True, True),
        (Role.COORDINATOR, "UBND", False, False),
        (Role.COORDINATOR, "TU", True, False),
        (Role.LEADER, "VP", False, False),
        (Role.UNIT_HEAD, "VP", False, False),
        (Role.REPORTER, "VP", False, False),
        (Role.INSPECTOR, "VP", False, False),
        (Role.AUDITOR, "", False, False),
        (Role.ADMINISTRATOR, "", False, False),
    ],
)
def test_register_when_not_a_coordinator_of_the_unit_then_refused(province, role, unit, with_subtree, may):
    user = orgs.user("ai", role, province[unit] if unit else None, with_subtree=with_subtree)
    if may:
        assert taken_in(paper("1/QĐ-UBND", DAY), by=user, held_by=province["VP"]).document.held_by == province["VP"]
        return
    with pytest.raises(Refusal) as refused:
        taken_in(paper("1/QĐ-UBND", DAY), by=user, held_by=province["VP"])
    assert refused.value.code == "documents.not_coordinator"
    assert not Document.objects.filter(symbol="1/QĐ-UBND").exists()


def test_register_when_another_office_holds_it_then_said_without_showing_it(province):
    mine = orgs.user("vp", Role.COORDINATOR, province["VP"])
    theirs = orgs.user("vptu", Role.COORDINATOR, province["VPTU"])
    taken_in(paper("1/QĐ-UBND", DAY), by=mine, held_by=province["VP"])
    for text in (paper("1/QĐ-UBND", DAY), paper("1/QĐ-UBND", DAY, "Bản khác.")):
        with pytest.raises(Refusal) as refused:
            taken_in(text, by=theirs, held_by=province["VPTU"])
        assert refused.value.code == "documents.kept_elsewhere"
        assert "1/QĐ" not in str(refused.value)


def test_change_when_outside_ones_scope_then_it_does_not_exist(province):
    theirs = orgs.user("vptu", Role.COORDINATOR, province["VPTU"])
    leader = orgs.user("lanh-dao", Role.LEADER, province["VP"])
    made = taken_in(
        paper("1/QĐ-UBND", DAY), by=orgs.user("vp", Role.COORDINATOR, province["VP"]), held_by=province["VP"]
    ).document
    with pytest.raises(NotFound):
        actions.add_alias(document=made, alias="Quyết định bến đò", by=theirs)
    with pytest.raises(Refusal) as refused:
        actions.add_alias(document=made, alias="Quyết định bến đò", by=leader)
    assert refused.value.code == "documents.not_coordinator"


def test_correct_identity_when_right_then_key_and_when_taken_then_refused():
    right = document("12/QĐ-UBND", DAY)
    wrong = document("13/QĐ-UBND", DAY)
    kind = wrong.kind
    actions.correct_identity(
        document=wrong, by=None, details=Details(kind, "14/QĐ-UBND", "UBND tỉnh Lam Giang", DAY, "Tên mới")
    )
    wrong.refresh_from_db()
    assert (wrong.number, wrong.title) == ("14", "Tên mới")
    with pytest.raises(Taken) as taken:
        actions.correct_identity(
            document=wrong, by=None, details=Details(kind, "12/QĐ-UBND", "UBND tỉnh Lam Giang", DAY, "x")
        )
    assert taken.value.document == right


def test_correct_identity_when_it_is_the_one_cited_then_the_two_become_one():
    document(
        "20/KH-UBND", date(2026, 4, 1), "Thực hiện Chương trình số 03-CTr/TU ngày 22/01/2026 của Tỉnh ủy Lam Giang."
    )
    typed = actions.register(by=None, details=Details(title="Chương trình nông nghiệp")).document
    kind = Document.objects.get(symbol_key="3-CTR/TU").kind
    actions.correct_identity(
        document=typed,
        by=None,
        details=Details(kind, "03-CTr/TU", "Tỉnh ủy Lam Giang", date(2026, 1, 22), "Nông nghiệp"),
    )
    only = Document.objects.get(symbol_key="3-CTR/TU")
    assert (only.pk, only.cited_in.count()) == (typed.pk, 1)


def test_join_when_the_same_document_then_files_move_and_the_shell_ends():
    first = document("12/QĐ-UBND", DAY)
    apart = taken_in(paper("12/QĐ-UBND", DAY, "Bản đóng dấu."), if_taken="apart").document
    actions.join(document=apart, into=first, by=None)
    assert first.files.count() == first.texts.count() == 2
    assert not Document.objects.filter(pk=apart.pk).exists()


def test_join_when_two_documents_then_refused():
    one, other = document("12/QĐ-UBND", DAY), document("13/QĐ-UBND", DAY)
    with pytest.raises(Refusal) as refused:
        actions.join(document=one, into=other, by=None)
    assert refused.value.code == "documents.not_same"


def test_add_file_when_signed_copy_then_on_the_record_and_once():
    made = document("12/QĐ-UBND", DAY)
    signed = actions.judge(b"Ban co chu ky", "da-ky.txt")
    done = actions.add_file(document=made, file=signed, by=None, role=DocumentFile.Role.SIGNED)
    assert (done.outcome, done.file.role, made.files.count()) == (Outcome.NEW_FILE, "signed", 2)
    assert (
        actions.add_file(document=made, file=signed, by=None, role=DocumentFile.Role.COPY).outcome == Outcome.SAME_FILE
    )


@pytest.mark.parametrize("kind", Relation.Kind.values)
def test_relate_when_in_order_then_once(kind):
    old, new = document("12/QĐ-UBND", DAY), document("13/QĐ-UBND", date(2026, 5, 1))
    actions.relate(document=new, kind=kind, to=old, by=None)
    for document_, to, code in [
        (new, old, "documents.relation_exists"),
        (old, new, "documents.relation_order"),
        (new, new, "documents.relation_self"),
    ]:
        with pytest.raises(Refusal) as refused:
            actions.relate(document=document_, kind=kind, to=to, by=None)
        assert refused.value.code == code


def test_distribute_when_sent_then_the_units_may_read_and_nobody_else(province):
    keeper = orgs.user("vp", Role.COORDINATOR, province["VP"])
    reader = orgs.user("stc", Role.REPORTER, province["STC"])
    made = taken_in(paper("1/QĐ-UBND", DAY), by=keeper, held_by=province["VP"]).document
    from namro.orgs.scope import scope

    seen = Document.objects.visible_to(scope(reader, DAY))
    assert made not in seen
    assert actions.distribute(document=made, units=[province["STC"], province["STC"]], by=keeper) == 1
    assert actions.distribute(document=made, units=[province["STC"]], by=keeper) == 0
    assert made in seen.all()


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("Phân cấp cho UBND xã", "uy ban nhan dan"),
        ("Phân cấp cho Ủy ban nhân dân xã", "ubnd"),
        ("Nghị quyết của HĐND xã", "hoi dong nhan dan"),
        ("Nghị quyết của Hội đồng nhân dân xã", "hdnd"),
    ],
)
def test_search_words_when_a_body_is_short_or_in_full_then_both(title, holds):
    made = actions.register(by=None, details=actions.Details(title=title)).document
    assert holds in made.search_fold and "nghi dinh" not in made.search_fold
    made = actions.correct_identity(document=made, details=actions.Details(title=title, issuer="Sở Nội vụ"), by=None)
    assert holds in made.search_fold and "so noi vu" in made.search_fold
