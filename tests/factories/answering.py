"""A notice whose sentences became tasks, and a document by which a unit says how far one of them is."""

from __future__ import annotations

from datetime import timedelta

from namro.core import clock
from namro.documents import actions as documents
from namro.documents.models import Document, SourceText
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Assignment, Task
from tests.factories import documents as papers
from tests.factories import reviewing
from tests.factories.reviewing import SIX, chosen, span
from tests.web.world import World


def task_of(source: SourceText, words: str) -> Task:
    """The task born from these words."""
    return Task.objects.get(orders__quotation=words, orders__source=source)


def notice(world: World) -> SourceText:
    """Two sentences confirmed, one for STC and one for SNV; both have received the notice."""
    documents.install_reference_data()
    made = reviewing.notice(world.unit("UBND"))
    by = scope(world.users["coordinator"], clock.today())
    for words, code in ((SIX[0], "STC"), (SIX[1], "SNV")):
        actions.confirm(**span(made, words), chosen=chosen(world.unit(code), content=words), by=by)
    documents.distribute(document=made.document, units=[world.unit("STC"), world.unit("SNV")], by=None)
    return made


def answered(world: World, source: SourceText) -> Document:
    """STC is 60% through its task, says a report of yesterday."""
    by = scope(world.users["coordinator"], clock.today())
    paper = papers.paper("45/BC-STC", clock.today() - timedelta(days=1), "Kết quả rà soát trụ sở dôi dư.")
    done = papers.taken_in(paper, by=world.users["coordinator"], held_by=world.unit("UBND"))
    share = Assignment.objects.get(task=task_of(source, SIX[0]), role="lead")
    update = actions.Update("Đã rà soát 12/14 trụ sở", percent=60, document=done.document)
    actions.report_progress(assignment=share, update=update, by=by)
    return done.document
