"""Refusals about shifts, their drawers and their counts; see `errors.py`."""

from __future__ import annotations

from till.domain.people_errors import NeedsApproval
from till.domain.refused import Refused, Telling


class ShiftNotClosed(Refused):
    """An addendum is appended to a closed shift; what runs still takes the entry itself."""

    sentence = "Shift {shift} is not closed yet. Only a closed shift has addenda: record it in the shift."


class ShiftInDrawer(Refused):
    """The act is for a shift whose insert is out of the drawer."""

    sentence = "Shift {shift} is in drawer {drawer}. This is for a shift that was suspended or parked."


class ShiftIsClosed(Refused):
    """Nothing opens a closed shift again."""

    sentence = "Shift {shift} is closed. What was forgotten is appended to it as an addendum."


class NothingCounted(Refused):
    """There is no count to speak of; it need not come to a close."""

    sentence = "The drawer has not been counted yet. Count it first."


class LeftNeedsCount(Refused):
    """Of what nobody counted, nothing is taken out; and to try amounts out would tell what is expected."""

    sentence = "Nobody has counted the drawer, so all of it stays. Count it first, or do not say what stays."


class NoReportYet(Refused):
    """No shift was closed yet."""

    sentence = "There is no Z report yet. Closing a shift makes one."


class SalePaidInPart(Refused):
    """What was paid of a sale lies in the drawer that would go to somebody else."""

    sentence = "A sale is paid in part. Finish the sale or give the payment back first."


class OutOfDrawer(Refused):
    """What belongs to a shift is not booked into another one meanwhile."""

    sentence = "This belongs to shift {shift}, which is out of the drawer. Resume that shift first."


class NoOpenShift(Refused):
    """The act needs an open shift."""

    sentence = "No shift is open. Open a shift first."


class ShiftAlreadyOpen(Refused):
    """The drawer has a shift."""

    sentence = "Shift {shift} is already open on this drawer. Close it first."


class SessionExists(Refused):
    """One session per register and date (policy “day”), in SushiGo's words."""

    sentence = "A session already exists for this register on this date."


class BeingCounted(Refused):
    """The shift is closed to movements while it is counted."""

    sentence = "The drawer is being counted. Finish the count, or go back to the open shift."


class NotBeingCounted(Refused):
    """There is no count to go on with."""

    sentence = "The drawer is not being counted. Start the count first."


class NotCounted(Refused):
    """A shift cannot be closed before it was counted."""

    sentence = "Count the drawer before closing the shift."


class NoSuchDrawer(Refused):
    """The drawer is not configured."""

    sentence = "This register has no drawer {drawer}."


class NoSuchShift(Refused):
    """No shift, or no Z, has this number."""

    sentence = "There is no shift {shift}."


class DifferenceAboveLimit(NeedsApproval, Telling):
    """Over or short above the limit; the figure is not told: the person may not know it."""

    sentence = "The difference is above the limit. It needs a reason and somebody who approves it."


class AttemptsUsedUp(NeedsApproval):
    """The drawer was counted, or its close refused on a count, too often."""

    sentence = (
        "The drawer was counted or closed in vain {attempts} times. Somebody must allow one more count."
    )


class NotYourDrawer(NeedsApproval):
    """The drawer is in the charge of who opened its shift."""

    sentence = "This drawer is in the charge of {name}. Another person who may approve it must."


class OwnHandover(Refused):
    """A drawer is handed to somebody else."""

    sentence = "Hand the drawer over to somebody else."


class DrawerNotEmpty(Refused):
    """The insert of one shift does not go on top of the cash of another."""

    sentence = "There is cash of another shift in drawer {drawer}. Choose an empty drawer."


class ShiftIsOver(Refused):
    """A parked shift is only counted, never gone on with."""

    sentence = "Shift {shift} is over and waits to be counted."


class OpenThings(NeedsApproval):
    """What is open must be settled before the shift is posted, or somebody answers for leaving it open."""

    sentence = (
        "This must be settled before posting: {things}. Or somebody who may close others' shifts answers "
        "for it with a reason: an advance stays owed, an adjustment is given up."
    )


class MoreThanCounted(Refused):
    """What stays cannot be more than what was counted."""

    sentence = "More cannot stay in the drawer than was counted."
