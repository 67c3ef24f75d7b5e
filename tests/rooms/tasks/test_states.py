"""The table of moves over the full product of states and moves, and the pure function that follows it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.tasks.models import NEVER, Move, State
from namro.tasks.states import BY_MOVE, TABLE, Fact, Snapshot, advance, allows, day_sent

K, S = Move.Kind, State
DAY = date(2026, 5, 4)
ALLOWED = {
    (None, K.ISSUE): S.OPEN,
    (S.OPEN, K.REPORT): S.OPEN,
    (S.WAITING, K.REPORT): S.WAITING,
    (S.SUSPENDED, K.REPORT): S.SUSPENDED,
    (S.OPEN, K.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, K.ACCEPT): S.DONE,
    (S.SUBMITTED, K.RETURN): S.OPEN,
    (S.OPEN, K.SET_DUE): S.OPEN,
    (S.WAITING, K.SET_DUE): S.WAITING,
    (S.SUSPENDED, K.SET_DUE): S.SUSPENDED,
    (S.SUBMITTED, K.SET_DUE): S.SUBMITTED,
    (S.OPEN, K.WAIT): S.WAITING,
    (S.WAITING, K.RELEASE): S.OPEN,
    (S.OPEN, K.SUSPEND): S.SUSPENDED,
    (S.SUSPENDED, K.RESUME): S.OPEN,
    (S.OPEN, K.EXIT): S.EXITED,
    (S.WAITING, K.EXIT): S.EXITED,
    (S.SUSPENDED, K.EXIT): S.EXITED,
    (S.SUBMITTED, K.EXIT): S.EXITED,
    (S.DONE, K.REOPEN): S.OPEN,
    (S.EXITED, K.REOPEN): S.OPEN,
    (S.OPEN, K.ADD_DUE): S.OPEN,
    (S.WAITING, K.ADD_DUE): S.WAITING,
    (S.SUSPENDED, K.ADD_DUE): S.SUSPENDED,
    (S.SUBMITTED, K.ADD_DUE): S.SUBMITTED,
    (S.OPEN, K.EXCEPT): S.EXITED,
    (S.WAITING, K.EXCEPT): S.EXITED,
    (S.SUSPENDED, K.EXCEPT): S.EXITED,
    (S.SUBMITTED, K.EXCEPT): S.EXITED,
    (S.EXITED, K.RESTORE): S.OPEN,
    (S.OPEN, K.TRANSFER): S.OPEN,
    (S.WAITING, K.TRANSFER): S.WAITING,
    (S.SUSPENDED, K.TRANSFER): S.SUSPENDED,
    (S.OPEN, K.BACK): S.OPEN,
    (S.WAITING, K.BACK): S.WAITING,
    (S.SUSPENDED, K.BACK): S.SUSPENDED,
}


def snapshot(state: State) -> Snapshot:
    return Snapshot(
        state=state,
        due_on=DAY,
        clock_on=DAY if state == S.OPEN else NEVER,
        done_on=DAY if state == S.DONE else None,
        submitted_on=DAY if state in {S.SUBMITTED, S.DONE} else None,
    )


@pytest.mark.parametrize("state", [None, *S])
@pytest.mark.parametrize("move", list(K))
def test_every_pair_when_tried_then_only_the_listed_moves_pass(state, move):
    known = snapshot(state) if state else None
    expected = ALLOWED.get((state, move))
    assert allows(state, move) == (expected is not None)
    if expected is None:
        with pytest.raises(ValueError, match=str(move)):
            advance(known, Fact(move, DAY, DAY), snapshot(S.OPEN))
    else:
        before = snapshot(S.OPEN if move == K.RESTORE else state or S.OPEN)
        assert advance(known, Fact(move, DAY, DAY), before).state == expected


def test_table_when_read_then_every_move_stands_once_with_an_event():
    assert {row.move for row in TABLE} == set(K)
    assert len(BY_MOVE) == len(TABLE)
    assert len({row.event for row in TABLE}) == len(TABLE)


EARLY, LATE = DAY - timedelta(days=3), DAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("moves", "clock"),
    [
        ([(K.SUBMIT, EARLY)], NEVER),
        ([(K.SUBMIT, DAY)], NEVER),
        ([(K.SUBMIT, LATE)], DAY),
        ([(K.SUBMIT, EARLY), (K.RETURN, LATE)], DAY),
        ([(K.SUBMIT, LATE), (K.ACCEPT, LATE)], NEVER),
        ([(K.WAIT, EARLY)], NEVER),
        ([(K.WAIT, LATE)], DAY),
        ([(K.WAIT, LATE), (K.REPORT, LATE)], DAY),
        ([(K.SUSPEND, EARLY), (K.RESUME, LATE)], DAY),
        ([(K.EXIT, LATE)], NEVER),
        ([(K.EXIT, LATE), (K.REOPEN, LATE)], DAY),
    ],
)
def test_clock_when_the_work_waits_for_others_then_stands_still_if_that_began_in_time(moves, clock):
    known = snapshot(S.OPEN)
    for kind, day in moves:
        known = advance(known, Fact(kind, day))
    assert known.clock_on == clock


def test_extension_when_submitted_late_then_the_new_deadline_counts():
    known = advance(snapshot(S.OPEN), Fact(K.SUBMIT, LATE))
    assert known.clock_on == DAY
    known = advance(known, Fact(K.SET_DUE, LATE, LATE + timedelta(days=1)))
    assert (known.clock_on, known.extended, known.due_on) == (NEVER, True, LATE + timedelta(days=1))


@pytest.mark.parametrize("state", [S.OPEN, S.WAITING, S.SUSPENDED, S.SUBMITTED])
def test_exception_when_taken_back_then_exactly_what_was_known_before(state):
    before = replace(snapshot(state), percent=40, reported_on=EARLY, returned=True, extended=True)
    excepted = advance(before, Fact(K.EXCEPT, DAY, exit_reason="excepted"))
    assert (excepted.state, excepted.exit_reason, excepted.clock_on) == (S.EXITED, "excepted", NEVER)
    assert advance(excepted, Fact(K.RESTORE, LATE), before) == before
    with pytest.raises(ValueError, match="restore"):
        advance(excepted, Fact(K.RESTORE, LATE))


def test_day_added_when_one_stands_already_then_it_stays():
    assert advance(snapshot(S.OPEN), Fact(K.ADD_DUE, DAY, LATE)) == snapshot(S.OPEN)


@pytest.mark.parametrize(("sent", "clock"), [(EARLY, NEVER), (DAY, NEVER), (LATE, DAY)])
def test_day_added_when_the_completion_was_sent_then_the_day_sent_counts(sent, clock):
    known = replace(snapshot(S.SUBMITTED), due_on=None, submitted_on=sent)
    known = advance(known, Fact(K.ADD_DUE, LATE, DAY))
    assert (known.due_on, known.clock_on, known.extended) == (DAY, clock, False)


def test_done_when_accepted_later_then_the_day_sent_counts():
    known = advance(snapshot(S.OPEN), Fact(K.SUBMIT, EARLY))
    known = advance(known, Fact(K.ACCEPT, LATE))
    assert (known.done_on, known.percent) == (EARLY, 100)


def test_first_date_when_set_on_an_undated_task_then_it_is_no_extension():
    known = replace(snapshot(S.OPEN), due_on=None, clock_on=NEVER)
    known = advance(known, Fact(K.SET_DUE, DAY, DAY))
    assert (known.extended, known.clock_on) == (False, DAY)


@pytest.mark.parametrize("state", [S.OPEN, S.WAITING, S.SUSPENDED])
def test_transfer_when_made_then_the_new_holder_has_said_nothing_and_taken_back_it_is_as_if_it_had_never_been(state):
    first = replace(snapshot(state), percent=40, reported_on=EARLY, returned=True, extended=True)
    held = advance(first, Fact(K.TRANSFER, LATE))
    said = {"reported_on": None, "returned": False, "transferred_on": LATE}
    assert held == replace(first, **said)
    assert advance(held, Fact(K.BACK, LATE), first) == first


@pytest.mark.parametrize(
    ("sent", "product", "judged"),
    [
        (DAY, None, DAY),
        (DAY, DAY, DAY),
        (DAY, DAY - timedelta(days=3), DAY - timedelta(days=3)),
        (DAY, DAY - timedelta(days=4), DAY),
        (DAY, DAY + timedelta(days=1), DAY),
    ],
)
def test_day_sent_when_the_product_is_dated_then_counts_within_three_days_only(sent, product, judged):
    assert day_sent(sent_on=sent, product_on=product) == judged


@given(st.lists(st.tuples(st.sampled_from(list(K)), st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_any_history_when_replayed_then_invariants_hold(steps):
    before, known, last = None, advance(None, Fact(K.ISSUE, DAY, DAY)), K.ISSUE
    for kind, happened, due in steps:
        if not allows(known.state, kind) or (kind == K.BACK and last != K.TRANSFER):
            continue
        last = kind
        fact = Fact(kind, DAY + timedelta(days=happened), DAY + timedelta(days=due))
        before, known = known, advance(known, fact, before)
        assert (known.done_on is not None) == (known.state == S.DONE)
        assert known.clock_on in {NEVER, known.due_on}
        if known.state == S.OPEN:
            assert known.clock_on == (known.due_on or NEVER)
