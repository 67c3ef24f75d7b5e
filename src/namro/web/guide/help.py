"""Which chapter helps on which page, and the keys a page has. A test goes through every page there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.orgs.models import Role
from namro.orgs.scope import Scope
from namro.web.guide import markdown
from namro.web.requests import Request

# The page's address name -> chapter#section. Where the page shows each reader something else: by role, the first held.
PAGES: dict[str, str | dict[Role | None, str]] = {
    "home": {
        Role.ADMINISTRATOR: "upkeep#first-steps",
        Role.COORDINATOR: "start#home",
        Role.LEADER: "leader#home",
        Role.UNIT_HEAD: "head#home",
        Role.REPORTER: "update#home",
        None: "start#home",
    },
    "sign_in": "start#sign-in",
    "change_password": "start#password",
    "design": "start#password",
    "guide": "start#help",
    "guide_chapter": "start#help",
    "tasks": "register#find",
    "tasks_by_unit": "leader#units",
    "unmet": "leader#unmet",
    "bulk": "register#many",
    "bulk_done": "register#many",
    "transfer_of": "task#transfer",
    "explanation": {Role.COORDINATOR: "task#explain", Role.LEADER: "leader#ask", None: "share#explain"},
    "save_view": "register#views",
    "change_view": "register#views",
    "own_work": "update#line",
    "report": "update#complete",
    "hand_on": "head#hand-on",
    "grid": "grid#fill",
    "new_task": "assign#by-word",
    "to_confirm": "decide#many",
    "decide": "decide#many",
    "task": {
        Role.COORDINATOR: "task#read",
        Role.UNIT_HEAD: "share#read",
        Role.REPORTER: "share#read",
        None: "task#read",
    },
    "task_progress": "task#read",
    "task_history": "task#read",
    "fill_gap": "task#gaps",
    "decide_gap": "decide#proposals",
    "follow": "portfolios#one-task",
    "portfolio": "portfolios#divide",
    "handover": "portfolios#hand-over",
    "handover_minute": "portfolios#hand-over",
    "choose_stage": "task#stage",
    "product_of": "documents#product",
    "close_task": "task#close",
    "reopen_task": "task#close",
    "lists": "lists#send",
    "list": "lists#doubts",
    "list_columns": "lists#columns",
    "list_out": "lists#doubts",
    "list_undo": "lists#undo",
    "documents": "documents#find",
    "document_upload": "documents#bring-in",
    "document_new": "documents#type",
    "document": "documents#read",
    "document_history": "documents#read",
    "document_tasks": "documents#became",
    "document_details": "documents#details",
    "document_add_file": "documents#details",
    "document_type": "documents#type",
    "document_join": "documents#details",
    "document_ties": "documents#ties",
    "document_alias": "documents#ties",
    "document_relate": "documents#ties",
    "document_send": "documents#send",
    "document_restrict": "documents#send",
    "citation": "documents#ties",
    "review": "review#one-item",
    "review_confirm": "review#one-item",
    "review_reject": "review#reject",
    "review_undo": "review#undo",
    "review_closing": "review#one-item",
    "review_split": "review#split",
    "review_merge": "review#split",
    "review_restore": "review#split",
    "organisation": "organisation#find",
    "unit": "organisation#unit",
    "unit_work": "organisation#late",
    "unit_pictures": "organisation#pictures",
    "unit_issued": "organisation#unit",
    "unit_posts": "organisation#unit",
    "unit_past": "organisation#unit",
    "unit_history": "organisation#unit",
    "post": "organisation#late",
    "post_work": "organisation#late",
    "administration": "upkeep#first-steps",
    "installation": "upkeep#first-steps",
    "accounts": "accounts#open",
    "new_account": "accounts#open",
    "account": "accounts#roles",
    "grant_role": "accounts#roles",
    "end_role": "accounts#roles",
    "new_password": "accounts#password",
    "new_unit": "units#one",
    "import_units": "units#import",
    "unit_version": "units#change",
    "unit_link": "units#links",
    "unit_post": "units#posts",
    "calendar": "upkeep#calendar",
}


@dataclass(frozen=True)
class Key:
    """One shortcut: the keys as they are written on the keyboard, and what they do."""

    keys: str
    does: Promise


_REVIEW = (
    Key("Ctrl+Enter", _("confirm and go on")),
    Key("Alt+↓ Alt+↑", _("next item, previous item")),
    Key("1…5", _("kind of item, outside a box")),
    Key("Alt+Delete", _("reject")),
    Key("Alt+Backspace", _("take the verdict back")),
    Key("Alt+Shift+Enter", _("split or merge")),
    Key("Alt+Insert", _("add the selected words")),
)
# The grid and the list of decisions say their keys themselves, where the script that serves them is at work.
KEYS: dict[str, tuple[Key, ...]] = {"review": _REVIEW}


def _name(request: Request) -> str:
    match = getattr(request, "resolver_match", None)
    return match.url_name or "" if match else ""


def address(request: Request) -> str:
    """Where the guide speaks of the page the reader is on; its table of contents where it does not."""
    place = PAGES.get(_name(request))
    if isinstance(place, dict):
        scope: Scope = request.scope
        place = next((said for role, said in place.items() if role is None or scope.holds(role)), None)
    return markdown.address(place) if place else reverse("web:guide")


def keys(request: Request) -> tuple[Key, ...]:
    """The shortcuts of the page."""
    return KEYS.get(_name(request), ())
