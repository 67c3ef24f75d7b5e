"""Uploads of zips and mails: each file told by itself, secrets without their names, nothing of the archive kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from namro.documents.actions import install_reference_data
from namro.documents.models import Document, DocumentFile
from namro.web.documents import bundles
from tests.factories.documents import paper
from tests.text.files_mail import mail
from tests.text.files_office import archive
from tests.web.test_documents import words

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
FIRST, SECOND = paper("2/QĐ-UBND", DAY).encode(), paper("3/QĐ-UBND", DAY).encode()


@pytest.fixture
def coordinator(world, client_as, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    install_reference_data()
    return client_as(world.users["coordinator"])


def sent(client, *files):
    papers = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/documents/upload/", {"papers": papers})


def test_upload_when_a_zip_with_a_mail_then_every_file_is_told_and_registered(coordinator, settings):
    letter = mail(("ba.txt", SECOND), body="")
    data = archive({"xa/hai.txt": FIRST, "thu.eml": letter, "rong.txt": b"", "gia.docx": b"PK\x03\x04 hong"})
    answer = sent(coordinator, ("cong van.zip", data))
    said = words(answer)
    for sentence in (
        "cong van.zip/xa/hai.txt", "2/QĐ-UBND", "cong van.zip/thu.eml/ba.txt", "3/QĐ-UBND", "rong.txt” là tệp rỗng",
        "cong van.zip/rong.txt", "bị hỏng",
    ):  # fmt: skip
        assert sentence in said, sentence
    assert said.count("bị từ chối") == 2
    assert set(Document.objects.filter(status="held").values_list("symbol", flat=True)) == {"2/QĐ-UBND", "3/QĐ-UBND"}
    stored = [p.read_bytes() for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]
    assert sorted(stored) == sorted([FIRST, SECOND])
    assert set(DocumentFile.objects.values_list("name", flat=True)) == {"hai.txt", "ba.txt"}


@pytest.mark.parametrize(
    ("name", "members", "kept"),
    [
        ("a.zip", {"Điều binh.txt": "ỦY BAN\nMẬT\nKế hoạch".encode(), "b.txt": FIRST}, 1),
        ("a.zip", {"Điều binh (MẬT).txt": FIRST, "b.txt": SECOND}, 1),
        ("a.zip", {"Điều binh (MẬT)/a.txt": FIRST, "b.txt": SECOND}, 1),
        ("Điều binh (MẬT).zip", {"b.txt": FIRST}, 0),
    ],
)
def test_upload_when_part_of_a_bundle_is_secret_then_refused_without_its_name(coordinator, name, members, kept):
    said = words(sent(coordinator, (name, archive(members))))
    assert "dấu chỉ độ mật" in said and "Điều binh" not in said
    assert DocumentFile.objects.count() == kept


def test_upload_when_a_zip_of_one_file_then_its_details_are_asked(coordinator):
    answer = sent(coordinator, ("a.zip", archive({"mot.txt": FIRST})))
    assert answer["Location"] == f"/documents/{Document.objects.get(symbol='2/QĐ-UBND').pk}/details/"


def test_upload_when_a_mail_alone_then_one_document_with_its_words(coordinator):
    sent(coordinator, ("thu.eml", mail()))
    [file] = DocumentFile.objects.all()
    assert (file.name, file.unread_code) == ("thu.eml", "")


@pytest.mark.parametrize(
    ("name", "data", "words_said"),
    [
        ("nhieu.zip", archive({f"{n}.txt": b"a" for n in range(bundles.MOST + 1)}), "tối đa 100 tệp"),
        ("sau.zip", archive({"b.zip": archive({"c.zip": archive({"d.txt": FIRST})})}), "quá sâu"),
        ("trong.zip", archive({}), "trong.zip"),
    ],
)
def test_upload_when_a_bundle_cannot_be_taken_then_why_and_nothing_kept(coordinator, name, data, words_said):
    assert words_said in words(sent(coordinator, (name, data)))
    assert not DocumentFile.objects.exists()


def test_upload_when_a_file_of_a_bundle_has_a_password_then_named(coordinator):
    data = bytearray(archive({"a.txt": FIRST, "b.txt": SECOND}))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flag] |= 1
    said = words(sent(coordinator, ("a.zip", bytes(data))))
    assert "“a.txt” có mật khẩu" in said and DocumentFile.objects.count() == 1
