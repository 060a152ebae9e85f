"""What holds whatever people do, in whatever order: laws, tried out on made-up days."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.domain import made_up, made_up_sales
from tests.domain.books import Books, checked
from tests.domain.given import MANAGER, NOON, by
from tests.domain.laws import (
    expected_of,
    fresh_z,
    insert_of,
    see_equation,
    see_sums,
    see_training_touches_nothing_real,
    see_undone_net_to_zero,
)
from tests.domain.made_up import ANYTHING, GAPS, LATER, OUTCOMES, PEOPLE, SENSIBLE, kept
from tests.domain.made_up_sales import (
    COUNTED,
    TRADING,
    adjustment,
    appended,
    beginning,
    in_a_sale,
    insert,
)
from tests.domain.selling import found_in
from tests.domain.test_sale_laws import see_receipt
from till.domain.apply import apply, fold
from till.domain.clock import later
from till.domain.codec import decode, encode
from till.domain.commands import (
    Act,
    ClosedShift,
    CloseShift,
    Command,
    CopyReceipt,
    CountCash,
    OpenShift,
    RefundReceipt,
    StartCount,
    UndoMovement,
)
from till.domain.decide import decide
from till.domain.entries import (
    DrawerKicked,
    Entry,
    ReportTaken,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
    TrainingEnded,
    TrainingStarted,
    postings,
)
from till.domain.errors import Refused
from till.domain.figures import Figures, shift_figures
from till.domain.guesses import to_count
from till.domain.places import tender
from till.domain.state import Count, GrandTotals, State
from till.domain.tenders import TenderLine
from till.domain.vocabulary import ShiftStatus

SEED = int(os.environ["TILL_TEST_SEED"])


class MadeUpDays(RuleBasedStateMachine):
    """A shop with two drawers in which anything may be asked by anybody at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.books = Books.opened(TRADING)
        self.at = NOON
        self.resumed = self.books.state
        self.refusals: list[str] = []

    @rule(drawn=st.data())
    def what_comes_next(self, drawn: st.DataObject) -> None:
        """Do one of the things that make sense now, so that days go on; now and then anything."""
        draft, counting = self.drawers(ShiftStatus.DRAFT), self.drawers(ShiftStatus.COUNTING)
        choices: list[Callable[[st.DataObject], None]] = [self.ask_for_anything, self.hear_from_a_drawer]
        choices += [self.open_a_shift] * 4 * bool(self.drawers(None))
        choices += [self.move_cash] * 4 * bool(draft) + [self.start_to_count] * 2 * bool(draft)
        choices += [self.go_on_with_something] * 2 * bool(draft or counting)
        choices += [self.undo_a_movement] * bool(draft and self.movements())
        choices += [self.trade] * 4 * bool(draft) + [self.adjust, self.move_an_insert] * bool(draft)
        choices += [self.append_to_a_closed_shift] * bool(self.closed())
        choices += [self.count_the_cash, self.close_the_shift] * 4 * bool(counting)
        drawn.draw(st.sampled_from(choices), "next")(drawn)

    def drawers(self, status: ShiftStatus | None) -> list[int]:
        """List the drawers whose shift is in this state; None is no shift."""
        shifts = self.books.state.shifts
        return [no for no in (1, 2) if (shifts[no].status if no in shifts else None) is status]

    def movements(self) -> list[tuple[str, int]]:
        """List the movements of the open shifts with their drawers."""
        shifts = self.books.state.shifts.values()
        return [(each.id, shift.drawer) for shift in shifts for each in shift.movements]

    def open_a_shift(self, drawn: st.DataObject) -> None:
        no, gap = drawn.draw(st.sampled_from(self.drawers(None))), drawn.draw(GAPS)
        float_ = max(0, self.books.state.floats_left.get(no, 200_00) + gap)
        self.ask(OpenShift(self.act(drawn), Count(float_), no, "Counted twice"))

    def move_cash(self, drawn: st.DataObject) -> None:
        no = drawn.draw(st.sampled_from(self.drawers(ShiftStatus.DRAFT)))
        for making in drawn.draw(st.lists(st.sampled_from(SENSIBLE), min_size=1, max_size=4)):
            self.ask(making(drawn, self.act(drawn), no))

    def go_on_with_something(self, drawn: st.DataObject) -> None:
        making = drawn.draw(st.sampled_from(LATER))
        self.ask(making(drawn, self.books.state, self.act(drawn)))

    def undo_a_movement(self, drawn: st.DataObject) -> None:
        movement, no = drawn.draw(st.sampled_from(self.movements()))
        self.ask(UndoMovement(self.act(drawn), movement, "", no))

    def trade(self, drawn: st.DataObject) -> None:
        """Ring, pay, park, void and take back, for as long as the customer has time."""
        no = drawn.draw(st.sampled_from(self.drawers(ShiftStatus.DRAFT)))
        for _wish in range(drawn.draw(st.integers(1, 4), "wishes")):
            state = self.books.state
            making = in_a_sale if no in state.sales else beginning
            self.ask(making(drawn, state, self.act(drawn), no))
        if self.books.state.receipt_no and drawn.draw(st.integers(0, 3), "comes back") == 0:
            receipt = drawn.draw(st.integers(1, self.books.state.receipt_no), "receipt")
            found = found_in(self.books.entries, receipt)
            self.ask(RefundReceipt(self.act(drawn), receipt, (), "cash", None, no, found))
            self.ask(CopyReceipt(self.act(drawn), receipt, no, found))

    def adjust(self, drawn: st.DataObject) -> None:
        no = drawn.draw(st.sampled_from(self.drawers(ShiftStatus.DRAFT)))
        self.ask(adjustment(drawn, self.books.state, self.act(drawn), no))

    def move_an_insert(self, drawn: st.DataObject) -> None:
        no = drawn.draw(st.sampled_from([1, 2]))
        self.ask(insert(drawn, self.books.state, self.act(drawn), no))

    def closed(self) -> list[ShiftClosed]:
        return [each for each in self.books.entries if isinstance(each, ShiftClosed)]

    def append_to_a_closed_shift(self, drawn: st.DataObject) -> None:
        closed = drawn.draw(st.sampled_from(self.closed()))
        shift = ClosedShift(closed.shift, closed.z_no, closed.drawer, closed.business_date)
        self.ask(appended(drawn, shift, self.act(drawn)))

    def start_to_count(self, drawn: st.DataObject) -> None:
        self.ask(StartCount(self.act(drawn), drawn.draw(st.sampled_from(self.drawers(ShiftStatus.DRAFT)))))

    def count_the_cash(self, drawn: st.DataObject) -> None:
        no, gap = drawn.draw(st.sampled_from(self.drawers(ShiftStatus.COUNTING))), drawn.draw(GAPS)
        slips = max(0, self.books.state.balances.get(tender(COUNTED), 0) + drawn.draw(GAPS))
        counted = Count(max(0, self.books.state.expected(no) + gap), (), (TenderLine(COUNTED, slips),))
        self.ask(CountCash(self.act(drawn), counted, no))

    def close_the_shift(self, drawn: st.DataObject) -> None:
        no = drawn.draw(st.sampled_from(self.drawers(ShiftStatus.COUNTING)))
        left = kept(drawn, self.books.state, no)
        self.ask(CloseShift(self.act(drawn), left, f"bag {len(self.books.records)}", "Miscounted", None, no))

    def ask_for_anything(self, drawn: st.DataObject) -> None:
        person, approver = drawn.draw(PEOPLE, "by"), drawn.draw(PEOPLE, "approver")
        making = drawn.draw(st.sampled_from(ANYTHING))
        self.ask(making(drawn, self.books.state, by(person, approver, self.time(drawn))))

    def hear_from_a_drawer(self, drawn: st.DataObject) -> None:
        act, no, outcome = by(at=self.at), drawn.draw(st.sampled_from([1, 2])), drawn.draw(OUTCOMES)
        shift = self.books.state.shifts.get(no)
        self.believe(
            DrawerKicked(
                id=act.id,
                at=act.at,
                job="j",
                act=act.id,
                drawer=no,
                outcome=outcome,
                no_sale=True,
                employee=MANAGER,
                shift=None if shift is None else shift.no,
            )
        )

    def time(self, drawn: st.DataObject) -> str:
        self.at = later(self.at, drawn.draw(st.sampled_from([60, 60, 60, 3600, 40_000, -600]), "seconds"))
        return self.at

    def act(self, drawn: st.DataObject) -> Act:
        """Begin an act of two people who may do it together."""
        person, approver = drawn.draw(st.permutations([1, 3]), "people")
        return by(drawn.draw(st.sampled_from([2, person]), "by"), approver, self.time(drawn))

    def ask(self, command: Command) -> None:
        """Ask for something; the rules do it or refuse it, and never anything else."""
        state = self.books.state
        try:
            entries = decide(state, command)
        except Refused as refused:
            self.refusals.append(str(refused))
            counting = to_count(state, replace(command.act, id=by().id), refused)
            for entry in () if counting is None else decide(state, counting):
                self.believe(entry)
            return
        assert decide(state, command) == entries
        for entry in entries:
            self.believe(entry)

    def believe(self, entry: Entry) -> None:
        before = self.books.state
        assert sum(posting.amount for posting in postings(entry)) == 0
        assert decode(*encode(entry)) == entry
        assert isinstance(apply(State(), entry), State)
        self.books.write(entry)
        after = self.books.state
        see_training_touches_nothing_real(before, entry, after)
        if isinstance(entry, ShiftClosed):
            self.see_close(before, entry)
            carried = decode(*encode(entry))
            assert isinstance(carried, ShiftClosed)
            self.resumed = replace(carried.carried, head=after.head)
        else:
            self.resumed = replace(apply(self.resumed, entry), head=after.head)
        if isinstance(entry, ShiftOpened):
            assert entry.float_carried == before.floats_left.get(entry.drawer)
            assert after.expected(entry.drawer) == entry.counted.amount
        if isinstance(entry, ReportTaken) and not entry.figures.blind:
            see_equation(entry.figures)
            see_sums(entry.figures)
        if isinstance(entry, SaleConcluded | SaleRefunded):
            see_receipt(entry.receipt)
        if not isinstance(entry, ShiftClosed | TrainingStarted | TrainingEnded):
            assert after.grand == before.grand

    @invariant()
    def bags_under_way_are_what_is_in_transit(self) -> None:
        state = self.books.state
        held = {place[8:]: at for place, at in state.balances.items() if place.startswith("transit:")}
        assert {no: bag.amount for no, bag in state.bags.items()} == held

    def see_close(self, before: State, entry: ShiftClosed) -> None:
        figures, drawer = entry.figures, entry.figures.drawer
        assert drawer.counted is not None
        assert drawer.left is not None
        assert drawer.expected == drawer.counted.amount - entry.amount == expected_of(before, entry)
        assert drawer.left + (drawer.taken or 0) == drawer.counted.amount
        if entry.aside:
            assert drawer.left == 0
            assert insert_of(entry.shift) not in self.books.state.balances
        else:
            assert self.books.state.expected(entry.drawer) == drawer.left
            assert self.books.state.floats_left[entry.drawer] == drawer.left
        assert (entry.z_no, figures.no) == (before.z_no + 1, before.z_no + 1)
        see_equation(figures)
        see_sums(figures)
        self.see_the_perpetual_totals(before, figures)
        assert figures == fresh_z(self.books, entry)
        see_undone_net_to_zero(self.books.entries, entry.shift)

    def see_the_perpetual_totals(self, before: State, z: Figures) -> None:
        grown = GrandTotals(
            before.grand.sales + z.sales.sales.amount, before.grand.returns + z.sales.refunds.amount
        )
        assert self.books.state.grand == grown

    @invariant()
    def money_is_neither_made_nor_lost(self) -> None:
        assert sum(self.books.state.balances.values()) == 0

    @invariant()
    def nothing_real_is_below_zero(self) -> None:
        for place, held in self.books.state.balances.items():
            assert held >= 0 or not place.startswith(("drawer:", "transit:", "insert:"))

    @invariant()
    def the_checkpoint_gives_the_same_state_as_the_whole_journal(self) -> None:
        assert self.resumed == self.books.state

    @invariant()
    def somebody_manages_the_people(self) -> None:
        state = self.books.state
        assert any(each.active and each.role == "manager" for each in state.employees.values())

    @invariant()
    def an_open_shift_holds_what_happened_in_it_adds_up_to(self) -> None:
        state = self.books.state
        for shift in state.shifts.values():
            figures = shift_figures(state, shift, shift.opened_by, shift.opened_at)
            assert figures.drawer.expected == state.expected(shift.drawer)
            see_equation(figures)
            see_sums(figures)

    def teardown(self) -> None:
        """See the whole journal through the eyes of the verifier."""
        verdict = checked(self.books.records)
        assert verdict.intact, str(verdict)
        entries = self.books.entries
        whole = fold(entries, State())
        assert replace(whole, head=self.books.state.head) == self.books.state
        zs = [entry for entry in entries if isinstance(entry, ShiftClosed)]
        assert [entry.z_no for entry in zs] == list(range(1, len(zs) + 1))
        for earlier, after in pairwise(zs):
            assert after.figures.grand.absolute >= earlier.figures.grand.absolute


QUICK = settings(max_examples=100, stateful_step_count=25, deadline=None, database=None)
PARTS = 4
NIGHTLY = settings(max_examples=2_000 // PARTS, stateful_step_count=60, deadline=None, database=None)


def test_the_laws_hold_whatever_people_do() -> None:
    run_state_machine_as_test(seed(SEED)(MadeUpDays), settings=QUICK)


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(PARTS))
def test_the_laws_hold_through_long_days(part: int) -> None:
    """2 000 days of 60 steps, in parts that run side by side."""
    run_state_machine_as_test(seed(SEED + part)(MadeUpDays), settings=NIGHTLY)


def test_everything_that_can_be_asked_is_asked_in_the_made_up_days() -> None:
    """A command that no made-up day knows would break a law unseen."""
    asked = "".join(Path(name).read_text() for name in (__file__, made_up.__file__, made_up_sales.__file__))
    assert [each.__name__ for each in get_args(Command) if f"{each.__name__}(" not in asked] == []
