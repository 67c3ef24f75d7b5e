"""Many files in one: each taken out under a safe name, the bad ones named, bombs refused whole; mails and what came with them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from tests.text.files_mail import BODY, SUBJECT, mail
from tests.text.files_office import archive, crowded, honest_bomb, lying_bomb, paragraphs
from tests.text.files_text import cp1258
from vanban.bounded import members_bounded, read_bounded
from vanban.errors import KeptUnread, Refused
from vanban.files import bundle, read
from vanban.files.bundle import bundle_kind, members
from vanban.files.bundle_names import clean_path

A, B = "Kế hoạch một".encode(), "Kế hoạch hai".encode()


def names(data: bytes, name: str = "a.zip") -> tuple[list[str], list[tuple[str, str]]]:
    contents = members_bounded(data, name)
    return [one.name for one in contents.members], [(one.name, one.code) for one in contents.left]


def test_zip_when_taken_apart_then_every_file_with_its_bytes() -> None:
    word = paragraphs("Giao Sở Nội vụ rà soát.")
    found = members_bounded(archive({"xa/1.txt": A, "2.docx": word, "xa/": b"", "__MACOSX/2.docx": b"x"}), "a.zip")
    assert [(one.name, one.data) for one in found.members] == [("xa/1.txt", A), ("2.docx", word)]
    assert found.left == ()


def test_zip_within_a_zip_when_taken_apart_then_opened_once_and_named_beyond() -> None:
    deep = archive({"ba.zip": archive({"c.txt": A}), "b.txt": B})
    assert names(archive({"hai.zip": deep, "a.txt": A})) == (
        ["hai.zip/b.txt", "a.txt"],
        [("hai.zip/ba.zip", "nested")],
    )


def _encrypted(data: bytes) -> bytes:
    """The archive with its first member marked as encrypted."""
    changed = bytearray(data)
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[data.index(mark) + flag] |= 1
    return bytes(changed)


def _harmed(data: bytes) -> bytes:
    """The archive with the check sum of its first member made wrong."""
    at = data.index(zlib.crc32(A).to_bytes(4, "little"), data.index(b"PK\x01\x02"))
    return data[:at] + b"\0\0\0\0" + data[at + 4 :]


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (_encrypted(archive({"a.txt": A, "b.txt": B})), ("a.txt", "encrypted")),
        (_harmed(archive({"a.txt": A, "b.txt": B})), ("a.txt", "broken")),
        (archive({"a.txt": b"", "b.txt": B}), ("a.txt", "empty")),
        (archive({"a.zip": archive({}), "b.txt": B}), ("a.zip", "empty")),
    ],
)
def test_bad_member_when_met_then_named_while_the_others_are_taken(data: bytes, left: tuple[str, str]) -> None:
    assert names(data) == (["b.txt"], [left])


def test_member_over_the_limit_when_met_then_named() -> None:
    found = members_bounded(archive({"a.txt": A * 50, "b.txt": B}), "a.zip", limit=100)
    assert [(one.name, one.code) for one in found.left] == [("a.txt", "too_large")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive({str(n): b"a" for n in range(bundle.MOST_MEMBERS + 1)}), "zip_bomb"),
        (archive({}), "empty"),
        (archive({"a/": b""}), "empty"),
    ],
)
def test_bundle_when_hostile_or_hollow_then_refused_whole(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        members(data, "a.zip")
    assert caught.value.code == code


def test_member_that_lies_about_its_size_when_met_then_named() -> None:
    assert names(lying_bomb().replace(b"word/document.xml", b"a/1234567890a.txt"))[1] == [
        ("a/1234567890a.txt", "broken")
    ]


@pytest.mark.parametrize("data", [honest_bomb(), crowded()])
def test_bomb_when_taken_apart_then_left_to_the_reader_that_refuses_it(data: bytes) -> None:
    assert members_bounded(data, "a.zip").alone
    with pytest.raises(Refused, match="zip_bomb"):
        read_bounded(data, "a.zip")


def test_bomb_within_a_bundle_when_taken_apart_then_a_file_that_its_reader_refuses() -> None:
    found = members_bounded(archive({"a.zip": honest_bomb(), "b.txt": B}), "a.zip")
    assert [one.name for one in found.members] == ["a.zip", "b.txt"]
    with pytest.raises(Refused, match="zip_bomb"):
        read_bounded(found.members[0].data, "a.zip")


def _named(raw: bytes, flags: int = 0, extra: bytes = b"") -> bytes:
    """An archive of one file whose name is written as the bytes given."""
    info = zipfile.ZipInfo("x" * len(raw))
    info.extra = extra
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(info, A)
    data = bytearray(target.getvalue().replace(b"x" * len(raw), raw))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + flag, flags)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_named("Kế hoạch.txt".encode(), 0x800), "Kế hoạch.txt"),
        (_named("Kế hoạch.txt".encode()), "Kế hoạch.txt"),
        (_named(cp1258("Kế hoạch tỉnh.txt")), "Kế hoạch tỉnh.txt"),
        (_named("KÕ ho¹ch tØnh.txt".encode("latin-1")), "Kế hoạch tỉnh.txt"),
        (_named("\x82t\x82.txt".encode("latin-1")), "été.txt"),
        (_named(b"a.txt\xff", extra=struct.pack("<HHBI", 0x7075, 15, 1, 0) + "Kế 1.txt".encode()), "Kế 1.txt"),
    ],
)
def test_name_when_in_any_encoding_then_as_its_maker_meant(data: bytes, name: str) -> None:
    assert names(data)[0] == [name]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\xa\\1.txt", "xa/1.txt"),
        ("a\x1b[2J\u202e.txt", "a[2J.txt"),
        ("a//./b.txt", "a/b.txt"),
        ("..", ""),
        ("Ke\u0302\u0301.txt", "Kế.txt"),
        ("a" * 300 + ".docx", "a" * 190 + ".docx"),
        ("b/" * 20 + "c.txt", "b/" * 8 + "c.txt"),
    ],
)
def test_path_when_cleaned_then_stays_below_and_prints(name: str, clean: str) -> None:
    assert clean_path(name) == clean


def test_names_when_alike_then_told_apart() -> None:
    assert names(mail(("1.txt", A), ("1.txt", B), body=""), "thu.eml") == (["1.txt", "1 (2).txt"], [])


def _stored(members: dict[str, bytes]) -> bytes:
    """A zip whose files are not compressed: the first one's opening stands near its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (archive({"a.txt": A}), "a.zip", "zip"),
        (archive({"a.txt": A}), "khong-ten", "zip"),
        (_stored({"quet.pdf": b"%PDF-1.4 ..."}), "a.zip", "zip"),
        (mail(), "thu.eml", "eml"),
        (mail(), "thu.txt", None),
        (paragraphs("a"), "a.docx", None),
        (paragraphs("a"), "a.zip", None),
        (b"", "a.zip", None),
        (b"PK\x03\x04", "a.zip", None),
    ],
)
def test_bundle_when_told_from_other_files_then_by_content(data: bytes, name: str, kind: str | None) -> None:
    assert bundle_kind(data, name) == kind


def test_mail_when_read_then_subject_sender_day_and_plain_body() -> None:
    source = read_bounded(mail(html="<p>khác</p>"), "thu.eml")
    assert source.text.splitlines() == [
        SUBJECT,
        "Văn phòng tỉnh <van-phong@songvan.example>",
        "1/7/2026 09:05",
        "Kính gửi các xã,",
        "Đề nghị các xã góp ý trước ngày 15/7/2026.",
    ]
    assert (source.format, source.warnings) == ("eml", ())
    assert source.text[source.blocks[0].start : source.blocks[0].end] == SUBJECT


def test_mail_when_only_marked_up_then_its_words() -> None:
    source = read(
        mail(body="", html="<html><body><p>Kính gửi <b>các xã</b></p><script>x()</script></body></html>"), "a.eml"
    )
    assert source.text.splitlines()[3:] == ["Kính gửi các xã"]


@pytest.mark.parametrize(
    "data",
    [
        mail().replace(b"\n", b"\r\n"),
        f"Subject: {SUBJECT}\nFrom: a@b.example\n\n{BODY}".encode(),
        f"Subject: {SUBJECT}\nContent-Type: text/plain; charset=x-unknown\n\n{BODY}".encode(),
        b"Subject: " + cp1258(SUBJECT) + b"\nContent-Type: text/plain; charset=windows-1258\n\n" + cp1258(BODY),
    ],
)
def test_mail_when_in_any_encoding_then_the_same_words(data: bytes) -> None:
    lines = read(data, "a.eml").text.splitlines()
    assert (lines[0], lines[-1]) == (SUBJECT, "Đề nghị các xã góp ý trước ngày 15/7/2026.")


def test_mail_with_files_when_taken_apart_then_its_words_and_the_files() -> None:
    data = mail(("Kế hoạch.txt", A), ("b.zip", archive({"2.txt": B})))
    found = members_bounded(data, "thu.eml")
    assert [one.name for one in found.members] == ["thu.txt", "Kế hoạch.txt", "b.zip/2.txt"]
    source = read(data, "thu.eml")
    assert (found.members[0].data.decode(), source.warnings) == (source.text, ("attachments:2",))


@pytest.mark.parametrize(
    ("data", "name"),
    [(mail(), "thu.eml"), (paragraphs("a"), "a.docx"), (paragraphs("a"), "a"), (b"PK\x03\x04", "a.zip"), (A, "a.txt")],
)
def test_file_that_holds_no_others_when_taken_apart_then_alone(data: bytes, name: str) -> None:
    assert (members(data, name).alone, members_bounded(data, name).alone) == (True, True)


def test_mail_without_words_when_taken_apart_then_the_files_alone() -> None:
    assert names(mail(("1.txt", A), body=" \n"), "thu.eml") == (["1.txt"], [])


def test_pictures_and_signatures_of_a_mail_when_taken_apart_then_left_out() -> None:
    data = (
        b"Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nxin chao\n"
        b"--x\nContent-Type: image/png; name=logo.png\nContent-ID: <1>\n\nabc\n"
        b"--x\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nabc\n"
        b"--x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n"
    )
    assert names(data, "a.eml") == (["a.txt", "dinh-kem.pdf"], [])


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"khong phai thu\n\nxin chao", "a.eml", "broken"),
        (mail(body="", subject=""), "a.eml", None),
        (b"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 3000, "a.eml", "zip_bomb"),
    ],
)
def test_mail_when_damaged_then_a_named_reason(data: bytes, name: str, code: str | None) -> None:
    try:
        source = read_bounded(data, name)
    except Refused as refused:
        assert refused.code == code
    else:
        assert code is None and "attachments" not in str(source.warnings)


def test_zip_when_read_as_one_file_then_kept_unread() -> None:
    with pytest.raises(KeptUnread, match="unsupported"):
        read(archive({"a.txt": A}), "a.zip")
