"""The closed lists of words that stand in records."""

from __future__ import annotations

from enum import StrEnum


class Secret(StrEnum):
    """What a refusal can tell something of: the cash in a drawer, the float it has, or what was counted."""

    CASH = "cash"
    FLOAT = "float"
    COUNT = "count"


class MovementType(StrEnum):
    """What a cash movement is; the names are Toast's `CashEntry.type`, with our own beside them."""

    CASH_IN = "CASH_IN"
    CASH_OUT = "CASH_OUT"
    PAY_OUT = "PAY_OUT"
    UNDO_PAY_OUT = "UNDO_PAY_OUT"
    NO_SALE = "NO_SALE"
    TIP_OUT = "TIP_OUT"
    DRIVER_REIMBURSEMENT = "DRIVER_REIMBURSEMENT"
    CASH_COLLECTED = "CASH_COLLECTED"
    TRANSFER = "TRANSFER"
    SWAP = "SWAP"
    ADVANCE = "ADVANCE"
    SETTLE = "SETTLE"
    EXTERNAL_IMPORT = "EXTERNAL_IMPORT"
    CORRECTION = "CORRECTION"
    CLOSE_OUT_EXACT = "CLOSE_OUT_EXACT"
    CLOSE_OUT_OVERAGE = "CLOSE_OUT_OVERAGE"
    CLOSE_OUT_SHORTAGE = "CLOSE_OUT_SHORTAGE"


class ShiftStatus(StrEnum):
    """The life of a shift: open, being counted, its insert out for a while or for good, closed for ever."""

    DRAFT = "DRAFT"
    COUNTING = "COUNTING"
    SUSPENDED = "SUSPENDED"
    PARKED = "PARKED"
    POSTED = "POSTED"


class ReportType(StrEnum):
    """X: so far, any number of times. Z: at the close, once, numbered."""

    X = "X"
    Z = "Z"


class PinPurpose(StrEnum):
    """Why somebody typed a PIN."""

    SIGN_IN = "sign-in"
    UNLOCK = "unlock"
    APPROVE = "approve"
    COMMAND = "command"


class KickOutcome(StrEnum):
    """What is known about one attempt to open the drawer."""

    CONFIRMED = "confirmed"
    """The sensor saw it open."""
    UNVERIFIED = "unverified"
    """The pulse was sent; no sensor that could be believed saw anything."""
    NO_MOTION = "no-motion"
    """The pulse was sent; a proven sensor did not move: locked, jammed, or the cable is out."""
    NOT_SENT = "not-sent"
    """The pulse never left."""
    EXPIRED = "expired"
    """It was too old to be sent: a drawer must not open by itself."""
    UNKNOWN = "unknown"
    """It may or may not have been sent."""


class Confirmation(StrEnum):
    """How much the printer said about a slip."""

    PRINTED = "printed"
    PROCESSED = "processed"
    SENT = "sent"


class RestoreProof(StrEnum):
    """What showed that a backup has all that was recorded."""

    OFFICE = "office"
    SLIP = "slip"
    NONE = "none"
