"""Entries to the text of a record and back. A kind is never renamed, reused or changed in shape."""

from __future__ import annotations

import json
from typing import Final

from till.domain import entries
from till.domain.entries import Entry
from till.domain.plain import from_plain, to_plain

KINDS: Final[dict[str, type[Entry]]] = {
    "register-created/1": entries.RegisterCreated,
    "settings-changed/1": entries.SettingsChanged,
    "program-started/1": entries.ProgramStarted,
    "program-stopped/1": entries.ProgramStopped,
    "clock-changed/1": entries.ClockChanged,
    "clock-doubted/1": entries.ClockDoubted,
    "employee-added/1": entries.EmployeeAdded,
    "employee-changed/1": entries.EmployeeChanged,
    "pin-set/1": entries.PinSet,
    "badge-set/1": entries.BadgeSet,
    "badge-refused/1": entries.BadgeRefused,
    "pin-refused/1": entries.PinRefused,
    "pin-accepted/1": entries.PinAccepted,
    "signed-in/1": entries.SignedIn,
    "signed-out/1": entries.SignedOut,
    "screen-locked/1": entries.ScreenLocked,
    "screen-unlocked/1": entries.ScreenUnlocked,
    "shift-opened/1": entries.ShiftOpened,
    "cash-moved/1": entries.CashMoved,
    "adjustment-drafted/1": entries.AdjustmentDrafted,
    "adjustment-changed/1": entries.AdjustmentChanged,
    "adjustment-cancelled/1": entries.AdjustmentCancelled,
    "bag-received/1": entries.BagReceived,
    "cash-deposited/1": entries.CashDeposited,
    "count-started/1": entries.CountStarted,
    "cash-counted/1": entries.CashCounted,
    "count-abandoned/1": entries.CountAbandoned,
    "refusal-counted/1": entries.RefusalCounted,
    "report-taken/1": entries.ReportTaken,
    "shift-closed/1": entries.ShiftClosed,
    "shift-set-aside/1": entries.ShiftSetAside,
    "shift-resumed/1": entries.ShiftResumed,
    "addendum-added/1": entries.AddendumAdded,
    "slip-copied/1": entries.SlipCopied,
    "drawer-tried/1": entries.DrawerTried,
    "drawer-kicked/1": entries.DrawerKicked,
    "drawer-opened/1": entries.DrawerOpened,
    "drawer-shut/1": entries.DrawerShut,
    "drawer-left-open/1": entries.DrawerLeftOpen,
    "printer-changed/1": entries.PrinterChanged,
    "slip-printed/1": entries.SlipPrinted,
    "slip-waiting/1": entries.SlipWaiting,
    "slip-in-doubt/1": entries.SlipInDoubt,
    "slip-answered/1": entries.SlipAnswered,
    "slip-cancelled/1": entries.SlipCancelled,
    "line-rung/1": entries.LineRung,
    "line-voided/1": entries.LineVoided,
    "discount-given/1": entries.DiscountGiven,
    "tender-taken/1": entries.TenderTaken,
    "tender-returned/1": entries.TenderReturned,
    "sale-cancelled/1": entries.SaleCancelled,
    "sale-parked/1": entries.SaleParked,
    "sale-resumed/1": entries.SaleResumed,
    "sale-concluded/1": entries.SaleConcluded,
    "sale-refunded/1": entries.SaleRefunded,
    "receipt-copied/1": entries.ReceiptCopied,
    "sale-unprinted/1": entries.SaleUnprinted,
    "external-recorded/1": entries.ExternalRecorded,
    "journal-exported/1": entries.JournalExported,
    "journal-restored/1": entries.JournalRestored,
    "office-disagreed/1": entries.OfficeDisagreed,
    "office-asked/1": entries.OfficeAsked,
    "training-started/1": entries.TrainingStarted,
    "training-ended/1": entries.TrainingEnded,
}
"""The class of each kind; a changed shape gets the next version and the old line stays."""

_KIND_OF: Final = {kind_class: kind for kind, kind_class in KINDS.items()}
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class UnknownKind(ValueError):
    """A record has a kind that this program does not know: it was written by a newer one."""


def encode(entry: Entry) -> tuple[str, str]:
    """Give the kind and the body (JSON text on one line) of an entry."""
    return _KIND_OF[type(entry)], _dumps(to_plain(entry))


def decode(kind: str, body: str) -> Entry:
    """Read a record's entry back.

    Raises:
        UnknownKind: No such kind.
        ValueError: The body is not JSON or not of the kind's shape.
    """
    if kind not in KINDS:
        raise UnknownKind(f"This program does not know records of kind “{kind}”.")
    return from_plain(KINDS[kind], json.loads(body))
