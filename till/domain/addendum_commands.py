"""What is asked of a shift that is closed; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.state import Count


@dataclass(frozen=True, slots=True)
class ClosedShift:
    """A closed shift as its record in the journal has it."""

    no: int
    z_no: int
    drawer: int
    business_date: str


@dataclass(frozen=True, slots=True)
class AddLateItem:
    """Append what was forgotten to a closed shift; `amount` is signed as a movement's.

    `reason` is a pay-out reason's code, or own words.
    """

    act: Act
    closed: ClosedShift
    amount: int
    reason: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AddRecount:
    """Append what somebody counted again to a closed shift; `reason` says why it was."""

    act: Act
    closed: ClosedShift
    counted: Count
    reason: str
    note: str | None = None
