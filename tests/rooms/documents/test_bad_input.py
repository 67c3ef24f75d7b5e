"""Bad input: refused whole with file, reason and remedy, or kept unread; never half-stored, never a trace."""

import gzip
import io
import logging
import zipfile

import pytest

from namro.core.errors import Refusal
from namro.core.models import Change, Event
from namro.documents import intake
from namro.documents.models import Document, DocumentFile, SourceText
from tests.factories.documents import taken_in
from tests.text.files_archives import AES, rar_five, rar_four, seven_zip, tar
from tests.text.files_pdf import encrypted_pdf, scan_pdf, text_pdf
from tests.text.test_worn_properties import carrying, png, titled, with_xmp
from vanban.scanning import can_read_scans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def zipped(name, content):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


def pdf(*, encrypted):
    """One empty page; its encryption dictionary asks for a password nobody has."""
    locked = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >> /ID [(i)(i)]"
    )
    body = (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj\n"
    )
    return body + b"trailer << /Root 1 0 R " + (locked if encrypted else b"") + b" >>\n%%EOF"


SENTENCE = "Yêu cầu các xã báo cáo việc sửa bến đò trước ngày 15/7/2026."
TCVN3 = "Yªu cÇu c¸c x· b¸o c¸o viÖc söa bÕn ®ß tr­íc ngµy 15/7/2026.".encode("latin-1")

REFUSED = {
    "empty": (b"", "rong.txt", "documents.file.empty"),
    "binary as docx": (bytes(range(256)) * 20, "anh.docx", "documents.file.not_what_it_says"),
    "zip bomb": (zipped("word/document.xml", b"0" * (60 << 20)), "bom.docx", "documents.file.zip_bomb"),
    "broken xml": (zipped("word/document.xml", b"<w:document><w:body>"), "hong.docx", "documents.file.broken"),
    "cut zip": (zipped("word/document.xml", b"<w/>" * 900)[:90], "cut.docx", "documents.file.broken"),
    "program": (b"MZ" + bytes(600), "chay.exe", "documents.file.unsupported"),
    "nul": (b"bao cao\x00 tuan" * 40, "nul.txt", "documents.file."),
}
KEPT = {
    "encrypted pdf": (pdf(encrypted=True), "khoa.pdf", "encrypted_pdf"),
    "scan": (pdf(encrypted=False), "quet.pdf", "ocr_waiting" if can_read_scans() else "no_text_layer"),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(300), "anh.png", "no_text_layer"),
    "7z": (seven_zip({"kho.bin": b"\x00\x01"}), "kho.7z", "unsupported"),
    "7z with a password": (seven_zip({"kho.bin": b"\x00\x01"}, coder=AES), "kho.7z", "unsearched"),
    "rar": (rar_five({"kho.bin": b"\x00\x01"}, method=3), "kho.rar", "unsearched"),
}
READ = {
    "utf-16": (SENTENCE.encode("utf-16"), "utf16.txt"),
    "tcvn3": (TCVN3, "tcvn3.txt"),
    "marked utf-8": (b"\xef\xbb\xbf" + SENTENCE.encode(), "bom.txt"),
    "hostile name": (SENTENCE.encode(), '<img src=x onerror="alert(1)">\'; DROP TABLE.txt'),
    "folder in the name": (SENTENCE.encode(), "../../etc/cron.d/x.txt"),
    "surrogate in the name": (SENTENCE.encode(), "b\udcff\x07.txt"),
    "no name": (SENTENCE.encode(), ""),
}


def untouched(media):
    """What an act may leave behind: rows, files, events."""
    files = sorted(path for path in media.rglob("*") if path.is_file())
    return (
        Document.objects.count(),
        DocumentFile.objects.count(),
        SourceText.objects.count(),
        Event.objects.count(),
        files,
    )


@pytest.mark.parametrize("case", REFUSED)
def test_file_when_it_cannot_be_a_document_then_refused_whole(case, media):
    data, name, code = REFUSED[case]
    before = untouched(media)
    with pytest.raises(Refusal) as refused:
        taken_in(data, name=name)
    assert refused.value.code.startswith(code)
    assert name in str(refused.value)
    assert untouched(media) == before


@pytest.mark.parametrize("case", KEPT)
def test_file_when_its_words_cannot_be_read_then_kept_with_the_remedy(case, media):
    data, name, code = KEPT[case]
    done = taken_in(data, name=name)
    assert (done.file.unread_code, done.source) == (code, None)
    assert (media / done.file.stored_as).read_bytes() == data
    assert len(intake.unread_sentence(code)) > 60
    assert ("tesseract-ocr-vie" in intake.unread_on_server(code)) is (code == "no_text_layer")


@pytest.mark.parametrize("case", READ)
def test_file_when_odd_but_readable_then_read_and_named_harmlessly(case):
    data, name = READ[case]
    done = taken_in(data, name=name)
    assert "sửa bến đò trước ngày 15/7/2026" in done.source.text
    assert "/" not in done.file.name and done.file.name
    assert done.file.name.encode()


def test_file_when_over_the_limit_then_refused_unread(settings, media):
    settings.NAMRO_UPLOAD_LIMIT = 1 << 20
    for refuse in (
        lambda: taken_in(b"a" * (2 << 20), name="to.txt"),
        lambda: intake.refuse_too_large(100 << 20, "to.txt"),
    ):
        with pytest.raises(Refusal) as refused:
            refuse()
        assert refused.value.code == "documents.file.too_large"
        assert "1 MB" in str(refused.value)


def test_file_when_half_way_something_fails_then_nothing_stays(media, monkeypatch):
    from namro.documents import registering

    monkeypatch.setattr(registering, "text_row", lambda *_: 1 / 0)
    before = untouched(media)
    with pytest.raises(ZeroDivisionError):
        taken_in(SENTENCE.encode())
    assert untouched(media) == before


SECRET = "Điều binh qua sông Lam Giang"
MARKED = {
    "line of its own": (f"ỦY BAN NHÂN DÂN\nMẬT\nSố: 3/KH-UBND\nKẾ HOẠCH\n{SECRET}\n", "ke-hoach.txt"),
    "top secret": (f"BỘ CHỈ HUY\nTUYỆT MẬT\nSố: 3/KH-BCH\nKẾ HOẠCH\n{SECRET}\n", "ke-hoach.txt"),
    "boxed": (f"BỘ CHỈ HUY\n[ TỐI MẬT ]\nKẾ HOẠCH\n{SECRET}\n", "ke-hoach.txt"),
    "file name": (f"KẾ HOẠCH\n{SECRET}\n", f"{SECRET} (MẬT).txt"),
    "name in a 7z": (seven_zip({f"{SECRET} (MẬT).bin": b"\x00\x01"}, pack_header=True), "kho.7z"),
    "name in a locked 7z": (seven_zip({f"{SECRET} (MẬT).bin": b"\x00\x01"}, coder=AES), "kho.7z"),
    "text in a 7z": (seven_zip({"a.txt": f"MẬT\n{SECRET}".encode()}, pack_header=True), "kho.7z"),
    "name in a rar": (rar_five({f"{SECRET} (MẬT).bin": b"\x00\x01"}, method=3), "kho.rar"),
    "name in an old rar": (rar_four({f"TỐI MẬT/{SECRET}.bin": b"\x00\x01"}, method=0x33), "kho.rar"),
    "text in a tar": (gzip.compress(tar({"a.txt": f"MẬT\n{SECRET}".encode()})), "kho.tar.gz"),
    "title of a scan": (titled(scan_pdf(), Title=f"{SECRET} (MẬT)"), "quet.pdf"),
    "title of a read pdf": (titled(text_pdf([[SENTENCE, SENTENCE]]), Title=f"{SECRET} (MẬT)"), "van-ban.pdf"),
    "attached to a read pdf": (carrying("a.txt", f"MẬT\n{SECRET}".encode()), "van-ban.pdf"),
    "open title of a locked pdf": (with_xmp(encrypted_pdf(), f"{SECRET} (MẬT)"), "khoa.pdf"),
    "title of an image": (png("Title", f"{SECRET} (MẬT)"), "anh.png"),
}


@pytest.mark.parametrize("case", MARKED)
def test_secret_when_taken_in_then_nothing_of_it_is_anywhere(case, media, caplog):
    text, name = MARKED[case]
    before, changes = untouched(media), Change.objects.count()
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal) as refused:
        taken_in(text, name=name)
    assert refused.value.code == "documents.file.secret"
    assert untouched(media) == before
    assert Change.objects.count() == changes
    said = str(refused.value) + caplog.text
    assert SECRET not in said and name not in said


@pytest.mark.parametrize(
    "text",
    [
        f"KẾ HOẠCH\n{SECRET}\nCác xã bảo vệ bí mật nhà nước, không để lộ, lọt tài liệu MẬT ra ngoài cơ quan.",
        f"KẾ HOẠCH\n{SECRET}\nMật độ dân cư các xã ven sông tăng.",
    ],
)
def test_secret_when_the_word_stands_in_prose_then_taken_in(text):
    assert taken_in(text).document.title


def test_secret_when_the_installation_is_an_isolated_lan_then_taken_in(settings):
    settings.NAMRO_ISOLATED_LAN = True
    assert taken_in(MARKED["boxed"][0]).document.pk
