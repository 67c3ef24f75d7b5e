"""A little life in the tasks' room for its page tests: today is ten days after the usual deadline."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from namro.core import clock
from namro.orgs.scope import Scope, scope
from namro.tasks import actions
from namro.tasks.models import Assignment, Task
from tests.factories import tasks
from tests.web.world import World

TODAY = tasks.DUE + timedelta(days=10)


@dataclass
class Life:
    """Tasks by name and the scopes that act."""

    world: World
    office: Scope
    reporter: Scope
    issued: dict[str, Task] = field(default_factory=dict)

    def share(self, name: str, code: str = "") -> Assignment:
        """The lead share (of the unit)."""
        return tasks.share(self.issued[name], self.world.unit(code) if code else None)

    def issue(self, name: str, *codes: str, today: date = tasks.ISSUED, **fields: Any) -> Task:
        """Issue a task of UBND to the units of these codes."""
        units = [self.world.unit(code) for code in codes]
        self.issued[name] = tasks.issue(self.office, self.world.unit("UBND"), *units, today=today, **fields)
        return self.issued[name]

    def send(self, share: Assignment, day: date, **fields: Any) -> None:
        """Report completion."""
        update = actions.Update(**{"sentence": "Đã trình và được phê duyệt", **fields})
        actions.submit_completion(assignment=share, update=update, by=self.office, today=day)


@pytest.fixture
def life(world, monkeypatch) -> Life:
    """One task of three communes (done, sent late, silent), one of STC in joint work, one undated, one returned, one exited."""
    started = timezone.now()
    nine = clock.end_of(TODAY - timedelta(days=1)) + timedelta(hours=9)
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: nine + (real() - started))
    one = Life(world, scope(world.users["coordinator"], TODAY), scope(world.users["reporter"], TODAY))
    one.issue("each", "X001", "X002", "X003", content="Công khai thủ tục tại bộ phận một cửa")
    one.send(one.share("each", "X001"), tasks.DUE)
    one.send(one.share("each", "X002"), tasks.DUE + timedelta(days=3))
    actions.accept(assignments=[one.share("each", "X001")], by=one.office, today=tasks.DUE + timedelta(days=4))
    supports = [actions.Share(world.unit("SNV"), part="Cung cấp số liệu biên chế", due_on=TODAY)]
    one.issue("joint", "STC", content="Rà soát nhà, đất dôi dư", supports=supports, due_on=TODAY + timedelta(days=3))
    one.issue(
        "undated", "STC", content="Sắp xếp kho lưu trữ", due_on=None, kind="undated", undated_reason="Chờ hướng dẫn"
    )
    one.issue("back", "STC", content="Báo cáo giải ngân")
    one.send(one.share("back"), tasks.DUE - timedelta(days=1))
    actions.return_for_changes(
        assignments=[one.share("back")], reason="Thiếu phụ lục số liệu", by=one.office, today=tasks.DUE
    )
    one.issue("gone", "SXD", content="Nhập nhầm")
    actions.exit_register(
        assignments=[one.share("gone")], exit_reason="wrong", reason="Nhập sai", by=one.office, today=tasks.DUE
    )
    return one


@pytest.fixture
def office(life, client_as):
    """The coordinator's client."""
    return client_as(life.world.users["coordinator"])


@pytest.fixture
def reporter(life, client_as):
    """The client of STC's reporter."""
    return client_as(life.world.users["reporter"])


@pytest.fixture
def read() -> Callable[[Any], LexborHTMLParser]:
    """An answer's HTML as a tree."""
    return lambda response: LexborHTMLParser(response.content.decode())


def words_of(response: Any) -> str:
    """An answer's words in one line, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
