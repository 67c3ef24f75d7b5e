"""Who numbers a series: the row behind a symbol's code and the name of the body that issued it."""

from __future__ import annotations

from datetime import date

from namro.core import queries as core
from namro.core.clock import today
from namro.documents.identity import issuer_key
from namro.documents.models import Issuer
from namro.orgs import queries as orgs
from vanban import symbols
from vanban.fold import fold


def find(code: str, name: str, on: date | None = None) -> Issuer | None:
    """The known issuer of a code and a name: by the unit of the register that bears the name, else by key."""
    unit = _unit(name, on)
    if unit and (known := Issuer.objects.filter(unit_id=unit, code=code).first()):
        return known
    return Issuer.objects.filter(key=key_for(code, name)).first()


def key_for(code: str, name: str) -> str:
    """The key of code and name in this installation; a body without a code is known by its name alone."""
    if not code:
        return f":{fold(name)}" if name else ""
    return issuer_key(code, name, core.installation().place)


def find_or_make(code: str, name: str, on: date | None = None) -> Issuer | None:
    """``find``, or a new row; None where neither code nor name tell the body. Call inside an act's transaction."""
    key = key_for(code, name)
    if not key:
        return None
    unit = _unit(name, on)
    known = find(code, name, on)
    if known is None:
        shown = name or symbols.body_of(code) or code
        known, _made = Issuer.objects.get_or_create(key=key, defaults={"code": code, "name": shown, "unit_id": unit})
    elif unit and known.unit_id is None and not symbols.body_of(code):
        known.unit_id = unit
        known.save(update_fields=["unit"])
    return known


def _unit(name: str, on: date | None) -> int | None:
    """The one unit of the register that bears the name on the day; none where several do."""
    if not name:
        return None
    found = orgs.match_names([name], on or today())[name]
    return found[0] if len(found) == 1 else None
