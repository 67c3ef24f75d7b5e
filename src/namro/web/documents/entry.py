"""Bringing documents in and saying what they are: upload, entry by hand, details, further files, typed text, joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from namro.core.errors import NotFound, Refusal
from namro.documents import actions, queries, rules, wording
from namro.documents.actions import Outcome, Taken
from namro.documents.intake import refuse_too_large, unread_sentence
from namro.documents.models import Document, DocumentFile, DocumentKind
from namro.orgs.models import Unit
from namro.reading.actions import add_typed_text, look_through, take_in, take_in_text
from namro.reading.queries import open_items, waits_for_the_worker
from namro.web.documents.bundles import Piece, pieces
from namro.web.documents.forms import DetailsForm, FileForm, NewForm, TextForm, UploadForm
from namro.web.documents.forms import own_fields as kind_fields
from namro.web.documents.pages import head, pictures, twin
from namro.web.requests import Request


def desks_of(request: Request) -> list[Unit]:
    """The units the reader registers for. Raises NotFound for everybody else: the page does not exist for them."""
    found = queries.desks(request.user, request.scope.on)
    if not found:
        raise NotFound("documents.not_coordinator", str(wording.NOT_COORDINATOR))
    return found


@dataclass(frozen=True)
class Row:
    """What became of one uploaded file."""

    name: str
    sentence: str
    tone: str
    document: Document | None = None
    same: Document | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    """Several files at once, and files of a zip or a mail; each is registered, kept unread, already there or refused."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, desks=desks_of(request), on=request.scope.on)
    if form.is_bound and form.is_valid():
        papers = form.cleaned_data["papers"]
        rows = [
            _taken_in(request, piece, form) for number, file in enumerate(papers, 1) for piece in pieces(number, file)
        ]
        only = rows[0].document if len(rows) == 1 else None
        if only and rows[0].tone == "green":
            messages.success(request, rows[0].sentence + " " + _("Check what was read from its first lines."))
            return redirect("web:document_details", only.pk)
        return render(request, "web/documents/taken_in.html", {"rows": rows})
    return render(request, "web/documents/upload.html", {"form": form}, status=422 if form.errors else 200)


def _taken_in(request: Request, piece: Piece, form: UploadForm) -> Row:
    try:
        if piece.refused:
            raise piece.refused
        done = take_in(
            data=piece.data,
            name=piece.last,
            by=request.user,
            held_by=form.desk,
            if_taken="apart",
            restricted=form.cleaned_data["restricted"],
        )
    except Refusal as refused:
        # The name of a secret file is not repeated: it may say what the file is about.
        secret = refused.code == "documents.file.secret"
        return Row(piece.place if secret else piece.name, str(refused), "red")
    return _row(piece.name, done)


def _row(name: str, done: actions.Registered) -> Row:
    document = done.document
    shown = {"document": document.symbol or document.title}
    if done.outcome == Outcome.SAME_FILE:
        return Row(name, _("Already registered as %(document)s.") % shown, "blue", document)
    if done.outcome == Outcome.APART:
        sentence = _("%(document)s is in the register already. Say whether this is the same document.") % shown
        return Row(name, sentence, "amber", document, queries.same_as(document))
    if done.file and done.file.unread_code:
        return Row(name, unread_sentence(done.file.unread_code), "amber", document)
    if done.source and waits_for_the_worker(done.source):
        return Row(
            name, _("Registered as %(document)s; its items will be looked for later.") % shown, "amber", document
        )
    shown |= {"items": str(open_items(done.source) if done.source else 0)}
    if done.outcome == Outcome.ARRIVED:
        sentence = (
            _("Registered as %(document)s, which was known from citations only; %(items)s proposed items.") % shown
        )
        return Row(name, sentence, "green", document)
    return Row(name, _("Registered as %(document)s; %(items)s proposed items.") % shown, "green", document)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """A document entered by hand, with or without its text."""
    desks = desks_of(request)
    form = NewForm(request.POST if request.method == "POST" else None, desks=desks, on=request.scope.on)
    taken = None
    if form.is_bound and form.is_valid():
        try:
            details = form.details(restricted=form.cleaned_data["restricted"])
            text = form.cleaned_data["text"]
            done = take_in_text(text=text, by=request.user, held_by=form.desk, details=details)
            messages.success(request, _("The document is in the register."))
            return redirect("web:document", done.document.pk)
        except Refusal as refused:
            taken = said(form, refused)
    page = {"form": form, "taken": taken, "document": None}
    return render(request, "web/documents/details.html", page, status=422 if form.errors else 200)


_ABOUT_THE_SYMBOL = {"documents.identity_taken", "documents.symbol_unreadable"}


def said(form: django_forms.Form, refused: Refusal) -> Document | None:
    """Put a refusal's sentence on the form; the record that has the identity already, to link to."""
    place = "symbol" if refused.code in _ABOUT_THE_SYMBOL else None
    form.add_error(place, str(refused))
    return refused.document if isinstance(refused, Taken) else None


@require_safe
def own_fields(request: Request) -> HttpResponse:
    """The own fields of the kind just chosen, for the form on the page."""
    asked = request.GET.get("kind", "")
    kind = DocumentKind.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
    form = django_forms.Form()
    form.fields |= kind_fields(kind)
    return render(request, "web/documents/own_fields.html", {"own": list(form)})


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: Request, document_id: int) -> HttpResponse:
    """What the document is called: checked after reading, corrected later."""
    document = _mine(request, document_id)
    desks: Sequence[Unit] = [document.held_by] if document.held_by else [Unit()]
    form = DetailsForm(
        request.POST if request.method == "POST" else None, document=document, desks=desks[:1], on=request.scope.on
    )
    taken = None
    if form.is_bound and form.is_valid():
        try:
            actions.correct_identity(document=document, details=form.details(), by=request.user)
            messages.success(request, _("The details are saved."))
            return redirect("web:document", document.pk)
        except NotFound:
            raise
        except Refusal as refused:
            taken = said(form, refused)
    page = {**head(request, document, "details"), "form": form, "taken": taken}
    return render(request, "web/documents/details.html", page, status=422 if form.errors else 200)


def _mine(request: Request, document_id: int) -> Document:
    """A document the reader may change; for everybody else the page does not exist."""
    document = queries.find(document_id, request.scope)
    if not rules.can_change(request.scope, document):
        raise NotFound("documents.not_coordinator", str(wording.NOT_COORDINATOR))
    return document


@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: Request, document_id: int) -> HttpResponse:
    """A signed copy, an annex, a better original."""
    document = _mine(request, document_id)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            refuse_too_large(file.size, file.name)
            judged = actions.judge(file.read(), file.name)
            role = DocumentFile.Role(form.cleaned_data["role"])
            done = actions.add_file(document=document, file=judged, by=request.user, role=role)
            look_through(done=done, by=request.user)
            _tell(request, done)
            return redirect("web:document", done.document.pk)
        except NotFound:
            raise
        except Refusal as refused:
            form.add_error("file", str(refused))
    page = {**head(request, document, "file"), "form": form}
    return render(request, "web/documents/add_file.html", page, status=422 if form.errors else 200)


def _tell(request: Request, done: actions.Registered) -> None:
    if done.outcome == Outcome.SAME_FILE:
        shown = {"document": done.document.symbol or done.document.title}
        messages.info(request, _("Already registered as %(document)s.") % shown)
    elif done.file and done.file.unread_code:
        messages.warning(request, unread_sentence(done.file.unread_code))
    else:
        messages.success(request, _("The file is on the record."))


@require_http_methods(["GET", "HEAD", "POST"])
def type_text(request: Request, document_id: int) -> HttpResponse:
    """The words of a scan, typed beside its pages."""
    document = _mine(request, document_id)
    form = TextForm(request.POST) if request.method == "POST" else TextForm()
    files = queries.files_of(document)
    if form.is_bound and form.is_valid():
        try:
            file = next((one for one in files if one.unread_code), None)
            add_typed_text(document=document, text=form.cleaned_data["text"], by=request.user, file=file)
            messages.success(request, _("The text is saved and looked through."))
            return redirect("web:document", document.pk)
        except NotFound:
            raise
        except Refusal as refused:
            form.add_error("text", str(refused))
    page = {**head(request, document, "text"), "form": form, "pictures": pictures(files)}
    return render(request, "web/documents/type_text.html", page, status=422 if form.errors else 200)


@require_POST
def join(request: Request, document_id: int) -> HttpResponse:
    """This record and the one with the same identity, or symbol where it is known from citations only, are one document."""
    document = _mine(request, document_id)
    into = twin(request, document)
    if into is None:
        raise Refusal("documents.not_same", str(wording.NOT_SAME))
    actions.join(document=document, into=into, by=request.user)
    messages.success(request, _("The two records are one now."))
    return redirect("web:document", into.pk)
