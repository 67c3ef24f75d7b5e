"""The register's pages: search, what becomes of uploads, details, the marked text, ties, files."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from namro.core.models import Event
from namro.documents import actions
from namro.documents.actions import install_reference_data
from namro.documents.models import Citation, Document, DocumentFile
from namro.reading import finding
from namro.reading.models import Verdict
from tests.factories import documents
from tests.factories.documents import paper
from tests.factories.reading import decide

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _kept(tmp_path, settings, db):
    settings.MEDIA_ROOT = tmp_path / "files"
    install_reference_data()


@pytest.fixture
def coordinator(world, client_as):
    return client_as(world.users["coordinator"])


@pytest.fixture
def keep(world):
    """``keep(text, ...)``: registered by the government's coordinator."""
    return lambda text, **more: documents.taken_in(
        text, by=world.users["coordinator"], held_by=world.unit("UBND"), **more
    )  # fmt: skip


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sent(client, *files, **more):
    papers = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files]
    return client.post("/documents/upload/", {"papers": papers, **more}, follow=False)


def test_upload_when_one_file_then_its_details_are_asked_as_read(coordinator):
    answer = sent(coordinator, ("qd.txt", paper("12/QĐ-UBND", DAY, title="Về việc mở bến đò Pù Luồng")))
    document = Document.objects.get(symbol="12/QĐ-UBND")
    assert answer["Location"] == f"/documents/{document.pk}/details/"
    page = coordinator.get(answer["Location"]).content.decode()
    for value in (
        'value="12/QĐ-UBND"',
        'value="02/03/2026"',
        'value="Ủy ban nhân dân tỉnh Lam Giang"',
        "mở bến đò Pù Luồng",
    ):
        assert value in page


def test_upload_when_several_then_each_is_told(coordinator, keep):
    keep(paper("1/QĐ-UBND", DAY))
    answer = sent(
        coordinator,
        ("moi.txt", paper("2/QĐ-UBND", DAY)),
        ("cu.txt", paper("1/QĐ-UBND", DAY)),
        ("cung-so.txt", paper("1/QĐ-UBND", DAY, "Bản khác.")),
        ("rong.docx", b"PK\x03\x04 hong"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
    )
    said = words(answer)
    for sentence in ("2/QĐ-UBND", "Đã có trong sổ", "cung-so.txt", "bị hỏng", "bản quét hoặc ảnh"):
        assert sentence in said, sentence
    assert DocumentFile.objects.count() == 4


def test_upload_when_a_text_takes_too_long_then_kept_and_said(coordinator, monkeypatch):
    monkeypatch.setattr(finding, "HERE", 10)
    monkeypatch.setattr(finding, "SECONDS", 0.001)
    answer = sent(coordinator, ("a.txt", paper("2/QĐ-UBND", DAY)), ("b.txt", paper("3/QĐ-UBND", DAY)))
    assert "Đã đăng ký là 2/QĐ-UBND; nội dung sẽ được tìm sau." in words(answer)
    assert DocumentFile.objects.count() == 2


def test_upload_when_secret_then_refused_without_its_name(coordinator, settings):
    answer = sent(
        coordinator,
        ("Điều binh (MẬT).txt", "ỦY BAN\nMẬT\nKẾ HOẠCH\nĐiều binh qua sông\n"),
        ("a.txt", "Thông tin mùa màng."),
    )
    said = words(answer)
    assert "dấu chỉ độ mật" in said and "Điều binh" not in said
    assert not Event.objects.filter(data__icontains="binh").exists()
    assert [f.name for f in DocumentFile.objects.all()] == ["a.txt"]
    stored = [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]
    assert len(stored) == 1


def test_upload_when_hostile_name_then_shown_as_text(coordinator):
    coordinator.check = False
    name = "<img src=x onerror=alert(1)>.txt"
    sent(coordinator, (name, paper("12/QĐ-UBND", DAY)))
    page = coordinator.get(f"/documents/{Document.objects.get(symbol='12/QĐ-UBND').pk}/").content.decode()
    assert "<img src=x" not in page and "&lt;img src=x onerror=alert(1)&gt;.txt" in page


def test_text_when_hostile_then_escaped_everywhere(coordinator, keep):
    coordinator.check = False
    body = "1. Sở Xây dựng <script>alert(1)</script> hoàn thành \"đò' trước ngày 15/7/2026 theo Kế hoạch số 7/KH-UBND."
    pk = keep(paper("12/QĐ-UBND", DAY, body, title="<b>\"'&")).document.pk
    for address in (f"/documents/{pk}/", f"/documents/{pk}/ties/", f"/documents/{pk}/details/", "/documents/"):
        page = coordinator.get(address).content.decode()
        assert "<script>alert" not in page and "<b>&quot;" not in page and '<b>"' not in page


def test_page_when_the_same_number_then_asks_and_joins(coordinator, keep):
    first = keep(paper("12/QĐ-UBND", DAY)).document
    sent(coordinator, ("ban-sao.txt", paper("12/QĐ-UBND", DAY, "Bản sao.")))
    apart = Document.objects.exclude(pk=first.pk).get(symbol="12/QĐ-UBND")
    assert first.files.count() == 1
    page = coordinator.get(f"/documents/{apart.pk}/").content.decode()
    assert f'/documents/{first.pk}/"' in page and f"/documents/{apart.pk}/join/" in page
    assert coordinator.post(f"/documents/{apart.pk}/join/")["Location"] == f"/documents/{first.pk}/"
    assert first.files.count() == 2


def test_page_when_a_stub_has_the_symbol_of_a_held_one_then_offers_to_join(coordinator, keep, world):
    keep("Hội nghị giao ban\nThực hiện Quyết định số 12/QĐ-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Phú Sa.\n")
    stub, held = Document.objects.get(symbol="12/QĐ-UBND", status="cited"), keep(paper("12/QĐ-UBND", DAY)).document
    assert f"/documents/{stub.pk}/join/" in coordinator.get(f"/documents/{stub.pk}/").content.decode()
    assert coordinator.post(f"/documents/{stub.pk}/join/")["Location"] == f"/documents/{held.pk}/"
    assert held.cited_in.get().decided_by == world.users["coordinator"]


def test_new_when_the_number_is_taken_then_refused_with_a_link(coordinator, keep):
    first = keep(paper("12/QĐ-UBND", DAY)).document
    form = {
        "symbol": "012/QĐ-UBND",
        "issuer": "UBND tỉnh Lam Giang",
        "issued_on": "2/3/2026",
        "title": "x",
        "kind": first.kind_id,
    }
    answer = coordinator.post("/documents/new/", form)
    assert answer.status_code == 422
    assert f'/documents/{first.pk}/"' in answer.content.decode() and "đã có trong sổ" in words(answer)
    assert Document.objects.filter(symbol__endswith="12/QĐ-UBND").count() == 1


def test_new_when_the_title_is_secret_then_said_at_the_title(coordinator):
    answer = coordinator.post("/documents/new/", {"title": "Kế hoạch điều binh (MẬT)", "symbol": "9/KH-UBND"})
    page = answer.content.decode()
    said = page.index("dấu chỉ độ mật")
    assert answer.status_code == 422 and page.index('name="title"') < said < page.index('name="draft"')
    assert not Document.objects.filter(symbol="9/KH-UBND").exists()


def test_new_when_the_symbol_cannot_be_read_then_said_at_the_symbol(coordinator):
    page = coordinator.post("/documents/new/", {"title": "Kế hoạch", "symbol": "chín"}).content.decode()
    assert page.index('name="kind"') < page.index("errorlist") < page.index('name="issuer"')


def test_new_when_text_is_pasted_then_its_items_are_proposed(coordinator):
    text = "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026."
    answer = coordinator.post("/documents/new/", {"title": "Ý kiến tại giao ban", "text": text})
    document = Document.objects.get(title="Ý kiến tại giao ban")
    assert answer["Location"] == f"/documents/{document.pk}/"
    assert document.texts.get().findings.filter(type="directive").exists()


def test_details_when_the_kind_has_own_fields_then_kept_as_days_and_words(coordinator, keep):
    made = keep(paper("155/TB-UBND", DAY, kind="Thông báo")).document
    page = coordinator.get(f"/documents/fields/?kind={made.kind_id}").content.decode()
    assert 'name="own_meeting_on"' in page and "Ngày họp" in page
    form = {
        "kind": made.kind_id, "symbol": made.symbol, "issuer": made.issuer.name, "issued_on": "02/03/2026", "title": "Kết luận",
        "own_meeting": "Giao ban tháng", "own_meeting_on": "28/2/2026",
    }  # fmt: skip
    assert coordinator.post(f"/documents/{made.pk}/details/", form).status_code == 302
    made.refresh_from_db()
    assert made.own_fields == {"meeting": "Giao ban tháng", "meeting_on": "2026-02-28"}
    assert "28/02/2026" in words(coordinator.get(f"/documents/{made.pk}/"))
    wrong = coordinator.post(f"/documents/{made.pk}/details/", {**form, "own_meeting_on": "31/02/2026"})
    assert wrong.status_code == 422 and "31/02/2026" in words(wrong)


def test_text_when_marked_then_every_find_has_its_place_and_its_reason(coordinator, keep):
    done = keep(paper("12/QĐ-UBND", DAY, "1. Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026."))
    page = coordinator.get(f"/documents/{done.document.pk}/").content.decode()
    for find in done.source.findings.all():
        assert page.count(f'id="c{find.start}-{find.end}"') == 1
    assert "hạn cuối: 2026-07-14" in page or "ngày cuối: 2026-07-14" in page
    plain = re.sub(r"<[^>]+>", "", page)
    for line in done.source.text.splitlines():
        assert line in plain.replace("&quot;", '"')


def test_text_when_a_place_is_asked_for_then_lit(coordinator, keep):
    done = keep(paper("12/QĐ-UBND", DAY))
    at = done.source.text.index("bến đò ngang")
    page = coordinator.get(f"/documents/{done.document.pk}/?at={at}-{at + 12}").content.decode()
    assert f'id="c{at}-{at + 12}"' in page and "m-in-place" in page
    for odd in ("9-3", "x", "0-99999999", "5-5", "1-2-3"):
        assert coordinator.get(f"/documents/{done.document.pk}/?at={odd}&part={odd}&source={odd}").status_code == 200


def test_text_when_long_then_in_parts_that_say_it_all(coordinator, keep, monkeypatch):
    from namro.web.documents import marks

    monkeypatch.setattr(marks, "PART", 600)
    body = "\n".join(f"{n}. Sở Xây dựng hoàn thành việc sửa bến đò số {n} trước ngày 15/7/2026." for n in range(1, 41))
    done = keep(paper("12/QĐ-UBND", DAY, body))
    count = len(marks.cut(done.source.text))
    assert count > 4
    pages = [coordinator.get(f"/documents/{done.document.pk}/?part={n}").content.decode() for n in range(1, count + 1)]
    found = {anchor for page in pages for anchor in re.findall(r'id="(c\d+-\d+)"', page)}
    assert {f"c{f.start}-{f.end}" for f in done.source.findings.all()} == found
    last = done.source.findings.order_by("start").last()
    assert (
        f'id="c{last.start}-{last.end}"'
        in coordinator.get(f"/documents/{done.document.pk}/?at={last.start}-{last.end}").content.decode()
    )


def test_table_when_a_docx_has_one_then_shown_as_a_table(coordinator, keep):
    from pathlib import Path

    import namro.samples

    data = (Path(namro.samples.__file__).parent / "documents" / "212-kh-ubnd.docx").read_bytes()
    done = keep(data, name="212.docx")
    page = coordinator.get(f"/documents/{done.document.pk}/").content.decode()
    rows = {(b["table"], b["row"]) for b in done.source.blocks if b["kind"] == "cell"}
    assert page.count("<tr>") == len(rows)


def test_citations_when_shown_then_linked_asked_or_waiting(coordinator, keep):
    plan = keep(paper("7/KH-UBND", date(2026, 1, 5), kind="Kế hoạch")).document
    body = "Thực hiện Kế hoạch số 7/KH-UBND, Nghị quyết Trung ương 6, khóa XII và Kế hoạch số 99/KH-UBND ở các xã."
    done = keep(paper("12/QĐ-UBND", DAY, body))
    page = coordinator.get(f"/documents/{done.document.pk}/").content.decode()
    asked = done.source.citations.get(status="ambiguous")
    waiting = done.source.citations.get(status="unresolved")
    assert f'href="/documents/{plan.pk}/"' in page
    assert f'href="/documents/citations/{asked.pk}/"' in page and f'href="/documents/citations/{waiting.pk}/"' in page
    back = words(coordinator.get(f"/documents/{plan.pk}/ties/"))
    assert "12/QĐ-UBND" in back and "Kế hoạch số 7/KH-UBND" in back


def test_citation_when_the_officer_chooses_then_linked_for_good(coordinator, keep, world):
    done = keep(paper("12/QĐ-UBND", DAY, "Thực hiện Nghị quyết Trung ương 6, khóa XII ở các xã."))
    row = done.source.citations.get(status="ambiguous")
    address = f"/documents/citations/{row.pk}/"
    offered = Document.objects.filter(symbol__in=["18-NQ/TW", "19-NQ/TW"])
    page = words(coordinator.get(address))
    assert all(one.symbol in page for one in offered)
    outside = Document.objects.get(symbol="21-KL/TW")
    assert coordinator.post(address, {"target": outside.pk}).status_code == 422
    assert coordinator.post(address, {"target": offered[1].pk}).status_code == 302
    row.refresh_from_db()
    assert (row.target, row.decided_by) == (offered[1], world.users["coordinator"])
    assert coordinator.post(address, {"other": "12-NQ/TƯ"}).status_code == 302
    assert Citation.objects.get(pk=row.pk).target.symbol == "12-NQ/TW"


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("99/KH-UBND", "Không có văn bản"),
        ("Nghị quyết Trung ương 6, khóa XII", "Có nhiều văn bản"),
        ("12/QĐ-UBND", "chính nó"),
    ],
)
def test_relate_when_the_other_is_not_one_document_then_says_why(coordinator, keep, to, said):
    done = keep(paper("12/QĐ-UBND", DAY))
    answer = coordinator.post(f"/documents/{done.document.pk}/relate/", {"relate-kind": "amends", "relate-to": to})
    assert answer.status_code == 422 and said in words(answer)
    assert not done.document.relations.exists()


def test_relate_when_one_document_then_both_pages_say_so(coordinator, keep):
    old, new = (
        keep(paper("7/KH-UBND", date(2026, 1, 5), kind="Kế hoạch")).document,
        keep(paper("12/QĐ-UBND", DAY)).document,
    )
    form = {"relate-kind": "implements", "relate-to": "Kế hoạch số 7/KH-UBND"}
    assert coordinator.post(f"/documents/{new.pk}/relate/", form).status_code == 302
    assert "2026: 1" in words(coordinator.get(f"/documents/{old.pk}/ties/"))
    assert f'/documents/{old.pk}/"' in coordinator.get(f"/documents/{new.pk}/ties/").content.decode()


def test_file_when_downloaded_then_never_opened_by_the_browser(coordinator, keep):
    done = keep("<script>alert(1)</script> Kế hoạch của tỉnh", name='ke "hoach".html')
    answer = coordinator.get(f"/documents/files/{done.file.pk}/")
    assert b"".join(answer.streaming_content) == "<script>alert(1)</script> Kế hoạch của tỉnh".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_scan_when_kept_then_shown_as_pages_and_its_text_typed(coordinator, keep, settings, monkeypatch):
    from tests.rooms.documents.test_bad_input import pdf

    monkeypatch.setenv("PATH", "/nowhere")  # a machine without tesseract
    done = keep(pdf(encrypted=False), name="quet.pdf")
    page = coordinator.get(f"/documents/{done.document.pk}/").content.decode()
    image = f"/documents/files/{done.file.pk}/pages/1/"
    assert f'src="{image}"' in page and "bản quét hoặc ảnh chưa đọc được chữ" in page and "tesseract" not in page
    for _ in range(2):
        answer = coordinator.get(image)
        assert answer.content.startswith(b"\x89PNG") and answer["Content-Type"] == "image/png"
    assert len(list((settings.MEDIA_ROOT / "pages").rglob("*.png"))) == 1
    assert coordinator.get(f"/documents/files/{done.file.pk}/pages/2/").status_code == 404
    text = "1. Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026."
    assert coordinator.post(f"/documents/{done.document.pk}/type/", {"text": text}).status_code == 302
    assert done.document.texts.get().findings.filter(type="directive").count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ben+do", {"1/QĐ-UBND", "2/QĐ-UBND"}),
        ("q=01/QĐ-UBND", {"1/QĐ-UBND"}),
        ("year=2025", {"2/QĐ-UBND"}),
        ("status=held&q=pù", {"1/QĐ-UBND"}),
        ("q=%00&kind=x&issuer=99999999999999&year=-1&status=zz&page=999", {"1/QĐ-UBND", "2/QĐ-UBND"}),
    ],
)
def test_register_when_asked_then_those(coordinator, keep, query, found):
    keep(paper("1/QĐ-UBND", DAY, title="Về bến đò Pù Luồng"))
    keep(paper("2/QĐ-UBND", date(2025, 5, 1), title="Về bến đò Mường Khoang"))
    listed = set(re.findall(r"\d+/QĐ-UBND", words(coordinator.get(f"/documents/?{query}"))))
    assert listed - {"01/QĐ-UBND"} == found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tb so 155/tb-ubnd", "155/TB-UBND"),
        ("TB số 155/TB-UBND", "155/TB-UBND"),
        ("qd 7/qd-ubnd", "7/QĐ-UBND"),
        ("tb 155", "155/TB-UBND"),
        ("bến đò UBND tỉnh", "155/TB-UBND"),
        ("bến đò ủy ban nhân dân tỉnh", "155/TB-UBND"),
        ("02/03/2026", "155/TB-UBND"),
        ("tb ngày 2/3/2026", "155/TB-UBND"),
        ("tb ngày 3/3/2026", ""),
        ("kh 155/kh-ubnd", ""),
    ],
)
def test_search_when_typed_as_people_do_then_the_document_itself_comes_first(coordinator, keep, typed, first):
    keep(paper("155/TB-UBND", DAY, kind="Thông báo"))
    keep(paper("7/QĐ-UBND", date(2026, 4, 5), title="Về việc thực hiện Thông báo số 155/TB-UBND của UBND tỉnh"))
    page = re.sub(
        r"<(form|title).*?</\1>", "", coordinator.get("/documents/", {"q": typed}).content.decode(), flags=re.S
    )
    found = re.findall(r'class="symbol"><a [^>]+>([^<]+)<', page)
    assert (found or [""])[0] == first


def test_open_when_one_document_is_meant_then_its_page(coordinator, keep):
    made = keep(paper("05-CTr/TU", DAY, kind="Chương trình")).document
    for written in ("05-Ctr/TU", "Chương trình 05", "chương trình số 5"):
        assert coordinator.get("/documents/open/", {"ref": written})["Location"] == f"/documents/{made.pk}/"
    assert coordinator.get("/documents/open/", {"ref": "9-QĐ/TU"})["Location"].startswith("/documents/?q=")


ITEMS = "1. Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026."


def test_register_when_items_wait_then_counted_filtered_and_on_the_first_page(coordinator, keep, world):
    waits, quiet = keep(paper("1/QĐ-UBND", DAY, ITEMS)), keep(paper("2/QĐ-UBND", DAY))
    assert not quiet.source.findings.filter(type="directive").exists()
    assert "còn 1 mục chưa xem" in words(coordinator.get("/documents/"))
    home = coordinator.get("/").content.decode()
    assert 'href="/documents/?status=waiting"><span class="figure">1</span>' in home
    page = coordinator.get("/documents/?status=waiting").content.decode()
    assert f'href="/documents/{waits.document.pk}/review/"' in page and "2/QĐ-UBND" not in page
    find = waits.source.findings.get(type="directive")
    decide(waits.source, world.users["coordinator"], find.start, find.end, Verdict.Decision.REJECTED)
    assert "mục chưa xem" not in re.sub(r"<option.*?</option>", "", coordinator.get("/documents/").content.decode())
    assert "1/QĐ-UBND" not in words(coordinator.get("/documents/?status=waiting"))
    assert 'status=waiting"><span class="figure">0</span>' in coordinator.get("/").content.decode()


def test_register_when_somebody_does_not_review_then_nothing_of_it(world, client_as, keep):
    keep(paper("1/QĐ-UBND", DAY, ITEMS))
    auditor = client_as(world.users["auditor"])
    page = words(auditor.get("/documents/?status=waiting"))
    assert "1/QĐ-UBND" in page and "chưa xem" not in page and "Chờ rà soát" not in page
    assert "status=waiting" not in auditor.get("/").content.decode()


@pytest.mark.parametrize(
    ("actor", "offered"), [("coordinator", True), ("auditor", True), ("administrator", False), ("nobody", False)]
)
def test_home_when_somebody_sees_documents_then_a_box_opens_them(world, client_as, actor, offered):
    page = client_as(world.users[actor]).get("/").content.decode()
    assert ('action="/documents/open/"' in page) is offered


def test_history_when_something_happened_then_who_and_what(coordinator, keep, world):
    done = keep(paper("12/QĐ-UBND", DAY))
    actions.add_alias(document=done.document, alias="Quyết định đò", by=world.users["coordinator"])
    said = words(coordinator.get(f"/documents/{done.document.pk}/history/"))
    assert "vào sổ" in said and "tên gọi khác" in said and "Người dùng coordinator" in said


def test_pages_when_more_rows_then_the_same_queries(coordinator, keep, check_costs):
    done = keep(paper("12/QĐ-UBND", DAY, "Thực hiện Kế hoạch số 7/KH-UBND ở các xã."))

    def grow():
        for n in range(20, 26):
            keep(paper(f"{n}/QĐ-UBND", DAY, "Thực hiện Quyết định số 12/QĐ-UBND và Kế hoạch số 8/KH-UBND ở các xã."))

    check_costs(coordinator, "/documents/", "documents", grow=grow)
    check_costs(coordinator, f"/documents/{done.document.pk}/", "document")
    check_costs(coordinator, f"/documents/{done.document.pk}/ties/", "document_ties")
    check_costs(coordinator, f"/documents/{done.document.pk}/history/", "document_history")
