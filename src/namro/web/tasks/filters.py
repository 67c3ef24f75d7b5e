"""The register's filters: from the address to the query, and back into the addresses of chips, figures and exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.core.errors import NotFound
from namro.documents import queries as documents
from namro.documents.models import Document
from namro.orgs.queries import names
from namro.orgs.scope import Scope
from namro.reading.models import ItemKind
from namro.tasks import queries
from namro.tasks import wording as sentences
from namro.tasks.models import Assignment, ImportBatch, State, Task
from namro.tasks.queries import explained
from namro.web import asof
from namro.web.forms import DayField, LineField, UnitField
from namro.web.requests import Request
from namro.web.tasks import followed, known, register_words

_ALL = [("", _("all"))]
KINDS = [choice for choice in ItemKind.choices if choice[0] not in {ItemKind.GENERAL, ItemKind.DECIDED}]
MAIN = ("q", "unit", "below", "symbol", "category")
# What the figures above the list choose themselves, so that their links leave it out.
OF_FIGURES = {"category", "mark", "role", "by"}


class FilterForm(forms.Form):
    """Everything may be empty; what cannot be read is named and left out."""

    q = LineField(label=_("Words, symbol, code"), required=False, max_length=200)
    unit = UnitField(label=_("Unit"), required=False)
    below = forms.BooleanField(label=_("with the units under it"), required=False)
    symbol = LineField(label=_("Document (symbol)"), required=False, max_length=200)
    category = forms.ChoiceField(label=_("Result by term"), choices=[*_ALL, *queries.CHOICES.items()], required=False)
    state = forms.ChoiceField(label=_("Status"), choices=[*_ALL, *State.choices], required=False)
    mark = forms.ChoiceField(label=_("Mark"), choices=[*_ALL, *queries.MARKS.items()], required=False)
    explanation = forms.ChoiceField(label=_("Explanation"), choices=[*_ALL, *explained.CHOICES.items()], required=False)
    holder = forms.ChoiceField(label=_("Waiting for"), choices=[*_ALL, *queries.HOLDERS.items()], required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[*_ALL, *Assignment.Role.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*_ALL, *KINDS], required=False)
    weight = forms.ChoiceField(label=_("Weight"), choices=[*_ALL, *Task.Weight.choices], required=False)
    lacking = forms.ChoiceField(
        label=_("Clarity the task lacks"), choices=[*_ALL, *sentences.CLARITIES.items()], required=False
    )
    leader = forms.ChoiceField(label=_("Leader in charge"), required=False)
    officer = forms.ChoiceField(label=_("Officer who follows"), required=False)
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due to"), required=False)

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope = scope
        followed.choose(self, scope)

    def clean_symbol(self) -> Document | None:
        """The document the symbol means, of those the person may read."""
        symbol = self.cleaned_data["symbol"]
        if not symbol:
            return None
        found = documents.open_by_reference(symbol, self.scope)
        if len(found) != 1:
            said = register_words.SEVERAL_FOUND if found else register_words.NONE_FOUND
            raise forms.ValidationError(said, params={"symbol": symbol})
        return found[0]

    @property
    def main(self) -> list[forms.BoundField]:
        """The boxes that are always seen."""
        return [self[name] for name in MAIN]

    @property
    def more(self) -> list[forms.BoundField]:
        """The boxes behind "more filters"."""
        return [self[name] for name in self.fields if name not in MAIN]

    @property
    def more_faulty(self) -> bool:
        """Whether one of those behind was mistyped; what is set stands as a chip above the list."""
        return any(box.errors for box in self.more)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    form: FilterForm
    filters: queries.Filters
    asof: asof.AsOf
    document: Document | None
    by_task: bool
    given: dict[str, str]
    batch: ImportBatch | None = None

    @property
    def said(self) -> list[tuple[str, str, str]]:
        """The filters chosen: the name in the address, the label, the value in words. The head of a printed register."""
        found = []
        for name, field in self.form.fields.items():
            value = self.form.cleaned_data.get(name)
            if name == "unit" and value:
                value = names([value.pk], self.asof.day)[value.pk]
            if name == "below":
                value = ""  # said with its unit
            if isinstance(value, date):
                value = value.strftime("%d/%m/%Y")
            if value and name != "symbol":
                words = str(dict(getattr(field, "choices", ())).get(value, value))
                found.append((name, str(field.label), self._with_below(name, words)))
        if self.document:
            found.append(("document", str(register_words.DOCUMENT), str(self.document)))
        if self.batch:
            found.append(("batch", str(register_words.BATCH), str(self.batch)))
        return found

    def _with_below(self, name: str, words: str) -> str:
        below = name == "unit" and self.form.cleaned_data.get("below")
        return f"{words}, {self.form.fields['below'].label}" if below else words

    @property
    def kept(self) -> dict[str, str]:
        """What a figure's link keeps: everything but the choices that the figure itself makes."""
        return {name: value for name, value in self.given.items() if name not in OF_FIGURES}

    def without(self, *dropped: str) -> dict[str, str]:
        """The address without these."""
        return {name: value for name, value in self.given.items() if name not in dropped}


def asked(request: Request) -> Asked:
    """Read the address. Raises NotFound for a document outside the person's scope."""
    form = FilterForm(request.GET, scope=request.scope)
    form.is_valid()
    data = form.cleaned_data
    on = known.asked(request)
    document, batch = data.get("symbol") or _document(request), _batch(request)
    plain = ("category", "mark", "role", "kind", "weight", "state", "lacking", "holder", "explanation")
    filters = queries.Filters(
        words=data.get("q", ""),
        unit_id=data["unit"].pk if data.get("unit") else None,
        below=bool(data.get("below")),
        document_id=document.pk if document else None,
        batch_id=batch.pk if batch else None,
        on=None if on.is_today else on.day,
        sort=_sort(request),
        leader=followed.person(data.get("leader"), request.scope),
        officer=followed.person(data.get("officer"), request.scope),
        due_from=data.get("due_from"),
        due_to=data.get("due_to"),
        **{name: data.get(name, "") for name in plain},
    )
    by_task = request.GET.get("by") == "task"
    given = _given(form, {"by": "task" if by_task else ""}, filters)
    return Asked(form, filters, on, document, by_task, given, batch)


def _sort(request: Request) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in queries.SORTS else ""


def _document(request: Request) -> Document | None:
    number = request.GET.get("document", "")
    if not number:
        return None
    seen = Document.objects.visible_to(request.scope)
    found = seen.filter(pk=number).first() if number.isascii() and number.isdigit() and len(number) < 18 else None
    if found is None:
        raise NotFound("documents.document.not_found", "")
    return found


def _batch(request: Request) -> ImportBatch | None:
    """A list brought in by one of the person's offices."""
    number = request.GET.get("batch", "")
    if not number:
        return None
    seen = ImportBatch.objects.visible_to(request.scope)
    found = seen.filter(pk=number).first() if number.isascii() and number.isdigit() and len(number) < 18 else None
    if found is None:
        raise NotFound("tasks.list.not_found", "")
    return found


def _given(form: FilterForm, apart: dict[str, str], filters: queries.Filters) -> dict[str, str]:
    """Everything that was asked for and could be read, as it goes into an address."""
    given = {name: _written(form.cleaned_data.get(name)) for name in form.fields if name != "symbol"}
    numbers = {"document": filters.document_id, "batch": filters.batch_id}
    given |= apart | {name: str(number or "") for name, number in numbers.items()}
    given |= {"on": _written(filters.on), "sort": filters.sort}
    if not given["unit"]:
        given.pop("below", None)
    return {name: value for name, value in given.items() if value}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "code", value)) if value else ""
