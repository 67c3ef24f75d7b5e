"""What is done to a file: bits turned, parts cut, doubled, moved or put in from another; members of archives, XML, letters."""

from __future__ import annotations

import io
import random
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes, bytes], bytes]

_LONGEST = 2 * 1024 * 1024
_TAG = re.compile(rb"<[^<>]{1,300}>")
_NUMBER = re.compile(rb"\d{1,9}")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e309",
    b"NaN",
)
_WEDGES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"&amp;",
    b"&#0;",
    b"<![CDATA[",
    b"<!--",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"\r",
    b'"',
)


def flip(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Turn a few bits."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """End the file early."""
    return data[: rng.randrange(len(data))]


def drop(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Take a stretch out."""
    start, end = _stretch(rng, data)
    return data[:start] + data[end:]


def double(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Repeat a stretch, once or often."""
    start, end = _stretch(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 50)) + data[end:]


def splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Put a stretch of another file in place of one."""
    start, end = _stretch(rng, data)
    from_, to = _stretch(rng, other)
    return data[:start] + other[from_:to] + data[end:]


def wedge(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Put in bytes that mean something to some reader."""
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(_WEDGES) * rng.choice((1, 1, 5, 300)) + data[place:]


def renumber(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Write another number for one in the file."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return flip(rng, data, other)
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(_NUMBERS) + data[one.end() :]


def retag(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Drop, double, nest or move a tag of marked-up words."""
    tags = [found.span() for found in _TAG.finditer(data)]
    if len(tags) < 2:
        return wedge(rng, data, other)
    start, end = rng.choice(tags)
    tag = data[start:end]
    done = rng.randrange(4)
    if done == 0:
        return data[:start] + data[end:]
    if done == 1:
        return data[:start] + tag * rng.choice((2, 3, 40, 400)) + data[end:]
    place = rng.choice(tags)[0]
    if done == 2:
        return data[:place] + tag + data[place:]
    first, last = sorted((start, rng.choice(tags)[1]))
    return data[:place] + data[first:last] + data[place:]


def recode(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Write the letters in another encoding or another form, or their lines with other ends."""
    text = data.decode("utf-8", "replace")
    done = rng.randrange(7)
    if done < 4:
        coded = ("utf-16", "utf-16-be", "cp1258", "utf-32")[done]
        return unicodedata.normalize("NFD", text).encode(coded, "replace")
    if done == 4:
        return unicodedata.normalize("NFD", text).encode("utf-8", "replace")
    if done == 5:
        return text.replace("\n", rng.choice(("\r", "\u2028", " ", "\n\n\n"))).encode("utf-8", "replace")
    return text.upper().encode("utf-8", "replace")


ANY: tuple[Mutation, ...] = (flip, flip, cut, drop, double, splice, wedge, renumber)
WRITTEN: tuple[Mutation, ...] = (*ANY, retag, recode)


def repack(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Open an archive, change its members or their order, and pack it again; what does not open is changed as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return flip(rng, data, other)
    if not members:
        return flip(rng, data, other)
    at = rng.randrange(len(members))
    name, content = members[at]
    done = rng.randrange(8)
    if done == 0:
        del members[at]
    elif done == 1:
        members.append((name, content))
    elif done == 2:
        members[at] = (rng.choice(members)[0], content)
    elif done == 3:
        rng.shuffle(members)
    elif content:
        mutation = rng.choice(WRITTEN if content.lstrip()[:1] == b"<" else ANY)
        members[at] = (name, mutation(rng, content, rng.choice(members)[1] or b"a")[:_LONGEST])
    return _packed(members)


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are meant
        for name, content in members:
            info = zipfile.ZipInfo(name or "a", (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as stream:
                stream.write(content)
    return target.getvalue()


def mutations_of(data: bytes) -> tuple[Mutation, ...]:
    """Return what can be done to a file of this kind."""
    if data.startswith(b"PK"):
        return (*(repack,) * 60, *ANY)  # most others leave no archive
    return ANY if b"\x00" in data[:4096] or data.startswith(b"%PDF") else WRITTEN


def _stretch(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 4, 50, 1_000, len(data))))
