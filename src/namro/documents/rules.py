"""Who may register and change documents: the coordinators of the unit that keeps them; everybody else reads (DESIGN 4.11)."""

from __future__ import annotations

from namro.core.errors import NotFound, Refusal
from namro.documents import wording
from namro.documents.models import Document
from namro.orgs.models import Role, Unit
from namro.orgs.scope import Scope


def check_keep(scope: Scope | None, unit: Unit | None) -> None:
    """May the person register documents for the unit? ``scope=None`` is the installation itself.

    Raises Refusal ``documents.not_coordinator``.
    """
    if scope is None:
        return
    if unit is None or not scope.holds(Role.COORDINATOR, unit.pk):
        raise Refusal("documents.not_coordinator", str(wording.NOT_COORDINATOR))


def can_keep(scope: Scope) -> bool:
    """Whether the person may register documents for any unit at all."""
    return scope.holds(Role.COORDINATOR)


def can_change(scope: Scope | None, document: Document) -> bool:
    """Whether ``check_change`` passes. What no unit keeps (cited only, the installation's own) any coordinator may tend."""
    if scope is None:
        return True
    if document.held_by_id is None:
        return scope.holds(Role.COORDINATOR)
    return scope.holds(Role.COORDINATOR, document.held_by_id)


def check_change(scope: Scope | None, document: Document) -> None:
    """Raises NotFound outside the person's scope, Refusal ``documents.not_coordinator`` where he may only read."""
    if scope is not None and not Document.objects.filter(pk=document.pk).visible_to(scope).exists():
        raise NotFound("documents.not_found", "")
    if not can_change(scope, document):
        raise Refusal("documents.not_coordinator", str(wording.NOT_COORDINATOR))
