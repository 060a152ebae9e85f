"""What may explain a difference, in sentences that say where to look."""

from __future__ import annotations

from typing import assert_never

from till.domain.settings import Settings
from till.domain.state import Shift
from till.domain.why_short import Candidate, Cause
from till.wording.dates import time_of_day
from till.wording.entry_lines import movement_details
from till.wording.messages import movement_name
from till.wording.money import money
from till.wording.translation import _


def candidate_words(candidate: Candidate, shift: Shift, rules: Settings) -> str:
    """Say what may have happened, and where to look."""
    match candidate.cause:
        case Cause.SALE_LEFT_OUT:
            words = _("Receipt {no} is exactly that much: was it paid, and in cash? Look for a card slip.")
            return words.format(no=candidate.receipt)
        case Cause.OTHER_TENDER:
            words = _("{tender} is off by as much the other way: cash keyed as it, or it keyed as cash.")
            return words.format(tender=candidate.tender)
        case Cause.MOVEMENT_LEFT_OUT:
            words = _("{movement} is exactly that much: recorded and not carried out, or carried out twice.")
            return words.format(movement=_movement(candidate, shift, rules))
        case Cause.WRONG_DIRECTION:
            words = _("{movement} is half of that: it went the other way than was recorded.")
            return words.format(movement=_movement(candidate, shift, rules))
        case Cause.OPENING_FLOAT:
            return _(
                "The float was off by exactly that much when the shift was opened. Was it counted right?"
            )
        case Cause.COUNTED_WRONG:
            value = money(candidate.value or 0, rules.currency, rules.locale)
            words = _("{pieces} × {value} is exactly that much: count those again.")
            return words.format(pieces=candidate.pieces, value=value)
        case Cause.DIGITS_SWAPPED:
            return _("It can be divided by 9: two digits of an amount may have been swapped.")
        case _:
            assert_never(candidate.cause)


def _movement(candidate: Candidate, shift: Shift, rules: Settings) -> str:
    movement = shift.movement(candidate.movement or "")
    if movement is None:
        return ""
    parts = (
        time_of_day(movement.at),
        movement_name(movement.type),
        money(movement.amount, rules.currency, rules.locale, sign=True),
        movement_details(movement.reason, movement.bag, movement.payee),
    )
    return " ".join(part for part in parts if part)
