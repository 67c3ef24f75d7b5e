"""Addresses of the room (web/tasks). The world's task: issued by UBND, led by STC, so the same roles elsewhere see nothing."""

from __future__ import annotations

from typing import Any

from namro.core import clock
from namro.orgs.models import Person, Role
from namro.orgs.scope import scope
from namro.tasks import actions, filing
from namro.tasks.models import Evidence, Explanation, Gap, Handover, Task
from tests.factories import tasks
from tests.web.access import Row, Rows
from tests.web.access.documents import READERS, made
from tests.web.world import World

OVERSEEING = frozenset({"coordinator", "leader", "inspector", "auditor"})
HOLDING = frozenset({"unit_head", "reporter"})
OVERSEEING_ELSEWHERE = frozenset({"coordinator_elsewhere", "leader_elsewhere", "inspector_elsewhere"})
HOLDING_ELSEWHERE = frozenset({"unit_head_elsewhere", "reporter_elsewhere"})
DIVIDING_ELSEWHERE = frozenset({"coordinator_elsewhere", "leader_elsewhere", "unit_head_elsewhere"})
SEEING = OVERSEEING | HOLDING
WORKING = SEEING | OVERSEEING_ELSEWHERE | HOLDING_ELSEWHERE
SEEN_BUT_REFUSED = (404, 422)


def task(world: World) -> Task:
    """Led by STC, with one update that carries a file."""

    def make() -> Task:
        by = scope(world.users["coordinator"], tasks.ISSUED)
        assert by.holds(Role.COORDINATOR, world.unit("UBND").pk)
        made = tasks.issue(by, world.unit("UBND"), world.unit("STC"))
        files = filing.store([filing.judge("Biên bản.txt", "Biên bản kiểm kê".encode())])
        update = actions.Update("Đang lấy ý kiến", evidence=files)
        actions.report_progress(assignment=tasks.share(made), update=update, by=by, today=tasks.ISSUED)
        return made

    return world.once("task", make)


def _task(world: World) -> dict[str, Any]:
    return {"task_id": task(world).pk}


def _share(world: World) -> dict[str, Any]:
    return {"share_id": tasks.share(task(world)).pk}


def _line(world: World) -> dict[str, Any]:
    return {f"{tasks.share(task(world)).pk}-sentence": "Đã họp với các sở"}


def _evidence(world: World) -> dict[str, Any]:
    return {"evidence_id": Evidence.objects.get(report__assignment__task=task(world)).pk}


def _decision(world: World) -> dict[str, Any]:
    return {"move": "suspend", "share": tasks.share(task(world)).pk, "reason": "Thiên tai"}


def _followed(world: World) -> dict[str, Any]:
    return {"kind": "officer", "person": f"u{world.users['leader'].pk}", "reason": ""}


def _handed(world: World) -> dict[str, Any]:
    return {"person": f"u{world.users['reporter'].pk}", "due_on": "", "note": ""}


def _handover(world: World) -> dict[str, Any]:
    def make() -> int:
        people = [Person.objects.create(full_name=name, sort_key=name) for name in ("Cấn Văn Mẫu", "Doãn Thị Mẫu")]
        given = {"happened_on": tasks.ISSUED, "recorded_at": clock.moment(tasks.ISSUED)}
        row = Handover.objects.create(unit=world.unit("UBND"), from_person=people[0], to_person=people[1], **given)
        return row.pk

    return {"handover_id": world.once("handover", make)}


def _transferred(world: World) -> dict[str, Any]:
    """A share that SNV handed to STC."""

    def make() -> int:
        by = scope(world.users["coordinator"], tasks.ISSUED)
        share = tasks.share(tasks.issue(by, world.unit("UBND"), world.unit("SNV")))
        said = {"to": world.unit("STC"), "reason": "Đúng chức năng", "by": by, "today": tasks.ISSUED}
        actions.transfer(assignments=[share], **said)
        return share.pk

    return {"share_id": world.once("transferred", make)}


def _question(world: World) -> dict[str, Any]:
    def make() -> int:
        by = scope(world.users["leader"], tasks.ISSUED)
        said = {"question": "Vì sao chậm?", "by": by, "today": tasks.ISSUED}
        event = actions.ask_explanation(assignments=[tasks.share(task(world))], **said)
        return Explanation.objects.get(batch=event.pk).pk

    return {"explanation_id": world.once("question", make)}


def _gap(world: World) -> dict[str, Any]:
    return {"task_id": task(world).pk, "gap": "result"}


def _value(world: World) -> dict[str, Any]:
    return {"words": "Trình Ủy ban nhân dân tỉnh", "ground": "Trao đổi qua điện thoại"}


def _proposed_value(world: World) -> dict[str, Any]:
    return _value(world) | {"share": tasks.share(task(world)).pk}


def _proposal(world: World) -> dict[str, Any]:
    def make() -> int:
        by = scope(world.users["reporter"], tasks.ISSUED)
        value = actions.NewValue(Gap.PRODUCT, "Trao đổi qua điện thoại", words="Báo cáo")
        return actions.propose_value(share=tasks.share(task(world)), value=value, by=by, today=tasks.ISSUED).pk

    return {"proposal_id": world.once("proposal", make)}


def _approval(world: World) -> dict[str, Any]:
    return {"proposal": _proposal(world)["proposal_id"], "move": "accept"}


def _closable(world: World) -> Task:
    """For STC and SXD; SXD has completed, STC has not."""

    def make() -> Task:
        by = scope(world.users["coordinator"], tasks.ISSUED)
        made = tasks.issue(by, world.unit("UBND"), world.unit("STC"), world.unit("SXD"))
        done = tasks.share(made, world.unit("SXD"))
        actions.submit_completion(assignment=done, update=actions.Update("Xong"), by=by, today=tasks.ISSUED)
        actions.accept(assignments=[done], by=by, today=tasks.ISSUED)
        return made

    return world.once("closable", make)


def _close(world: World) -> dict[str, Any]:
    return {"task_id": _closable(world).pk}


def _exceptions(world: World) -> dict[str, Any]:
    return {"share": tasks.share(_closable(world), world.unit("STC")).pk, "reason": "Đang sắp xếp lại"}


def _closed(world: World) -> dict[str, Any]:
    def make() -> Task:
        made, by = _closable(world), scope(world.users["coordinator"], tasks.ISSUED)
        named = actions.Exceptions([_exceptions(world)["share"]], "Đang sắp xếp lại")
        actions.close(task=made, exceptions=named, by=by, today=tasks.ISSUED)
        return made

    return {"task_id": world.once("closed", make).pk}


def new_task(world: World) -> dict[str, Any]:
    """What the form of a task by hand sends."""
    return {
        "content": "Kiểm kê kho lương thực",
        "issuer_name": "Chủ tịch Ủy ban nhân dân tỉnh",
        "ordered_on": "02/03/2026",
        "form": "meeting",
        "lead": "STC",
        "due_on": "30/04/2099",
        "kind": "dated",
        "weight": "normal",
        "owner": "UBND",
        "support-TOTAL_FORMS": "0",
        "support-INITIAL_FORMS": "0",
    }


def _view(world: World) -> dict[str, Any]:
    """A view of the coordinator's, shared within his office."""

    def make() -> int:
        by = scope(world.users["coordinator"], tasks.ISSUED)
        return actions.save_view(name="Chung", query="q=kho", by=by, office=world.unit("UBND")).pk

    return {"view_id": world.once("view", make)}


def _ticked(world: World) -> dict[str, Any]:
    return {"act": "weight", "share": tasks.share(task(world)).pk}


def _weighed(world: World) -> dict[str, Any]:
    """A change of weight of the world's task."""

    def make() -> int:
        by = scope(world.users["coordinator"], tasks.ISSUED)
        ids = [task(world).pk]
        return actions.change_weight(task_ids=ids, weight="focal", reason="Trọng tâm", by=by, today=tasks.ISSUED).pk

    return {"event_id": world.once("weighed", make)}


_OFFICES = frozenset({"coordinator", "leader"})
_ALL_OFFICES = _OFFICES | {"coordinator_elsewhere", "leader_elsewhere"}
_UPDATING = HOLDING | {"coordinator"}
_LINE = {"sentence": "Đã trình ký", "kind": "progress"}

ROWS: Rows = {
    "web:tasks": Row(WORKING, status=(200,)),
    "web:bulk": [
        Row(_ALL_OFFICES, status=(302,)),
        Row(_OFFICES, method="post", data=_ticked, status=(200,), refused=SEEN_BUT_REFUSED),
    ],
    "web:bulk_done": [
        Row(SEEING, kwargs=_weighed, status=(200,)),
        Row(_OFFICES, kwargs=_weighed, method="post", status=(302,), refused=SEEN_BUT_REFUSED),
    ],
    # Who held it before still opens the task's page, but is told nothing of the act.
    "web:transfer_of": Row(SEEING, kwargs=_transferred, status=(302,)),
    "web:explanation": [
        Row(SEEING, kwargs=_question, status=(200,)),
        Row(
            HOLDING,
            kwargs=_question,
            method="post",
            data=lambda world: {"act": "draft", "words": "Chờ số liệu"},
            status=(302,),
            refused=SEEN_BUT_REFUSED,
        ),
        Row(
            frozenset({"unit_head", "coordinator"}),
            kwargs=_question,
            method="post",
            data=lambda world: {"act": "send", "words": "Chờ số liệu"},
            status=(302,),
            refused=SEEN_BUT_REFUSED,
        ),
        Row(
            _OFFICES,
            kwargs=_question,
            method="post",
            data=lambda world: {"act": "withdraw", "reason": "Hỏi nhầm"},
            status=(302,),
            refused=SEEN_BUT_REFUSED,
        ),
    ],
    "web:tasks_columns": Row(WORKING, method="post", data=lambda world: {"column": "code"}, status=(302,)),
    "web:save_view": [
        Row(WORKING, status=(200,)),
        Row(WORKING, method="post", data=lambda world: {"name": "Của tôi", "query": "q=kho"}, status=(302,)),
    ],
    "web:change_view": Row(
        frozenset({"coordinator"}), _view, "post", lambda world: {"act": "default"}, (302,), refused=(404,)
    ),
    "web:tasks_export": Row(WORKING, kwargs=lambda world: {"fmt": "csv"}, status=(200,)),
    "web:tasks_by_unit": Row(OVERSEEING | OVERSEEING_ELSEWHERE, status=(200,)),
    "web:unmet": Row(WORKING, status=(200,)),
    "web:own_work": Row(HOLDING | HOLDING_ELSEWHERE, status=(200,)),
    "web:hand_on": [
        Row(HOLDING, _share, refused=SEEN_BUT_REFUSED),
        Row(HOLDING, _share, "post", _handed, status=(302,), refused=SEEN_BUT_REFUSED),
    ],
    "web:handover": Row(frozenset({"coordinator", "leader", "unit_head"}) | DIVIDING_ELSEWHERE),
    "web:handover_minute": Row(frozenset({"coordinator", "leader", "auditor"}), _handover),
    "web:follow": [
        Row(frozenset({"coordinator"}), _task, refused=SEEN_BUT_REFUSED),
        Row(frozenset({"coordinator"}), _task, "post", _followed, status=(302,), refused=SEEN_BUT_REFUSED),
    ],
    "web:choose_stage": Row(
        frozenset({"coordinator", "leader"}), _task, "post", lambda world: {"stage": "issued"}, (302,), SEEN_BUT_REFUSED
    ),
    "web:product_of": Row(READERS, lambda world: {"document_id": made(world).document.pk}, status=(200,)),
    "web:grid": [
        Row(HOLDING | HOLDING_ELSEWHERE, status=(200,)),
        Row(HOLDING, method="post", data=_line, status=(302,)),
    ],
    "web:new_task": [
        Row(_ALL_OFFICES, status=(200,)),
        Row(_OFFICES, method="post", data=new_task, status=(302,), refused=SEEN_BUT_REFUSED),
    ],
    "web:to_confirm": [
        Row(_ALL_OFFICES, status=(200,)),
        Row(frozenset({"coordinator", "leader"}), method="post", data=_approval, status=(302,)),
    ],
    "web:decide": Row(
        frozenset({"coordinator"}), method="post", data=_decision, status=(302,), refused=SEEN_BUT_REFUSED
    ),
    "web:fill_gap": [
        Row(_OFFICES, kwargs=_gap, method="post", data=_value, status=(302,), refused=SEEN_BUT_REFUSED),
        Row(HOLDING, kwargs=_gap, method="post", data=_proposed_value, status=(302,), refused=SEEN_BUT_REFUSED),
    ],
    "web:decide_gap": Row(
        _OFFICES,
        kwargs=_proposal,
        method="post",
        data=lambda world: {"verdict": "approve"},
        status=(302,),
        refused=SEEN_BUT_REFUSED,
    ),
    "web:close_task": [
        Row(_OFFICES, kwargs=_close, status=(200,), refused=SEEN_BUT_REFUSED),
        Row(_OFFICES, kwargs=_close, method="post", data=_exceptions, status=(302,), refused=SEEN_BUT_REFUSED),
    ],
    "web:reopen_task": Row(
        _OFFICES,
        kwargs=_closed,
        method="post",
        data=lambda world: {"reason": "Nhầm"},
        status=(302,),
        refused=SEEN_BUT_REFUSED,
    ),
    "web:report": [
        Row(_UPDATING, kwargs=_share, status=(200,), refused=SEEN_BUT_REFUSED),
        Row(
            _UPDATING,
            kwargs=_share,
            method="post",
            data=lambda world: dict(_LINE),
            status=(302,),
            refused=SEEN_BUT_REFUSED,
        ),
    ],
    "web:evidence": Row(SEEING, kwargs=_evidence, status=(200,)),
    "web:task": Row(SEEING, kwargs=_task, status=(200,)),
    "web:task_progress": Row(SEEING, kwargs=_task, status=(200,)),
    "web:task_history": Row(SEEING, kwargs=_task, status=(200,)),
}
