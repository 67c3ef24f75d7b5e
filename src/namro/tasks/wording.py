"""Sentences of the events and refusals of the tasks' room, one per code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EVENTS = {
    "tasks.directive.noted": _("noted the directive"),
    "tasks.document.restricted": _("changed who may read the document and its tasks"),
    "tasks.task.issued": _("issued the task"),
    "tasks.item.confirmed": _("reviewed the words “%(words)s”"),
    "tasks.item.rejected": _("rejected the words “%(words)s”: %(reason)s"),
    "tasks.item.reopened": _("took back the review of the words “%(words)s”"),
    "tasks.item.split": _("split the words “%(words)s” into %(parts)s items"),
    "tasks.item.merged": _("merged %(parts)s items into “%(words)s”"),
    "tasks.item.restored": _("brought back the items as they were found at “%(words)s”"),
    "tasks.item.closing_used": _("took %(day)s as the report-by date of all items"),
    "tasks.assignment.reported": _("updated the progress"),
    "tasks.assignment.submitted": _("sent the completion for confirmation"),
    "tasks.assignment.accepted": _("confirmed the completion"),
    "tasks.assignment.returned": _("returned the report"),
    "tasks.assignment.due_set": _("changed the deadline"),
    "tasks.assignment.waiting": _("set to waiting for a document"),
    "tasks.assignment.released": _("noted that the awaited document arrived"),
    "tasks.assignment.suspended": _("suspended the task"),
    "tasks.assignment.resumed": _("resumed the task"),
    "tasks.assignment.exited": _("took the task off the register"),
    "tasks.assignment.reopened": _("reopened the task"),
    "tasks.gap.proposed": _("proposed a value the task lacks: %(value)s"),
    "tasks.gap.filled": _("added a value the task lacked: %(value)s (proposed by %(proposed_by)s)"),
    "tasks.gap.refused": _("refused the value proposed by %(proposed_by)s: %(reason)s"),
    "tasks.task.closed": _("closed the task with %(count)s named exceptions"),
    "tasks.list.kept": _("sent the list “%(file)s” to be brought in"),
    "tasks.list.columns": _("said what the columns of a list mean"),
    "tasks.list.answered": _("answered doubts about a list"),
    "tasks.list.discarded": _("threw the list “%(file)s” away before it was brought in"),
    "tasks.list.imported": _("brought in the list “%(file)s”, tasks: %(count)s"),
    "tasks.list.undone": _("took back the list “%(file)s”, tasks: %(count)s, kept: %(kept)s: %(reason)s"),
    "tasks.view.saved": _("saved the view “%(name)s” of the register"),
    "tasks.view.deleted": _("deleted the view “%(name)s” of the register"),
    "tasks.view.default_set": _("chose the view “%(name)s” for opening the register"),
    "tasks.view.default_unset": _("opens the register without the view “%(name)s” again"),
    "tasks.weight.changed": _("changed the weight to “%(weight)s”, tasks: %(count)s"),
    "tasks.weight.restored": _("took back a change of weight, tasks: %(count)s"),
    "tasks.task.stage_chosen": _("set the stage of the product that closes the task: %(stage)s"),
    "tasks.task.followed": _("named %(name)s for this task: %(as)s"),
    "tasks.task.unfollowed": _("left it to the portfolios of the office again: %(as)s"),
    "tasks.assignment.transferred": _("handed work over to %(unit)s, assignments: %(count)s"),
    "tasks.assignment.transfer_back": _("took a transfer back, to %(unit)s, assignments: %(count)s"),
    "tasks.explanation.asked": _("asked for an explanation by %(due)s, assignments: %(count)s"),
    "tasks.explanation.drafted": _("wrote down an explanation, not yet sent"),
    "tasks.explanation.answered": _("explained"),
    "tasks.explanation.withdrawn": _("withdrew questions to explain, assignments: %(count)s"),
    "tasks.handover.done": _("%(from)s handed over to %(to)s, items: %(count)s"),
    "tasks.share.handed_on": _("handed the task on inside the unit"),
    "tasks.share.taken_inside": _("took the task back to the unit"),
    "tasks.task.reopened": _("reopened the whole task, exceptions included: %(reason)s"),
}

NOT_YOUR_OFFICE = _("Only the issuing office's coordinator may do this.")
NOT_YOUR_ISSUE = _("You may only issue tasks for an office whose coordinator or leader you are.")
NOT_YOUR_SHARE = _(
    "Only the reporter or the head of the assigned unit, or the issuing office on its behalf, may do this."
)
NOT_YOUR_TASK = _("Only the coordinator or the leader of the issuing office may do this.")
NOT_YOUR_LEAD = _("Only the reporter or the head of a unit that leads may propose what the task lacks.")
TASK_CLOSED = _("The task is closed. The issuing office has to reopen it first.")
NO_VALUE = _("Write the value that is to be added.")
NO_GROUND = _("Say on what ground: a document that followed, a telephone call, a meeting.")
GAP_NOT_MISSING = _("The task does not lack this (any more). To change a deadline that stands, extend it.")
GROUND_DAY = _("The day of the ground lies between the day of issue %(first)s and today.")
DUE_BEFORE_GROUND = _("The last allowed day %(day)s lies before the day of the ground %(ground)s. Choose a later day.")
DECIDED_BEFORE = _("%(name)s already decided about this proposal on %(day)s.")
EXCEPTED_BY_CLOSING = _("An exception is named by closing the task.")
CLOSE_EACH_ONLY = _("Only a task of many units is closed with named exceptions. This task has one lead.")
NOTHING_TO_EXCEPT = _("Every unit has completed; there is nothing to close.")
NOBODY_DONE = _("No unit has completed yet. Take the task off the register instead of closing it.")
NOT_UNFINISHED = _("Only units of this task that have not completed can be exceptions.")
EXCEPTION_WITHOUT_REASON = _("Give the reason of the exception: %(units)s.")
NOT_NAMED = _("%(count)s units have not completed and are not named as exceptions: %(units)s.")
AND_OTHERS = _("%(units)s and %(count)s others")
NOT_CLOSED = _("The task is not closed.")
NO_CONTENT = _("The content of the task is empty. Write what has to be done.")
NO_LEAD = _("The task has no lead unit. Choose who leads.")
TOO_MANY_LEADS = _("A task with one lead has %(count)s leads. Choose “each unit its own” or keep one lead.")
TWO_ROLES = _("“%(unit)s” stands in two roles. Keep one of them.")
UNIT_NOT_ALIVE = _("“%(unit)s” does not exist on %(day)s. Choose its successor.")
NO_TASK_FOR_KIND = _("A general direction or a decision already taken is kept with its document and gives no task.")
DATED_WITHOUT_DATE = _("The deadline is missing. Enter it, or choose the kind “no date yet”.")
DUE_BEFORE_ISSUE = _("The last allowed day %(day)s lies before the day of issue. Choose a later day.")
NO_ORDER = _("Say where the order comes from: a place in a document, or who gave it and when.")
ORDER_WITHOUT_GIVER = _("Say who gave the order.")
NO_SENTENCE = _("Write one sentence on the progress.")
MARK_AND_SENTENCE = _("This line has a new sentence and a mark at once. Keep one of them.")
NOTHING_BEFORE = _("Nothing was ever said about this; “same as last time” is not possible. Write one sentence.")
NOTHING_CAME_UP = _("Nothing came up.")
ABOUT = _("“%(task)s”: %(why)s")
MORE = _("And %(count)s others. Nothing was decided.")
NO_SUCH_STAGE = _("There is no such stage of the product.")
NO_STAGE = _("no stage")
LINES_REFUSED = _("Nothing was sent yet. Lines to be looked at: %(count)s.")
PERCENT_RANGE = _("The percentage must lie between 0 and 100.")
NO_REASON = _("Give the reason.")
NO_DATE = _("Enter the date.")
WRONG_STATE = _("This is not possible while the task is “%(state)s”.")
NOTHING_CHOSEN = _("Choose at least one line.")
ALREADY_LATER = _("“%(unit)s” already has an entry of %(day)s or later. Entries cannot go back before it.")
PRODUCT_DATE_LATER = _("The product document's date lies after the day of sending.")
HAPPENS_LATER = _("The date %(day)s lies in the future.")
NOT_YOUR_REVIEW = _("Only the coordinator or the leader of the office that holds the document may review it.")
NO_OFFICE = _("The document has no office that holds it. Enter the office first.")
NO_WORDS = _("Choose the words in the text that give the order.")
NOTHING_FOUND_HERE = _("The text was read again and these words are no longer proposed. Add them by selecting them.")
CONFIRMED_BEFORE = _("These words were already confirmed by %(name)s on %(day)s. Nothing was issued a second time.")
REJECTED_BEFORE = _("These words were rejected by %(name)s on %(day)s. Take the rejection back first.")
ISSUED_ALREADY = _("A unit has already answered the task issued from these words. Take it off the register instead.")
TAKEN_BACK = _("The review of the words was taken back")
TAKEN_BACK_BEFORE = _("Somebody else has taken this back meanwhile.")
REPLACED_BY = _("Replaced by a task of %(document)s")
REPLACED = _("Replaced by another task")
BESIDE_ENDED = _("The task beside has ended meanwhile. Issue the item as a task of its own.")
BESIDE_RESTRICTED = _("The document is restricted and the task beside is not. Issue the item as a task of its own.")
CUTS = _("Say where the new items begin: at least one place inside the item, at most %(most)s items.")
EMPTY_PART = _("One of the new items would have no words. Choose other places.")
NOT_NEIGHBOURS = _("Only neighbouring items can be merged, with none between them.")
CLOSING_ALONE = _("The closing formula cannot be merged with an item.")
AS_FOUND = _("Nobody has split or merged these words.")
TOO_MANY_TO_SPLIT = _("At most %(count)s units can be split into tasks of their own. Choose “each unit its own”.")
NO_CLOSING_DATE = _("The closing formula names no day that could be the report-by date.")
ROW_DIFFERS = _("assignment %(number)s, unit %(unit)s: stored %(stored)s; what follows from the facts: %(derived)s")
ROWS = _("%(count)s rows")
FILE_UNSUPPORTED = _(
    "“%(file)s” cannot be taken as evidence. Send PDF, Word (.docx), Excel (.xlsx), PNG, JPEG or plain text."
)
FILES_TOO_MANY = _("At most %(limit)s files can be sent at once.")
ADDED_LATER = _("%(gap)s (proposed by %(proposed_by)s, approved by %(approved_by)s on %(day)s)")
VIEW_NAME = _("Give the view a name of at most %(most)s characters.")
VIEW_NOT_YOUR_OFFICE = _("A view can only be shared within a unit in which you hold a role.")
VIEWS_TOO_MANY = _("You have %(most)s views already. Delete one first.")
WEIGHT_ALREADY = _("The task has this weight already.")
DUE_ALREADY = _("The last allowed day is this day already.")
UNDONE_BEFORE = _("The change has already been taken back.")
NOTHING_TO_UNDO = _("The tasks have got other weights since; there is nothing to take back.")
FOLLOWING_KIND = _("Choose what the person is to be: leader in charge or officer who follows.")
FOLLOWING_SAME = _("It already stands like this. Nothing was changed.")
NOT_YOUR_INSIDE = _("Only the head or the reporter of the unit that has the task hands it on inside the unit.")
HANDED_TO_NOBODY = _("Nobody has it inside the unit; there is nothing to take back.")
NOT_OF_THE_UNIT = _("%(name)s does not belong to the unit that has the task. Choose one of its people.")
INSIDE_DAY_PAST = _("The day inside the unit lies in the past. Choose today or a later day.")
INSIDE_DAY_LATER = _("The day inside the unit may not be later than the official deadline %(day)s.")
NOT_YOUR_HANDOVER = _("Only the coordinator, the leader or the head of the unit has one person hand over to another.")
SAME_PERSON = _("Choose somebody else to hand over to.")
RECEIVER_ELSEWHERE = _("%(name)s does not belong to the unit. Choose one of its people.")
NOTHING_TICKED = _("Nothing is ticked. Choose what is handed over.")
HANDOVER_CHANGED = _("Something ticked has changed hands meanwhile. Nothing was handed over; look at the list again.")
UNKNOWN_WEIGHT = _("Choose the new weight.")
TOO_MANY_LINES = _("At most %(most)s lines can be changed at once; the filters leave more. Narrow them.")
RECEIVER_NOT_ALIVE = _("“%(unit)s” does not exist today. Choose its successor.")
HOLDS_ALREADY = _("“%(unit)s” holds this already.")
HAS_A_SHARE = _("“%(unit)s” has a share in this task already. A unit cannot hold two in one task.")
SECOND_SHARE = _("Another share of the same task is handed to “%(unit)s” at once. A unit cannot hold two in one task.")
PARTED = _("The unit has passed work of this down. That has to end before the task goes to another unit.")
TRANSFER_TAKEN_BACK = _("The transfer was taken back")
NOTHING_TO_HAND_BACK = _(
    "Nothing can go back: the units have worked on it since, or the former ones can no longer hold it."
)
WEIGHT_TAKEN_BACK = _("The change of weight was taken back")
NO_QUESTION = _("Write what is to be explained.")
DUE_BEFORE_TODAY = _("The day to answer by, %(day)s, has passed. Choose a later day.")
ASK_WORKING_ONLY = _("Only a unit that leads or takes part is asked to explain.")
ASKED_ALREADY = _("The unit has been asked already and has not answered yet.")
NOT_YOUR_EXPLANATION = _("Only the reporter or the head of the unit asked may write the explanation.")
HEAD_SENDS = _("The head of the unit sends the explanation. What you write is kept as a draft for the head.")
NO_ANSWER = _("Write the explanation.")
EXPLAINED_BEFORE = _("The explanation was already given by %(name)s on %(day)s.")
WITHDRAWN_BEFORE = _("The question was withdrawn by %(name)s on %(day)s.")
NOTHING_TO_WITHDRAW = _("Every question of this has been answered or withdrawn.")
CLARITIES = {
    "person": pgettext_lazy("clarity", "person"),
    "task": pgettext_lazy("clarity", "task"),
    "progress": pgettext_lazy("clarity", "progress"),
    "responsibility": pgettext_lazy("clarity", "responsibility"),
    "result": pgettext_lazy("clarity", "result"),
}

LIST_KIND = _(
    "“%(file)s” is no list Namro can bring in. Send an Excel workbook (.xlsx) or a CSV file; save an older .xls as .xlsx first."
)
LIST_ENCRYPTED = _("“%(file)s” is locked with a password. Take the password away in Excel and send the file again.")
LIST_EMPTY = _("“%(file)s” has no rows under its headings. Put the list on the first sheet, headings within ten rows.")
LIST_TOO_LARGE = _("“%(file)s” unpacks too large to be read safely. Copy the cells into a new workbook and send that.")
LIST_TOO_LONG = _("“%(file)s” has more than %(rows)s rows or %(columns)s columns. Cut it into several files.")
LIST_LONG_CELL = _(
    "Row %(row)s, column %(column)s has more than %(limit)s characters. Shorten it and send the file again."
)
LIST_UNREADABLE = _("“%(file)s” could not be read. Open it in Excel, save it anew as .xlsx and send that.")
LIST_DRAFT = _("The same file “%(file)s” was sent on %(day)s and is not brought in yet. Go on with it here.")
LIST_IMPORTED = _("The same file “%(file)s” was brought in on %(day)s. Nothing was brought in a second time.")
LIST_NOT_DRAFT = _("The list has been brought in already; its columns and answers no longer change.")
LIST_NOT_IMPORTED = _("The list has not been brought in, or it was taken back already.")
LIST_NOTHING = _(
    "No row can go in yet. Answer the doubts about units, or put the rows right in the file and send it again."
)
LIST_NOTHING_LEFT = _("Nothing is left to take back: choose at least one of the tasks that were worked on.")
LIST_TOO_MANY_SHARES = _("The rows name more than %(limit)s units altogether. Cut the list into several files.")
LIST_TAKEN_BACK = _("List “%(file)s” taken back: %(reason)s")
FROM_LIST = _("From the list “%(file)s”, row %(row)s")
DONE_BEFORE = _("Completed before the list was brought in.")
FIELD_TWICE = _("“%(field)s” is chosen for two columns. Keep one of them.")
FIELD_MISSING = _("No column holds “%(field)s”. Say which one does.")
ALL_OF_GROUP = _("%(group)s (%(count)s units)")
DOUBLE_OF_TASK = _("looks like task %(code)s")
DOUBLE_OF_ROW = _("the same as row %(row)s")
ROW_NO_CONTENT = _("The content is empty. Write what has to be done.")
ROW_NO_LEAD = _("No lead unit. Write the unit that leads.")
ROW_BAD_DAY = _("“%(value)s” is no day. Write it as 31/12/2026.")
ROW_LATER_DAY = _("The day %(value)s lies in the future. Put it right.")
ROW_BAD_DUE = _(
    "“%(value)s” cannot be read as a deadline. Write a day (31/12/2026), a month, a quarter, or “no deadline”."
)
ROW_DUE_BEFORE = _("The deadline %(value)s lies before the document's day %(day)s. Put one of them right.")
ROW_DONE_BEFORE = _("The completion %(value)s lies before the document's day %(day)s. Put one of them right.")
ROW_BAD_STATE = _("The state “%(value)s” is not understood. Write: completed (and the day), in progress, suspended.")
ROW_NO_DONE_DAY = _("Completed, but on which day? Write the day of completion.")
ROW_UNIT_SKIPPED = _("The unit “%(unit)s” was answered with “leave these rows out”.")
ROW_UNIT_OPEN = _("The unit “%(unit)s” is not in the register. Say which one is meant.")
