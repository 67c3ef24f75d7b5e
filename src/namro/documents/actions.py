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

__all__ = [
    "Details",
    "Judged",
    "Outcome",
    "Registered",
    "Taken",
    "add_alias",
    "add_file",
    "cite",
    "correct_identity",
    "details_from",
    "distribute",
    "enter_term",
    "install_reference_data",
    "join",
    "judge",
    "register",
    "relate",
    "resolve_citation",
    "restrict",
    "send_to",
    "type_text",
    "unrelate",
]
