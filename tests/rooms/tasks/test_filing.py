"""Evidence files: judged by content while in memory; what is refused leaves nothing behind."""

import io

import pytest
import xlsxwriter
from django.core.files.storage import default_storage

from namro.core.errors import Refusal
from namro.orgs.models import Role
from namro.tasks import actions, filing, queries
from namro.tasks.models import Evidence
from tests.factories import orgs, tasks
from tests.text import files_office

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
JPG = b"\xff\xd8\xff\xe0" + bytes(60)


def xlsx(*cells: str) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write_column(0, 0, cells)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Biên bản.txt", "Biên bản kiểm kê".encode(), "text/plain; charset=utf-8"),
        ("anh.png", PNG, "image/png"),
        ("anh.JPG", JPG, "image/jpeg"),
        ("to-trinh.docx", files_office.paragraphs("Tờ trình về kho tàng"), filing.MEDIA_TYPES["docx"]),
        ("bang.xlsx", xlsx("Kho số 1", "12 tấn"), filing.MEDIA_TYPES["xlsx"]),
        ("C:\\Users\\a\\bao-mat-du-lieu.txt", "Kế hoạch bảo mật dữ liệu".encode(), "text/plain; charset=utf-8"),
    ],
)
def test_judge_when_it_is_an_allowed_kind_then_its_type_by_content(name, data, media_type):
    found = filing.judge(name, data)
    assert (found.media_type, found.data) == (media_type, data)
    assert "\\" not in found.name and "/" not in found.name


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("trong.txt", b"", "empty"),
        ("lon.txt", b"a" * 2001, "too_large"),
        ("may.exe", b"MZ" + bytes(200), "unsupported"),
        ("may.pdf", b"MZ" + bytes(200), "not_what_it_says"),
        ("anh.docx", PNG, "not_what_it_says"),
        ("anh.gif", b"GIF89a" + bytes(60), "unsupported"),
        ("trang.html", b"<!doctype html><html><body>x</body></html>", "unsupported"),
        ("hong.xlsx", xlsx("a")[:200], "broken"),
        ("may.pdf", PNG, "not_what_it_says"),
        ("van-ban.txt", "TỐI MẬT\nVề việc kiểm tra kho".encode(), "secret"),
        ("van-ban.docx", files_office.paragraphs("MẬT", "Về việc kiểm tra kho"), "secret"),
        ("bang.xlsx", xlsx("TUYỆT MẬT", "Kho số 1"), "secret"),
        ("12-KH (MẬT).png", PNG, "secret"),
    ],
)
def test_judge_when_it_may_not_come_in_then_refused_and_a_secret_is_not_repeated(name, data, code, settings):
    if code == "too_large":
        settings.NAMRO_UPLOAD_LIMIT = 2000
    with pytest.raises(Refusal) as refused:
        filing.judge(name, data)
    assert refused.value.code.endswith(f".{code}")
    assert (name in str(refused.value)) == (code != "secret")


def test_judge_when_the_installation_is_an_isolated_network_then_marks_are_no_matter(settings):
    settings.NAMRO_ISOLATED_LAN = True
    assert filing.judge("van-ban.txt", "TỐI MẬT\nVề việc kiểm tra kho".encode())


def test_judge_all_when_there_are_too_many_then_refused_before_any_is_read():
    with pytest.raises(Refusal) as refused:
        filing.judge_all([("trong.txt", b"")] * (filing.MOST_FILES + 1))
    assert refused.value.code == "tasks.evidence.too_many"


def test_store_when_the_same_content_comes_twice_then_one_file_under_its_hash():
    files = [filing.judge(name, b"Cung mot noi dung") for name in ("mot.txt", "hai.txt")]
    first, second = filing.store(files)
    assert first.stored_as == second.stored_as and (first.name, second.name) == ("mot.txt", "hai.txt")
    assert first.stored_as.endswith(first.sha256)
    with default_storage.open(first.stored_as) as stream:
        assert stream.read() == b"Cung mot noi dung"


@pytest.mark.django_db
def test_evidence_when_asked_for_then_by_who_sees_the_share_only():
    province = orgs.province()
    office = tasks.office(province)
    each = tasks.issue(office, province["UBND"], province["X001"], province["X002"])
    joint = tasks.issue(office, province["UBND"], province["STC"], supports=[actions.Share(province["SNV"])])
    files = {}
    for task in (each, joint):
        update = actions.Update("Xong", evidence=filing.store([filing.judge("a.txt", b"abc")]))
        share = task.assignments.filter(role="lead").order_by("id")[0]
        actions.report_progress(assignment=share, update=update, by=office, today=tasks.ISSUED)
        files[task] = Evidence.objects.get(report__assignment=share).pk

    def seen(code: str, role: Role = Role.REPORTER) -> list[bool]:
        by = tasks.acting(province, f"ai-{code}-{role}", role, code)
        return [queries.evidence(files[task], by) is not None for task in (each, joint)]

    assert seen("X001") == [True, False]
    assert seen("X002") == [False, False]
    assert seen("SNV") == [False, True]
    assert seen("SXD") == [False, False]
    assert seen("TU", Role.COORDINATOR) == [False, False]
    assert queries.evidence(10**12, office) is None
