"""Directives, tasks, assignments; the facts about them (append-only) and the one read model (DESIGN 4.3-4.7)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from namro.documents.models import Document, SourceText
from namro.orgs.models import Role, Unit, User
from namro.orgs.scope import Scope
from namro.reading.models import ItemKind, Verdict
from namro.tasks.explanations import Explanation as Explanation
from namro.tasks.explanations import ExplanationDraft as ExplanationDraft
from namro.tasks.explanations import ExplanationEnd as ExplanationEnd
from namro.tasks.following import Following as Following
from namro.tasks.following import Handing as Handing
from namro.tasks.following import Handover as Handover
from namro.tasks.following import HandoverLine as HandoverLine
from namro.tasks.gaps import Gap as Gap
from namro.tasks.gaps import GapDecision as GapDecision
from namro.tasks.gaps import GapProposal as GapProposal
from namro.tasks.importing.models import ImportBatch as ImportBatch
from namro.tasks.importing.models import ImportRow as ImportRow
from namro.tasks.naming import CodeSeries as CodeSeries
from namro.tasks.saved import SavedView as SavedView
from namro.tasks.stages import Mark, Stage
from namro.tasks.weights import WeightChange as WeightChange

# PostgreSQL's infinity cannot be read as a Python date; these stand for it.
NEVER = date(9999, 12, 31)
STILL_KNOWN = datetime(9999, 1, 1, tzinfo=UTC)


class Directive(models.Model):
    """An instruction: its exact words in a text, or, without text, who gave it, when and in which form."""

    class Form(models.TextChoices):
        DOCUMENT = "document", _("document")
        MEETING = "meeting", _("in a meeting")
        SPOKEN = "spoken", _("by word of mouth")
        PHONE = "phone", _("by telephone or message")

    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="directives")
    source = models.ForeignKey(SourceText, models.PROTECT, null=True, blank=True, related_name="directives")
    verdict = models.OneToOneField(Verdict, models.PROTECT, null=True, blank=True, related_name="directive")
    form = models.CharField(max_length=8, choices=Form, default=Form.DOCUMENT)
    issuer_name = models.TextField(blank=True)
    ordered_on = models.DateField(null=True, blank=True)
    item = models.TextField(blank=True)  # the numbers it stands under in the document: "II.3.a"
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quotation = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None, start=None, end=None) | Q(source__isnull=False, start__lt=models.F("end")),
                name="tasks_directive_span",
            ),
        ]

    def __str__(self) -> str:
        return self.quotation or self.issuer_name


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks a person may know of."""

    def visible_to(self, scope: Scope) -> TaskQuerySet:
        """Issued by a unit one oversees, or with a share of a unit one works for."""
        states = AssignmentState.objects.filter(known_to=STILL_KNOWN).visible_to(scope)
        return self.filter(owned_by(scope, "owner_id") | Q(pk__in=states.values("task_id")))


class Task(models.Model):
    """A trackable piece of work. It has no status of its own: its assignments have (DESIGN 4.6)."""

    class Mode(models.TextChoices):
        ONE = "one", _("one lead")
        EACH = "each", _("each unit its own")

    class Weight(models.TextChoices):
        NORMAL = "normal", _("normal")
        FOCAL = "focal", _("focal")
        BREAKTHROUGH = "breakthrough", _("breakthrough")

    code = models.TextField(unique=True, editable=False)  # TB11-2026/3.2: given at issue, never changed
    content = models.TextField()
    search_fold = models.TextField()
    mode = models.CharField(max_length=4, choices=Mode)
    kind = models.CharField(max_length=8, choices=ItemKind)
    weight = models.CharField(max_length=12, choices=Weight, default=Weight.NORMAL)
    product = models.TextField(blank=True)
    # The stage of the product that closes the task; empty where the order names none.
    closing_stage = models.CharField(max_length=10, choices=Stage, blank=True, default="", db_default="")
    result = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_said = models.TextField(blank=True)
    due_rule = models.TextField(blank=True)
    due_soft = models.BooleanField(default=False)
    undated_reason = models.TextField(blank=True)
    recurring = models.BooleanField(default=False)
    clarity_in_document = models.JSONField(default=dict)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="issued_tasks")
    restricted = models.BooleanField(default=False)
    orders = models.ManyToManyField(Directive, through="TaskOrder", related_name="tasks")
    parent_assignment = models.ForeignKey("Assignment", models.PROTECT, null=True, blank=True, related_name="subtasks")
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="tasks_task_owner"),
            models.Index(fields=["id"], condition=~Q(weight="normal"), name="tasks_task_weighty"),
            GinIndex(OpClass("search_fold", name="gin_trgm_ops"), name="tasks_task_words"),
        ]

    def __str__(self) -> str:
        return self.content[:80]


class TaskOrder(models.Model):
    """A task stands on one or several directives; a directive may give several tasks."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="order_rows")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="order_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "directive"], name="tasks_order_once")]

    def __str__(self) -> str:
        return f"{self.task_id} <- {self.directive_id}"


class Assignment(models.Model):
    """A unit's share in a task with a role; leads are the counted lượt giao, supports are phần việc.

    ``unit`` is the one it was issued to and stays; who holds it, then and now, stands in the state rows.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        SUPPORT = "support", _("support")
        DIRECTING = "directing", _("directing")
        SUPERVISING = "supervising", _("supervising")

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=11, choices=Role)
    part = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "unit", "role"], name="tasks_assignment_once")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.unit_id} {self.role}"


# Roles that have work to complete; the others direct and watch.
WORKING = (Assignment.Role.LEAD, Assignment.Role.SUPPORT)


class ProgressReport(models.Model):
    """What a unit said on a day: stage, one sentence, percent if wanted, obstacle, proposal, evidence. Never edited.

    ``document`` is the document of the register that says it: the product, or one report on many tasks.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("progress")
        COMPLETION = "completion", _("completion")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.TextField(blank=True)
    sentence = models.TextField()
    mark = models.CharField(max_length=7, choices=Mark, blank=True, default="", db_default="")
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    obstacle = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    product_symbol = models.TextField(blank=True)
    product_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        indexes = [models.Index(fields=["assignment", "-id"], name="tasks_report_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(percent=None) | Q(percent__lte=100), name="tasks_report_percent"),
        ]

    def __str__(self) -> str:
        return self.sentence[:80]


class Evidence(models.Model):
    """A file that shows what a report says."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="evidence")
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    media_type = models.TextField()
    size = models.PositiveBigIntegerField()
    stored_as = models.TextField()

    def __str__(self) -> str:
        return self.name


class Move(models.Model):
    """A dated fact about one assignment; append-only. The states follow from these rows and nothing else."""

    class Kind(models.TextChoices):
        ISSUE = "issue", _("issued")
        REPORT = "report", _("progress updated")
        SUBMIT = "submit", _("completion sent")
        ACCEPT = "accept", _("completion confirmed")
        RETURN = "return", _("returned")
        SET_DUE = "set_due", _("deadline changed")
        WAIT = "wait", _("waiting for a document")
        RELEASE = "release", _("document arrived")
        SUSPEND = "suspend", _("suspended")
        RESUME = "resume", _("resumed")
        EXIT = "exit", _("no longer tracked")
        REOPEN = "reopen", _("reopened")
        ADD_DUE = "add_due", _("deadline added")
        EXCEPT = "except", _("named as an exception")
        RESTORE = "restore", _("exception taken back")
        TRANSFER = "transfer", _("handed to another unit")
        BACK = "back", _("transfer taken back")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=8, choices=Kind)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, blank=True, related_name="moves")
    due_on = models.DateField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    exit_reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    # Who holds the share from here on: of transfers only.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["assignment", "recorded_at", "id"], name="tasks_move_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["transfer", "back"], unit__isnull=False)
                | (~Q(kind__in=["transfer", "back"]) & Q(unit=None)),
                name="tasks_move_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.kind}"


class State(models.TextChoices):
    """The stored states; "overdue" is never one (DESIGN 4.4)."""

    OPEN = "open", _("in progress")
    WAITING = "waiting", _("waiting for a document")
    SUSPENDED = "suspended", _("suspended")
    SUBMITTED = "submitted", _("waiting for confirmation")
    DONE = "done", _("completed")
    EXITED = "exited", _("no longer tracked")


class ExitReason(models.TextChoices):
    """Why an assignment left the register (thôi theo dõi)."""

    WRONG = "wrong", _("entered wrongly")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced")
    MERGED = "merged", _("merged")
    EXCEPTED = "excepted", _("exception when the task was closed")


# What an office may choose by hand; an exception is only named by closing its task.
CHOSEN_EXITS = [choice for choice in ExitReason.choices if choice[0] != ExitReason.EXCEPTED]


def owned_by(scope: Scope, column: str, restricted: str = "restricted") -> Q:
    """Rows issued by a unit one oversees; restricted ones not by inspectors' oversight."""
    return _open_to(column, scope.units([Role.COORDINATOR, Role.LEADER, Role.AUDITOR]), scope.overseen, restricted)


def worked_on(scope: Scope, column: str, restricted: str = "restricted") -> Q:
    """Rows of a unit one works for; restricted ones not by inspectors' sight."""
    workers = scope.units([Role.COORDINATOR, Role.LEADER, Role.UNIT_HEAD, Role.REPORTER, Role.AUDITOR])
    return _open_to(column, workers, scope.seen, restricted)


def _open_to(column: str, whole: list[int] | None, unrestricted: list[int] | None, restricted: str) -> Q:
    """Rows of the units seen whole, and those without restriction of the others: no unit is asked for twice."""
    if whole is None:
        return Q(pk__isnull=False)
    if unrestricted is None:
        return Q(**{f"{column}__in": whole}) | Q(**{restricted: False})
    others = sorted({*unrestricted} - {*whole})
    found = Q(**{f"{column}__in": whole})
    return found | Q(**{f"{column}__in": others, restricted: False}) if others else found


class StateQuerySet(models.QuerySet["AssignmentState"]):
    """Rows of the read model."""

    def current(self) -> StateQuerySet:
        """What is known now: one row per assignment."""
        return self.filter(known_to=STILL_KNOWN)

    def as_of(self, moment: datetime) -> StateQuerySet:
        """What was known just before the moment (the end of day D): one row per assignment that existed."""
        return self.filter(known_from__lt=moment, known_to__gte=moment)

    def visible_to(self, scope: Scope) -> StateQuerySet:
        """Shares of units one works for, and all shares of tasks issued by units one oversees."""
        return self.filter(worked_on(scope, "unit_id") | owned_by(scope, "owner_id"))

    def with_closure(self) -> StateQuerySet:
        """Rows that know whether their task is closed now."""
        last = Closure.objects.filter(task_id=OuterRef("task_id")).order_by("-id")
        return self.annotate(last_closure=Subquery(last.values("kind")[:1]))


class AssignmentState(models.Model):
    """The only read model: what was known about an assignment from one moment to the next (DESIGN 4.3)."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="states")
    task = models.ForeignKey(Task, models.PROTECT, related_name="states")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=11, choices=Assignment.Role)
    restricted = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State)
    due_on = models.DateField(null=True, blank=True)
    clock_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    returned = models.BooleanField(default=False)
    extended = models.BooleanField(default=False)
    exit_reason = models.TextField(blank=True)
    transferred_on = models.DateField(null=True, blank=True)  # since when the unit holds it, where it came by transfer
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(default=STILL_KNOWN)

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(known_to=STILL_KNOWN), name="tasks_state_one_open"
            ),
            models.CheckConstraint(condition=Q(known_from__lt=models.F("known_to")), name="tasks_state_forward"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on=None)),
                name="tasks_state_done_on",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "clock_on"], condition=Q(known_to=STILL_KNOWN), name="tasks_state_unit_clock"),
            models.Index(
                fields=["owner", "clock_on"], condition=Q(known_to=STILL_KNOWN), name="tasks_state_owner_clock"
            ),
            models.Index(fields=["task"], condition=Q(known_to=STILL_KNOWN), name="tasks_state_task"),
            models.Index(  # the register's own order: its first page is read without sorting all of it
                fields=["clock_on", "task", "id"], condition=Q(known_to=STILL_KNOWN), name="tasks_state_urgent"
            ),
            # What waits for a decision, and what was sent back: few rows of many, asked for on every first page.
            models.Index(
                fields=["submitted_on"],
                condition=Q(known_to=STILL_KNOWN, state="submitted"),
                name="tasks_state_submitted",
            ),
            models.Index(
                fields=["clock_on"],
                condition=Q(known_to=STILL_KNOWN, state="open", returned=True),
                name="tasks_state_returned",
            ),
            models.Index(fields=["known_from", "known_to"], name="tasks_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.state}"

    @property
    def ended(self) -> bool:
        """Whether there is no more work in it."""
        return self.state in {State.DONE, State.EXITED}

    @property
    def closed(self) -> bool:
        """Whether the task was closed and not reopened since; known to rows read ``with_closure``."""
        return getattr(self, "last_closure", None) == Closure.Kind.CLOSED


class Closure(models.Model):
    """A task for each unit closed with named exceptions, or reopened; append-only, the last one holds."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("task closed")
        REOPENED = "reopened", _("task reopened")

    task = models.ForeignKey(Task, models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        indexes = [models.Index(fields=["task", "-id"], name="tasks_closure_last")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"
