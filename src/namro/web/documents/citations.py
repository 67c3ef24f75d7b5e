"""Which document a citation means: the officer is asked where the words leave it open."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from namro.documents import actions, queries, rules
from namro.documents.models import Document
from namro.web.documents.forms import ChooseForm
from namro.web.documents.ties import one_by_reference
from namro.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request, citation_id: int) -> HttpResponse:
    """The citation in its sentence, the documents it can mean, and a box for another one."""
    citation = queries.find_citation(citation_id, request.scope)
    document = citation.source.document
    candidates = queries.possible_targets(citation, request.scope)
    may_change = rules.can_change(request.scope, document)
    form = ChooseForm(request.POST if request.method == "POST" else None, candidates=candidates)
    if form.is_bound and form.is_valid() and (target := _target(form, candidates, request)):
        actions.resolve_citation(citation=citation, target=target, by=request.user)
        messages.success(request, _("The citation is linked."))
        return redirect("web:document", document.pk)
    page = {
        "citation": citation,
        "document": document,
        "candidates": candidates,
        "form": form,
        "may_change": may_change,
    }
    return render(request, "web/documents/choose.html", page, status=422 if form.errors else 200)


def _target(form: ChooseForm, candidates: list[Document], request: Request) -> Document | None:
    other = form.cleaned_data["other"]
    if other:
        found = one_by_reference(other, request)
        if isinstance(found, Document):
            return found
        form.add_error("other", found)
        return None
    chosen = next((one for one in candidates if one.pk == form.cleaned_data.get("target")), None)
    if chosen is None:
        form.add_error("other", _("Choose a document or type its symbol."))
    return chosen
