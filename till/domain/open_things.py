"""What must be settled before a shift is posted: cash handed out, and drafts that were never posted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from till.domain.people import Person
from till.domain.state import Shift, State


class OpenKind(StrEnum):
    """What is open."""

    ADVANCE = "advance"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something open, by its id, and whose it is; no amount, so that everybody may be told."""

    kind: OpenKind
    id: str
    person: Person


def open_things(state: State, shift: Shift) -> tuple[OpenThing, ...]:
    """Give what this shift leaves open; what a shift before it left open does not hold it up."""
    advances = [
        OpenThing(OpenKind.ADVANCE, each.id, each.employee)
        for each in state.advances.values()
        if not each.settled and each.shift == shift.no
    ]
    drafts = [
        OpenThing(OpenKind.ADJUSTMENT, each.id, each.by)
        for each in state.adjustments.values()
        if each.shift == shift.no
    ]
    return (*advances, *drafts)
