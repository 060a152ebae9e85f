"""What is printed: entries to documents. Pure; everything on a slip stands in its entry."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from hardware.document import Cut, Document, Part
from till.domain.entries import (
    AddendumAdded,
    AdjustmentCancelled,
    AdjustmentChanged,
    AdjustmentDrafted,
    BadgeRefused,
    BadgeSet,
    BagReceived,
    CashCounted,
    CashDeposited,
    CashMoved,
    ClockChanged,
    ClockDoubted,
    CountAbandoned,
    CountStarted,
    DiscountGiven,
    DrawerKicked,
    DrawerLeftOpen,
    DrawerOpened,
    DrawerShut,
    DrawerTried,
    EmployeeAdded,
    EmployeeChanged,
    Entry,
    ExternalRecorded,
    JournalExported,
    JournalRestored,
    LineRung,
    LineVoided,
    OfficeAsked,
    OfficeDisagreed,
    PinAccepted,
    PinRefused,
    PinSet,
    PrinterChanged,
    ProgramStarted,
    ProgramStopped,
    ReceiptCopied,
    RefusalCounted,
    RegisterCreated,
    ReportTaken,
    SaleCancelled,
    SaleConcluded,
    SaleParked,
    SaleRefunded,
    SaleResumed,
    SaleUnprinted,
    ScreenLocked,
    ScreenUnlocked,
    SettingsChanged,
    ShiftClosed,
    ShiftOpened,
    ShiftResumed,
    ShiftSetAside,
    SignedIn,
    SignedOut,
    SlipAnswered,
    SlipCancelled,
    SlipCopied,
    SlipInDoubt,
    SlipPrinted,
    SlipWaiting,
    TenderReturned,
    TenderTaken,
    TrainingEnded,
    TrainingStarted,
)
from till.domain.figures import blind
from till.domain.training import is_practice
from till.domain.vocabulary import MovementType
from till.slips.addendum import addendum_slip
from till.slips.aside import insert_label
from till.slips.bags import bag_slip, deposit_slip
from till.slips.count_sheet import count_sheet, opening_sheet
from till.slips.marks import as_copy, as_training
from till.slips.movement import movement_slip
from till.slips.no_sale import no_sale_slip as lay_out_no_sale
from till.slips.receipt import receipt_slip
from till.slips.report import report_slip

__all__ = ["as_copy", "report_slip", "slip_for"]


def slip_for(entry: Entry, *, full: bool, own: bool = False, no_sale_slip: bool = True) -> Document | None:
    """Give the slip of an entry, cut off at its end, or None if it has none.

    `full` False leaves out everything that tells what must be in the drawer; `own` says that it is for who
    did it, and knows what they typed. `no_sale_slip` False is a shop that wants no slip when a drawer is
    opened without a sale.
    """
    slip = _laid_out(entry, full=full, own=own, no_sale_slip=no_sale_slip)
    if slip is None:
        return None
    slip = replace(slip, parts=_cut(slip.parts))
    return as_training(slip) if is_practice(entry) else slip


def _cut(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """End a slip in a cut; a copy ends in one already."""
    return parts if parts and isinstance(parts[-1], Cut) else (*parts, Cut())


def _laid_out(  # noqa: C901, PLR0912 -- a closed match
    entry: Entry, *, full: bool, own: bool, no_sale_slip: bool
) -> Document | None:
    match entry:
        case CashMoved() if entry.type is MovementType.NO_SALE:
            return lay_out_no_sale(entry) if no_sale_slip else None
        case CashMoved() if entry.type is MovementType.TRANSFER and not entry.postings:
            return None  # The other half is printed, with both drawers.
        case CashMoved():
            return movement_slip(entry)
        case BagReceived():
            return bag_slip(entry, full=full)
        case CashDeposited():
            return deposit_slip(entry)
        case ShiftOpened():
            return opening_sheet(entry, full=full)
        case CashCounted():
            return count_sheet(entry)
        case ShiftSetAside():
            return insert_label(entry)
        case ShiftResumed():
            return None
        case AddendumAdded():
            return addendum_slip(entry)
        case ReportTaken() | ShiftClosed():
            return report_slip(entry.figures if full else blind(entry.figures, own=own))
        case ClockChanged() | ClockDoubted():
            return None
        case RegisterCreated() | SettingsChanged() | ProgramStarted() | ProgramStopped():
            return None
        case EmployeeAdded() | EmployeeChanged() | PinSet() | PinRefused() | PinAccepted():
            return None
        case BadgeSet() | BadgeRefused():
            return None
        case SignedIn() | SignedOut() | ScreenLocked() | ScreenUnlocked() | JournalExported():
            return None
        case OfficeAsked() | OfficeDisagreed() | JournalRestored():
            return None
        case RefusalCounted():
            return None
        case CountStarted() | CountAbandoned() | DrawerKicked() | SlipCopied() | SlipPrinted():
            return None
        case DrawerTried() | DrawerOpened() | DrawerShut() | DrawerLeftOpen() | PrinterChanged():
            return None
        case SaleConcluded() | SaleRefunded():
            return receipt_slip(entry.receipt)
        case ReceiptCopied():
            return as_copy(receipt_slip(entry.original))
        case LineRung() | LineVoided() | DiscountGiven() | TenderTaken() | TenderReturned():
            return None
        case SaleCancelled() | SaleParked() | SaleResumed() | SaleUnprinted() | ExternalRecorded():
            return None
        case AdjustmentDrafted() | AdjustmentChanged() | AdjustmentCancelled():
            return None
        case (
            SlipWaiting()
            | SlipInDoubt()
            | SlipAnswered()
            | SlipCancelled()
            | TrainingStarted()
            | TrainingEnded()
        ):
            return None
        case _:
            assert_never(entry)
