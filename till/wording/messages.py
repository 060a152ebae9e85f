"""Sentences and names for what people see: refusals, and every closed list of words in the records."""

from __future__ import annotations

from typing import Final

from till.domain.errors import Refused
from till.domain.external_record import ExternalType
from till.domain.money import Money
from till.domain.open_things import OpenKind
from till.domain.people import Right
from till.domain.receipt import Receipt, ReceiptType, RecentReceipt
from till.domain.settings import CASH, PackKind, SessionPolicy
from till.domain.vocabulary import (
    Confirmation,
    KickOutcome,
    MovementType,
    PinPurpose,
    ReportType,
    ShiftStatus,
)
from till.wording.money import money
from till.wording.translation import _, marked

_MOVEMENTS: Final = {
    MovementType.CASH_IN: marked("Cash in"),
    MovementType.CASH_OUT: marked("Drop"),
    MovementType.PAY_OUT: marked("Pay-out"),
    MovementType.UNDO_PAY_OUT: marked("Pay-out undone"),
    MovementType.NO_SALE: marked("No sale"),
    MovementType.TIP_OUT: marked("Tip-out"),
    MovementType.DRIVER_REIMBURSEMENT: marked("Reimbursement"),
    MovementType.CASH_COLLECTED: marked("Cash collected"),
    MovementType.TRANSFER: marked("Transfer"),
    MovementType.SWAP: marked("Swap"),
    MovementType.ADVANCE: marked("Advance"),
    MovementType.SETTLE: marked("Advance settled"),
    MovementType.EXTERNAL_IMPORT: marked("External takings"),
    MovementType.CORRECTION: marked("Correction"),
    MovementType.CLOSE_OUT_EXACT: marked("Exact"),
    MovementType.CLOSE_OUT_OVERAGE: marked("Over"),
    MovementType.CLOSE_OUT_SHORTAGE: marked("Short"),
}
_UNDONE: Final = {
    MovementType.CASH_IN: marked("Cash in undone"),
    MovementType.CASH_OUT: marked("Drop undone"),
    MovementType.PAY_OUT: marked("Pay-out undone"),
    MovementType.TIP_OUT: marked("Tip-out undone"),
    MovementType.DRIVER_REIMBURSEMENT: marked("Reimbursement undone"),
    MovementType.CASH_COLLECTED: marked("Collection undone"),
    MovementType.TRANSFER: marked("Transfer undone"),
    MovementType.ADVANCE: marked("Advance undone"),
    MovementType.SETTLE: marked("Settlement undone"),
    MovementType.EXTERNAL_IMPORT: marked("External takings undone"),
    MovementType.CORRECTION: marked("Correction undone"),
}
_KICKS: Final = {
    KickOutcome.CONFIRMED: marked("Drawer opened"),
    KickOutcome.UNVERIFIED: marked("Drawer told to open"),
    KickOutcome.NO_MOTION: marked("Drawer did not open"),
    KickOutcome.NOT_SENT: marked("Drawer not reached"),
    KickOutcome.EXPIRED: marked("Drawer not opened in time"),
    KickOutcome.UNKNOWN: marked("Drawer in doubt"),
}
_KICK_SENTENCES: Final = {
    KickOutcome.CONFIRMED: marked("The drawer is open."),
    KickOutcome.UNVERIFIED: marked("The drawer was told to open. No sensor can say whether it did."),
    KickOutcome.NO_MOTION: marked("The drawer did not open. Is it locked?"),
    KickOutcome.NOT_SENT: marked("The drawer could not be reached. Is the printer on? Open it with the key."),
    KickOutcome.EXPIRED: marked("The drawer was not opened: its turn came too late."),
    KickOutcome.UNKNOWN: marked("The drawer may or may not have opened. Look at it."),
}
_TRY_AGAIN: Final = frozenset({KickOutcome.NO_MOTION, KickOutcome.EXPIRED, KickOutcome.UNKNOWN})
_CONFIRMATIONS: Final = {
    Confirmation.PRINTED: marked("Printed"),
    Confirmation.PROCESSED: marked("Taken by the printer"),
    Confirmation.SENT: marked("Sent; the printer does not say"),
}
_STATUSES: Final = {
    ShiftStatus.DRAFT: marked("Open"),
    ShiftStatus.COUNTING: marked("Being counted"),
    ShiftStatus.SUSPENDED: marked("Suspended"),
    ShiftStatus.PARKED: marked("To be counted"),
    ShiftStatus.POSTED: marked("Closed"),
}
_EXTERNAL: Final = {
    ExternalType.SALE: marked("Sale"),
    ExternalType.RETURN: marked("Refund"),
    ExternalType.CREDIT: marked("Credit receipt"),
    ExternalType.BATCH_OPEN: marked("Float put in"),
    ExternalType.BATCH_CHANGE: marked("Float changed"),
    ExternalType.BATCH_CLOSE: marked("Float taken out"),
    ExternalType.X_REPORT: marked("X report"),
}
_REPORTS: Final = {ReportType.X: marked("X report"), ReportType.Z: marked("Z report")}
_PURPOSES: Final = {
    PinPurpose.SIGN_IN: marked("to sign in"),
    PinPurpose.UNLOCK: marked("to unlock"),
    PinPurpose.APPROVE: marked("to approve"),
    PinPurpose.COMMAND: marked("for a command"),
}
_POLICIES: Final = {
    SessionPolicy.SHIFT: marked("Any number of shifts a day"),
    SessionPolicy.DAY: marked("One shift a day"),
}
_RIGHTS: Final = {
    Right.SELL: marked("Sell"),
    Right.REFUND: marked("Refund"),
    Right.NO_SALE: marked("Open the drawer without a sale"),
    Right.CASH_IN: marked("Put cash in"),
    Right.DROP: marked("Drop cash to the safe"),
    Right.PAY_OUT: marked("Pay out"),
    Right.TIP_OUT: marked("Pay tips out"),
    Right.REIMBURSE: marked("Reimburse staff"),
    Right.DEPOSIT: marked("Deposit at the bank"),
    Right.SWAP: marked("Swap notes and coins"),
    Right.TRANSFER: marked("Transfer between drawers"),
    Right.OPEN_SHIFT: marked("Open a shift"),
    Right.COUNT: marked("Count the drawer"),
    Right.CLOSE_SHIFT: marked("Close a shift"),
    Right.SEE_EXPECTED: marked("See what must be in the drawer"),
    Right.X_REPORT: marked("Take an X report"),
    Right.REPRINT: marked("Print a slip again"),
    Right.UNDO: marked("Undo a movement"),
    Right.APPROVE: marked("Approve what others do"),
    Right.FORCE_CLOSE: marked("Close somebody else's shift"),
    Right.TRAIN: marked("Use training mode"),
    Right.EMPLOYEES: marked("Manage the people"),
    Right.CONFIGURE: marked("Change the settings"),
}


def sentence(refused: Refused, locale: str) -> str:
    """Say in the register's language why something was refused; amounts as the locale writes them."""
    values = {
        name: money(value.amount, value.currency, locale) if isinstance(value, Money) else value
        for name, value in refused.values.items()
    }
    return _(refused.sentence).format(**values)


def movement_name(type_: MovementType, *, undo: bool = False) -> str:
    """Name a movement: `Pay-out`, or with `undo` `Pay-out undone`."""
    return _(_UNDONE.get(type_, _MOVEMENTS[type_]) if undo else _MOVEMENTS[type_])


def tender_name(code: str, name: str) -> str:
    """Name a tender; cash has no configured name."""
    return _("Cash") if code == CASH else name or code


def external_name(type_: ExternalType) -> str:
    """Name what another system did."""
    return _(_EXTERNAL[type_])


def addendum_name(no: int) -> str:
    """Name an addendum by its number in its shift."""
    return _("Addendum {no}").format(no=no)


def pack_name(kind: PackKind) -> str:
    """Name how coins come from the bank."""
    return _("Roll") if kind is PackKind.ROLL else _("Bag")


def open_kind_name(kind: OpenKind) -> str:
    """Name what was left open."""
    return _("Advance") if kind is OpenKind.ADVANCE else _("Adjustment")


def receipt_name(receipt: Receipt | RecentReceipt) -> str:
    """Name a receipt with its number: `Sale 1043`, or `Refund 1044`."""
    if receipt.type is ReceiptType.REFUND:
        return _("Refund {receipt}").format(receipt=receipt.no)
    return _("Sale {receipt}").format(receipt=receipt.no)


def deposit_name(*, undo: bool = False) -> str:
    """Name a deposit at the bank, or its undoing."""
    return _("Deposit undone") if undo else _("Deposit")


def difference_name(amount: int) -> str:
    """Name a difference by its sign: `Over`, `Short` or `Exact`."""
    if amount == 0:
        return _("Exact")
    return _("Over") if amount > 0 else _("Short")


def kick_name(outcome: KickOutcome) -> str:
    """Name what became of an attempt to open the drawer, for lists."""
    return _(_KICKS[outcome])


def kick_sentence(outcome: KickOutcome, again_key: str = "") -> str:
    """Say what became of an attempt to open the drawer and what to do; `again_key` tries again."""
    text = _(_KICK_SENTENCES[outcome])
    if again_key and outcome in _TRY_AGAIN:
        text = f"{text} {_('Press {key} to try again.').format(key=again_key)}"
    return text


def confirmation_name(confirmation: Confirmation) -> str:
    """Name how much the printer said about a slip."""
    return _(_CONFIRMATIONS[confirmation])


def status_name(status: ShiftStatus) -> str:
    """Name where a shift is in its life."""
    return _(_STATUSES[status])


def report_name(type_: ReportType, no: int | None = None) -> str:
    """Name a report: `X report`, `Z report 17`."""
    return _(_REPORTS[type_]) if no is None else f"{_(_REPORTS[type_])} {no}"


def purpose_name(purpose: PinPurpose) -> str:
    """Name why a PIN was typed."""
    return _(_PURPOSES[purpose])


def policy_name(policy: SessionPolicy) -> str:
    """Name how many shifts a day may have."""
    return _(_POLICIES[policy])


def right_name(right: Right) -> str:
    """Name what a role may do."""
    return _(_RIGHTS[right])
