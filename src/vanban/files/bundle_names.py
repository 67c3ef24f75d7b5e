"""Names of files in archives: decoded as their makers meant them, without anything that leaves the folder or moves a cursor."""

from __future__ import annotations

import struct
import unicodedata
import zipfile

import regex

from vanban.files.legacy import decode_legacy

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # the extra field in which older packers put the UTF-8 name
_UNWANTED = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]")
_RUBBISH = frozenset(("thumbs.db", "desktop.ini", "__macosx"))
_NOT_OURS = ("~$", ".")  # lock files of word processors, hidden files
_LONGEST = 200  # characters of one part of a path
_DEEPEST = 8  # folders kept


def zip_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name: UTF-8 where it says so or is, else what makes Vietnamese of it, else code page 437."""
    if member.flag_bits & _UTF8_FLAG or member.orig_filename.isascii():
        return member.orig_filename
    if said := _unicode_path(member.extra):
        return said
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.orig_filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        found = decode_legacy(raw)
        return found[0] if found else member.orig_filename


def clean_path(name: str) -> str:
    """Return a relative path without empty, hidden or climbing parts, drive letters and unprintable letters; "" if none."""
    flat = unicodedata.normalize("NFC", _UNWANTED.sub("", name.split("\x00")[0]).replace("\\", "/"))
    parts = [part.strip() for part in flat.split("/")]
    kept = [_shortened(part) for part in parts if part.strip(". ") and not regex.fullmatch(r"[A-Za-z]:", part)]
    return "/".join([*kept[:-1][:_DEEPEST], *kept[-1:]])


def is_rubbish(path: str) -> bool:
    """Tell whether a file is the system's own: hidden, a lock file, a folder's picture store."""
    parts = path.split("/")
    return parts[-1].startswith(_NOT_OURS) or any(part.lower() in _RUBBISH for part in parts)


def _shortened(part: str) -> str:
    stem, dot, ending = part.rpartition(".")
    if len(part) <= _LONGEST:
        return part
    return stem[: _LONGEST - 10] + dot + ending[:9] if dot else part[:_LONGEST]


def _unicode_path(extra: bytes) -> str:
    """Return the name of the extra field for UTF-8 paths, "" where there is none."""
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        if kind == _UNICODE_PATH and size > 5:
            return extra[place + 9 : place + 4 + size].decode("utf-8", "replace")
        place += 4 + size
    return ""
