"""What happened: the facts of the journal, past tense. Each has a versioned kind in `codec.py`.

`id` is a UUID, `at` the register's local time with offset (RFC 3339), amounts are minor units. They stand in
the files of their subjects; here they are joined, and here everybody finds them.
"""

# ruff: noqa: PLC0414 -- every one of them is found here too, whatever file it stands in

from __future__ import annotations

from till.domain.addendum_entries import AddendumAdded as AddendumAdded
from till.domain.adjustment_entries import AdjustmentCancelled as AdjustmentCancelled
from till.domain.adjustment_entries import AdjustmentChanged as AdjustmentChanged
from till.domain.adjustment_entries import AdjustmentDrafted as AdjustmentDrafted
from till.domain.aside_entries import ShiftResumed as ShiftResumed
from till.domain.aside_entries import ShiftSetAside as ShiftSetAside
from till.domain.bag_entries import BagReceived as BagReceived
from till.domain.bag_entries import CashDeposited as CashDeposited
from till.domain.drawer_entries import DrawerKicked as DrawerKicked
from till.domain.drawer_entries import DrawerLeftOpen as DrawerLeftOpen
from till.domain.drawer_entries import DrawerOpened as DrawerOpened
from till.domain.drawer_entries import DrawerShut as DrawerShut
from till.domain.drawer_entries import DrawerTried as DrawerTried
from till.domain.external_entries import ExternalRecorded as ExternalRecorded
from till.domain.guess_entries import RefusalCounted as RefusalCounted
from till.domain.movement_entries import CashMoved as CashMoved
from till.domain.office_entries import OfficeAsked as OfficeAsked
from till.domain.office_entries import OfficeDisagreed as OfficeDisagreed
from till.domain.people_entries import BadgeRefused as BadgeRefused
from till.domain.people_entries import BadgeSet as BadgeSet
from till.domain.people_entries import EmployeeAdded as EmployeeAdded
from till.domain.people_entries import EmployeeChanged as EmployeeChanged
from till.domain.people_entries import PinAccepted as PinAccepted
from till.domain.people_entries import PinRefused as PinRefused
from till.domain.people_entries import PinSet as PinSet
from till.domain.people_entries import ScreenLocked as ScreenLocked
from till.domain.people_entries import ScreenUnlocked as ScreenUnlocked
from till.domain.people_entries import SignedIn as SignedIn
from till.domain.people_entries import SignedOut as SignedOut
from till.domain.places import Posting
from till.domain.register_entries import ClockChanged as ClockChanged
from till.domain.register_entries import ClockDoubted as ClockDoubted
from till.domain.register_entries import JournalExported as JournalExported
from till.domain.register_entries import JournalRestored as JournalRestored
from till.domain.register_entries import ProgramStarted as ProgramStarted
from till.domain.register_entries import ProgramStopped as ProgramStopped
from till.domain.register_entries import RegisterCreated as RegisterCreated
from till.domain.register_entries import SettingsChanged as SettingsChanged
from till.domain.sale_entries import DiscountGiven as DiscountGiven
from till.domain.sale_entries import LineRung as LineRung
from till.domain.sale_entries import LineVoided as LineVoided
from till.domain.sale_entries import ReceiptCopied as ReceiptCopied
from till.domain.sale_entries import SaleCancelled as SaleCancelled
from till.domain.sale_entries import SaleConcluded as SaleConcluded
from till.domain.sale_entries import SaleParked as SaleParked
from till.domain.sale_entries import SaleRefunded as SaleRefunded
from till.domain.sale_entries import SaleResumed as SaleResumed
from till.domain.sale_entries import SaleUnprinted as SaleUnprinted
from till.domain.sale_entries import TenderReturned as TenderReturned
from till.domain.sale_entries import TenderTaken as TenderTaken
from till.domain.shift_entries import CashCounted as CashCounted
from till.domain.shift_entries import CountAbandoned as CountAbandoned
from till.domain.shift_entries import CountStarted as CountStarted
from till.domain.shift_entries import ReportTaken as ReportTaken
from till.domain.shift_entries import ShiftClosed as ShiftClosed
from till.domain.shift_entries import ShiftOpened as ShiftOpened
from till.domain.slip_entries import PrinterChanged as PrinterChanged
from till.domain.slip_entries import SlipAnswered as SlipAnswered
from till.domain.slip_entries import SlipCancelled as SlipCancelled
from till.domain.slip_entries import SlipCopied as SlipCopied
from till.domain.slip_entries import SlipInDoubt as SlipInDoubt
from till.domain.slip_entries import SlipPrinted as SlipPrinted
from till.domain.slip_entries import SlipWaiting as SlipWaiting
from till.domain.training_entries import TrainingEnded as TrainingEnded
from till.domain.training_entries import TrainingStarted as TrainingStarted

Entry = (
    RegisterCreated
    | SettingsChanged
    | ProgramStarted
    | ProgramStopped
    | ClockChanged
    | ClockDoubted
    | EmployeeAdded
    | EmployeeChanged
    | PinSet
    | BadgeSet
    | BadgeRefused
    | PinRefused
    | PinAccepted
    | SignedIn
    | SignedOut
    | ScreenLocked
    | ScreenUnlocked
    | ShiftOpened
    | CashMoved
    | AdjustmentDrafted
    | AdjustmentChanged
    | AdjustmentCancelled
    | BagReceived
    | CashDeposited
    | CountStarted
    | CashCounted
    | CountAbandoned
    | RefusalCounted
    | ReportTaken
    | ShiftClosed
    | ShiftSetAside
    | ShiftResumed
    | AddendumAdded
    | SlipCopied
    | DrawerTried
    | DrawerKicked
    | DrawerOpened
    | DrawerShut
    | DrawerLeftOpen
    | PrinterChanged
    | SlipPrinted
    | SlipWaiting
    | SlipInDoubt
    | SlipAnswered
    | SlipCancelled
    | LineRung
    | LineVoided
    | DiscountGiven
    | TenderTaken
    | TenderReturned
    | SaleCancelled
    | SaleParked
    | SaleResumed
    | SaleConcluded
    | SaleRefunded
    | ReceiptCopied
    | SaleUnprinted
    | ExternalRecorded
    | JournalExported
    | JournalRestored
    | OfficeAsked
    | OfficeDisagreed
    | TrainingStarted
    | TrainingEnded
)
"""Every fact there is. A `match` on one ends in `assert_never`."""


_MOVES_MONEY = (
    ShiftOpened
    | CashMoved
    | BagReceived
    | CashDeposited
    | ShiftClosed
    | ShiftSetAside
    | ShiftResumed
    | AddendumAdded
    | SaleConcluded
    | SaleRefunded
    | ExternalRecorded
)


def postings(entry: Entry) -> tuple[Posting, ...]:
    """Give the postings of any entry; they sum to zero. There is no second arithmetic anywhere."""
    return entry.postings if isinstance(entry, _MOVES_MONEY) else ()
