"""Why is the drawer over or short? What usually explains a difference, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from till.domain.state import CountAttempt, Shift

CANDIDATES_MAX: Final = 8
_PIECES_MAX: Final = 3
"""So many pieces of one denomination may have been counted wrong before it is no likely mistake."""


class Cause(StrEnum):
    """What may have happened."""

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
    """One explanation. `movement` is an id; `value` a denomination, `pieces` how many of it (minor units)."""

    cause: Cause
    movement: str | None = None
    value: int | None = None
    pieces: int | None = None


def candidates(shift: Shift, gap: int, denominations: tuple[int, ...]) -> tuple[Candidate, ...]:
    """Rank what may explain that the count differs by `gap` minor units (negative is short)."""
    if gap == 0:
        return ()
    found = (
        *_movements(shift, gap),
        *_float(shift, gap),
        *_pieces(shift.attempts[-1] if shift.attempts else None, gap, denominations),
        *_digits(gap, denominations),
    )
    return found[:CANDIDATES_MAX]


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


def _pieces(attempt: CountAttempt | None, gap: int, denominations: tuple[int, ...]) -> Iterator[Candidate]:
    counted = {line.value for line in attempt.count.lines} if attempt else set()
    # Rows that were counted come before rows that were not: a slip of the finger needs a row.
    for value in sorted(denominations, key=lambda each: (each not in counted, -each)):
        pieces, rest = divmod(abs(gap), value)
        if rest == 0 and 1 <= pieces <= _PIECES_MAX:
            yield Candidate(Cause.COUNTED_WRONG, value=value, pieces=pieces)


def _digits(gap: int, denominations: tuple[int, ...]) -> Iterator[Candidate]:
    if gap % 9 == 0 and gap % min(denominations, default=1) == 0:
        yield Candidate(Cause.DIGITS_SWAPPED)
