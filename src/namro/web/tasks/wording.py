"""Words of the task pages that are no refusals: marks, distances to a deadline, clarities, labels of acts."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from namro.core import clock
from namro.tasks.models import Explanation, ExplanationEnd, Gap, Move

RETURNED = _("returned")
UNREPORTED = _("never updated")
MOVED_IN = _("newly handed over to this unit")
WORKED_SINCE = _("worked on since, stays here")
WAITS_FOR_ANSWER = _("not answered yet")
ANSWER_LATE = _("answer overdue")
EXPLAIN_DRAFTED = _("The draft is kept; the head of the unit sends it.")
EXPLAIN_SENT = _("The explanation has been sent.")
EXPLAIN_WITHDRAWN = _("The question has been withdrawn.")
EXTENDED = _("deadline extended")
RESTRICTED = _("restricted")
UNDATED = _("no deadline yet")
CLOCK_STOPPED = _("in term, the clock is stopped")

SENT = _("The update has been sent.")
WAITING_KINDS = {"": _("everything"), "completion": _("completions"), "proposal": _("proposed values")}
PROPOSALS_APPROVED = _("Proposed values approved: %(count)s.")
PROPOSALS_REFUSED = _("Proposed values refused: %(count)s.")
STAGE_CHOSEN = _("The stage that completes the task has been set.")
PRODUCT_SAID = _("Done by %(symbol)s of %(day)s: %(title)s")
REACHED = _("The product has come to the stage that completes the task. If the work is done, report the completion.")
NOTHING_TYPED = _("Nothing has been typed yet.")
LINES_LEFT = _("Nothing was sent yet. Lines to be looked at: %(count)s.")
LINES_SENT = _("Sent, lines: %(count)s.")
COMPLETED = _("The completion has been sent and waits for confirmation.")
ISSUED = _("The task has been issued.")
DECIDED = {
    Move.Kind.ACCEPT: _("Completion confirmed, assignments: %(count)s."),
    Move.Kind.RETURN: _("Returned, assignments: %(count)s."),
    Move.Kind.SET_DUE: _("Deadline set, assignments: %(count)s."),
    Move.Kind.WAIT: _("Waiting for a document, assignments: %(count)s."),
    Move.Kind.RELEASE: _("Document noted as arrived, assignments: %(count)s."),
    Move.Kind.SUSPEND: _("Suspended, assignments: %(count)s."),
    Move.Kind.RESUME: _("Resumed, assignments: %(count)s."),
    Move.Kind.EXIT: _("Taken off the register, assignments: %(count)s."),
    Move.Kind.REOPEN: _("Reopened, assignments: %(count)s."),
}
NO_SUCH_DECISION = _("Choose what is to be done.")
UNKNOWN_SYMBOL = _("No document “%(symbol)s” is in the register. Leave the field empty or register the document first.")
SEVERAL_SYMBOLS = _(
    "Several documents are called “%(symbol)s”. Leave the field empty and name the document in the reason."
)
NOT_YET = _("%(day)s has not come yet: nothing is known of it. Today is shown.")
REASON_UNDATED = _("Say why there is no date yet.")
TWO_LEAD_LISTS = _("Choose either single lead units or a group, not both.")
NO_GROUP = _("There is no unit of this kind.")

# Clarity -> what is said where the document leaves it open, and where the task does.
MISSING = {
    "person": (_("the document names nobody"), _("no lead unit")),
    "task": (_("the document names no product"), _("no product entered")),
    "progress": (_("the document states no deadline"), _("no deadline and no reason for it")),
    "responsibility": (
        _("the document does not say who answers for it"),
        _("no head of the lead unit entered"),
    ),
    "result": (_("the document states no result"), _("no result entered")),
}
ADD_GAP = {
    Gap.PRODUCT: _("Add the product"),
    Gap.DUE: _("Add the deadline"),
    Gap.UNDATED: _("Say why there is no date yet"),
    Gap.RESPONSIBLE: _("Add who answers for it"),
    Gap.RESULT: _("Add the result"),
}
PROPOSE_GAP = {
    Gap.PRODUCT: _("Propose the product"),
    Gap.DUE: _("Propose the deadline"),
    Gap.UNDATED: _("Propose why there is no date yet"),
    Gap.RESPONSIBLE: _("Propose who answers for it"),
    Gap.RESULT: _("Propose the result"),
}
VALUE_OF = {
    Gap.PRODUCT: _("Product"),
    Gap.DUE: _("Last allowed day"),
    Gap.UNDATED: _("Why there is no date yet"),
    Gap.RESPONSIBLE: _("Post or person who answers for it"),
    Gap.RESULT: _("Result handed over to whom, or a figure"),
}
GAP_ADDED = _("The value has been added; the task shows who proposed and who approved it.")
GAP_PROPOSED = _("The proposal has been sent; it counts once the issuing office approves it.")
GAP_REFUSED = _("The proposal has been refused.")
TRANSFER_TOLD = _("from %(old)s to %(new)s")
WEIGHT_TOLD = _("changed the weight")
EXPLAIN_TOLD = {
    "asked": _("asked for an explanation"),
    "answered": _("explained"),
    "on_behalf": _("noted an explanation that came another way"),
    "withdrawn": _("withdrew the question"),
}
GAP_TOLD = {
    "proposed": _("proposed to add"),
    "approved": _("approved what was proposed"),
    "entered": _("added"),
    "refused": _("refused what was proposed"),
}
CLOSED = _("The task has been closed, exceptions: %(count)s.")
REOPENED = _("The task has been reopened.")
EXCEPTED = _("exception when the task was closed")
ADDED = _("added after issuing: %(gaps)s")

ACTS = {
    Move.Kind.REPORT: _("Update the progress"),
    Move.Kind.SUBMIT: _("Report completion"),
    Move.Kind.ACCEPT: _("Confirm completion"),
    Move.Kind.RETURN: _("Return"),
    Move.Kind.SET_DUE: _("Set the deadline"),
    Move.Kind.WAIT: _("Wait for a document"),
    Move.Kind.RELEASE: _("The document arrived"),
    Move.Kind.SUSPEND: _("Suspend"),
    Move.Kind.RESUME: _("Resume"),
    Move.Kind.EXIT: _("Take off the register"),
    Move.Kind.REOPEN: _("Reopen"),
    Move.Kind.TRANSFER: _("Hand to another unit"),
}
OWN = {
    "": _("all open"),
    "overdue": _("overdue"),
    "due_soon": _("due within 7 days"),
    "returned": _("returned"),
    "to_confirm": _("waiting for confirmation"),
}


def asked_state(one: Explanation) -> str:
    """Where a question stands today, in words."""
    end = getattr(one, "end", None)
    if end:
        return str(ExplanationEnd.Kind(end.kind).label)
    return str(ANSWER_LATE if one.due_on < clock.today() else WAITS_FOR_ANSWER)


def days_late(count: int) -> str:
    """Calendar days, and it says so once on every list."""
    return ngettext("%(count)s day late", "%(count)s days late", count) % {"count": count}


def days_left(count: int) -> str:
    """Days until the last allowed one."""
    if count == 0:
        return gettext("last day today")
    return ngettext("%(count)s day left", "%(count)s days left", count) % {"count": count}
