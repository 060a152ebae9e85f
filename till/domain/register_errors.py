"""Refusals about the register itself: what it is, its currency, training; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


class NotSetUp(Refused):
    """There is no register yet."""

    sentence = "This register is not set up yet. Run “till init” or “till setup”."


class AlreadySetUp(Refused):
    """The journal has its first record already."""

    sentence = "This register is already set up."


class OtherCurrency(Refused):
    """A journal has one currency from its first record to its last."""

    sentence = "This register's journal is in {known}, but the configuration says {given}. Change it back."


class TrainingAlready(Refused):
    """Training mode is on."""

    sentence = "Training mode is on already."


class NotTraining(Refused):
    """Training mode is not on."""

    sentence = "Training mode is not on."


class ForRealOnly(Refused):
    """Some things cannot be practised: what is numbered without gaps, and what the office is told."""

    sentence = "This is done for real only. End training mode first."
