"""The pieces an RTF file is written in, and which of its words name places, signs and alphabets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

Kind = Literal["open", "close", "word", "symbol", "byte", "text"]

_TOKEN = regex.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n\x00]+)|[\r\n\x00]+|\\",
    regex.DOTALL,
)

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
# Groups whose words are not the document's; so is every group that opens with \* unless it is listed below.
SKIPPED = frozenset(
    (
        *(
            "colortbl",
            "info",
            "pict",
            "objdata",
            "nonshppict",
            "shprslt",
            "sp",
            "sn",
            "sv",
            "xe",
            "tc",
            "filetbl",
            "rxe",
            "nonesttables",
        ),
        *(
            "pnseclvl",
            "private",
            "template",
            "themedata",
            "datastore",
            "ftnsep",
            "ftnsepc",
            "aftnsep",
            "aftnsepc",
            "ftncn",
        ),
    )
)
STARRED = frozenset(("shpinst", "shppict", "ud", "fldinst", "listtext", "footnote"))
HEADERS = frozenset(("header", "headerl", "headerr", "headerf"))
FOOTERS = frozenset(("footer", "footerl", "footerr", "footerf"))
# A font's character set to the code page its bytes are in; 0 and 1 take the file's own.
CODE_PAGES = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}


class Token(NamedTuple):
    """One piece: ``text`` is the word, sign or run of letters, ``number`` what stands behind a word."""

    kind: Kind
    text: str
    number: int | None = None


def tokens(markup: str) -> Iterator[Token]:
    """Yield the pieces of a file given as Latin-1; the raw bytes that ``\\bin`` announces are passed over."""
    at = 0
    while found := _TOKEN.match(markup, at):
        at = found.end()
        kind = found.lastgroup
        if found["word"]:
            number = None if found["number"] is None else int(found["number"])
            if found["word"] == "bin":
                at += max(0, number or 0)
                continue
            yield Token("word", found["word"], number)
        elif found["byte"]:
            yield Token("byte", chr(int(found["byte"], 16)))
        elif kind == "symbol":
            yield Token("symbol", found["symbol"])
        elif kind == "open":
            yield Token("open", "{")
        elif kind == "close":
            yield Token("close", "}")
        elif found["text"]:
            yield Token("text", found["text"])
