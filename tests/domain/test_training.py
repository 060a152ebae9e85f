"""Training mode: whatever is practised, nothing real is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from tests.domain.books import Books, checked
from tests.domain.given import (
    CASHIER,
    MANAGER,
    SHOP,
    SUPERVISOR,
    TRAINEE,
    Given,
    bag_received,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    deposited,
    drop,
    force_closed,
    given,
    handed_over,
    no_sale,
    only,
    pay_out,
    pin,
    shift_opened,
    transfer,
    undone,
    wrong_pin,
)
from till.domain.apply import apply
from till.domain.codec import decode, encode
from till.domain.commands import AddEmployee, Command, EndTraining, StartTraining, TakeX
from till.domain.decide import decide
from till.domain.entries import (
    CashMoved,
    Entry,
    PinRefused,
    ReportTaken,
    ShiftClosed,
    TrainingEnded,
    TrainingStarted,
)
from till.domain.errors import (
    BeingCounted,
    ForRealOnly,
    NeedsApproval,
    NoOpenShift,
    NoSuchMovement,
    NotEnoughCash,
    NotTraining,
    TrainingAlready,
)
from till.domain.state import GrandTotals
from till.domain.training import practised
from till.jobs import JobKind, jobs_for

BEFORE = given(shift_opened(200_00), cash_in(1_000_00), drop(100_00, bag="77"))


def on(person: int = SUPERVISOR, approver: int | None = None) -> StartTraining:
    return StartTraining(by(person, approver))


def off(person: int = SUPERVISOR, approver: int | None = None) -> EndTraining:
    return EndTraining(by(person, approver))


def without_training(after: Given) -> Given:
    """Give the same with the counters of training, and the newest time, as they were before it."""
    shift = after.state.shifts[1]
    control = replace(shift.tally.control, training=0, training_amount=0)
    shift = replace(shift, tally=replace(shift.tally, control=control))
    state = replace(after.state, shifts={**after.state.shifts, 1: shift})
    return replace(after, state=replace(state, last_at=BEFORE.state.last_at, head=BEFORE.state.head))


PRACTICE: tuple[Command, ...] = (
    cash_in(500_00),
    pay_out(30_00),
    drop(100_00, bag="99"),
    bag_received(90_00, bag="99"),
    deposited(from_safe=90_00),
    no_sale(),
    count_started(),
    counted(1_00),
)


def test_training_changes_nothing_but_the_counters_of_training() -> None:
    after = BEFORE.when(on(), *PRACTICE, off())
    assert without_training(after).state == BEFORE.state
    control = after.state.shifts[1].tally.control
    assert (control.training, control.training_amount) == (6, 500_00 + 30_00 + 100_00 + 90_00 + 90_00)


def test_everything_practised_is_marked_and_nothing_else_is() -> None:
    after = BEFORE.when(on(), *PRACTICE, off(), pay_out(5_00))
    marks = [bool(getattr(entry, "training", False)) for entry in after.entries]
    first = next(at for at, entry in enumerate(after.entries) if isinstance(entry, TrainingStarted))
    last = next(at for at, entry in enumerate(after.entries) if isinstance(entry, TrainingEnded))
    assert marks[first + 1 : last] == [True] * len(PRACTICE)
    assert not any(marks[: first + 1] + marks[last:])
    assert [decode(*encode(entry)) for entry in after.entries] == list(after.entries)


def test_practice_begins_with_the_float_and_nothing_else() -> None:
    state = BEFORE.when(on()).state
    assert state.expected(1) == state.shifts[1].float_counted == 200_00
    assert (state.shifts[1].movements, state.bags, state.advances, state.deposits) == ((), {}, {}, ())
    assert state.grand == GrandTotals()


def test_what_is_really_in_the_drawer_cannot_be_tried_out_in_training() -> None:
    training = BEFORE.when(on())
    training.refuses(drop(200_01, bag="5"), because=NotEnoughCash)
    poorer = given(shift_opened(200_00)).when(on())
    poorer.refuses(drop(200_01, bag="5"), because=NotEnoughCash)
    assert [
        entry.amount for entry in training.then(drop(200_00, bag="5")) if isinstance(entry, CashMoved)
    ] == [-200_00]


@pytest.mark.parametrize(
    "command",
    [
        shift_opened(100_00, drawer=2),
        force_closed(),
    ],
)
def test_a_shift_is_opened_and_closed_for_real_only(command: Command) -> None:
    BEFORE.when(on()).refuses(command, because=ForRealOnly)


def test_a_practised_count_cannot_become_a_z() -> None:
    practised_count = BEFORE.when(on(), count_started(), counted(200_00))
    practised_count.refuses(closed(200_00), because=ForRealOnly)
    practised_count.refuses(handed_over(), because=ForRealOnly)


def test_a_z_counts_training_and_is_otherwise_as_if_there_had_been_none() -> None:
    with_it = BEFORE.when(on(), *PRACTICE, off(), count_started(), counted(1_100_00), closed(1_100_00))
    without = BEFORE.when(count_started(), counted(1_100_00), closed(1_100_00))
    trained, plain = with_it.newest(ShiftClosed).figures, without.newest(ShiftClosed).figures
    control = trained.control
    assert (control.training, control.training_amount) == (6, 810_00)
    assert replace(control, training=0, training_amount=0) == plain.control
    same = replace(trained, control=plain.control, head=plain.head)
    assert same == plain
    assert with_it.newest(ShiftClosed).carried.real is None


def test_an_x_in_training_shows_the_practice() -> None:
    taken = BEFORE.when(on(), pay_out(30_00), TakeX(by(SUPERVISOR))).newest(ReportTaken)
    assert taken.training
    assert taken.figures.drawer.expected == 170_00


def test_training_needs_its_right_to_begin_and_to_end() -> None:
    BEFORE.refuses(on(CASHIER), because=NeedsApproval)
    training = BEFORE.when(on(CASHIER, approver=SUPERVISOR))
    training.refuses(off(CASHIER), because=NeedsApproval)
    assert not training.when(off(CASHIER, approver=MANAGER)).state.training


def test_training_begins_in_an_open_shift_and_once() -> None:
    given().refuses(on(), because=NoOpenShift)
    BEFORE.when(count_started()).refuses(on(), because=BeingCounted)
    BEFORE.when(on()).refuses(on(), because=TrainingAlready)
    BEFORE.refuses(off(), because=NotTraining)


def test_what_really_happens_meanwhile_stays() -> None:
    after = BEFORE.when(on(), wrong_pin(), AddEmployee(by(MANAGER), "Fay", "cashier"), pin(SUPERVISOR), off())
    assert after.newest(PinRefused).failures == 1
    assert after.state.failures[CASHIER].count == 1
    assert [each.name for each in after.state.employees.values()][-1] == "Fay"
    assert after.state.signed_in == SUPERVISOR
    assert after.state.shifts[1].tally.control.pins_refused == 1


def test_a_movement_from_before_cannot_be_undone_in_training_nor_the_other_way_round() -> None:
    paid = pay_out(30_00)
    before = BEFORE.when(paid)
    before.when(on()).refuses(undone(paid), because=NoSuchMovement)
    practised_one = pay_out(31_00)
    after = BEFORE.when(on(), practised_one, off())
    after.refuses(undone(practised_one), because=NoSuchMovement)


def test_a_practised_transfer_counts_once() -> None:
    both = BEFORE.when(shift_opened(drawer=2))
    after = both.when(on(), transfer(60_00), off())
    assert after.state.shifts[1].tally.control.training == 1
    assert after.state.balances == both.state.balances


def test_the_drawer_stays_shut_in_training_unless_configured() -> None:
    for opens in (False, True):
        shop = replace(SHOP, training_opens_drawer=opens)
        training = given(shift_opened(), on(), shop=shop)
        entries = training.then(no_sale())
        kinds = {job.kind for job in jobs_for(training.when(*entries).state, entries)}
        assert kinds == ({JobKind.KICK, JobKind.PRINT} if opens else {JobKind.PRINT})


def test_a_slip_of_training_says_so_in_letters_twice_as_high_as_any_amount() -> None:
    from hardware.document import Columns, Text
    from till.slips import as_copy, slip_for

    entry = only(CashMoved, BEFORE.when(on()).then(drop(30_00, bag="8")))
    slip = slip_for(entry, full=True)
    assert slip is not None
    marks = [part for part in slip.parts if isinstance(part, Text) and part.text == "TRAINING"]
    assert len(marks) == 2, "one above each part"
    assert all(mark.tall and mark.wide for mark in marks)
    assert slip.parts[0] == marks[0]
    assert not any(part.tall for part in slip.parts if isinstance(part, Columns))
    copy = as_copy(slip).to_text(42)
    assert copy.index("COPY") < copy.index("TRAINING")


def test_the_verifier_finds_a_journal_with_training_intact() -> None:
    books = Books.opened()
    for command in (shift_opened(200_00), cash_in(10_00), on(), *PRACTICE, TakeX(by(MANAGER)), off()):
        books.do(command)
    for command in (count_started(), counted(210_00), closed(210_00)):
        books.do(command)
    assert checked(books.records).intact


def test_every_entry_is_practised_or_real_or_refused_in_training() -> None:
    """A new entry without the field is refused in training until somebody decides otherwise."""
    from till.domain import training

    real = set(get_args(training._REAL_ALL_THE_SAME))
    for kind in get_args(Entry):
        has_mark = "training" in kind.__dataclass_fields__
        assert not (has_mark and kind in real), f"{kind.__name__} is practised and real"
    state = BEFORE.when(on()).state
    entry = BEFORE.newest(CashMoved)
    (marked,) = practised(state, (entry,))
    assert isinstance(marked, CashMoved)
    assert marked.training
    assert practised(BEFORE.state, (entry,)) == (entry,)


def test_a_practised_entry_outside_of_training_changes_no_money() -> None:
    entry = only(CashMoved, BEFORE.when(on()).then(pay_out(30_00)))
    assert apply(BEFORE.state, entry).balances == BEFORE.state.balances


def test_a_trainee_with_no_rights_needs_approval_in_training_too() -> None:
    training = BEFORE.when(on())
    training.refuses(cash_in(1_00, person=TRAINEE), because=NeedsApproval)
    assert decide(training.state, cash_in(1_00))
