"""Addresses of the room (web/orgs): everybody signed in may read the organisation, administrators change it."""

from typing import Any

from namro.orgs import actions
from tests.factories.orgs import FOUNDED
from tests.web.access import ADMINISTRATORS, SIGNED_IN, Row, Rows
from tests.web.access.tasks import OVERSEEING
from tests.web.world import World


def _code(world: World) -> dict[str, Any]:
    return {"code": "STC"}


SEES_WORK = SIGNED_IN - {"nobody", "administrator"}


def _post(world: World) -> dict[str, Any]:
    def make() -> Any:
        unit = world.unit("STC")
        held = {"unit": unit, "title": "Giám đốc Sở", "person": "Lò Thị Mẫu", "kind": "full"}
        return actions.fill_post(**held, since=FOUNDED, is_head=True, by=None).post

    return {"code": "STC", "post_id": world.once("post", make).pk}


def _account(world: World) -> dict[str, Any]:
    return {"account_id": world.users["reporter"].pk}


def _grant(world: World) -> dict[str, Any]:
    return {"grant_id": world.users["reporter"].grants.get().pk}


def _both(kwargs: Any = lambda world: {}) -> list[Row]:
    """A form: shown to administrators, and refused to them with its faults when sent empty."""
    return [Row(ADMINISTRATORS, kwargs), Row(ADMINISTRATORS, kwargs, "post", status=(200, 422))]


def _owner(world: World) -> dict[str, Any]:
    return {"code": "UBND"}


def _charge(world: World) -> dict[str, Any]:
    who = {"kind": "leader", "person": f"u{world.users['leader'].pk}"}
    return who | {"units": "STC", "since": "01/02/2026"}


def _role(world: World) -> dict[str, Any]:
    return {"role": "inspector", "unit": "SNV", "since": "01/02/2026"}


ROWS: Rows = {
    "web:organisation": Row(SIGNED_IN),
    "web:unit": Row(SIGNED_IN, _code),
    "web:unit_work": Row(SEES_WORK, _code),
    "web:unit_pictures": Row(SEES_WORK, _code),
    "web:unit_issued": Row(SEES_WORK, lambda world: {"code": "UBND"}),
    "web:unit_posts": Row(SIGNED_IN, _code),
    "web:unit_past": Row(SIGNED_IN, _code),
    "web:unit_history": Row(SIGNED_IN, _code),
    "web:post": Row(SIGNED_IN, _post),
    "web:post_work": Row(SEES_WORK, _post),
    "web:unit_options": Row(SIGNED_IN),
    "web:portfolio": [
        Row(ADMINISTRATORS | OVERSEEING, _owner),
        Row(ADMINISTRATORS | {"coordinator", "leader"}, _owner, "post", _charge, status=(302,), refused=(404, 422)),
    ],
    "web:administration": Row(ADMINISTRATORS),
    "web:installation": _both(),
    "web:accounts": Row(ADMINISTRATORS),
    "web:new_account": _both(),
    "web:account": Row(ADMINISTRATORS, _account),
    "web:grant_role": Row(ADMINISTRATORS, _account, "post", _role, status=(302,)),
    "web:new_password": Row(ADMINISTRATORS, _account, "post", status=(200,)),
    "web:close_account": Row(ADMINISTRATORS, _account, "post", status=(302,)),
    "web:end_role": Row(ADMINISTRATORS, _grant, "post", status=(302,)),
    "web:new_unit": _both(),
    "web:import_units": _both(),
    "web:import_sample": Row(ADMINISTRATORS),
    "web:unit_version": _both(_code),
    "web:unit_link": _both(_code),
    "web:unit_post": _both(_code),
    "web:calendar": _both(),
}
