"""Why is the drawer over or short? What usually explains a difference, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from till.domain.figures import TenderFigures, tender_figures
from till.domain.shift_errors import NothingCounted
from till.domain.state import CountAttempt, Shift, State

CANDIDATES_MAX: Final = 8
_PIECES_MAX: Final = 3
"""So many pieces of one denomination may have been counted wrong before it is no likely mistake."""


class Cause(StrEnum):
    """What may have happened."""

    SALE_LEFT_OUT = "sale-left-out"
    """A receipt of exactly the difference: not paid, paid in another way, or rung twice."""
    OTHER_TENDER = "other-tender"
    """Another tender is off by as much the other way: it was keyed as cash, or cash as it."""
    MOVEMENT_LEFT_OUT = "movement-left-out"
    """A movement of exactly the difference: recorded and not carried out, or carried out twice."""
    WRONG_DIRECTION = "wrong-direction"
    """A movement of half the difference went in where it should have gone out, or the other way."""
    OPENING_FLOAT = "opening-float"
    """The float was off by exactly the difference when the shift was opened."""
    COUNTED_WRONG = "counted-wrong"
    """A denomination is off by one, two or three pieces."""
    DIGITS_SWAPPED = "digits-swapped"
    """The difference is divisible by nine, as when two neighbouring digits are swapped."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One explanation, with what it is about.

    `movement` is an id, `receipt` a number, `tender` a name; `value` a denomination, `pieces` how many of it.
    """

    cause: Cause
    movement: str | None = None
    value: int | None = None
    pieces: int | None = None
    receipt: int | None = None
    tender: str | None = None


def candidates(state: State, shift: Shift) -> tuple[Candidate, ...]:
    """Rank what may explain that the last count is not what must be there; nothing for an exact one.

    Raises:
        NothingCounted: There is no count to explain.
    """
    attempt = shift.last_count
    if attempt is None:
        raise NothingCounted()
    gap = attempt.count.amount - state.expected(shift.drawer)
    if gap == 0:
        return ()
    denominations = state.rules.denominations
    found = (
        *_receipts(shift, gap),
        *_tenders(tender_figures(state, shift, attempt.count) or (), gap),
        *_movements(shift, gap),
        *_float(shift, gap),
        *_pieces(attempt, gap, denominations),
        *_digits(gap, denominations),
    )
    return found[:CANDIDATES_MAX]


def _receipts(shift: Shift, gap: int) -> Iterator[Candidate]:
    for receipt in reversed(shift.receipts):
        if abs(receipt.total) == abs(gap):
            yield Candidate(Cause.SALE_LEFT_OUT, receipt=receipt.no)


def _tenders(tenders: tuple[TenderFigures, ...], gap: int) -> Iterator[Candidate]:
    for each in tenders:
        if each.difference == -gap:
            yield Candidate(Cause.OTHER_TENDER, tender=each.name)


def _movements(shift: Shift, gap: int) -> Iterator[Candidate]:
    live = [each for each in shift.movements if not each.undone and each.undoes is None and each.amount]
    for movement in live:
        if abs(movement.amount) == abs(gap):
            yield Candidate(Cause.MOVEMENT_LEFT_OUT, movement.id)
    for movement in live:
        # Recorded as in (+), went out in truth: the drawer is short by twice the amount; and the other way.
        if movement.amount * -2 == gap:
            yield Candidate(Cause.WRONG_DIRECTION, movement.id)


def _float(shift: Shift, gap: int) -> Iterator[Candidate]:
    if shift.opening_difference and abs(shift.opening_difference) == abs(gap):
        yield Candidate(Cause.OPENING_FLOAT)


def _pieces(attempt: CountAttempt, gap: int, denominations: tuple[int, ...]) -> Iterator[Candidate]:
    counted = {line.value for line in attempt.count.lines}
    # Rows that were counted come before rows that were not: a slip of the finger needs a row.
    for value in sorted(denominations, key=lambda each: (each not in counted, -each)):
        pieces, rest = divmod(abs(gap), value)
        if rest == 0 and 1 <= pieces <= _PIECES_MAX:
            yield Candidate(Cause.COUNTED_WRONG, value=value, pieces=pieces)


def _digits(gap: int, denominations: tuple[int, ...]) -> Iterator[Candidate]:
    if gap % 9 == 0 and gap % min(denominations, default=1) == 0:
        yield Candidate(Cause.DIGITS_SWAPPED)
