"""What stands above every tab of a task: its words, where it stands, its tabs; and the chain from the order to the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.reading.models import ItemKind
from namro.tasks.models import Assignment, Task
from namro.tasks.queries import LABELS, Line, TaskPage, transfers
from namro.web import asof
from namro.web.requests import Request
from namro.web.tabs import Tab, tabs
from namro.web.tasks import rows

TABS = (
    ("web:task", gettext_lazy("Overview")),
    ("web:task_progress", gettext_lazy("Progress")),
    ("web:task_history", gettext_lazy("History")),
)


def shown(
    request: Request, found: TaskPage, focus: Line | None, on: asof.AsOf, gone: transfers.Gone | None, tab: str
) -> dict[str, Any]:
    """The head of the page."""
    share_id = request.GET.get("share") if focus and "share" in request.GET else None
    return {
        "asof": on,
        "gone": gone,
        "page": found,
        "task": found.task,
        "focus": rows.one(focus.row, focus.unit, found.on) if focus else None,
        "asked_share": focus.row.assignment_id if focus and share_id else None,
        "tabs": [_with_share(one, share_id) for one in tabs(TABS, tab, [found.task.pk], None if gone else on)],
        "kind": _kind(found),
        "whole": _standing(found, focus),
        "done": found.counted["done_on_time"] + found.counted["done_late"],
        "assigned": sum(count for name, count in found.counted.items() if name != "exited"),
        "closed": found.closed is not None,
    }


def _with_share(tab: Tab, share_id: str | None) -> Tab:
    if not share_id:
        return tab
    return Tab(tab.name, tab.label, f"{tab.url}{'&' if '?' in tab.url else '?'}share={share_id}", tab.current)


def _kind(found: TaskPage) -> str:
    """The kind as it is on the day: work issued without a day that has one is dated."""
    kind = ItemKind(found.task.kind)
    dated = any(line.row.due_on for line in found.lines if line.row.role == Assignment.Role.LEAD)
    return str((ItemKind.DATED if kind == ItemKind.UNDATED and dated else kind).label)


def _standing(found: TaskPage, focus: Line | None) -> tuple[str, str]:
    """Where a task of many units stands as a whole, in words and colour; nothing where one share says it."""
    if found.task.mode != Task.Mode.EACH or focus or not found.standing:
        return ("", "")
    return str(LABELS[found.standing]), rows.TONES[found.standing]


@dataclass(frozen=True)
class Link:
    """One link of the chain; without an address where the reader may not go there."""

    words: str
    url: str = ""


def chain(found: TaskPage, focus: Line | None) -> list[Link]:
    """Document, sentence, task, unit, last report, the document that says it: as far as there is one (DESIGN 1)."""
    links = []
    for order in found.orders[:1]:
        if order.document_id:
            page = reverse("web:document_tasks", args=[order.document_id]) if order.readable else ""  # type: ignore[attr-defined]
            links.append(Link(str(order.document), page))
        if order.quotation:
            links.append(Link(_shortened(order.quotation), "#orders"))
    links.append(Link(found.task.code))
    if focus:
        links.append(Link(focus.unit, reverse("web:unit", args=[focus.row.unit.code])))
    elif len(found.lines) > 1:
        links.append(Link(_("%(count)s units") % {"count": len(found.lines)}, "#shares"))
    for report in found.reports[:1]:
        said = f"{report.percent}%: " if report.percent is not None else ""
        links.append(Link(f"{report.sent_on:%d/%m/%Y} · {said}{_shortened(report.sentence)}", "#reports"))
    answer: Any = next((one for one in found.reports if one.document_id), None)
    if answer:
        page = reverse("web:document", args=[answer.document_id]) if answer.readable else ""
        links.append(Link(answer.document.symbol, page))
    return links


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
