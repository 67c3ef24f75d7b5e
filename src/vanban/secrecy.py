"""Whether a document wears the mark of a state secret: a line of its own in the header, its title or its file name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import PurePath

import regex

from vanban.clean import NfcView
from vanban.fold import fold

MARKS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")  # the gravest first

_HEADER_LINES = 40  # lines with words, from the top
_LONGEST_HEADER_LINE = 160
_BODY = regex.compile(
    r"(?i)\W*(?:căn cứ|thực hiện|theo đề nghị|kính gửi|xét đề nghị|trong những|để triển khai|điều\s+\d|[1IA]\s*[.)/-]\s)"
)
_COLUMNS = regex.compile(r"\t|\s{2,}|\|")
_EDGES = " []{}()<>«»\"“”'*_#.:;!~=-–—"
_LABEL = regex.compile(
    r"(?i)(?:dấu\s*:|(?:dấu\s+)?(?:chỉ\s+)?(?:mức\s+)?độ\s+(?:(?:mật|khẩn)\s*:|(?=(?:tối|tuyệt)\s+mật$)))\s*"
)
# What may follow the mark on its line: the copy, the number of copies, how long it is to be guarded.
_COPY = regex.compile(
    r"(?i)\s*(?:\(?bản số.*|\(\s*\d+\s*bản\s*\)?|\(?(?:có\s+)?thời hạn.*|\((?:đã )?(?:giải mật|đóng dấu).{0,40})$"
)
_STATE = "BÍMẬTNHÀNƯỚC"  # words some stamps print above or before the degree
# Letters set apart (M Ậ T, M.Ậ.T): read as the word they spell.
_APART = regex.compile(
    r"(?<![\p{L}\p{M}])(?:T[\s.]*U[\s.]*Y[\s.]*Ệ[\s.]*T[\s.]+|T[\s.]*Ố[\s.]*I[\s.]+)?"
    r"M[ .\u00a0_-]{1,4}Ậ[ .\u00a0_-]{1,4}T(?![\p{L}\p{M}])"
)
_SPELLED = {
    "TUYỆTMẬT": MARKS[0],
    "TUYETMAT": MARKS[0],
    "TỐIMẬT": MARKS[1],
    "TOIMAT": MARKS[1],
    "MẬT": MARKS[2],
    "MAT": MARKS[2],
}
_URGENT = frozenset(("KHẨN", "THƯỢNGKHẨN", "HỎATỐC", "HOẢTỐC", "HẸNGIỜ"))
_URGENT_WORDS = r"(?:thượng\s+khẩn|khẩn|hỏa\s+tốc|hoả\s+tốc)"
_URGENT_END = regex.compile(rf"(?i)(?<=mật)\s+{_URGENT_WORDS}$")

# In a title the mark stands in brackets or at one end, set off; "mật" alone then in capitals.
_DEGREE = r"((?i:tuyệt\s+mật|tối\s+mật)|MẬT)"
_COUNT = r"(?!:\s*\d+\s*(?:$|[;,.]|(?i:văn\s+bản|tài\s+liệu|hồ\s+sơ)))"  # "Tối mật: 01 văn bản" is a figure
_TITLE = regex.compile(
    "|".join(
        (
            r"[\[(]\s*((?i:(?:tuyệt\s+|tối\s+)?mật))\s*[\])]",
            r"[\[(]\s*(?i:độ|dấu)\s+((?i:tuyệt\s+mật|tối\s+mật)|M(?:ẬT|ật))\s*[\])]",
            rf"[\[(]\s*(?:(?i:độ\s+mật|dấu)\s*:\s*)?{_DEGREE}\s*(?:[-–—,/]\s*)?(?i:{_URGENT_WORDS})?\s*[\])]",
            rf"^\W*(?i:dấu|(?:dấu\s+)?(?:mức\s+)?độ\s+mật)\s*:\s*{_DEGREE}(?![\s,]*\p{{L}})",
            rf"(?i:(?:^|[-–—(\[])\W*độ\s+mật)\s*:\s*{_DEGREE}\W*$",
            rf"^\s*{_DEGREE}\s*{_COUNT}(?:[-–—:|/.]|\(|(?i:{_URGENT_WORDS})(?!\p{{L}}))",
            r"^\W*((?i:mật))\s*[-–—|]\s",
            rf"[-–—:|/.,;]\s*{_DEGREE}\W*$",
            rf"^\W*{_DEGREE}\W*$",
        )
    )
)

# Degrees named in prose: a list of them is no mark of its last one.
_NAMED = regex.compile(
    r"(?i)(?<!\p{L})(?:tuyệt\s+mật|tối\s+mật|(?<=(?:độ|liệu|bản|tin|và|hoặc|[,;/:])\s*)mật(?!\s*:))(?!\p{L})"
)
_ALSO = regex.compile(r"^[,;/]")
_TYPED_LINES = 400
_TYPED_LINE = 5_000  # letters of one
_PERHAPS = regex.compile(r"(?i)m[\W_]{0,6}[aâậ]")
_DOWN = regex.compile(r"(?m)^M\nẬ\nT$")

_TOKEN = regex.compile(r"[\p{L}\p{M}]+|\d+")
_KINDS = frozenset(("kh", "qd", "cv", "bc", "tb", "ct", "nq", "ttr", "ctr", "hd", "da", "kl", "tt", "cd", "bb", "qc"))
# Words that make another word of "mật" (or of "mat" without marks) when they stand beside it.
_BEFORE = frozenset(("bi", "bao", "co", "than", "chu", "giu", "lo", "ho", "duong", "giai", "do"))
_AFTER = frozenset(
    ("do", "ma", "khau", "thu", "ong", "vu", "tham", "thiet", "ngu", "nghi", "danh", "bao", "vien", "ngot", "hieu")
)

# In a file's name: "Quản lý văn bản mật" speaks of such documents, "Văn bản mật" and "KH 12 - tài liệu mật" are marks.
_PHRASE = regex.compile(
    r"\p{L}[ _]+(?i:văn[ _]+bản|tài[ _]+liệu|hồ[ _]+sơ|thông[ _]+tin)[ _]+(?:(?:tuyệt|tối)[ _]+)?mật$"
)


def mark(text: str | Iterable[str], title: str = "", filename: str = "") -> str | None:
    """Return the gravest of TUYỆT MẬT, TỐI MẬT, MẬT that the document wears, None when it wears none.

    ``text`` is the whole text, its beginning, or its lines; only the header is looked at. The word in prose ("bí mật nhà
    nước", "bảo mật", "mật độ", a list of secrets "độ Tuyệt mật") is no mark. Decomposed letters read alike.
    """
    found = (_in_header(text), _in_title(title), _in_filename(filename))
    return next((degree for degree in MARKS if degree in found), None)


def _in_header(text: str | Iterable[str]) -> str | None:
    """Look at the lines from the top down to where the body begins."""
    every = text[: _HEADER_LINES * 500].splitlines() if isinstance(text, str) else text
    degrees: list[str] = []
    listed: list[str] = []
    letters = ""
    for raw in islice((line for line in every if line.strip()), _HEADER_LINES):
        line = NfcView(raw[: 4 * _LONGEST_HEADER_LINE]).text.strip()
        if _BODY.match(line):
            break
        letters = letters + line if len(line) == 1 else ""
        if letters.endswith("MẬT"):  # a letter a line, as a narrow frame breaks them
            degrees.append(MARKS[2])
        if len(line) <= _LONGEST_HEADER_LINE:
            found = [degree for cell in [line, *_COLUMNS.split(line)] if (degree := _label_of(cell))]
            (listed if _in_list(line) else degrees).extend(found)
    if len(set(listed)) < 2:  # a list of degrees is prose, one alone may be set between dashes
        degrees.extend(listed)
    return next((degree for degree in MARKS if degree in degrees), None)


def label(line: str) -> str | None:
    """Return the degree when a line or cell, wherever it stands, says nothing but the mark."""
    whole = NfcView(line[: 4 * _LONGEST_HEADER_LINE]).text.strip()
    return _label_of(whole) if 0 < len(whole) <= _LONGEST_HEADER_LINE else None


def typed(words: str) -> str | None:
    """Return the gravest mark that words typed into a box wear: on a line of its own anywhere, or set off at an end of the
    first line and beginning with a capital letter.

    A list of degrees ("- Tuyệt mật; / - Tối mật; / - Mật.") is prose, as is a degree within a sentence.
    """
    if not _PERHAPS.search(words):
        return None
    head = (NfcView(line[:_TYPED_LINE]).text.strip() for line in words.splitlines() if line.strip())
    lines = list(islice(head, _TYPED_LINES))
    own = [(line, degree) for line in lines if len(_named(line)) < 2 and (degree := label(line))]
    listed = {degree for line, degree in own if _in_list(line)}
    degrees = {degree for line, degree in own if len(listed) < 2 or not _in_list(line)}
    if _DOWN.search("\n".join(lines)):
        degrees.add(MARKS[2])
    if lines:
        degrees.update(_at_an_end(_joined(lines[0])))
    return next((degree for degree in MARKS if degree in degrees), None)


def _in_list(line: str) -> bool:
    return line.startswith(("-", "–", "+", "*")) or line.endswith(";")


def _named(line: str) -> set[str]:
    """The degrees a line speaks of."""
    return {_degree(found[0]) for found in _NAMED.finditer(line)}


def _at_an_end(line: str) -> Iterator[str]:
    for found in _TITLE.finditer(line):
        degree = next(group for group in found.groups() if group)
        touches = not line[: found.start()].strip(_EDGES) or not line[found.end() :].strip(_EDGES)
        if touches and degree[0].isupper() and not _lists(line, found):
            yield _degree(degree)


def _label_of(cell: str) -> str | None:
    """Return the degree when a line says nothing but the mark, with or without label, copy number or urgency."""
    words = _COPY.sub("", _LABEL.sub("", _joined(cell).strip(_EDGES))).strip(_EDGES)
    split = [_URGENT_END.sub("", part.strip(_EDGES)) for part in regex.split(r"[-–—/,;+]", words)]
    parts = ["".join(part.split()) for part in split]
    if any(part.upper() not in _SPELLED and part.upper() not in _URGENT and part.upper() != _STATE for part in parts):
        return None
    if any(part.isascii() and not part.isupper() for part in parts):
        return None
    return next((_SPELLED[part.upper()] for part in parts if part.upper() in _SPELLED), None)


def _joined(words: str) -> str:
    """Write letters set apart as the words they spell."""
    spelled: str = _APART.sub(lambda found: _degree(regex.sub(r"[^\p{L}\p{M}]", "", found[0])), words)
    return spelled


def _in_title(title: str) -> str | None:
    words = _joined(NfcView(title).text)
    for found in _TITLE.finditer(words):
        if not _lists(words, found):
            return _degree(next(group for group in found.groups() if group))
    return None


def _lists(words: str, found: regex.Match[str]) -> bool:
    """Tell whether a find is only the last of several degrees a sentence lists."""
    return bool(_ALSO.match(found[0]) and _named(words[: found.start() + 1]))


def _degree(words: str) -> str:
    return _SPELLED["".join(words.upper().split())]


def _in_filename(filename: str) -> str | None:
    """Look for the mark as tokens of its own in a file name, its folder and its ending left out."""
    stem = PurePath(NfcView(filename).text.replace("\\", "/")).stem
    stem = _joined(stem)
    tokens = list(_TOKEN.finditer(stem))
    words = [token[0] for token in tokens]
    folded = [fold(word) for word in words]
    judged = (i for i in range(len(tokens)) if not _PHRASE.search(stem, endpos=tokens[i].end()))
    degrees = [_token_degree(stem, tokens[i], words, folded, i) for i in judged]
    return next((degree for degree in MARKS if degree in degrees), None)


def _token_degree(
    stem: str, token: regex.Match[str], words: Sequence[str], folded: Sequence[str], i: int
) -> str | None:
    """Judge token ``i``: the last word of a mark, or a mark written as one word."""
    before = folded[i - 1] if i else ""
    if folded[i] in ("tuyetmat", "toimat"):
        return _SPELLED[folded[i].upper()]
    if folded[i] != "mat" or not _may_be_secret(words[i]):
        return None
    if before == "tuyet" and _written(words[i - 1], "tuyệt"):
        return None if _speaks_of_secrets(folded) else MARKS[0]
    if before == "toi" and _written(words[i - 1], "tối"):
        return None if _speaks_of_secrets(folded) else MARKS[1]
    if _bracketed(stem, token):
        return MARKS[2]
    after = folded[i + 1] if i + 1 < len(folded) else ""
    if before in _BEFORE or after in _AFTER:
        return None
    if words[i].isascii():
        lone = (not before or before.isdigit()) and (not after or after.isdigit() or after in _KINDS)
        return MARKS[2] if words[i].isupper() and lone else None
    return MARKS[2] if words[i].isupper() or not before or not after else None


def _speaks_of_secrets(folded: Sequence[str]) -> bool:
    """Tell whether a name is about state secrets ("bí mật nhà nước độ Tuyệt mật") and so names degrees in prose."""
    return ("bi", "mat") in pairwise(folded)


def _may_be_secret(word: str) -> bool:
    """Tell "mật" and the unmarked "mat" from "mặt", "mất" and "mắt"."""
    return _written(word, "mật")


def _written(word: str, meant: str) -> bool:
    """Tell whether a word is ``meant``, with all its marks or with none."""
    return word.lower() == meant or (word.isascii() and word.lower() == fold(meant))


def _bracketed(stem: str, token: regex.Match[str]) -> bool:
    before, after = stem[: token.start()].rstrip(), stem[token.end() :].lstrip()
    return before.endswith(("[", "(")) and after.startswith(("]", ")"))
