"""Amounts by tender, and the adjustments that are made of them."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.vocabulary import MovementType


@dataclass(frozen=True, slots=True)
class TenderLine:
    """What goes for one tender, by its code: `cash` or a configured one (minor units, signed).

    `name` is what the configuration called it that day; empty for cash.
    """

    code: str
    amount: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An adjustment that is not posted yet: until then it moves nothing. `by` wrote it last.

    `type` is EXTERNAL_IMPORT or CORRECTION.
    """

    id: str
    type: MovementType
    lines: tuple[TenderLine, ...]
    reason: str
    drawer: int
    shift: int
    by: Person
    at: str
    note: str | None = None
