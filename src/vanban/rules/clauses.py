"""An order read clause by clause, one directive each: who, where its verb begins, where it ends.

Source: gold guideline, decision rules 1 and 2; where a sentence is cut is said in :mod:`vanban.rules.partings`. A subject
carries over inside the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vanban.anchored import Sought
from vanban.notes import Mention, Notes
from vanban.rules.doers import doer_at, opened_in_time
from vanban.rules.grammar import ALONE, FUTURE, KEPT_OPENER, MODAL, depths, skip_connectives, subject_at
from vanban.rules.handed import handed_to, leads_party
from vanban.rules.partings import WHICH_ONE, pieces
from vanban.sheet import Sheet

_BECAUSE = Sought(r", (?:vì|bởi vì|bởi|do) (?!vậy|đó)|,? (?:theo hướng|như sau|gồm|sau đây|sau)(?::|$)")
_SAID_BY = re.compile(r"[”\"],? [^”\"“;]{3,90}(?:nói|nhấn mạnh|khẳng định|cho biết|chỉ rõ|lưu ý|yêu cầu)\W*$")
_TRAILING = re.compile(r"[\s;,.:…/\-]+$|\.\.\.$")
_GIVES = re.compile(r"giao(?: cho)? (?=\S)")  # the issuer goes on: "...; giao Văn phòng ..."
# "...; Sở X giám sát, đôn đốc": who watches over what stands before, no work of its own.
_ONLY_WATCHES = re.compile(
    r"(?:giám sát|theo dõi|đôn đốc)(?:(?:, | và )(?:giám sát|đôn đốc|kiểm tra|theo dõi)){0,3}"
    r"(?: việc)?(?: (?:tổ chức )?thực hiện)?$"
)
_WILL = re.compile(
    r"(?:sau|quá|hết) (?:thời (?:điểm|hạn|gian)|ngày) [^;.]{2,60}? sẽ "
)  # what the issuer means to do then
_REPORTS = re.compile(
    r", (?:sớm |định kỳ |hằng \w+ |hàng \w+ )?(?:trình|báo cáo|tổng hợp)(?!\w)"
)  # the director himself
_SHORTEST = 12  # characters: less is no order


@dataclass(slots=True, unsafe_hash=True)  # made by the thousand: freezing costs four times as much
class Clause:
    """One order at ``[start, end)``: its subjects (``own`` False when carried over), where its verb begins, its modal."""

    start: int
    end: int
    subjects: tuple[Mention, ...]
    own: bool
    verb: int
    modal: str | None
    watch: tuple[Mention, ...] = ()  # who the sentence says watches over it


def clauses(sheet: Sheet, notes: Notes, start: int, end: int, given: tuple[Mention, ...] = ()) -> list[Clause]:
    """Return the clauses of an order in ``[start, end)``; ``given`` are the subjects said before it."""
    found: list[Clause] = []
    if end - start < _SHORTEST:
        return found
    subjects = given
    for begin, finish in pieces(sheet, notes, start, end):
        clause = _clause(sheet, notes, begin, finish, subjects)
        if clause is None:
            continue
        goes_on = sheet.low.startswith(", ", clause.end) and clause.end < end  # "; Văn phòng theo dõi, định kỳ báo cáo"
        if found and clause.own and not goes_on and _ONLY_WATCHES.match(sheet.low, clause.verb, clause.end):
            found = [replace(one, watch=clause.subjects) for one in found]
            continue
        subjects = clause.subjects
        if sheet.low.startswith(", ", clause.end) and not _REPORTS.match(sheet.low, clause.end):
            # "A chỉ đạo B làm, kiên quyết không ...": still both
            through = handed_to(sheet, notes, clause.verb, clause.end) if subjects else []
            subjects = (*subjects, *(m for m in through if m not in subjects))
        found.append(clause)
    return found


def _clause(sheet: Sheet, notes: Notes, begin: int, finish: int, given: tuple[Mention, ...]) -> Clause | None:
    """Read one piece: skip what only connects, find its subject, its modal and its verb, cut reasons and loose ends."""
    start = skip_connectives(sheet.low, begin, finish)
    start += sheet.low.startswith((";", "; "), begin - 2) and sheet.text[start : start + 1] in ("“", '"')
    if sheet.low.startswith("trước hết ", max(begin - 10, 0)) and sheet.low[begin - 10 : begin] == "trước hết ":
        start = begin - 10
    else:
        start = opened_in_time(sheet, notes, start, finish)[0]
    if begin > 0 and (asks := _GIVES.match(sheet.low, start)) and subject_at(sheet, notes, asks.end(), finish)[0]:
        start = asks.end()
    end = trimmed(sheet, start, finish)
    if end - start < _SHORTEST or (given and _WILL.match(sheet.low, start, end)):
        return None
    named, last = subject_at(sheet, notes, start, end)
    if named and (last >= end - 1 or (begin > 0 and FUTURE.match(sheet.low, last + 1))):
        return None  # somebody, but nothing to do, or what he himself means to do
    kept = KEPT_OPENER.match(sheet.low, start, end)
    place = kept.end() if kept else opened_in_time(sheet, notes, start, end)[1]
    group, after = ([], place) if leads_party(sheet, place, given) else doer_at(sheet, notes, place, end)
    if not group and (alone := ALONE.match(sheet.low, place, end)):
        group = [Mention("organisation", place, alone.end(), sheet.said[place : alone.end()])]
        after = alone.end()
    if group and WHICH_ONE.match(sheet.low, place):
        group, after = [], place  # "sở nào làm chậm phải ...": those ordered before see to it
    verb = skip_connectives(sheet.low, after, end)
    modal = MODAL.match(sheet.low, verb, end)
    return Clause(start, end, tuple(group) or given, bool(group), verb, modal[0] if modal else None)


def trimmed(sheet: Sheet, start: int, end: int) -> int:
    """Return the end without final punctuation, without a reason ("vì ...") and without an unopened closing quote."""
    for m in sheet.finditer(_BECAUSE, start, end):
        late = m.start() - start > 30 and m[0].lstrip(", ").startswith(("vì", "bởi", "do"))
        if late and not depths(sheet.text, start, end)[m.start() - start]:
            end = m.start()
            break
    quoted = max(sheet.text.rfind("”", start, end), sheet.text.rfind('"', start, end))
    said = _SAID_BY.search(sheet.text, start, end) if quoted >= 0 else None
    if said:
        end = said.start()
    unopened = sheet.text.count("”", start, end) - sheet.text.count("“", start, end)
    if sheet.text.count('"', start, end) == 1 and sheet.text.endswith(('"', '".'), start, end):
        end = sheet.text.rindex('"', start, end)
    while end > start and not sheet.low[end - 1].isalnum():
        tail = _TRAILING.search(sheet.low, max(start, end - 8), end)
        if tail:
            end = tail.start()
        elif sheet.text[end - 1] == "”" and unopened > 0:
            end, unopened = end - 1, unopened - 1
        else:
            break
    return end
