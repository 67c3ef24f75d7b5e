"""What a person of a unit has in hand: units in charge, tasks followed, shares inside, drafts, pending decisions, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from namro.documents.models import Document, SourceText
from namro.orgs.members import portfolios_of
from namro.orgs.models import Person, Portfolio
from namro.orgs.scope import Scope
from namro.reading.models import Finding, Verdict
from namro.tasks import rules
from namro.tasks.models import (
    STILL_KNOWN,
    Assignment,
    AssignmentState,
    ExplanationDraft,
    Following,
    GapProposal,
    Handing,
    State,
)
from namro.tasks.queries.following import KINDS, OFFICER, followed, last_said
from namro.tasks.queries.inside import handed_to, last_handing, with_handings
from namro.tasks.queries.work import UNFINISHED

_WORKING = Q(role__in=[Assignment.Role.LEAD, Assignment.Role.SUPPORT])


@dataclass(frozen=True)
class InHand:
    """What of it the reader may hand over; the pending decisions go with the units and tasks they hang on."""

    portfolio: list[Portfolio]
    followed: list[Following]
    inside: list[Any]
    completions: list[Any]
    proposals: list[GapProposal]
    reviews: list[Document]

    @property
    def total(self) -> int:
        """How many lines there are to hand over; decisions are not chosen by themselves."""
        return len(self.portfolio) + len(self.followed) + len(self.inside) + len(self.reviews)


def in_hand(unit_id: int, person: Person, scope: Scope, on: date) -> InHand:
    """Of the unit, on the day: the office's part for who divides its work, the part inside for its own people."""
    office, inside = rules.can_divide_work(scope, unit_id), rules.is_of_unit(scope, unit_id)
    if not office:
        return InHand([], [], _inside(unit_id, person, scope) if inside else [], [], [], [])
    rows = AssignmentState.objects.current().visible_to(scope).filter(owner_id=unit_id)
    held = followed(OFFICER, person.pk, on)
    return InHand(
        portfolio=list(portfolios_of(unit_id, on).filter(person=person)),
        followed=_followed(unit_id, person, rows),
        inside=_inside(unit_id, person, scope) if inside else [],
        completions=list(
            rows.filter(held, state=State.SUBMITTED).select_related("task").order_by("submitted_on", "id")
        ),
        proposals=_proposals(rows.filter(held)),
        reviews=list(_reviews(unit_id, person, scope)),
    )


def _followed(unit_id: int, person: Person, rows: QuerySet[AssignmentState]) -> list[Following]:
    """Tasks that name the person themselves and have open work."""
    open_rows = rows.filter(UNFINISHED, task_id=OuterRef("task_id"))
    found: list[Following] = []
    for kind in KINDS:
        said = last_said(kind, STILL_KNOWN).filter(Exists(open_rows), person=person, task__owner_id=unit_id)
        found += said.select_related("task").order_by("task_id")
    return found


def _inside(unit_id: int, person: Person, scope: Scope) -> list[Any]:
    """Open shares of the unit that the person has inside it, or has begun to explain and not sent."""
    drafts = ExplanationDraft.objects.filter(explanation__end=None, explanation__unit_id=unit_id, by__person=person)
    drafted = Q(assignment_id__in=drafts.values("explanation__assignment_id"))
    rows = AssignmentState.objects.current().visible_to(scope).filter(_WORKING, UNFINISHED, unit_id=unit_id)
    others = last_handing().filter(
        share_id=OuterRef("assignment_id"), unit_id=OuterRef("unit_id"), person__isnull=False
    )
    rows = rows.filter(handed_to(person.pk) | (drafted & ~Exists(others)))
    begun = Exists(drafts.filter(explanation__assignment_id=OuterRef("assignment_id")))
    rows = with_handings(rows, scope).annotate(drafted=begun)
    return list(rows.select_related("task", "assignment").order_by("clock_on", "id"))


def _proposals(rows: QuerySet[AssignmentState]) -> list[GapProposal]:
    waiting = GapProposal.objects.filter(decision=None, share_id__in=rows.values("assignment_id"))
    return list(waiting.select_related("task", "share").order_by("id"))


def _reviews(unit_id: int, person: Person, scope: Scope) -> QuerySet[Document]:
    """Documents of the office the person took in or began to review, in which items are still undecided."""
    newest = SourceText.objects.filter(document_id=OuterRef("document_id"), pk__gt=OuterRef("pk"))
    texts = SourceText.objects.filter(~Exists(newest))
    verdicts = Verdict.objects.filter(source_id=OuterRef("source_id"), type=OuterRef("type"))
    decided = verdicts.filter(start__lt=OuterRef("end"), end__gt=OuterRef("start"))
    left = Finding.objects.filter(~Exists(decided), type="directive", source__in=texts)
    mine = Q(registered_by__person=person) | Exists(
        Verdict.objects.filter(source__document_id=OuterRef("pk"), decided_by__person=person)
    )
    rows = Document.objects.visible_to(scope).filter(mine, held_by_id=unit_id)
    return rows.filter(pk__in=left.values("source__document_id")).order_by("-registered_at", "-pk")


def holders(unit_id: int, scope: Scope, on: date) -> list[tuple[int, str]]:
    """Everybody who may have something of the unit in hand, of its people still or not, by name. One query."""
    columns = ("person_id", "person__full_name", "person__sort_key")
    found = Person.objects.none().values_list("pk", "full_name", "sort_key")
    if rules.can_divide_work(scope, unit_id):
        said = Following.objects.filter(person__isnull=False, task__owner_id=unit_id)
        accounts = Person.objects.filter(users__grants__unit_id=unit_id, users__grants__valid__contains=on)
        found = found.union(
            portfolios_of(unit_id, on).order_by().values_list(*columns),
            said.order_by().values_list(*columns),
            accounts.values_list("pk", "full_name", "sort_key"),
        )
    if rules.is_of_unit(scope, unit_id):
        handed = Handing.objects.filter(person__isnull=False, unit_id=unit_id).order_by().values_list(*columns)
        drafts = ExplanationDraft.objects.filter(explanation__unit_id=unit_id, by__person__isnull=False)
        people = ("by__person_id", "by__person__full_name", "by__person__sort_key")
        found = found.union(handed, drafts.order_by().values_list(*people))
    return [(pk, name) for pk, name, _key in sorted(set(found), key=lambda row: (row[2], row[0]))]
