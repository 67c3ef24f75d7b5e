"""Every write of the document register, gathered from the modules that hold them."""

from namro.documents.changing import (
    add_alias,
    add_file,
    correct_identity,
    distribute,
    join,
    restrict,
    send_to,
    type_text,
)
from namro.documents.citing import cite, enter_term, relate, resolve_citation, unrelate
from namro.documents.details import Details, details_from
from namro.documents.intake import Judged, judge
from namro.documents.reference import install_reference_data
from namro.documents.registering import Outcome, Registered, Taken, register
from namro.documents.scans import add_reading, forgetting, leave_unread, wait_for_reading

__all__ = [
    "Details",
    "Judged",
    "Outcome",
    "Registered",
    "Taken",
    "add_alias",
    "add_file",
    "add_reading",
    "cite",
    "correct_identity",
    "details_from",
    "distribute",
    "enter_term",
    "forgetting",
    "install_reference_data",
    "join",
    "judge",
    "leave_unread",
    "register",
    "relate",
    "resolve_citation",
    "restrict",
    "send_to",
    "type_text",
    "unrelate",
    "wait_for_reading",
]
