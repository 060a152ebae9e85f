"""Refusals about shifts that are not where they must be for an act; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


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
