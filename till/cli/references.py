"""What people type to name an entry: its id, or the reference on its slip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from till.domain.state import DepositMade

_REFERENCE_LENGTH: Final = 8


def meant(typed: str, ids: Iterable[str]) -> str:
    """Give the one id that ends as typed; else what was typed, which the rules will not know.

    The end of an id is random, its beginning is a time; the slip shows the last eight digits.
    """
    found = [each for each in ids if each.endswith(typed.lower()) and len(typed) >= _REFERENCE_LENGTH]
    return found[0] if len(found) == 1 else typed


def deposit_meant(typed: str, deposits: Iterable[DepositMade]) -> str:
    """Give the id of the deposit that was typed: its id, its reference, or the bank's number of it.

    Raises:
        DepositNumberTwice: Several that were not undone have that number.
    """
    from till.domain.errors import DepositNumberTwice

    made = tuple(deposits)
    found = meant(typed, (each.id for each in made))
    if any(each.id == found for each in made):
        return found
    numbered = [each for each in made if each.deposit_no == typed.strip()]
    # One that was undone is named only where there is no other: it is refused as undone.
    choice = [each for each in numbered if not each.undone] or numbered[-1:]
    if len(choice) > 1:
        raise DepositNumberTwice(number=choice[0].deposit_no)
    return choice[0].id if choice else typed
