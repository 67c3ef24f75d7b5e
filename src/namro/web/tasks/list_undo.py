"""Taking a list back: first what would leave the register and what people worked on since, then the act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from namro.orgs.queries import names
from namro.tasks import actions
from namro.tasks.importing.models import ImportBatch
from namro.tasks.queries import lists as found_lists
from namro.tasks.queries.lists import Remaining
from namro.web.forms import TextField
from namro.web.requests import Request
from namro.web.tasks import list_words, lists

_SHOWN = 100


class UndoForm(forms.Form):
    """Why."""

    reason = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 2}))


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Request, batch_id: int) -> HttpResponse:
    """The preview and the form; the tasks worked on are kept unless ticked."""
    batch = lists.the_batch(request, batch_id)
    if batch.status != ImportBatch.Status.IMPORTED:
        return redirect("web:list", batch.pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        also = [int(one) for one in request.POST.getlist("also") if one.isdecimal() and len(one) < 18]
        count = actions.undo_list(batch=batch, reason=form.cleaned_data["reason"], also=also, by=request.scope)
        messages.success(request, str(list_words.UNDONE % {"count": count}))
        return redirect("web:list", batch.pk)
    shown = _page(request, batch) | {"form": form}
    return render(request, "web/tasks/list_undo.html", shown, status=422 if form.errors else 200)


def _page(request: Request, batch: ImportBatch) -> dict[str, Any]:
    left = found_lists.remaining(batch)
    worked = [one for one in left if one.worked or one.closed]
    plain = [one for one in left if not (one.worked or one.closed)]
    leads = found_lists.leads_of([one.task.pk for one in worked[:_SHOWN] + plain[:_SHOWN]])
    called = names({unit for units in leads.values() for unit in units[:3]}, request.scope.on)

    def told(one: Remaining) -> tuple[Remaining, str]:
        units = leads.get(one.task.pk, [])
        return one, ", ".join(called[unit] for unit in units[:3]) + (" …" if len(units) > 3 else "")

    return {
        "batch": batch,
        "worked": [told(one) for one in worked[:_SHOWN]],
        "plain": [told(one) for one in plain[:_SHOWN]],
        "counts": (len(plain), len(worked)),
    }
