"""The officer's review of what was found: one act keeps the verdict, the directive, the task and who received it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from namro.core import clock
from namro.core.errors import Refusal
from namro.core.recording import about, record
from namro.core.text import clean
from namro.documents.actions import send_to
from namro.documents.models import Document, SourceText
from namro.orgs.models import Unit
from namro.orgs.scope import Scope
from namro.reading.actions import keep_verdict
from namro.reading.models import Finding, ItemKind, Verdict
from namro.tasks import drafting, wording
from namro.tasks.actions.at_words import check_new, opened, short
from namro.tasks.actions.beside import Beside, How, join, open_task
from namro.tasks.actions.beside import replace as replace_task
from namro.tasks.actions.issuing import NewTask, Order, Share, issue, note_directive
from namro.tasks.models import Directive, Task
from namro.tasks.queries.reviewing import DIRECTIVE, closing_of
from namro.tasks.stages import Stage

KEPT = frozenset({ItemKind.GENERAL, ItemKind.DECIDED})
MOST_SPLIT = 30


@dataclass(frozen=True)
class Chosen:
    """What the officer confirms: the draft with whatever was corrected. ``split`` makes one task of each lead;
    ``beside`` names the open task the item joins or replaces."""

    kind: ItemKind
    content: str
    leads: Sequence[Unit] = ()
    split: bool = False
    weight: Task.Weight = Task.Weight.NORMAL
    supports: Sequence[Share] = ()
    directing: Sequence[Unit] = ()
    supervising: Sequence[Unit] = ()
    due_on: date | None = None
    undated_reason: str = ""
    product: str = ""
    closing_stage: Stage | None = None  # none: as the order's verb says
    result: str = ""
    beside: Beside | None = None


@dataclass(frozen=True)
class Confirmed:
    """What came of it. General directions and decisions taken give no task."""

    verdict: Verdict
    directive: Directive
    tasks: list[Task]


def confirm(
    *, source: SourceText, start: int, end: int, chosen: Chosen, by: Scope, today: date | None = None
) -> Confirmed:
    """Accept or correct what the machine found at these very words, and issue it, in one transaction.

    Raises NotFound where the document is not the person's to review; Refusal for words decided before, for words nothing
    was found at (``add`` is for those), and for whatever ``issue`` refuses.
    """
    finding = Finding.objects.filter(source=source, type=DIRECTIVE, start=start, end=end).first()
    if finding is None:
        raise Refusal("tasks.review.nothing_found", wording.NOTHING_FOUND_HERE)
    return _keep(source, start, end, finding, chosen, by, today)


def add(*, source: SourceText, start: int, end: int, chosen: Chosen, by: Scope, today: date | None = None) -> Confirmed:
    """The same for words the machine missed."""
    return _keep(source, start, end, None, chosen, by, today)


def reject(*, source: SourceText, start: int, end: int, reason: str, by: Scope, today: date | None = None) -> Verdict:
    """Say that the words are no directive. A reason is required; a new run of the machine does not bring them back."""
    if not reason.strip():
        raise Refusal("tasks.review.no_reason", wording.NO_REASON)
    with record("tasks.item.rejected", by=by.user, at=clock.moment(today)) as event:
        document = opened(source, by)
        check_new(source, start, end)
        finding = Finding.objects.filter(source=source, type=DIRECTIVE, start=start, end=end).first()
        if finding is None:
            raise Refusal("tasks.review.nothing_found", wording.NOTHING_FOUND_HERE)
        verdict = _verdict(
            source, start, end, Verdict.Decision.REJECTED, by, today, fields=_said(finding), reason=reason
        )
        about(event, document)
        event.data |= {"words": short(verdict.quotation), "reason": verdict.reason}
    return verdict


def use_closing(*, source: SourceText, start: int, end: int, by: Scope, today: date | None = None) -> Verdict:
    """Take the closing formula as the report-by date of every item without a date of its own; it gives no task."""
    with record("tasks.item.closing_used", by=by.user, at=clock.moment(today)) as event:
        document = opened(source, by)
        check_new(source, start, end)
        finding = Finding.objects.filter(source=source, type=DIRECTIVE, start=start, end=end).first()
        due = drafting.due_of(finding.fields, document.issued_on) if finding and finding.fields.get("closing") else None
        if finding is None or due is None or due.last_day is None:
            raise Refusal("tasks.review.no_closing", wording.NO_CLOSING_DATE)
        verdict = _verdict(source, start, end, Verdict.Decision.ACCEPTED, by, today, fields=_said(finding))
        about(event, document)
        event.data |= {"day": due.last_day.strftime("%d/%m/%Y")}
    return verdict


def _keep(
    source: SourceText,
    start: int,
    end: int,
    finding: Finding | None,
    chosen: Chosen,
    by: Scope,
    today: date | None,
) -> Confirmed:
    at = clock.moment(today)
    with record("tasks.item.confirmed", by=by.user, at=at) as event:
        document = opened(source, by)
        check_new(source, start, end)
        quotation = source.text[start:end]
        fields = finding.said if finding else {}
        register = drafting.Register(document.issued_on or clock.day_of(at), clock.day_of(at))
        draft = drafting.draft(
            fields, document, register.today, words=quotation, closing=closing_of(source), register=register
        )
        beside = None if chosen.kind in KEPT else chosen.beside
        changed = _changed(draft, chosen, register) if finding and not _joins(beside) else {}
        decision = Verdict.Decision.CORRECTED if changed else Verdict.Decision.ACCEPTED
        verdict = _verdict(
            source,
            start,
            end,
            decision if finding else Verdict.Decision.ADDED,
            by,
            today,
            kind=chosen.kind,
            fields=_said(finding)
            | ({"changed": changed} if changed else {})
            | ({"beside": beside.kept} if beside else {}),
        )
        directive = note_directive(order=_order(document, verdict, draft, fields), by=by, today=today)
        tasks = _tasks(document, directive, draft, chosen, beside, by, today)
        about(event, document)
        event.unit_id = document.held_by_id
        event.data |= {
            "words": short(quotation),
            "decision": str(verdict.decision),
            "tasks": [one.pk for one in tasks],
        }
    return Confirmed(verdict, directive, tasks)


def _verdict(
    source: SourceText,
    start: int,
    end: int,
    decision: Verdict.Decision,
    by: Scope,
    today: date | None,
    *,
    kind: str = "",
    fields: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Verdict:
    return keep_verdict(
        source=source,
        type=DIRECTIVE,
        start=start,
        end=end,
        decision=decision,
        by=by,
        today=today,
        kind=kind,
        fields=fields,
        reason=reason,
    )


def _said(finding: Finding | None) -> dict[str, Any]:
    """What the machine said, kept with the verdict because the finding may be replaced."""
    if finding is None:
        return {}
    return {"machine": finding.fields, "rule": finding.rule, "confidence": finding.confidence}


def _order(document: Document, verdict: Verdict, draft: drafting.Draft, found: Mapping[str, Any]) -> Order:
    return Order(
        document=document,
        source=verdict.source,
        verdict=verdict,
        start=verdict.start,
        end=verdict.end,
        issuer_name=draft.issuer,
        ordered_on=document.issued_on,
        item=str(found.get("item") or ""),
    )


def _joins(beside: Beside | None) -> bool:
    return beside is not None and beside.how == How.JOIN


def _tasks(
    document: Document,
    directive: Directive,
    draft: drafting.Draft,
    chosen: Chosen,
    beside: Beside | None,
    by: Scope,
    today: date | None,
) -> list[Task]:
    """The tasks the item stands for now: new ones, or the open one it joined."""
    if chosen.kind in KEPT:
        return []
    known = open_task(beside, document, by) if beside else None
    if known and _joins(beside):
        join(known, directive)
        send_to(document=document, units=[one.unit for one in known.assignments.select_related("unit")])
        return [known]
    if known:
        replace_task(known, document, by, today)
    return _issue(document, directive, draft, chosen, by, today)


def _issue(
    document: Document, directive: Directive, draft: drafting.Draft, chosen: Chosen, by: Scope, today: date | None
) -> list[Task]:
    leads = list(chosen.leads)
    if chosen.split and len(leads) > MOST_SPLIT:
        raise Refusal("tasks.review.split", wording.TOO_MANY_TO_SPLIT % {"count": MOST_SPLIT})
    assert document.held_by is not None, "checked by the rule before"
    parts = [[lead] for lead in leads] if chosen.split and leads else [leads]
    new = _new_task(document.held_by, directive, draft, chosen)
    modes = [Task.Mode.EACH if len(part) > 1 else Task.Mode.ONE for part in parts]
    tasks = [
        issue(new=replace(new, leads=part, mode=mode, restricted=document.restricted), by=by, today=today)
        for part, mode in zip(parts, modes, strict=True)
    ]
    units = [*leads, *(one.unit for one in chosen.supports), *chosen.directing, *chosen.supervising]
    send_to(document=document, units=units)
    return tasks


def _new_task(owner: Unit, directive: Directive, draft: drafting.Draft, chosen: Chosen) -> NewTask:
    due, own = draft.due, chosen.due_on is not None and chosen.due_on != draft.due_on
    return NewTask(
        content=chosen.content,
        owner=owner,
        leads=chosen.leads,
        orders=[directive],
        kind=chosen.kind,
        weight=chosen.weight,
        supports=chosen.supports,
        directing=chosen.directing,
        supervising=chosen.supervising,
        due_on=chosen.due_on,
        due_said=due.said if due else "",
        due_rule=drafting.BY_HAND if own else due.rule if due else "",
        due_soft=bool(due and due.soft),
        undated_reason=chosen.undated_reason,
        product=chosen.product,
        closing_stage=chosen.closing_stage,
        result=chosen.result,
        recurring=chosen.kind == ItemKind.STANDING,
        clarity_in_document=dict(draft.clarity),
    )


def _changed(draft: drafting.Draft, chosen: Chosen, register: drafting.Register) -> dict[str, list[Any]]:
    """Field -> [as drafted, as confirmed], where they differ. Accepting an offered collective is no correction."""
    was: dict[str, Any] = {"kind": str(draft.kind), "content": draft.content}
    now: dict[str, Any] = {"kind": str(chosen.kind), "content": clean(chosen.content)}
    if chosen.kind not in KEPT:
        roles = (("lead", chosen.leads), ("support", [one.unit for one in chosen.supports]))
        for role, units in (*roles, ("directing", chosen.directing), ("supervising", chosen.supervising)):
            was[role], now[role] = _codes(drafting.proposed(draft, role, register)), _codes(units)
        was |= {"due_on": _iso(draft.due_on), "product": draft.product}
        now |= {"due_on": _iso(chosen.due_on), "product": clean(chosen.product)}
    return {name: [was[name], now[name]] for name in was if was[name] != now[name]}


def _codes(units: Sequence[Unit | drafting.Body]) -> list[str]:
    return sorted(unit.code for unit in units)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
