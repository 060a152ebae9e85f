"""Every entry of the journal as a title and details, for lists; never what is expected or over or short."""

from __future__ import annotations

from typing import assert_never

from till.domain.clock import is_forward
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
from till.domain.open_things import OpenKind
from till.domain.people import Employee
from till.domain.settings import Heading
from till.domain.training import is_practice
from till.domain.vocabulary import ReportType, Secret
from till.wording.dates import time_of_day
from till.wording.messages import (
    addendum_name,
    confirmation_name,
    deposit_name,
    external_name,
    kick_name,
    movement_name,
    purpose_name,
    report_name,
)
from till.wording.money import money
from till.wording.sale_lines import line_of_sale
from till.wording.translation import _


def line_for(entry: Entry) -> tuple[str, str]:
    """Give the title and the details of any entry, with what was practised marked as such."""
    title, details = _line_for(entry)
    return (_("TRAINING {title}").format(title=title) if is_practice(entry) else title), details


def _line_for(entry: Entry) -> tuple[str, str]:  # noqa: C901, PLR0912, PLR0915 -- one line a case
    """Give the title and the details of any entry; the amount of a movement is a column of its own."""
    match entry:
        case CashMoved():
            details = movement_details(
                entry.reason, entry.bag, entry.payee, None if entry.staff is None else entry.staff.name
            )
            return movement_name(entry.type, undo=entry.undoes is not None), details
        case AdjustmentDrafted() | AdjustmentChanged() | AdjustmentCancelled():
            return _draft(entry), movement_details(entry.adjustment.reason, payee=entry.employee1.name)
        case BagReceived():
            return _("Bag received"), movement_details(entry.employee1.name, entry.bag)
        case CashDeposited():
            return deposit_name(undo=entry.undoes is not None), f"{entry.deposit_no}, {entry.employee1.name}"
        case ShiftOpened():
            title = _("Shift {shift} opened").format(shift=entry.shift)
            return title, _counted(entry.employee1.name, entry.counted.amount, entry.heading)
        case CashCounted():
            title = _("Count {attempt}").format(attempt=entry.attempt)
            return title, _counted(entry.employee1.name, entry.count.amount, entry.heading)
        case CountStarted():
            return _("Count started"), entry.employee1.name
        case CountAbandoned():
            return _("Count abandoned"), entry.employee1.name
        case RefusalCounted():
            return _refused(entry), f"{_drawer(entry.drawer)}, {entry.employee1.name}"
        case ReportTaken():
            return report_name(ReportType.X), entry.employee1.name
        case ShiftClosed():
            return report_name(ReportType.Z, entry.z_no), _closed(entry)
        case ShiftSetAside():
            title = _("Shift {shift} parked") if entry.parked else _("Shift {shift} suspended")
            return title.format(shift=entry.shift), entry.employee1.name
        case ShiftResumed():
            return _("Shift {shift} resumed").format(shift=entry.shift), entry.employee1.name
        case AddendumAdded():
            title = _("{name} to shift {shift}").format(name=addendum_name(entry.no), shift=entry.shift)
            return title, movement_details(entry.reason, payee=entry.employee1.name)
        case OfficeDisagreed():
            return _("The office disagrees"), entry.words
        case OfficeAsked():
            title = _("Done for the office") if entry.done else _("Not done for the office")
            said = (entry.asked_by, entry.words or entry.note)
            return title, ": ".join(each for each in said if each)
        case DrawerKicked():
            return kick_name(entry.outcome), entry.cause or ""
        case SlipPrinted():
            return _("Slip printed"), confirmation_name(entry.confirmation)
        case SlipWaiting():
            return _("Slip waits"), entry.cause
        case SlipInDoubt():
            return _("Slip in doubt"), entry.cause
        case SlipAnswered():
            title = _("Slip was printed") if entry.printed else _("Slip was not printed")
            return title, entry.employee1.name
        case SlipCancelled():
            return _("Slip given up"), entry.employee1.name
        case SlipCopied():
            return _("Copy of record {seq}").format(seq=entry.seq), entry.employee1.name
        case PinRefused():
            return _("Wrong PIN"), _wrong_pin(entry)
        case PinAccepted():
            return _("Right PIN"), f"{entry.employee.name}, {purpose_name(entry.purpose)}"
        case PinSet():
            return _("PIN set"), entry.employee.name
        case BadgeSet():
            return _("Badge taken away") if entry.removed else _("Badge set"), entry.employee.name
        case BadgeRefused():
            return _("Unknown badge"), purpose_name(entry.purpose)
        case SignedIn():
            return _("Signed in"), entry.employee.name
        case SignedOut():
            return _("Signed out"), entry.employee.name
        case ScreenLocked():
            idle = _("{name}, after a while without a key") if entry.idle else "{name}"
            return _("Locked"), idle.format(name=entry.employee.name)
        case ScreenUnlocked():
            return _("Unlocked"), entry.employee.name
        case EmployeeAdded():
            return _("Employee added"), _employee(entry.employee)
        case EmployeeChanged():
            return _("Employee changed"), _employee(entry.employee)
        case RegisterCreated():
            return _("Register set up"), entry.code
        case DrawerTried():
            return _("Drawer tried"), f"{_drawer(entry.drawer)}, {entry.employee1.name}"
        case DrawerOpened():
            return _opened(entry), _drawer(entry.drawer)
        case DrawerShut():
            return _("Drawer shut"), _("after {seconds} s").format(seconds=entry.open_s)
        case DrawerLeftOpen():
            return _("Drawer left open"), _("for {seconds} s").format(seconds=entry.open_s)
        case PrinterChanged():
            return _("Printer"), entry.words
        case SettingsChanged():
            return _("Settings changed"), _settings(entry)
        case ProgramStarted():
            return _("Till started"), _("version {version}").format(version=entry.version)
        case ProgramStopped():
            return _("Till stopped"), ""
        case ClockChanged():
            title = _("Clock set forward") if is_forward(entry) else _("Clock set back")
            return title, _clock(entry.before, entry.at)
        case ClockDoubted():
            return _("Switched off for long, or clock set forward"), _clock(entry.before, entry.at)
        case TrainingStarted() | TrainingEnded():
            return _training(entry), entry.employee1.name
        case JournalRestored():
            words = _("backup of {moment}, {records} records, by {name}")
            return _("Journal restored"), words.format(
                moment=entry.taken_at[:16].replace("T", " "), records=entry.records, name=entry.employee1.name
            )
        case JournalExported():
            return _("Journal exported"), _("{records} records").format(records=entry.records)
        case ExternalRecorded():
            title = _("{name}, external").format(name=external_name(entry.record.type))
            return title, f"{entry.record.source}, {entry.record.id}"
        case LineRung() | LineVoided() | DiscountGiven() | TenderTaken() | TenderReturned():
            return line_of_sale(entry)
        case SaleCancelled() | SaleParked() | SaleResumed() | SaleConcluded() | SaleRefunded():
            return line_of_sale(entry)
        case ReceiptCopied() | SaleUnprinted():
            return line_of_sale(entry)
        case _:
            assert_never(entry)


def _draft(entry: AdjustmentDrafted | AdjustmentChanged | AdjustmentCancelled) -> str:
    name = movement_name(entry.adjustment.type)
    if isinstance(entry, AdjustmentDrafted):
        return _("{name}: draft").format(name=name)
    if isinstance(entry, AdjustmentChanged):
        return _("{name}: draft changed").format(name=name)
    return _("{name}: draft given up").format(name=name)


def movement_details(
    reason: str, bag: str | None = None, payee: str | None = None, staff: str | None = None
) -> str:
    """Give what tells a movement from others of its type: the bag, the reason, who was paid or paid in."""
    parts = (_("Bag {bag}").format(bag=bag) if bag else "", reason, payee, staff)
    return ", ".join(part for part in parts if part)


def _counted(name: str, amount: int, heading: Heading) -> str:
    return f"{name}, {money(amount, heading.currency, heading.locale)}"


def _training(entry: TrainingStarted | TrainingEnded) -> str:
    return _("Training mode begun") if isinstance(entry, TrainingStarted) else _("Training mode ended")


def _opened(entry: DrawerOpened) -> str:
    return _("Drawer open") if entry.explained else _("Drawer opened by key or force")


def _drawer(drawer_no: int) -> str:
    return _("drawer {drawer}").format(drawer=drawer_no)


def _refused(entry: RefusalCounted) -> str:
    """Say what the refusal was about; never how much was asked for, nor how much there was."""
    match entry.about:
        case Secret.CASH:
            return _("Refused: not that much there")
        case Secret.FLOAT:
            return _("Refused: the float differs")
        case Secret.COUNT:
            return _("Refused: the count differs")
        case _:
            assert_never(entry.about)


def _employee(employee: Employee) -> str:
    parts = (employee.name, employee.role, "" if employee.active else _("has left"))
    return ", ".join(part for part in parts if part)


def _wrong_pin(entry: PinRefused) -> str:
    until = max(entry.until, entry.register_until)
    if not until:
        return entry.employee.name
    return _("{name}, no PIN taken until {time}").format(name=entry.employee.name, time=time_of_day(until))


def _settings(entry: SettingsChanged) -> str:
    store = entry.settings.store.name
    return store if entry.employee1 is None else f"{store}, {entry.employee1.name}"


def _clock(before: str, at: str) -> str:
    return _("from {before} to {after}").format(before=_stamp(before), after=_stamp(at))


def _stamp(at: str) -> str:
    return f"{at[:10]} {time_of_day(at)}"


def _closed(entry: ShiftClosed) -> str:
    """Say who closed the shift, and which drafts nobody can post any more."""
    things = entry.figures.left_open or ()
    names = [each.person.name for each in things if each.kind is OpenKind.ADJUSTMENT]
    if not names:
        return entry.employee1.name
    words = _("{name}; adjustment given up: {names}")
    return words.format(name=entry.employee1.name, names=", ".join(names))
