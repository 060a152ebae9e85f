"""The tips that a shift paid out, by who got them."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.state import Shift
from till.domain.totals import Total
from till.domain.vocabulary import MovementType


@dataclass(frozen=True, slots=True)
class Tips:
    """What one person got in tips out of the drawer (minor units, positive)."""

    person: Person
    total: Total


def tips_paid(shift: Shift) -> tuple[Tips, ...]:
    """Add up the tips of a shift in the order in which people first got any; undone ones are none."""
    got: dict[int, Tips] = {}
    for each in shift.movements:
        if each.type is not MovementType.TIP_OUT or each.staff is None or each.undone or each.undoes:
            continue
        before = got[each.staff.no].total if each.staff.no in got else Total()
        got[each.staff.no] = Tips(each.staff, Total(before.count + 1, before.amount - each.amount))
    return tuple(got.values())
