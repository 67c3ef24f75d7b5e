"""What a document is tied to: names, relations, citations both ways, recipients; and who may read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from namro.core.errors import NotFound, Refusal
from namro.documents import actions, queries, rules, wording
from namro.documents.models import Document, Relation
from namro.tasks import actions as tasks
from namro.web.documents.forms import AliasForm, RelateForm, SendForm, called
from namro.web.documents.pages import head
from namro.web.requests import Request


def _context(request: Request, document: Document, **forms_sent: forms.Form) -> dict[str, Any]:
    found = queries.ties(document, queries.text_of(document), request.scope)
    return {
        **head(request, document, "ties"),
        "ties": found,
        "sides": [
            (_("This document"), [(one, one.to_document) for one in found.relations]),
            (_("Other documents"), [(one, one.from_document) for one in found.related_from]),
        ],
        "alias_form": AliasForm(prefix="alias"),
        "relate_form": RelateForm(prefix="relate"),
        "send_form": SendForm(prefix="send"),
        **forms_sent,
    }


@require_safe
def page(request: Request, document_id: int) -> HttpResponse:
    """Everything the document is tied to, as far as the reader may know of it."""
    document = queries.find(document_id, request.scope)
    return render(request, "web/documents/ties.html", _context(request, document))


def _mine(request: Request, document_id: int) -> Document:
    document = queries.find(document_id, request.scope)
    if not rules.can_change(request.scope, document):
        raise NotFound("documents.not_coordinator", str(wording.NOT_COORDINATOR))
    return document


def _again(request: Request, document: Document, **sent: forms.Form) -> HttpResponse:
    return render(request, "web/documents/ties.html", _context(request, document, **sent), status=422)


@require_POST
def alias(request: Request, document_id: int) -> HttpResponse:
    """Another name; citations that use it link themselves."""
    document = _mine(request, document_id)
    form = AliasForm(request.POST, prefix="alias")
    if not form.is_valid():
        return _again(request, document, alias_form=form)
    actions.add_alias(document=document, alias=form.cleaned_data["alias"], by=request.user)
    messages.success(request, _("The name is saved; citations that use it are linked."))
    return redirect("web:document_ties", document.pk)


@require_POST
def relate(request: Request, document_id: int) -> HttpResponse:
    """This document replaces, amends, corrects or implements another, named by any spelling."""
    document = _mine(request, document_id)
    form = RelateForm(request.POST, prefix="relate")
    if form.is_valid() and (to := _meant(form, request)):
        try:
            kind = Relation.Kind(form.cleaned_data["kind"])
            actions.relate(document=document, kind=kind, to=to, by=request.user)
            messages.success(request, _("The two documents are linked."))
            return redirect("web:document_ties", document.pk)
        except NotFound:
            raise
        except Refusal as refused:
            form.add_error("to", str(refused))
    return _again(request, document, relate_form=form)


def _meant(form: RelateForm, request: Request) -> Document | None:
    """The one document the words mean; otherwise the form says what is the matter."""
    found = one_by_reference(form.cleaned_data["to"], request)
    if isinstance(found, str):
        form.add_error("to", found)
        return None
    return found


def one_by_reference(words: str, request: Request) -> Document | str:
    """The one document of the reader's scope that the words mean, or a sentence: none, or which ones."""
    found = queries.open_by_reference(words, request.scope)
    if len(found) == 1:
        return found[0]
    if not found:
        return _("No document of the register is called “%(words)s”.") % {"words": words}
    listed = "; ".join(called(one) for one in found[:5])
    return _("Several documents are called so: %(documents)s. Add the day of issue.") % {"documents": listed}


@require_POST
def unrelate(request: Request, relation_id: int) -> HttpResponse:
    """Take a wrong relation back."""
    relation = Relation.objects.filter(pk=relation_id).select_related("from_document").first()
    if relation is None:
        raise NotFound("documents.not_found", "")
    document = _mine(request, relation.from_document_id)
    actions.unrelate(relation=relation, by=request.user)
    return redirect("web:document_ties", document.pk)


@require_POST
def send(request: Request, document_id: int) -> HttpResponse:
    """Send the document to units: they may read it."""
    document = _mine(request, document_id)
    form = SendForm(request.POST, prefix="send")
    if not form.is_valid():
        return _again(request, document, send_form=form)
    count = actions.distribute(document=document, units=form.cleaned_data["units"], by=request.user)
    messages.success(request, _("Sent to %(count)d more units.") % {"count": count})
    return redirect("web:document_ties", document.pk)


@require_POST
def restrict(request: Request, document_id: int) -> HttpResponse:
    """Restrict the document, and with it its tasks, to keepers and recipients, or open it again."""
    document = _mine(request, document_id)
    tasks.restrict(document=document, restricted=request.POST.get("restricted") == "1", by=request.scope)
    return redirect("web:document_ties", document.pk)
