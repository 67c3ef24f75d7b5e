"""A zip or a mail as a person hands it in: `namro text`, `extract` and `ingest` take it apart and tell of each file."""

import hashlib
import json
import os
from datetime import date

import pytest

from namro.launch.paths import installation
from tests.factories.documents import paper
from tests.rooms.documents.test_ingest import _test_database, namro
from tests.text.files_mail import mail
from tests.text.files_office import archive

ORDER = "1. Sở Xây dựng hoàn thành việc sửa bến đò trước ngày 15/7/2026."
FIRST = paper("12/QĐ-UBND", date(2026, 3, 2), ORDER).encode()
SECOND = paper("13/QĐ-UBND", date(2026, 3, 3), "Giao Sở Xây dựng rà soát bến đò.").encode()


@pytest.fixture
def post(tmp_path):
    """A zip with two documents, one in a mail, an empty file and one that says what it is not."""
    path = tmp_path / "cong-van.zip"
    letter = mail(("hai.txt", SECOND), body="")
    path.write_bytes(archive({"xa/mot.txt": FIRST, "thu.eml": letter, "rong.txt": b"", "gia.pdf": b"khong phai"}))
    return path


def test_text_when_a_zip_then_its_files_are_named_and_each_can_be_had(post):
    done = namro("text", post)
    assert (done.returncode, done.stdout) == (1, b"")
    for name in ("xa/mot.txt", "thu.eml/hai.txt"):
        assert f"namro text {post}/{name}" in done.stderr.decode()
    assert namro("text", f"{post}/xa/mot.txt").stdout == FIRST
    assert namro("text", f"{post}/thu.eml/hai.txt").stdout == SECOND
    for missing, words in (("rong.txt", "empty"), ("khong-co.txt", "no such file"), ("gia.pdf", "not what")):
        done = namro("text", f"{post}/{missing}")
        assert (done.returncode, words in done.stderr.decode()) == (1, True), missing


def test_text_when_a_zip_of_one_file_then_that_text(tmp_path):
    (tmp_path / "a.zip").write_bytes(archive({"mot.txt": FIRST}))
    assert namro("text", tmp_path / "a.zip").stdout == FIRST


def test_extract_when_a_zip_then_one_object_a_file_and_the_bad_ones_named(post):
    done = namro("extract", post, "--json")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [row["file"] for row in rows] == ["cong-van.zip/xa/mot.txt", "cong-van.zip/thu.eml/hai.txt"]
    assert rows[0]["sha256"] == hashlib.sha256(FIRST).hexdigest()
    assert any(found["type"] == "directive" for found in rows[0]["annotations"])
    assert all(FIRST.decode()[f["start"] : f["end"]] == f["text"] for f in rows[0]["annotations"])
    assert done.returncode == 1
    assert "rong.txt: the file is empty" in done.stderr.decode() and "gia.pdf: " in done.stderr.decode()


def test_extract_when_many_files_on_all_cores_then_in_the_order_given(tmp_path):
    names = [f"{number:02}.txt" for number in range(12)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text((ORDER + "\n") * (1 if number % 3 else 60))
    done = namro("extract", *[tmp_path / name for name in reversed(names)], "--json")
    assert [json.loads(line)["file"] for line in done.stdout.decode().splitlines()] == names[::-1]
    assert done.returncode == 0


@pytest.mark.django_db(transaction=True)
def test_ingest_when_a_zip_and_a_mail_then_each_file_by_itself(tmp_path, post, database_server):
    from namro.documents.models import Document, DocumentFile

    secret = paper("14/QĐ-UBND", date(2026, 3, 4)).replace("\n", "\nMẬT\n", 1).encode()
    (tmp_path / "thu.eml").write_bytes(mail(("ba.txt", secret), ("mot.txt", FIRST), body=""))
    (tmp_path / "MẬT.zip").write_bytes(archive({"bon.txt": SECOND.replace(b"13/", b"15/")}))
    (tmp_path / "hong.zip").write_bytes(post.read_bytes()[:-30])
    installation(tmp_path / "data", demo=False).make()
    environment = {"NAMRO_DATA": str(tmp_path / "data"), "DATABASE_URL": _test_database(), "plain": False}
    files = [post, tmp_path / "thu.eml", tmp_path / "MẬT.zip", tmp_path / "hong.zip"]
    done = namro("ingest", *files, **environment)
    told, complained = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == 1, complained
    assert f"[1/4] {post}/xa/mot.txt: registered as 12/QĐ-UBND" in told
    assert f"[1/4] {post}/thu.eml/hai.txt: registered as 13/QĐ-UBND" in told
    assert f"[2/4] {tmp_path}/thu.eml/mot.txt: already registered as 12/QĐ-UBND" in told
    for name, words in (
        ("cong-van.zip/rong.txt", "empty"),
        ("cong-van.zip/gia.pdf", "gia.pdf"),
        ("thu.eml/ba.txt", "secre"),
        ("MẬT.zip", "secre"),
        ("hong.zip", "damaged"),
    ):
        [line] = [line for line in complained.splitlines() if line.startswith(f"{tmp_path}/{name}: ")]
        assert words in line
    assert set(Document.objects.filter(status="held").values_list("symbol", flat=True)) == {"12/QĐ-UBND", "13/QĐ-UBND"}
    assert sorted(DocumentFile.objects.values_list("name", flat=True)) == ["hai.txt", "mot.txt"]
    kept = [path.read_bytes() for path in (tmp_path / "data" / "files").rglob("*") if path.is_file()]
    assert sorted(kept) == sorted([FIRST, SECOND])
    assert os.path.getsize(post) not in {len(one) for one in kept}
