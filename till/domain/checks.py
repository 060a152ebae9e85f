"""What every rule asks first of amounts, texts, drawers and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from till.domain.errors import (
    AmountTooLarge,
    BadAmount,
    BadCount,
    BadText,
    BeingCounted,
    NeedsReason,
    NoOpenShift,
    NoSuchDrawer,
    NoSuchTender,
    NothingToMove,
    TenderNotCounted,
    UnknownReason,
)
from till.domain.money import AMOUNT_MAX, Money
from till.domain.settings import Reason
from till.domain.state import Count, Shift, State
from till.domain.tenders import TenderLine
from till.domain.vocabulary import ShiftStatus

TEXT_LENGTH_MAX: Final = 80
PIECES_MAX: Final = 1_000_000
"""The most pieces of one denomination that a count may name."""


def require_shift(state: State, drawer_no: int) -> Shift:
    """Find the shift of a drawer, open or being counted; also of a drawer that is configured no more."""
    shift = state.shifts.get(drawer_no)
    if shift is None:
        require_drawer(state, drawer_no)
        raise NoOpenShift()
    return shift


def require_open_shift(state: State, drawer_no: int) -> Shift:
    """Find the shift of a drawer that takes movements."""
    shift = require_shift(state, drawer_no)
    if shift.status is not ShiftStatus.DRAFT:
        raise BeingCounted()
    return shift


def require_drawer(state: State, drawer_no: int) -> None:
    """See that the drawer is configured."""
    if drawer_no not in state.rules.drawers:
        raise NoSuchDrawer(drawer=drawer_no)


def require_amount(state: State, amount: int) -> int:
    """See that something can be moved: positive, and not more than the register takes."""
    if amount == 0:
        raise NothingToMove()
    return within_bounds(state, amount)


def within_bounds(state: State, amount: int) -> int:
    """See that an amount, which may be zero, is none that the register cannot take."""
    # The size comes first: a number of thousands of digits cannot even be named in a sentence.
    if abs(amount) > AMOUNT_MAX:
        raise AmountTooLarge()
    if amount < 0:
        raise BadAmount(text=Money(amount, state.rules.currency))
    return amount


def optional_text(text: str | None, length_max: int = TEXT_LENGTH_MAX) -> str | None:
    """Give `text` without blanks around it, or None when nothing is left; one printable line."""
    stripped = (text or "").strip()
    if len(stripped) > length_max or not stripped.isprintable():
        raise BadText(length_max=length_max)
    return stripped or None


def require_reason(text: str | None) -> str:
    """Give a free reason, which must not be empty."""
    reason = optional_text(text)
    if reason is None:
        raise NeedsReason()
    return reason


def require_name(text: str) -> str:
    """Give the name of a person, which must not be empty."""
    name = optional_text(text)
    if name is None:
        raise BadText(length_max=TEXT_LENGTH_MAX)
    return name


def configured_reason(reasons: Iterable[Reason], code: str) -> Reason:
    """Find a configured reason by its code, or by its name in any case."""
    given = require_reason(code)
    wanted = given.casefold()
    for reason in reasons:
        if wanted in (reason.code.casefold(), reason.name.casefold()):
            return reason
    raise UnknownReason(reason=given[:40], reasons=", ".join(reason.code for reason in reasons))


def _packs(state: State) -> set[tuple[int, int]]:
    return {(pack.value, pack.pieces) for pack in state.rules.packs}


def require_tenders(state: State, count: Count) -> Count:
    """See that each tender that is counted at the close was counted, and no other."""
    wanted = {each.code: each.name for each in state.rules.counted_tenders}
    counted = [line.code for line in count.tenders or ()]
    for line in count.tenders or ():
        if line.code not in wanted or counted.count(line.code) > 1:
            raise NoSuchTender(tender=line.code[:40], tenders=", ".join(wanted))
        within_bounds(state, line.amount)
    missing = [name for code, name in wanted.items() if code not in counted]
    if missing:
        raise TenderNotCounted(names=", ".join(missing))
    if not wanted:
        return replace(count, tenders=None)
    ordered = {line.code: line.amount for line in count.tenders or ()}
    return replace(
        count, tenders=tuple(TenderLine(code, ordered[code], name) for code, name in wanted.items())
    )


def require_count(state: State, count: Count) -> Count:
    """See that a count is made of this register's notes and coins and adds up."""
    currency = state.rules.currency
    within_bounds(state, count.amount)
    for line in count.lines:
        if line.value not in state.rules.denominations:
            raise BadCount(text=Money(within_bounds(state, line.value), currency))
        if line.pieces is not None and (line.value, line.pieces) not in _packs(state):
            raise BadCount(text=f"{Money(line.value, currency)} × {abs(line.pieces) % PIECES_MAX}")
        if abs(line.number) > PIECES_MAX:
            raise AmountTooLarge()
        if line.number < 0:
            raise BadAmount(text=line.number)
    if count.lines and sum(line.amount for line in count.lines) != count.amount:
        raise BadAmount(text=Money(count.amount, currency))
    return count
