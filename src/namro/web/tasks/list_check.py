"""Before a list goes in: doubts about units each once, rows to be put right, doubles; then what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from namro.tasks import actions, queries
from namro.tasks.importing import columns
from namro.tasks.importing.models import ImportBatch
from namro.tasks.importing.plan import UNIT, Doubt, Plan, plan
from namro.web.forms import UnitField
from namro.web.requests import Request
from namro.web.tasks import figures, list_words, lists

_DOUBTS, _ROWS = 60, 100


class DoubtForm(forms.Form):
    """What is meant by one written name: an offered unit, another one, nobody, or its rows stay out."""

    key = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=300)
    answer = forms.ChoiceField(required=False, choices=list_words.WAYS)
    unit = UnitField(required=False)

    def __init__(self, *args: Any, doubt: Doubt, **options: Any) -> None:
        super().__init__(*args, **options)
        self.doubt = doubt
        undecided, *others = list_words.WAYS
        self.fields["answer"].choices = [undecided, *doubt.offered, *others]  # type: ignore[attr-defined]
        self.fields["answer"].label = self.fields["unit"].label = doubt.written

    def clean(self) -> dict[str, Any]:
        """A unit typed counts where nothing else was chosen."""
        data = super().clean() or {}
        if data.get("answer") == list_words.OTHER and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", ValidationError(str(list_words.TYPE_UNIT)))
        return data

    @property
    def said(self) -> str:
        """The answer as the batch keeps it."""
        answer, unit = self.cleaned_data["answer"], self.cleaned_data.get("unit")
        return f"{UNIT}{unit.code}" if unit and answer in ("", list_words.OTHER) else answer


@require_safe
def check(request: Request, batch_id: int) -> HttpResponse:
    """What would go in and what not; of a list brought in, what became of it."""
    batch = lists.the_batch(request, batch_id)
    if batch.status != ImportBatch.Status.DRAFT:
        return render(request, "web/tasks/list_done.html", _done(request, batch))
    found = plan(batch)
    return render(request, "web/tasks/list_check.html", _page(request, batch, found, _forms(found, None)))


def _forms(found: Plan, data: Any) -> list[DoubtForm]:
    return [
        DoubtForm(data, doubt=doubt, prefix=f"d{place}", initial={"key": doubt.key, "answer": doubt.answer})
        for place, doubt in enumerate(found.doubts[:_DOUBTS])
    ]


def _page(request: Request, batch: ImportBatch, found: Plan, asked: list[DoubtForm]) -> dict[str, Any]:
    faulty, doubles = found.faulty, found.doubles
    missing = [field.label for field in columns.NEEDED if field not in batch.columns.values()]
    return {
        "batch": batch,
        "missing": missing,
        "counts": {
            "good": len(found.good),
            "out": len(found.out),
            "waiting": found.waiting,
            "faulty": len(faulty),
            "doubles": sum(not one.wanted for one in doubles),
            "sections": len(found.sections),
            "done": sum(one.ended for one in found.good),
            "doubts": sum(not doubt.answer for doubt in found.doubts),
        },
        "doubts": asked,
        "more_doubts": max(0, len(found.doubts) - len(asked)),
        "faults": [(one, fault) for one in faulty[:_ROWS] for fault in one.faults],
        "more_faults": max(0, len(faulty) - _ROWS),
        "doubles": doubles[:_ROWS],
        "more_doubles": max(0, len(doubles) - _ROWS),
    }


@require_POST
def answer(request: Request, batch_id: int) -> HttpResponse:
    """Keep the answers; with ``step=import`` bring the list in at once."""
    batch = lists.the_batch(request, batch_id)
    found = plan(batch)
    by_key = {doubt.key: doubt for doubt in found.doubts}
    asked = []
    for place in range(_DOUBTS):
        doubt = by_key.get(request.POST.get(f"d{place}-key", ""))
        if doubt is not None:
            asked.append(DoubtForm(request.POST, doubt=doubt, prefix=f"d{place}"))
    if sum(not form.is_valid() for form in asked):  # every one of them, so that each says its fault
        shown = _page(request, batch, found, asked)
        return render(request, "web/tasks/list_check.html", shown, status=422)
    answers = {form.doubt.key: form.said for form in asked}
    batch = actions.answer_doubts(batch=batch, answers=answers, doubles=_doubles(request, batch), by=request.scope)
    if request.POST.get("step") == "import":
        return _bring_in(request, batch)
    messages.success(request, str(list_words.ANSWERS_SAVED))
    return redirect("web:list", batch.pk)


def _doubles(request: Request, batch: ImportBatch) -> list[int]:
    """Rows wanted although they look like others: those ticked now, and those of before that were not on the page."""
    numbers = [
        {int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 8}
        for name in ("shown", "double")
    ]
    return sorted((set(batch.doubles) - numbers[0]) | (numbers[1] & numbers[0]))


def _bring_in(request: Request, batch: ImportBatch) -> HttpResponse:
    before = batch.status
    batch = actions.bring_in(batch=batch, by=request.scope)
    if before == ImportBatch.Status.DRAFT:
        count = lists.the_batch(request, batch.pk).tasks  # type: ignore[attr-defined]
        messages.success(request, str(list_words.IMPORTED % {"count": count}))
    return redirect("web:list", batch.pk)


def _done(request: Request, batch: ImportBatch) -> dict[str, Any]:
    chosen, day = queries.chosen(request.scope, queries.Filters(batch_id=batch.pk))
    counted = queries.counters_of(chosen, day)
    return {
        "batch": batch,
        "board": figures.board(counted, {"batch": str(batch.pk)}),
        "rows": batch.rows.count(),
        "register": figures.address({"batch": str(batch.pk)}, {}),
        "undone": batch.status == ImportBatch.Status.UNDONE,
        "exited": counted.exited,
    }
