"""The register: search by the one fold, filters, opening a document by any spelling of its symbol."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from namro.core.text import plain_line
from namro.documents import queries, rules
from namro.documents.models import Document, DocumentKind
from namro.documents.queries import Filters
from namro.orgs.models import Role
from namro.reading import waiting
from namro.web.requests import Request

ROWS, EXACT = 50, 1000


class Register(Paginator):  # type: ignore[type-arg]
    """Counts exactly up to a thousand; beyond it the number does not help anybody and costs time."""

    @cached_property
    def count(self) -> int:
        """Rows, at most one more than is counted exactly."""
        rows: Any = self.object_list
        return int(rows.order_by()[: EXACT + 1].count())


def words_of(request: Request, name: str) -> str:
    """A line of the address, as far as it can be searched for."""
    from namro.core.errors import Refusal

    try:
        return plain_line(request.GET.get(name, ""))[:200]
    except Refusal:
        return ""


def filters_of(request: Request) -> Filters:
    """The filters of the address; what makes no sense is left out."""

    def number(name: str) -> int | None:
        said = request.GET.get(name, "")
        return int(said) if said.isdecimal() and len(said) < 10 else None

    status = request.GET.get("status", "")
    known = {*Document.Status.values, "unread", *(["waiting"] if may_review(request) else [])}
    return Filters(
        words_of(request, "q"), number("kind"), number("issuer"), number("year"), status if status in known else ""
    )


def may_review(request: Request) -> bool:
    """Whether the reader reviews documents of any office."""
    return any(request.scope.holds(role) for role in (Role.COORDINATOR, Role.LEADER))


@require_safe
def register(request: Request) -> HttpResponse:
    """The documents the reader may know of, newest first."""
    filters, reviews = filters_of(request), may_review(request)
    rows = queries.register_list(request.scope, filters)
    if filters.status == "waiting":
        rows = rows.filter(pk__in=waiting.to_review(request.scope).values("pk"))
    pages = Register(rows, ROWS)
    page: Page[Any] = pages.get_page(request.GET.get("page"))
    counted = waiting.open_counts(page.object_list, request.scope) if reviews else {}
    shown = {
        "page": page,
        "rows": [(document, counted.get(document.pk, 0)) for document in page.object_list],
        "reviews": reviews,
        "filters": filters,
        "total": pages.count,
        "more": pages.count > EXACT,
        "exact": EXACT,
        "kinds": DocumentKind.objects.order_by("system", "id"),
        "issuers": queries.issuers_in(request.scope),
        "years": queries.years_in(request.scope),
        "statuses": _statuses(reviews=reviews),
        "narrowed": filters != Filters(),
        "may_register": rules.can_keep(request.scope),
    }
    return render(request, "web/documents/register.html", shown)


def _statuses(*, reviews: bool) -> list[tuple[str, Any]]:
    """What the register can be narrowed to; what waits for review only for those who review."""
    waits = [("waiting", _("items wait for review"))] if reviews else []
    return [*waits, *Document.Status.choices, ("unread", _("kept, but not read"))]


@require_safe
def open_reference(request: Request) -> HttpResponse:
    """One document by what was typed ("01-Ctr/TU", "Chương trình 01"); several or none: the list."""
    words = words_of(request, "ref")
    found = queries.open_by_reference(words, request.scope) if words else []
    if len(found) == 1:
        return redirect("web:document", found[0].pk)
    from django.urls import reverse

    return redirect(f"{reverse('web:documents')}?{urlencode({'q': words})}")
