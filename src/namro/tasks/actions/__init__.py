"""Every write of the tasks' room. ``by`` is the acting person's scope: who, and what the person may do today."""

from namro.tasks.actions.at_words import AlreadyReviewed
from namro.tasks.actions.beside import Beside, How
from namro.tasks.actions.bringing_in import bring_in
from namro.tasks.actions.by_hand import issue_by_hand
from namro.tasks.actions.closing import Exceptions, close, reopen_task
from namro.tasks.actions.deciding import (
    accept,
    exit_register,
    release,
    reopen,
    resume,
    return_for_changes,
    set_due,
    suspend,
    wait_for_document,
)
from namro.tasks.actions.deciding_many import confirm_waiting, return_waiting
from namro.tasks.actions.explaining import (
    Answer,
    answer_explanation,
    ask_explanation,
    default_due,
    draft_explanation,
    withdraw_explanations,
)
from namro.tasks.actions.filling import NewValue, add_value, approve_value, propose_value, refuse_value
from namro.tasks.actions.following import follow
from namro.tasks.actions.handing import hand_on
from namro.tasks.actions.handing_over import Ticked, hand_over
from namro.tasks.actions.issuing import NewTask, Order, Share, issue, note_directive
from namro.tasks.actions.listing import ListKnown, answer_doubts, choose_columns, discard_list, keep_list
from namro.tasks.actions.regrouping import merge, restore, split
from namro.tasks.actions.reporting import (
    LinesRefused,
    NewEvidence,
    Update,
    report_many,
    report_progress,
    submit_completion,
)
from namro.tasks.actions.restricting import restrict
from namro.tasks.actions.reviewing import Chosen, Confirmed, add, confirm, reject, use_closing
from namro.tasks.actions.staging import choose_closing_stage
from namro.tasks.actions.taking_back import undo
from namro.tasks.actions.taking_lists_back import undo_list
from namro.tasks.actions.transferring import transfer, undo_transfer
from namro.tasks.actions.viewing import delete_view, save_view, set_default_view
from namro.tasks.actions.weighing import change_weight, undo_weight

__all__ = [
    "AlreadyReviewed",
    "Answer",
    "Beside",
    "Chosen",
    "Confirmed",
    "Exceptions",
    "How",
    "LinesRefused",
    "ListKnown",
    "NewEvidence",
    "NewTask",
    "NewValue",
    "Order",
    "Share",
    "Ticked",
    "Update",
    "accept",
    "add",
    "add_value",
    "answer_doubts",
    "answer_explanation",
    "approve_value",
    "ask_explanation",
    "bring_in",
    "change_weight",
    "choose_closing_stage",
    "choose_columns",
    "close",
    "confirm",
    "confirm_waiting",
    "default_due",
    "delete_view",
    "discard_list",
    "draft_explanation",
    "exit_register",
    "follow",
    "hand_on",
    "hand_over",
    "issue",
    "issue_by_hand",
    "keep_list",
    "merge",
    "note_directive",
    "propose_value",
    "refuse_value",
    "reject",
    "release",
    "reopen",
    "reopen_task",
    "report_many",
    "report_progress",
    "restore",
    "restrict",
    "resume",
    "return_for_changes",
    "return_waiting",
    "save_view",
    "set_default_view",
    "set_due",
    "split",
    "submit_completion",
    "suspend",
    "transfer",
    "undo",
    "undo_list",
    "undo_transfer",
    "undo_weight",
    "use_closing",
    "wait_for_document",
    "withdraw_explanations",
]
