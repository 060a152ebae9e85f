"""Rolls, bags and other tenders: counted, compared, posted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    SHOP,
    SUPERVISOR,
    Given,
    by,
    closed,
    count_started,
    expected,
    force_closed,
    given,
    handed_over,
    shift_opened,
)
from tests.domain.test_adjustments import drafted, posted
from till.domain.commands import CountCash
from till.domain.entries import CashCounted, ShiftClosed, ShiftOpened
from till.domain.errors import (
    AmountTooLarge,
    BadCount,
    DifferenceAboveLimit,
    NoSuchTender,
    Refused,
    TenderNotCounted,
)
from till.domain.figures import TenderFigures, blind
from till.domain.settings import Pack, PackKind, Tender
from till.domain.state import Count, CountLine
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

CARDS = replace(
    SHOP,
    tenders=(Tender("card", "Card", 1580, counted=True), Tender("gift", "Gift card")),
    packs=(Pack(5_00, 40, PackKind.ROLL), Pack(1_00, 50, PackKind.ROLL), Pack(10_00, 100, PackKind.BAG)),
)
TAKINGS = drafted(("card", 80_00), kind=MovementType.EXTERNAL_IMPORT)


def taken() -> Given:
    """Give a shift that took 80.00 by card, and is being counted."""
    return given(shift_opened(200_00), TAKINGS, posted(TAKINGS), count_started(), shop=CARDS)


def counted(card: int | None, cash: int = 200_00) -> CountCash:
    tenders = None if card is None else (TenderLine("card", card),)
    return CountCash(by(CASHIER), Count(cash, tenders=tenders))


def test_a_tender_that_is_exact_posts_nothing() -> None:
    after = taken().when(counted(80_00), closed(200_00))
    (card,) = after.newest(ShiftClosed).figures.drawer.tenders or ()
    assert card == TenderFigures("card", "Card", 80_00, 80_00, 0)
    assert expected(after.state, "difference:tender:card") == 0
    assert expected(after.state, "tender:card") == 80_00


@pytest.mark.parametrize("gap", [-5_00, 3_00])
def test_over_and_short_of_a_tender_are_its_own_difference(gap: int) -> None:
    shop = taken().when(counted(80_00 + gap))
    shop.refuses(closed(200_00), because=DifferenceAboveLimit)
    after = shop.when(closed(200_00, reason="A slip is lost", approver=SUPERVISOR))
    close = after.newest(ShiftClosed)
    assert close.amount == 0
    assert (close.figures.drawer.tenders or ())[0].difference == gap
    assert expected(after.state, "difference:tender:card") == -gap
    assert expected(after.state, "tender:card") == 80_00 + gap
    assert expected(after.state, "difference:drawer:1") == 0


def test_each_shift_has_only_its_own_takings_to_count() -> None:
    later = taken().when(counted(80_00), closed(200_00), shift_opened(200_00), count_started())
    (card,) = later.when(counted(0), closed(200_00)).newest(ShiftClosed).figures.drawer.tenders or ()
    assert card.expected == 0


def test_a_tender_that_is_to_be_counted_cannot_be_left_out_and_no_other_can_be_named() -> None:
    said = taken().refuses(counted(None), because=TenderNotCounted)
    assert "Card" in str(said)
    for code in ("gift", "cash", "cheque"):
        tenders = (TenderLine("card", 1), TenderLine(code, 1))
        taken().refuses(CountCash(by(CASHIER), Count(1, tenders=tenders)), because=NoSuchTender)


def test_blind_eyes_see_what_was_counted_of_a_tender_and_nothing_else() -> None:
    figures = taken().when(counted(80_50), closed(200_00)).newest(ShiftClosed).figures
    (card,) = blind(figures).drawer.tenders or ()
    assert card == TenderFigures("card", "Card", None, 80_50, None)


def test_what_a_blind_count_answers_does_not_depend_on_what_was_taken() -> None:
    other = drafted(("card", 10_00), kind=MovementType.EXTERNAL_IMPORT)
    less = given(shift_opened(200_00), other, posted(other), count_started(), shop=CARDS)
    command = counted(80_00)
    assert taken().then(command) == tuple(
        replace(each, shift=1) for each in less.then(command) if isinstance(each, CashCounted)
    )


def test_a_forced_close_without_a_count_of_the_tender_says_that_nobody_counted_it() -> None:
    after = taken().when(force_closed(Count(200_00)))
    (card,) = after.newest(ShiftClosed).figures.drawer.tenders or ()
    assert (card.expected, card.counted, card.difference) == (80_00, None, None)
    assert expected(after.state, "difference:tender:card") == 0


def test_a_hand_over_leaves_the_other_tenders_with_who_leaves() -> None:
    after = taken().when(counted(80_00), handed_over())
    opened = after.newest(ShiftOpened)
    assert opened.counted == Count(200_00)
    assert after.state.shifts[1].tally.taken == {}


# What is said to a count of packs, by its lines.
PACKS: dict[str, tuple[tuple[CountLine, ...], type[Refused] | int]] = {
    "rolls": ((CountLine(1_00, 3, 50), CountLine(1_00, 7)), 157_00),
    "a bag beside loose coins": ((CountLine(10_00, 2, 100), CountLine(10_00, 3)), 2_030_00),
    "a pack that is not configured": ((CountLine(1_00, 1, 40),), BadCount),
    "rolls of a note": ((CountLine(100_00, 1, 50),), BadCount),
    "no pieces": ((CountLine(1_00, 1, 0),), BadCount),
    "too many": ((CountLine(1_00, 10**9, 50),), AmountTooLarge),
}


@pytest.mark.parametrize("what", PACKS)
def test_a_roll_counts_as_all_the_pieces_in_it(what: str) -> None:
    lines, outcome = PACKS[what]
    amount = sum(line.amount for line in lines) if isinstance(outcome, int) else 0
    command = CountCash(by(CASHIER), Count(amount, lines, (TenderLine("card", 0),)))
    if isinstance(outcome, int):
        assert taken().when(command).newest(CashCounted).count.amount == outcome
    else:
        taken().refuses(command, because=outcome)
