"""One cell of a list: days, states, kinds and weights as offices write them, folded words only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from namro.core.days import EARLIEST, LATEST, parse_day
from namro.reading.models import ItemKind
from namro.tasks.models import ExitReason, State, Task
from vanban.fold import fold
from vanban.periods.deadlines import deadline
from vanban.periods.values import last_day_of_month

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS_FROM = date(1899, 12, 30)  # day 0 of a spreadsheet
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})")
_DAY_MONTH = re.compile(r"(?:ngay |den |het )*(\d{1,2})[/.\-](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_WITHIN = re.compile(r"(?<![\d/.\-])(\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2}))(?![\d/.\-])")
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2})?$")


@dataclass(frozen=True)
class Due:
    """What a cell says of time: the last allowed day, or that there is none."""

    said: str
    last_day: date | None = None
    rule: str = ""
    soft: bool = False
    recurring: bool = False
    unclear: bool = False


def day(words: str, near: date | None = None) -> date | None:
    """The one day a cell means: 15/3/2026, 15-3-26, 2026-03-15, 46096 as spreadsheets count; 15/3 of the year of ``near``."""
    text = _TIME.sub("", fold(words)).strip(" .;,")
    if plain := parse_day(text):
        return plain
    if _SERIAL.fullmatch(text):
        return _within(_SERIALS_FROM + timedelta(days=int(float(text))))
    if found := _SHORT_YEAR.fullmatch(text):
        return _made(2000 + int(found[3]), int(found[2]), int(found[1]))
    if (found := _DAY_MONTH.fullmatch(text)) and near:
        return _made(near.year, int(found[2]), int(found[1]))
    read = deadline(words)
    return read.last_day if read and read.rule == "that_day" else None


def shown(cell: str) -> str:
    """A cell as it was written: a day as days are written here, a mark as nothing."""
    if len(cell) == 10 and cell[4] == cell[7] == "-" and cell.replace("-", "").isdigit():
        return f"{cell[8:]}/{cell[5:7]}/{cell[:4]}"
    return cell if day(cell) else ""


def day_within(words: str) -> date | None:
    """The only full day that stands in a sentence; None where there are none or several."""
    found = {one for part in _WITHIN.findall(words) if (one := day(part))}
    if not found:
        read = deadline(words)
        return read.last_day if read and read.rule == "that_day" else None
    return found.pop() if len(found) == 1 else None


def due(words: str, near: date | None) -> Due:
    """A deadline as said: a day, a month, a quarter, "before ...", regularly, not yet. Nothing is invented."""
    text = fold(words)
    if not text or text in _NO_DUE:
        return Due(words)
    if plain := day(words, near):
        return Due(words, plain, "that_day")
    if found := _MONTH_YEAR.fullmatch(text):
        if 1 <= int(found[1]) <= 12:
            return Due(words, last_day_of_month(int(found[2]), int(found[1])), "last_day_of_month")
    elif (read := deadline(words, near)) and (read.recurring or read.last_day or read.rule in _NO_SINGLE_DAY):
        return Due(words, read.last_day, read.rule, read.soft, read.recurring)
    return Due(words, unclear=True)


_NO_DUE = {
    "khong", "khong co", "khong thoi han", "khong xac dinh", "chua co", "chua xac dinh", "khong quy dinh", "-", "khong co han",
    "chua co han", "khong co thoi han", "khong ghi han", "theo quy dinh",
}  # fmt: skip
_NO_SINGLE_DAY = {"no_date", "event", "days_from_event", "working_days", "before_tet", "open_end", "recurring"}


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return _within(date(year, month, number))
    except ValueError:
        return None


def _within(found: date) -> date | None:
    return found if EARLIEST <= found <= LATEST else None


@dataclass(frozen=True)
class Stand:
    """What a row says of its state; ``known`` = the words were understood."""

    state: State = State.OPEN
    done_on: date | None = None
    exit_reason: str = ""
    on_time: bool = False
    known: bool = True


_NOT_DONE = re.compile(r"\b(?:chua|khong|cham|dang)\b[^.;]{0,20}\bhoan thanh|hoan thanh (?:mot phan|\d{1,2} ?%)")
_DONE = re.compile(
    r"\bhoan thanh\b|\bda (?:xong|thuc hien xong|ban hanh|trinh|co bao cao|bao cao xong)\b|^xong\b|^(?:ht|dht)$"
)
_LEFT = {
    ExitReason.WITHDRAWN: re.compile(
        r"\b(?:thoi|dung|ket thuc) theo doi\b|\bthu hoi\b|\bkhong thuc hien nua\b|\bhuy\b"
    ),
    ExitReason.REPLACED: re.compile(r"\bthay the\b"),
    ExitReason.MERGED: re.compile(r"\b(?:ghep|gop) (?:vao|voi|chung)\b"),
}  # fmt: skip
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?(%)?")
_SUBMITTED = re.compile(
    r"\b(?:cho xac nhan|cho duyet|cho phe duyet|cho tham dinh ket qua|da gui bao cao|cho danh gia)\b"
)
_SUSPENDED = re.compile(r"\btam (?:dung|hoan)\b")
_OPEN = re.compile(
    r"\b(?:dang|chua|trong han|qua han|cham|tre han|den han|moi|tiep tuc|trien khai|thuc hien|theo doi|xu ly|thuong xuyen)\b"
)


def stand(words: str) -> Stand:
    """A state as offices write it: "da hoan thanh 15/3/2026", "dang thuc hien", "qua han", "tam dung"."""
    text = fold(words)
    if not text:
        return Stand()
    if found := _SHARE.fullmatch(text):  # 80%, or 0.8 as spreadsheets keep it
        whole = float(found[1].replace(",", ".")) * (1 if found[2] else 100)
        return Stand(State.DONE) if whole == 100 else Stand(known=whole < 100)
    for reason, pattern in _LEFT.items():
        if pattern.search(text):
            return Stand(State.EXITED, day_within(words), reason)
    if _SUBMITTED.search(text):
        return Stand(State.SUBMITTED, day_within(words))
    if _SUSPENDED.search(text):
        return Stand(State.SUSPENDED)
    if _DONE.search(text) and not _NOT_DONE.search(text):
        late = re.search(r"qua han|cham|tre", text)
        return Stand(State.DONE, day_within(words), on_time=not late and "dung han" in text)
    return Stand(known=bool(_OPEN.search(text) or _NOT_DONE.search(text)))


def says_done(words: str) -> bool:
    """Whether a note tells of a completion: its only day may be the day of it."""
    text = fold(words)
    return bool(_DONE.search(text)) and not _NOT_DONE.search(text)


def kind(words: str) -> ItemKind | None:
    """The kind a cell names; None where it names none."""
    text = fold(words)
    if re.search(r"thuong xuyen|dinh ky|hang (?:ngay|tuan|thang|quy|nam)", text):
        return ItemKind.STANDING
    if re.search(r"(?:chua|khong) (?:co |xac dinh )?(?:thoi )?han", text):
        return ItemKind.UNDATED
    return None


def weight(words: str) -> Task.Weight:
    """The weight a cell names; normal where it names none."""
    text = fold(words)
    if "dot pha" in text:
        return Task.Weight.BREAKTHROUGH
    return (
        Task.Weight.FOCAL
        if re.search(r"trong tam|quan trong|uu tien|cap bach|\bcao\b|^x$", text)
        else Task.Weight.NORMAL
    )
