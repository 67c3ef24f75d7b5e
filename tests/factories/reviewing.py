"""A notice with six instructions of a fictional province, with what the machine would have found in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from namro.core import clock
from namro.documents.models import Document, SourceText
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Unit
from namro.reading.models import Finding, Verdict
from namro.tasks.actions import Chosen
from namro.tasks.models import Assignment, AssignmentState, Directive, Move, Task

ISSUED_ON = date(2026, 3, 2)
CLARITY = {"person": True, "task": True, "progress": True, "responsibility": False, "result": False}

SIX = (
    "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ xây dựng phương án sắp xếp trụ sở dôi dư, trình trước ngày 15/4/2026",
    "Sở Nội vụ sớm hoàn thiện đề án vị trí việc làm",
    "Ủy ban nhân dân các xã, phường công khai danh mục thủ tục tại trụ sở, hoàn thành trong quý II/2026",
    "Sở Công Nghiệp rà soát các cụm công nghiệp chậm triển khai",
    "Các cơ quan tiếp tục nâng cao tinh thần phục vụ Nhân dân",
    "Các đơn vị báo cáo kết quả thực hiện trước ngày 25/6/2026",
)
FIELDS: tuple[dict[str, Any], ...] = (
    {
        "assignees": ["Sở Tài chính"], "assignees_raw": ["Sở Tài chính"], "coordinators": ["Sở Nội vụ"],
        "deliverable": "phương án sắp xếp trụ sở dôi dư", "deadline_raw": "trước ngày 15/4/2026", "deadline": "2026-04-15",
        "deadline_end": "2026-04-14", "clarity": CLARITY, "issuer": "Chủ tịch Ủy ban nhân dân tỉnh", "item": "1",
    },
    {
        "assignees": ["Sở Nội vụ"], "assignees_raw": ["Sở Nội vụ"], "deliverable": "đề án vị trí việc làm",
        "deadline_raw": "sớm", "clarity": {**CLARITY, "progress": False},
    },
    {
        "assignees": ["Ủy ban nhân dân các xã, phường"], "assignees_raw": ["Ủy ban nhân dân các xã, phường"],
        "deadline_raw": "hoàn thành trong quý II/2026", "deadline": "2026-Q2", "deadline_end": "2026-06-30", "clarity": CLARITY,
    },
    {"assignees": ["Sở Công Nghiệp"], "assignees_raw": ["Sở Công Nghiệp"], "clarity": {**CLARITY, "progress": False}},
    {"assignees": ["Các cơ quan"], "assignees_raw": ["Các cơ quan"], "clarity": {"person": True}},
    {
        "closing": True, "assignees": ["Các đơn vị"], "assignees_raw": ["Các đơn vị"], "deadline_raw": "trước ngày 25/6/2026",
        "deadline_end": "2026-06-24", "clarity": CLARITY,
    },
)  # fmt: skip
MISSED = "Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện"


def notice(
    held_by: Unit, *, sentences: tuple[str, ...] = SIX, fields: tuple[dict[str, Any], ...] = FIELDS, number: str = "7"
) -> SourceText:
    """A registered notice with its text and the finds."""
    lines = ["THÔNG BÁO", "Kết luận phiên họp thường kỳ", *(f"{n}. {said}." for n, said in enumerate(sentences, 1))]
    text = "\n".join([*lines, f"{MISSED}."])
    document = Document.objects.create(
        number=number,
        symbol=f"{number}/TB-UBND",
        title="Kết luận phiên họp thường kỳ tháng Hai",
        issued_on=ISSUED_ON,
        status=Document.Status.HELD,
        held_by=held_by,
        registered_at=clock.moment(ISSUED_ON),
        scope=number,
    )
    source = SourceText.objects.create(document=document, reader="test/1", text=text, read_at=clock.moment(ISSUED_ON))
    find(source, sentences, fields)
    return source


def find(source: SourceText, sentences: tuple[str, ...], fields: tuple[dict[str, Any], ...]) -> None:
    """A run of the machine: replaces its finds whole."""
    Finding.objects.filter(source=source).delete()
    rows = []
    for said, own in zip(sentences, fields, strict=True):
        start = source.text.index(said)
        rows.append(
            Finding(
                source=source,
                type="directive",
                start=start,
                end=start + len(said),
                quotation=said,
                fields=own,
                rule="assigned",
                confidence=0.9,
            )
        )
    Finding.objects.bulk_create(rows)


def span(source: SourceText, words: str) -> dict[str, Any]:
    """The place of the words, as the actions take it."""
    start = source.text.index(words)
    return {"source": source, "start": start, "end": start + len(words)}


def chosen(*leads: Unit, **fields: Any) -> Chosen:
    """A dated choice for the leads."""
    return Chosen(
        **{"kind": "dated", "content": "Việc thử nghiệm", "due_on": date(2026, 4, 14), "leads": leads} | fields
    )


def counts() -> dict[str, int]:
    """How many rows a review may have written."""
    tables = (Verdict, Directive, Task, Assignment, AssignmentState, Move)
    return {table.__name__: table.objects.count() for table in tables}


__all__ = ["FIELDS", "MISSED", "SIX", "chosen", "clock", "counts", "find", "notice", "orgs_actions", "span"]
