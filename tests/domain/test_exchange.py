"""Cash that changes its drawer or its form."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.books import Books, checked
from tests.domain.given import (
    CASHIER,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    expected,
    given,
    lines,
    pay_out,
    shift_opened,
    swap,
    transfer,
    undone,
)
from till.domain.commands import UndoMovement
from till.domain.decide import decide
from till.domain.entries import CashMoved
from till.domain.errors import (
    AlreadyUndone,
    BadCount,
    BeingCounted,
    CannotUndo,
    NeedsApproval,
    NoOpenShift,
    NotEnoughCash,
    SameDrawer,
    UnequalSwap,
)
from till.domain.ids import derived
from till.domain.state import Count

BOTH = (shift_opened(200_00), shift_opened(50_00, drawer=2))


def test_a_transfer_is_a_pair_of_entries_that_moves_the_cash_once() -> None:
    shop = given(*BOTH, transfer(60_00))
    assert (expected(shop.state, "drawer:1"), expected(shop.state, "drawer:2")) == (140_00, 110_00)
    out, into = (entry for entry in shop.entries if isinstance(entry, CashMoved))
    assert (out.amount, into.amount, out.pair, into.pair) == (-60_00, 60_00, into.id, out.id)


def test_a_transfer_needs_two_drawers_with_open_shifts_and_the_cash() -> None:
    given(*BOTH).refuses(transfer(target=1), because=SameDrawer)
    given(BOTH[0]).refuses(transfer(), because=NoOpenShift)
    given(*BOTH, count_started(2)).refuses(transfer(), because=BeingCounted)
    given(*BOTH).refuses(transfer(200_01), because=NotEnoughCash)
    given(*BOTH).refuses(transfer(person=CASHIER), because=NeedsApproval)


def test_either_half_undoes_a_whole_transfer_once() -> None:
    carried = transfer(60_00)
    shop = given(*BOTH, carried)
    into = shop.newest(CashMoved)
    from_out = shop.when(undone(carried))
    from_in = shop.when(UndoMovement(by(CASHIER, 3), into.id, drawer=2))
    for after in (from_out, from_in):
        assert (expected(after.state, "drawer:1"), expected(after.state, "drawer:2")) == (200_00, 50_00)
        after.refuses(undone(carried), because=AlreadyUndone)
        after.refuses(UndoMovement(by(CASHIER, 3), into.id, drawer=2), because=AlreadyUndone)


def test_a_journal_with_transfers_undone_from_either_half_is_intact() -> None:
    books = Books.opened()
    for command in (*BOTH, first := transfer(60_00), second := transfer(10_00), undone(first)):
        books.do(command)
    half = derived(second.act.id, "pair")
    books.do(UndoMovement(by(CASHIER, 3), half, drawer=2))
    assert checked(books.records).intact


def test_a_transfer_that_arrives_with_another_amount_breaks_the_journal() -> None:
    books = Books.opened()
    for command in BOTH:
        books.do(command)
    out, into = (entry for entry in decide(books.state, transfer(60_00)) if isinstance(entry, CashMoved))
    books.write(out)
    books.write(replace(into, amount=50_00))
    assert "not what it moved" in str(checked(books.records))


def test_a_transfer_is_not_undone_when_the_other_drawer_has_spent_or_closed_it() -> None:
    carried = transfer(60_00)
    spent = given(shift_opened(200_00), shift_opened(0, drawer=2), carried, pay_out(30_00, drawer=2))
    spent.refuses(undone(carried), because=NotEnoughCash)
    gone = given(*BOTH, carried, count_started(2), counted(110_00, 2), closed(110_00, drawer=2))
    gone.refuses(undone(carried), because=CannotUndo)


def test_a_swap_changes_nothing_that_is_expected() -> None:
    changed = swap(lines((100_00, 1)), lines((20_00, 5)))
    shop = given(BOTH[0], changed)
    assert expected(shop.state, "drawer:1") == 200_00
    moved = shop.newest(CashMoved)
    assert (moved.amount, moved.postings, moved.given, moved.taken) == (0, (), changed.given, changed.taken)
    shop.refuses(undone(changed), because=CannotUndo)


def test_a_swap_tells_nothing_of_what_is_in_the_drawer() -> None:
    more_than_there_is = swap(lines((100_00, 3)), lines((50_00, 6)))
    after = given(shift_opened(200_00), more_than_there_is)
    assert expected(after.state, "drawer:1") == 200_00


def test_a_swap_is_of_equal_worth_in_real_pieces_that_are_there() -> None:
    shop = given(BOTH[0], cash_in(1_00))
    shop.refuses(swap(lines((100_00, 1)), lines((20_00, 4))), because=UnequalSwap)
    shop.refuses(swap(Count(100_00), Count(100_00)), because=UnequalSwap)
    shop.refuses(swap(lines((3_00, 1)), lines((1_00, 3))), because=BadCount)
