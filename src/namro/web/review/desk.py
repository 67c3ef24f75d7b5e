"""What the review page shows: the lit text, the list of items, the current item with its draft and its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from namro.core import clock
from namro.core.errors import NotFound
from namro.core.text import plain_line
from namro.orgs.models import User
from namro.orgs.queries import names
from namro.reading.models import Presence
from namro.tasks import drafting, rules, wording
from namro.tasks.models import Task
from namro.tasks.queries import reviewing as queries
from namro.tasks.queries.reviewing import Item, ItemState
from namro.web.documents import original
from namro.web.review.forms import ItemForm, RejectForm
from namro.web.review.labels import CLARITIES, REASONS, RULES
from namro.web.review.marks import Line, lit, spot
from namro.web.review.pieces import pieces

_KEY = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True)
class Issued:
    """A task born from the current item."""

    task: Task
    leads: str
    count: int


class Desk:
    """The page for one reader: who may not review it gets NotFound, whatever else they may see."""

    def __init__(self, request: HttpRequest, document_id: int) -> None:
        scope = request.scope  # type: ignore[attr-defined]
        asked = (request.POST if request.method == "POST" else request.GET).get("source", "")
        self.asked = int(asked) if asked.isdecimal() and len(asked) < 15 else None
        on_pages = (request.POST if request.method == "POST" else request.GET).get("view") == original.VIEW
        source = queries.text_of(document_id, scope, self.asked, placed=on_pages)
        if source is None or not rules.can_review(scope, source.document):
            raise NotFound("tasks.review.not_yours", wording.NOT_YOUR_REVIEW)
        self.source, self.document, self.today = source, source.document, clock.today()
        self.review = queries.review(source)
        self.user = cast(User, request.user)  # strangers have no scope
        self.on_pages = on_pages and original.offered(source)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What every address and form of the page says again: which text, and how it is shown."""
        text = [("source", str(self.asked))] if self.asked else []
        return text + ([("view", original.VIEW)] if self.on_pages else [])

    @cached_property
    def register(self) -> drafting.Register:
        """The units the text may mean."""
        return drafting.Register(self.document.issued_on or self.today, self.today)

    def item(self, key: str) -> Item | None:
        """The item of an address; a place without one is a new item, unless an item lies there already."""
        if known := self.review.at(key):
            return known
        found = _KEY.fullmatch(key)
        if not found:
            return None
        start, end = int(found[1]), int(found[2])
        if not start < end <= len(self.source.text):
            return None
        return self.place(start, end)

    def place(self, start: int, end: int) -> Item:
        """The item at a place of the text, or a new one for these words."""
        text = self.source.text
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        for item in self.review.items:
            shared = min(item.end, end) - max(item.start, start)
            if shared > 0 and 2 * shared >= end - start:
                return item
        return Item(0, start, end, text[start:end], ItemState.PROPOSED)

    def words(self, said: str) -> Item | None:
        """The first place of words typed or pasted, white space apart."""
        parts = said.split()
        found = re.search(r"\s+".join(map(re.escape, parts)), self.source.text) if parts else None
        return self.place(*found.span()) if found else None

    def open_item(self) -> Item | None:
        """Where to begin: the first item nobody has looked at, else the first."""
        waiting = [item for item in self.review.items if item.state == ItemState.PROPOSED]
        return next(iter([*waiting, *self.review.items]), None)

    def after(self, end: int) -> Item | None:
        """The next item to look at: after this place, else from the top; None when all are done."""
        waiting = [item for item in self.review.items if item.state == ItemState.PROPOSED]
        return next((item for item in waiting if item.start >= end), waiting[0] if waiting else None)

    def draft(self, item: Item) -> drafting.Draft:
        """The item as the task it would become."""
        fields = item.fields or self._read(item)
        return drafting.draft(
            fields, self.document, self.today, words=item.quotation, closing=self.review.closing, register=self.register
        )

    def _read(self, item: Item) -> dict[str, Any]:
        """For words the machine missed: at least their deadline."""
        due = drafting.due_of({"deadline_raw": plain_line(item.quotation)[:400]}, self.document.issued_on)
        return {"deadline_raw": due.said, "deadline_end": due.last_day.isoformat()} if due and due.last_day else {}

    def form(self, item: Item, data: QueryDict | None = None) -> ItemForm:
        """The form of an item, filled from its draft or from what was sent."""
        return ItemForm(data, self.draft(item), self.register)

    def context(
        self, item: Item | None, form: ItemForm | None = None, reject: RejectForm | None = None
    ) -> dict[str, Any]:
        """Everything the template needs."""
        items = self.review.items
        place = next((n for n, one in enumerate(items) if item and one.start >= item.start), len(items))
        known = item is not None and item.number > 0
        waiting = item is not None and item.state == ItemState.PROPOSED
        if waiting and not form and item and not item.closing:
            form = self.form(item)
        return self.listed(item) | {
            "lines": [] if self.on_pages else self._lines(item),
            "sheets": self._sheets(item) if self.on_pages else [],
            "file": self.source.file,
            "on_pages": self.on_pages,
            "views": self._views(item) if original.offered(self.source) else {},
            "carried": self.carried,
            "texts": self._texts(),
            "known": known,
            "waiting": waiting,
            "form": form,
            "reject_form": reject or RejectForm(initial={"reason": REASONS[0]}),
            "reasons": REASONS,
            "why": _why(item),
            "due": self._due(item, form),
            "clarities": _clarities(item),
            "previous": items[place - 1] if place > 0 else None,
            "next": _at(items, place + 1 if known else place),
            "issued": self._issued(item),
            "groups": form.draft.offers if form else (),
            "doubts": form.draft.doubts if form else (),
            "taken": set(form["taken"].value() or ()) if form else set(),
            "pieces": pieces(item) if waiting and known and item and not item.closing else [],
            "mergeable": self.mergeable(item) if item else None,
            "marked": bool(item and waiting and item.finding and item.finding.replaces),
        }

    def listed(self, item: Item | None) -> dict[str, Any]:
        """What the list beside the text needs."""
        return self.polled(item) | {
            "document": self.document,
            "review": self.review,
            "current": item,
            "kept": urlencode(self.carried),
        }

    def polled(self, item: Item | None, others: Sequence[Presence] = ()) -> dict[str, Any]:
        """Who else is at this text and where, and what the page says of itself when it asks again."""
        numbers = {one.key: one.number for one in self.review.items}
        there = [(one.user.get_full_name(), numbers.get(one.item)) for one in others]
        asks = {
            "item": item.key if item else "",
            "seen": self.seen(others),
            "waiting": int(bool(item and not item.verdict)),
        }
        return {"others": there, "polled": json.dumps(asks | dict(self.carried))}

    def seen(self, others: Sequence[Presence]) -> str:
        """Changes whenever others come, go on or leave, and whenever an item is decided."""
        return f"{self.review.stamp}/" + ",".join(f"{one.user_id}:{one.item}" for one in others)

    def mergeable(self, item: Item) -> Item | None:
        """The next item, where it and this one wait and neither is the closing formula."""
        items = self.review.items
        following = _at(items, items.index(item) + 1) if item in items else None
        pair = [one for one in (item, following) if one and one.state == ItemState.PROPOSED and not one.closing]
        return following if len(pair) == 2 else None

    def _lines(self, item: Item | None) -> list[Line]:
        cells = [(block["start"], block["end"]) for block in self.source.blocks if block["kind"] == "cell"]
        return lit(self.source.text, self._shown(item), item, cells)

    def _sheets(self, item: Item | None) -> list[original.Sheet]:
        kept = urlencode(self.carried)
        return original.sheets(self.source, [spot(one, kept, now=one == item) for one in self._shown(item)])

    def _shown(self, item: Item | None) -> list[Item]:
        """The items, and the one about to be added."""
        return [*self.review.items, *([item] if item and not item.number else [])]

    def _views(self, item: Item | None) -> dict[str, str]:
        """The addresses of the text and of its pages, at the same item."""
        at = ([("item", item.key)] if item else []) + ([("source", str(self.asked))] if self.asked else [])
        return {"text": f"?{urlencode(at)}", "original": f"?{urlencode([*at, ('view', original.VIEW)])}"}

    def _texts(self) -> list[tuple[int, str, bool]]:
        """The document's texts to choose from, one a file: its latest reading, or the one in view. None for a single file."""
        latest = {one["name"]: one["id"] for one in getattr(self.source, "texts", [])}
        own = next((one["name"] for one in getattr(self.source, "texts", []) if one["id"] == self.source.pk), "")
        chosen = latest | {own: self.source.pk}
        return [(pk, name, name == own) for name, pk in chosen.items()] if len(chosen) > 1 else []

    def _due(self, item: Item | None, form: ItemForm | None) -> drafting.Due | None:
        if form:
            return form.draft.due
        return drafting.due_of(item.fields, self.document.issued_on) if item and item.fields else None

    def _issued(self, item: Item | None) -> list[Issued]:
        tasks = queries.tasks_of(item) if item and item.task_ids else []
        leads = {task.pk: [one.unit_id for one in task.states.all() if one.role == "lead"] for task in tasks}
        called = names([unit for found in leads.values() for unit in found[:3]], self.today) if tasks else {}
        return [
            Issued(task, ", ".join(called[unit] for unit in leads[task.pk][:3]), len(leads[task.pk])) for task in tasks
        ]


def _at(items: list[Item], place: int) -> Item | None:
    return items[place] if 0 <= place < len(items) else None


def _why(item: Item | None) -> dict[str, Any] | None:
    """Which rule proposed the words, and how sure it was."""
    if item is None:
        return None
    said = item.verdict.fields if item.verdict else {}
    rule = item.finding.rule if item.finding else said.get("rule", "")
    sure = item.finding.confidence if item.finding else said.get("confidence")
    return {"rule": RULES.get(rule, rule), "percent": round(sure * 100) if sure is not None else None} if rule else None


def _clarities(item: Item | None) -> list[tuple[str, bool, str]]:
    """What the words themselves make clear, with a sentence each."""
    clear = drafting.clarity_of(item.fields if item else {})
    return [(str(label), clear[name], str(about)) for name, (label, about) in CLARITIES.items()]


def changes(item: Item) -> Iterable[str]:
    """The names of the fields an officer corrected."""
    labels = {
        "kind": _("Kind"),
        "content": _("Content"),
        "lead": _("Lead"),
        "support": _("Support"),
        "directing": _("Directing"),
        "supervising": _("Supervising"),
        "due_on": _("Deadline"),
        "product": _("Product"),
    }
    changed = item.verdict.fields.get("changed", {}) if item.verdict else {}
    return [labels[name] for name in changed if name in labels]
