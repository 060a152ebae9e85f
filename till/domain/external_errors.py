"""Refusals of what other systems did; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


class AlreadyRecorded(Refused):
    """The other system's record was taken in before; nothing changes."""

    sentence = "“{record}” of {source} is already recorded. Nothing was recorded twice."


class DoesNotAddUp(Refused):
    """The lines of an external receipt are not what was paid."""

    sentence = "“{record}” does not add up: its lines come to {lines}, its payments less change to {paid}."


class WrongDirection(Refused):
    """Money goes the other way than the record's type says."""

    sentence = "“{record}” says {type}, but its amounts go the other way."


class MovesOnCredit(Refused):
    """A receipt of what is not paid yet says that something was paid."""

    sentence = "“{record}” is a credit receipt, so all of it must be paid with “credit”."


class NotRecordable(Refused):
    """There is nothing in it that can be taken in."""

    sentence = "“{record}” holds nothing to record: no line, no payment."
