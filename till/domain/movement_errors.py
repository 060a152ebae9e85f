"""Refusals about movements of cash: advances, bags, undoing; see `errors.py`."""

from __future__ import annotations

from till.domain.people_errors import NeedsApproval
from till.domain.refused import Refused, Telling


class NotEnoughCash(Telling):
    """A drawer cannot go below zero. The balance is not told: the person may not know it."""

    sentence = "There is not that much in the drawer."


class NotEnoughInSafe(Refused):
    """The safe cannot go below zero either."""

    sentence = "There is not that much in the safe."


class NeedsBag(Refused):
    """A bag or seal number is missing."""

    sentence = "Cash that leaves the drawer for the safe needs a bag number."


class BagInUse(Refused):
    """The bag number belongs to a bag that is still under way."""

    sentence = "Bag {bag} is already under way with other money. Use another bag."


class TooManyRefusals(NeedsApproval):
    """The person was told too often by a refusal how much is in the drawer; no figure is told."""

    sentence = (
        "You were refused {times} times in this shift for what is in the drawer. "
        "From now on somebody who sees what is expected must approve it."
    )


class TooManyNoSales(NeedsApproval):
    """The drawer was opened without a sale too often in an hour."""

    sentence = (
        "You have opened the drawer without a sale {times} times within an hour. "
        "Somebody must approve it, or say that it is an emergency."
    )


class NoSuchMovement(Refused):
    """The movement to undo is not in the open shift."""

    sentence = "There is no such movement in this shift."


class AlreadyUndone(Refused):
    """A movement can be undone only once."""

    sentence = "This was already undone."


class CannotUndo(Refused):
    """Some movements have nothing to undo."""

    sentence = "This cannot be undone."


class AlreadyDone(Refused):
    """The same act came a second time."""

    sentence = "This was already done."


class NoSuchAdvance(Refused):
    """The advance to settle is not there."""

    sentence = "There is no such advance."


class AdvanceSettled(Refused):
    """An advance can be settled only once."""

    sentence = "This advance is settled already."


class NoSuchAdjustment(Refused):
    """The adjustment is not a draft any more, or never was."""

    sentence = "There is no such adjustment to go on with."


class SameDrawer(Refused):
    """A transfer needs two drawers."""

    sentence = "Choose another drawer to carry the cash to."


class UnequalSwap(Refused):
    """A swap gains and loses nothing."""

    sentence = "What goes out and what comes in must be worth the same."


class NoSuchBag(Refused):
    """The bag is not under way."""

    sentence = "Bag {bag} is not under way."


class OwnBag(Refused):
    """Somebody else receives a bag than the one who dropped it."""

    sentence = "Somebody else must receive bag {bag}: you dropped it."


class NoSuchDeposit(Refused):
    """The deposit is not there, or too long ago to be undone."""

    sentence = "There is no such deposit."


class DepositNumberTwice(Refused):
    """Several deposits that can be undone have the number that was typed."""

    sentence = "Several deposits have the number {number}. Type the reference on its slip."
