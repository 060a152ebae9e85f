"""Refusals about what was typed: amounts, texts, reasons, counts; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


class BadAmount(Refused):
    """The amount cannot be used."""

    sentence = "“{text}” is not an amount that can be used here."


class AmountTooLarge(Refused):
    """The amount is above what the register takes."""

    sentence = "That is more than the register can take. Check the amount."


class NothingToMove(Refused):
    """Zero is not a movement."""

    sentence = "The amount is zero. Type an amount."


class BadCount(Refused):
    """The count cannot be used."""

    sentence = "{text} is not a note or coin of this register."


class NeedsReason(Refused):
    """A reason is missing."""

    sentence = "This needs a reason."


class UnknownReason(Refused):
    """The reason is not a configured one."""

    sentence = "“{reason}” is not one of the reasons: {reasons}."


class BadText(Refused):
    """A text is empty, too long or has characters that are not text."""

    sentence = "That text cannot be used: at most {length_max} characters, on one line."


class NoSuchTender(Refused):
    """The tender is not configured, or named twice."""

    sentence = "“{tender}” is not a tender to name here, each once: {tenders}."


class TenderNotCounted(Refused):
    """A tender is configured to be counted at the close, and was not."""

    sentence = "Count this too, 0 where there is none: {names}."
