"""The register's filters: from the address to the query, and back into the addresses of figures and exports."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.core.errors import NotFound
from namro.documents.models import Document
from namro.orgs.queries import names
from namro.reading.models import ItemKind
from namro.tasks import queries
from namro.tasks.models import Assignment, Task
from namro.web import asof
from namro.web.forms import LineField, UnitField
from namro.web.requests import Request
from namro.web.tasks import known

_ALL = [("", _("all"))]
KINDS = [choice for choice in ItemKind.choices if choice[0] not in {ItemKind.GENERAL, ItemKind.DECIDED}]


class FilterForm(forms.Form):
    """Everything may be empty; what cannot be read is named and left out."""

    q = LineField(label=_("Words, symbol"), required=False, max_length=200)
    unit = UnitField(label=_("Unit"), required=False)
    category = forms.ChoiceField(label=_("Result by term"), choices=[*_ALL, *queries.CHOICES.items()], required=False)
    mark = forms.ChoiceField(label=_("Mark"), choices=[*_ALL, *queries.MARKS.items()], required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[*_ALL, *Assignment.Role.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*_ALL, *KINDS], required=False)
    weight = forms.ChoiceField(label=_("Weight"), choices=[*_ALL, *Task.Weight.choices], required=False)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    form: FilterForm
    filters: queries.Filters
    asof: asof.AsOf
    document: Document | None
    by_task: bool
    given: dict[str, str]

    @property
    def said(self) -> list[tuple[str, str]]:
        """The filters chosen, each with its label: the head of a printed register."""
        found = []
        for name, field in self.form.fields.items():
            value = self.form.cleaned_data.get(name)
            if name == "unit" and value:
                value = names([value.pk], self.asof.day)[value.pk]
            if value:
                found.append((str(field.label), str(dict(getattr(field, "choices", ())).get(value, value))))
        return found

    @property
    def kept(self) -> dict[str, str]:
        """What a figure's link keeps: everything but the choices that the figure itself makes."""
        return {name: value for name, value in self.given.items() if name not in {"category", "mark", "role", "by"}}


def asked(request: Request) -> Asked:
    """Read the address. Raises NotFound for a document outside the person's scope."""
    form = FilterForm(request.GET)
    form.is_valid()
    data = form.cleaned_data
    on = known.asked(request)
    document = _document(request)
    filters = queries.Filters(
        words=data.get("q", ""),
        unit_id=data["unit"].pk if data.get("unit") else None,
        document_id=document.pk if document else None,
        on=None if on.is_today else on.day,
        **{name: data.get(name, "") for name in ("category", "mark", "role", "kind", "weight")},
    )
    by_task = request.GET.get("by") == "task"
    return Asked(form, filters, on, document, by_task, _given(form, on, document, by_task))


def _document(request: Request) -> Document | None:
    number = request.GET.get("document", "")
    if not number:
        return None
    seen = Document.objects.visible_to(request.scope)
    found = seen.filter(pk=number).first() if number.isascii() and number.isdigit() and len(number) < 18 else None
    if found is None:
        raise NotFound("documents.document.not_found", "")
    return found


def _given(form: FilterForm, on: asof.AsOf, document: Document | None, by_task: bool) -> dict[str, str]:
    data = form.cleaned_data
    given = {name: data.get(name, "") for name in form.fields if name != "unit"}
    given["unit"] = data["unit"].code if data.get("unit") else ""
    given["document"] = str(document.pk) if document else ""
    given["on"] = "" if on.is_today else on.day.isoformat()
    given["by"] = "task" if by_task else ""
    return {name: value for name, value in given.items() if value}
