"""Marks in archives: names always, contents where they open; what does not open is said, what is hostile ends soon."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
from time import monotonic

import pytest

from tests.text.files_archives import AES, number, rar_five, rar_four, seven_zip, seven_zip_of, tar, vint
from tests.text.files_office import archive
from vanban.errors import Refused
from vanban.worn import Found, look

MARKED = "ỦY BAN NHÂN DÂN\nMẬT\nSố: 3/KH-UBND\n".encode()
PLAIN = "ỦY BAN NHÂN DÂN\nSố: 3/KH-UBND\nBảo vệ bí mật nhà nước\n".encode()
NAMED = {"thu/ke hoach.txt": PLAIN, "thư/Kế hoạch (MẬT).bin": b"\x00\x01"}
FOLDER = {"TUYỆT MẬT/a.bin": b"\x00\x01"}
INSIDE = {"a.txt": PLAIN, "b.txt": MARKED}
CLEAN = {"quy chế bảo mật.txt": PLAIN, "mật độ dân số.bin": b"\x00\x01\x02"}


def locked_zip(files: dict[str, bytes]) -> bytes:
    """A zip whose members say that they are encrypted."""
    data = bytearray(archive(files))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def nested(levels: int, innermost: bytes) -> bytes:
    """Archives within archives."""
    for level in range(levels):
        innermost = (seven_zip, archive, rar_five, tar)[level % 4]({"trong.bin": innermost})
    return innermost


@pytest.mark.parametrize(
    ("name", "data", "degree"),
    [
        ("a.7z", seven_zip(NAMED), "MẬT"),
        ("a.7z", seven_zip(NAMED, pack_header=True), "MẬT"),
        ("a.7z", seven_zip(NAMED, coder=AES), "MẬT"),
        ("a.7z", seven_zip(FOLDER, pack_header=True), "TUYỆT MẬT"),
        ("a.7z", seven_zip(INSIDE, pack_header=True), "MẬT"),
        ("a.rar", rar_four(NAMED), "MẬT"),
        ("a.rar", rar_four(NAMED, method=0x33), "MẬT"),
        ("a.rar", rar_four(INSIDE), "MẬT"),
        ("a.rar", rar_five(NAMED, method=3), "MẬT"),
        ("a.rar", rar_five(FOLDER), "TUYỆT MẬT"),
        ("a.rar", rar_five(INSIDE), "MẬT"),
        ("a.zip", locked_zip(NAMED), "MẬT"),
        ("a.zip", locked_zip(FOLDER), "TUYỆT MẬT"),
        ("a.tar", tar(NAMED), "MẬT"),
        ("a.tar", tar(INSIDE), "MẬT"),
        ("a.tar.gz", gzip.compress(tar(INSIDE), mtime=0), "MẬT"),
        ("a.tgz", gzip.compress(tar(NAMED), mtime=0), "MẬT"),
        ("a.tar.bz2", bz2.compress(tar(FOLDER)), "TUYỆT MẬT"),
        ("a.tar.xz", lzma.compress(tar(INSIDE)), "MẬT"),
        ("a.txt.gz", gzip.compress(MARKED, mtime=0), "MẬT"),
        ("a.txt.gz", gzip.compress(PLAIN[:20], mtime=0) + gzip.compress(b"\n" + MARKED, mtime=0), "MẬT"),
        ("a.txt.gz", gzip.compress(MARKED, mtime=0)[:-6], "MẬT"),
        ("Kế hoạch (MẬT).txt.xz", lzma.compress(b"\x00\x01"), "MẬT"),
        ("a.zip", archive({"b.7z": seven_zip({"c.rar": rar_four(INSIDE)})}), "MẬT"),
        ("a.gz", b"\x1f\x8b\x08\x08\0\0\0\0\0\3" + "kế hoạch (MẬT).txt".encode() + b"\0\3\0" + bytes(8), "MẬT"),
    ],
)
def test_archive_when_a_name_or_a_member_wears_a_mark_then_found(name: str, data: bytes, degree: str) -> None:
    assert look(data, name).degree == degree


@pytest.mark.parametrize(
    ("name", "data", "unsearched"),
    [
        ("a.7z", seven_zip(CLEAN, pack_header=True), False),
        ("a.7z", seven_zip(CLEAN, coder=AES), True),
        ("a.7z", seven_zip_of(b"", b"\x01\x00"), False),
        ("a.7z", seven_zip(CLEAN)[:60], True),
        ("a.rar", rar_four(CLEAN), False),
        ("a.rar", rar_four(CLEAN, method=0x33), True),
        ("a.rar", rar_four(NAMED, closed=True), True),
        ("a.rar", rar_five(CLEAN), False),
        ("a.rar", rar_five(CLEAN, method=5), True),
        ("a.rar", rar_five(NAMED, closed=True), True),
        ("a.rar", rar_five(CLEAN)[:-8], True),
        ("a.zip", archive(CLEAN), False),
        ("a.zip", locked_zip(CLEAN), True),
        ("a.tar", tar(CLEAN), False),
        ("a.tar.gz", gzip.compress(tar(CLEAN), mtime=0), False),
        ("a.7z.002", random.Random(1).randbytes(4096), True),
        ("a.dwg", b"\x00\x01\x02\x03" * 2000, False),
        ("a.gz", gzip.compress(PLAIN, mtime=0)[:20] + b"\xff" * 30, True),
    ],
)
def test_archive_when_nothing_wears_a_mark_then_none_and_said_whether_all_was_searched(
    name: str, data: bytes, unsearched: bool
) -> None:
    assert look(data, name) == Found(None, unsearched)


def _many_rar(count: int) -> bytes:
    whole = rar_four({"a": b""})
    start, end = 7 + 13, len(whole) - 7
    return whole[:start] + whole[start:end] * count + whole[end:]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.7z", seven_zip_of(b"", b"\x01\x05" + number(1 << 60) + b"\x00\x00"), "zip_bomb"),
        ("a.7z", seven_zip_of(b"", b"\x01\x04\x07\x0b" + number(1 << 60)), "zip_bomb"),
        ("a.7z", seven_zip_of(b"", b"\x01\x04\x06\x00" + number(1 << 60)), "zip_bomb"),
        ("a.7z", seven_zip_of(b"", b"\x01\x05\x01\x11" + number(1 << 60)), "broken"),
        ("a.7z", seven_zip_of(b"", bytes(1 << 25), pack_header=True), "broken"),
        ("a.7z", seven_zip_of(b"", b"\x01\x00", pack_header=True, claims=1 << 60), "broken"),
        ("a.7z", seven_zip_of(b"", b"\x01\x05" + number(6000) + b"\x00\x00"), "zip_bomb"),
        ("a.rar", _many_rar(6000), "zip_bomb"),
        ("a.tar", tar({f"{n}": b"" for n in range(5001)}), "zip_bomb"),
        ("a.gz", gzip.compress(bytes(210 << 20), 1, mtime=0), "zip_bomb"),
        ("a.xz", lzma.compress(bytes(210 << 20), preset=0), "zip_bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_archive_when_it_claims_or_unpacks_to_too_much_then_refused_soon(name: str, data: bytes, code: str) -> None:
    began = monotonic()
    with pytest.raises(Refused) as refused:
        look(data, name)
    assert refused.value.code == code
    assert monotonic() - began < 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.7z", seven_zip({"a.bin": bytes(9)}, claims=1 << 60)),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(500)),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + b"\xff" * 500),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(4) + vint(1 << 60) + bytes(50)),
        ("a.zip", nested(9, archive(INSIDE))),
    ],
)
def test_archive_when_it_cannot_be_followed_to_its_end_then_said_soon(name: str, data: bytes) -> None:
    began = monotonic()
    assert look(data, name) == Found(None, unsearched=True)
    assert monotonic() - began < 5


@pytest.mark.parametrize("make", [seven_zip, rar_four, rar_five, tar, archive])
def test_archive_when_any_byte_is_wrong_then_an_answer_or_a_named_refusal(make: type) -> None:
    whole, dice = make(INSIDE), random.Random(93)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(6, len(data))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
        try:
            assert isinstance(look(bytes(data[: dice.randint(8, len(data))]), "a.bin"), Found)
        except Refused as refused:
            assert refused.code in ("broken", "zip_bomb", "empty", "unsupported")
