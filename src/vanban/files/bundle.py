"""Many files in one (zip, eml): taken apart in memory, so that each can be judged, read and registered by itself.

Run it where time and memory are bounded (:func:`vanban.bounded.members_bounded`). Nothing is ever written to a disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from vanban.errors import Refused, VanbanError
from vanban.files import LIMIT
from vanban.files.archive import MAX_INFLATED, check_directory, check_growth
from vanban.files.bundle_names import clean_path, is_rubbish, zip_name
from vanban.files.kinds import kind_of
from vanban.files.mail import attachments, has_words, read_mail

MOST_MEMBERS = 1_000
DEEPEST = 2  # a bundle within a bundle is opened, one within that is named and left
_CHUNK = 1 << 16
_OFFICE_ENDINGS = frozenset((".docx", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".odt", ".ods"))


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle. ``name`` is a relative path, its folders and the bundles it lay in kept: "b.zip/xa/1.docx"."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Left:
    """A file of a bundle that was not taken out, and the code of the reason: encrypted, nested, broken, empty, too_large."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle holds, in its own order. ``alone``: the file is none, or a mail that nothing came with; read it itself."""

    members: tuple[Member, ...] = ()
    left: tuple[Left, ...] = ()
    alone: bool = False


def may_be_bundle(data: bytes, name: str) -> bool:
    """Tell cheaply, by the first bytes and the ending, which files are worth taking apart at all."""
    ending = PurePosixPath(name.lower()).suffix
    return ending == ".eml" or (data.startswith(b"PK") and ending not in _OFFICE_ENDINGS)


def bundle_kind(data: bytes, name: str) -> str | None:
    """Return "zip" or "eml" for a file that holds others, None for any other file. Raises nothing."""
    if not data:
        return None
    try:
        kind = kind_of(data, name)
    except VanbanError:
        return None
    if kind == "txt" and name.lower().endswith(".eml"):
        return "eml"
    return "zip" if kind == "zip" else None


def members(data: bytes, name: str, limit: int = LIMIT) -> Contents:
    """Return the files of a zip or an eml, bundles within opened too; the words of a mail are a text file beside the others.

    ``limit`` is the largest size of one file. Any other file is ``alone``. Raises ``Refused("zip_bomb")`` for too many
    files or too much to unpack, ``Refused("broken")`` for a bundle that does not open, ``Refused("empty")`` for one
    without files.
    """
    kind = bundle_kind(data, name)
    if kind is None or (kind == "eml" and not _attached(data)):
        return Contents(alone=True)
    opened = _Opened(limit)
    opened.take(data, name, "", 1)
    if not opened.found and not opened.left:
        raise Refused("empty", name=name)
    return Contents(tuple(opened.found), tuple(opened.left))


class _Opened:
    """Collects the members of a bundle and keeps count of all of them together."""

    def __init__(self, limit: int) -> None:
        self.found: list[Member] = []
        self.left: list[Left] = []
        self._limit = limit
        self._inflated = 0
        self._names: set[str] = set()

    def take(self, data: bytes, name: str, folder: str, depth: int) -> None:
        """Take out the files of one bundle; ``folder`` is the path of the bundle within the outermost one."""
        parts = _of_mail(data, name) if bundle_kind(data, name) == "eml" else self._of_zip(data)
        for path, content in parts:
            self._judge(folder + path, content, depth)

    def _judge(self, path: str, content: bytes | str, depth: int) -> None:
        path = self._told_apart(path)
        if len(self.found) + len(self.left) >= MOST_MEMBERS:
            raise Refused("zip_bomb", members=MOST_MEMBERS)
        if isinstance(content, str):
            self.left.append(Left(path, content))
        elif not content or len(content) > self._limit:
            self.left.append(Left(path, "too_large" if content else "empty"))
        elif (kind := bundle_kind(content, path)) is None or (kind == "eml" and not _attached(content)):
            self.found.append(Member(path, content))
        elif depth >= DEEPEST:
            self.left.append(Left(path, "nested"))
        else:
            self._within(path, content, depth)

    def _within(self, path: str, content: bytes, depth: int) -> None:
        before = len(self.found) + len(self.left)
        try:
            self.take(content, path, path + "/", depth + 1)
        except Refused as refused:
            if refused.code == "zip_bomb":
                raise
            self.left.append(Left(path, refused.code))
        if before == len(self.found) + len(self.left):
            self.left.append(Left(path, "empty"))

    def _told_apart(self, path: str) -> str:
        """Return a path no other member has."""
        number, told = 2, path
        while told.lower() in self._names:
            whole = PurePosixPath(path)
            told = str(whole.with_name(f"{whole.stem} ({number}){whole.suffix}"))
            number += 1
        self._names.add(told.lower())
        return told

    def _of_zip(self, data: bytes) -> Iterator[tuple[str, bytes | str]]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                check_directory(archive)
                for member in archive.infolist():
                    path = clean_path(zip_name(member))
                    if not member.is_dir() and path and not is_rubbish(path):
                        yield path, self._inflate(archive, member)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise Refused("broken", reason="zip") from error

    def _inflate(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | str:
        """Return the bytes of a member, or the code of the reason why not; what grows too far is refused with the whole."""
        if member.flag_bits & 1:
            return "encrypted"
        if member.file_size > self._limit:
            return "too_large"
        parts: list[bytes] = []
        size = 0
        try:
            with archive.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    check_growth(size, member.compress_size, self._inflated, 0)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
            return "broken"
        return b"".join(parts)


def _attached(data: bytes) -> bool:
    """Tell whether files came with a mail; a damaged one is a file like any other, to be refused by its reader."""
    try:
        return bool(attachments(data))
    except Refused as refused:
        if refused.code == "zip_bomb":
            raise
        return False


def _of_mail(data: bytes, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield the words of a mail as a text file named after it, then its attachments."""
    given = attachments(data)
    own = PurePosixPath(clean_path(name) or "thu.eml").name
    if sum(len(content) for _, content in given) > MAX_INFLATED:
        raise Refused("zip_bomb", members=len(given))
    try:
        if has_words(data):
            yield PurePosixPath(own).stem + ".txt", read_mail(data).text.encode()
    except VanbanError:
        yield PurePosixPath(own).stem + ".txt", "broken"
    for path, content in given:
        yield clean_path(path.replace("/", "-")) or "dinh-kem", content
