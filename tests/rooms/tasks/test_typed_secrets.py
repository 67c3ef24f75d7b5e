"""F93 for what persons type: words with a mark of secrecy are refused by every act, and nothing of them stays anywhere."""

import logging
from datetime import date

import pytest

from namro.core.actions import set_calendar_day, set_up
from namro.core.errors import Refusal
from namro.core.models import Change, Event
from namro.documents import actions as documents
from namro.documents.actions import Details
from namro.orgs import actions as orgs_actions
from namro.orgs.models import Role
from namro.reading.models import Verdict
from namro.tasks import actions
from namro.tasks.models import Directive, Move, ProgressReport, Task
from tests.factories import orgs, reviewing, tasks
from tests.factories.reviewing import SIX, chosen, span

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)
WORDS = "Điều binh qua sông Lam Giang"
SECRET = f"{WORDS}\nMẬT"
HEADED = f"TỐI MẬT: {WORDS}"


class Place:
    """A province with an office, a reporter, a task under way and a text to be reviewed."""

    def __init__(self):
        self.province = orgs.province()
        self.office = tasks.office(self.province)
        self.reporter = tasks.acting(self.province, "tc", Role.REPORTER, "STC")
        self.share = tasks.share(tasks.issue(self.office, self.province["UBND"], self.province["STC"]))
        self.orders = [tasks.spoken(self.office)]
        self.source = reviewing.notice(self.province["UBND"])

    def update(self, **said):
        update = actions.Update(**{"sentence": "Đang làm"} | said)
        actions.report_progress(assignment=self.share, update=update, by=self.reporter, today=DAY)

    def complete(self, **said):
        update = actions.Update(**{"sentence": "Đã xong"} | said)
        actions.submit_completion(assignment=self.share, update=update, by=self.reporter, today=DAY)

    def issue(self, **fields):
        asked = {"content": "Sửa bến đò", "due_on": tasks.DUE, "kind": "dated"} | fields
        new = actions.NewTask(
            owner=self.province["UBND"], leads=[self.province["SXD"]], orders=self.orders, mode="one", **asked
        )
        actions.issue(new=new, by=self.office, today=DAY)

    def confirm(self, **fields):
        actions.confirm(
            **span(self.source, SIX[0]), chosen=chosen(self.province["STC"], **fields), by=self.office, today=DAY
        )

    def decide(self, act, **fields):
        act(assignments=[self.share], by=self.office, today=DAY, **fields)


TYPED = {
    "content issued": lambda place: place.issue(content=SECRET),
    "content issued, mark in front": lambda place: place.issue(content=HEADED),
    "product": lambda place: place.issue(product=SECRET),
    "result": lambda place: place.issue(result=SECRET),
    "part of a support": lambda place: place.issue(supports=[actions.Share(place.province["SNV"], part=SECRET)]),
    "why there is no day": lambda place: place.issue(due_on=None, kind="undated", undated_reason=SECRET),
    "giver": lambda place: actions.note_directive(
        order=actions.Order(form="spoken", issuer_name=f"{WORDS} (MẬT)", ordered_on=DAY), by=place.office, today=DAY
    ),
    "content reviewed": lambda place: place.confirm(content=SECRET),
    "product reviewed": lambda place: place.confirm(product=HEADED),
    "rejection": lambda place: actions.reject(**span(place.source, SIX[0]), reason=SECRET, by=place.office, today=DAY),
    "progress": lambda place: place.update(sentence=SECRET),
    "stage": lambda place: place.update(stage=HEADED),
    "obstacle": lambda place: place.update(obstacle=SECRET),
    "proposal": lambda place: place.update(proposal=SECRET),
    "completion": lambda place: place.complete(sentence=HEADED),
    "product's symbol": lambda place: place.complete(product_symbol=f"12/KH-UBND {WORDS} - MẬT"),
    "new day": lambda place: place.decide(actions.set_due, due_on=date(2026, 5, 30), reason=SECRET),
    "suspension": lambda place: place.decide(actions.suspend, reason=SECRET),
    "waiting": lambda place: place.decide(actions.wait_for_document, reason=HEADED),
    "exit": lambda place: place.decide(actions.exit_register, exit_reason="wrong", reason=SECRET),
    "scan typed": lambda place: documents.type_text(document=place.source.document, text=f"MẬT\n{WORDS}", by=None),
    "text pasted": lambda place: documents.register(by=None, details=Details(title="Kế hoạch"), text=f"MẬT\n{WORDS}"),
    "title": lambda place: documents.register(by=None, details=Details(title=f"{WORDS} (mật)")),
    "symbol": lambda place: documents.register(by=None, details=Details(symbol=f"MẬT: {WORDS}", title="Kế hoạch")),
    "own field": lambda place: documents.register(by=None, details=Details(title="Kế hoạch", own_fields={"x": SECRET})),
    "other name": lambda place: documents.add_alias(document=place.source.document, alias=f"{WORDS}, MẬT", by=None),
    "post": lambda place: orgs_actions.fill_post(
        unit=place.province["STC"], title=HEADED, person="Lò Thị Mẫu", kind="full", since=DAY, by=None
    ),
    "person": lambda place: orgs_actions.fill_post(
        unit=place.province["STC"], title="Giám đốc", person=HEADED, kind="full", since=DAY, by=None
    ),
    "unit": lambda place: orgs_actions.open_units(
        units=[orgs_actions.NewUnit("Z1", "state", "department", HEADED, DAY)], by=None
    ),
    "unit's other name": lambda place: orgs_actions.open_units(
        units=[orgs_actions.NewUnit("Z1", "state", "department", "Sở Thử nghiệm", DAY, aliases=(HEADED,))], by=None
    ),
    "deciding document": lambda place: orgs_actions.open_units(
        units=[
            orgs_actions.NewUnit(
                "Z1", "state", "department", "Sở Thử", DAY, decision=orgs_actions.Decision(symbol=HEADED)
            )
        ],
        by=None,
    ),
    "place": lambda place: set_up(name="Thử nghiệm", place=HEADED),
    "holiday": lambda place: set_calendar_day(day=DAY, kind="off", note=HEADED, by=place.office.user),
}


@pytest.fixture
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def place(media):
    return Place()


def kept():
    """Everything an act may leave behind."""
    counted = (Event, Change, Task, Directive, Verdict, Move, ProgressReport)
    return [model.objects.count() for model in counted]


@pytest.mark.parametrize("case", TYPED)
def test_typed_when_it_wears_a_mark_then_nothing_of_it_is_anywhere(case, place, media, caplog):
    before, files = kept(), sorted(media.rglob("*"))
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal) as refused:
        TYPED[case](place)
    assert refused.value.code in ("core.text.secret", "documents.file.secret")
    assert kept() == before and sorted(media.rglob("*")) == files
    assert WORDS not in str(refused.value) + caplog.text


@pytest.mark.parametrize("case", TYPED)
def test_typed_when_the_installation_is_an_isolated_lan_then_not_refused_as_secret(case, place, settings):
    settings.NAMRO_ISOLATED_LAN = True
    try:
        TYPED[case](place)
    except Refusal as refused:
        assert case == "symbol" and refused.code == "documents.symbol_unreadable"


@pytest.mark.parametrize(
    "words",
    [
        "Tuyên truyền Luật Bảo vệ bí mật nhà nước đến từng chi bộ",
        "Rà soát tài liệu độ mật, tối mật, tuyệt mật.",
        "Lập danh mục theo từng độ:\n- Tuyệt mật;\n- Tối mật;\n- Mật.",
        "Đã bàn giao 03 văn bản (MẬT) cho văn thư",
        "Mật độ dân cư ven sông tăng",
        "Đổi mật khẩu của mọi tài khoản",
    ],
)
def test_typed_when_the_word_stands_in_prose_then_kept(words, place):
    place.issue(content=words)
    place.update(sentence=words)
    place.decide(actions.suspend, reason=words)
    assert Task.objects.filter(content=words).exists() and Move.objects.filter(reason=words).exists()
