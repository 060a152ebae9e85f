"""Too much cash in a drawer: when it is time for a drop, said so that it does not count the drawer."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from till.domain.state import Shift, State
from till.domain.vocabulary import MovementType

BAND_PERCENT: Final = 10
"""How wide the band is below the limit in which the prompt may come, of the limit."""
DROP_PROMPT: Final = "when a drop is due"
"""What the secret is made for."""
_WITHOUT_CASH: Final = (MovementType.NO_SALE, MovementType.SWAP)


def drop_due(state: State, drawer_no: int, secret: bytes | None = None) -> bool:
    """Say whether the drawer holds so much that cash should go to the safe.

    Without a `secret`, for who may see what is expected: more than the limit. With one, for a blind cashier:
    above the limit always, below 90 % of it never, and between them the nearer the limit, the more often.
    Were there a fixed edge, somebody who moves small amounts until the prompt comes would know the drawer to
    the unit. So each act that moves cash draws another edge within the band, by a secret of the register: one
    look tells no more than “somewhere within the band”, to look again without moving cash tells nothing new,
    and what many acts could tell costs that many records, from which no one would come to the unit.
    """
    limit, shift = state.rules.drawer_limit, state.shifts.get(drawer_no)
    if limit is None or shift is None:
        return False
    early = 0 if secret is None else _drawn(state, shift, secret, max(1, limit * BAND_PERCENT // 100))
    return state.expected(drawer_no) > limit - early


def _drawn(state: State, shift: Shift, secret: bytes, band: int) -> int:
    """Draw a number below `band`; the same until the next act that moves cash in this drawer."""
    moved = sum(each.count for name, each in shift.tally.movements.items() if name not in _WITHOUT_CASH)
    where = f"{shift.no} {shift.drawer} {state.training} {moved + shift.tally.sales.receipts}"
    return int.from_bytes(blake2b(where.encode(), key=secret, digest_size=16).digest()) % band
