"""The rules: what a command makes happen. A line for each command; the rule is in a file by subject."""

from __future__ import annotations

from typing import assert_never

from till.domain import (
    addendum,
    adjustment,
    aside,
    bags,
    clock,
    closing,
    copies,
    count,
    employees,
    exchange,
    external,
    guesses,
    movement,
    payment,
    pins,
    refund,
    register,
    sale,
    shift,
    staff_cash,
    training,
    undoing,
)
from till.domain.commands import (
    AbandonCount,
    AddEmployee,
    AddLateItem,
    AddRecount,
    AnswerSlip,
    CancelAdjustment,
    CancelSale,
    CancelSlip,
    CashIn,
    ChangeAdjustment,
    ChangeEmployee,
    ChangeSettings,
    CloseAside,
    CloseShift,
    Collect,
    Command,
    CopyReceipt,
    CopySlip,
    CountAside,
    CountCash,
    CountRefusal,
    CreateRegister,
    Deposit,
    DraftAdjustment,
    Drop,
    EndTraining,
    ExportJournal,
    ForceClose,
    GiveAdvance,
    GiveDiscount,
    HandOver,
    LockScreen,
    NoSale,
    NoticeClock,
    OpenShift,
    ParkSale,
    ParkShift,
    PayOut,
    PostAdjustment,
    PresentBadge,
    PresentPin,
    ReceiveBag,
    RecordExternal,
    RefundReceipt,
    RefundWithoutReceipt,
    Reimburse,
    RestoreJournal,
    ResumeSale,
    ResumeShift,
    ReturnTender,
    RingLine,
    SetBadge,
    SetPin,
    SettleAdvance,
    SignOut,
    StartCount,
    StartProgram,
    StartTraining,
    StopProgram,
    SuspendShift,
    Swap,
    TakeTender,
    TakeX,
    TipOut,
    Transfer,
    TryDrawer,
    UndoDeposit,
    UndoMovement,
    VoidLine,
)
from till.domain.entries import Entry
from till.domain.state import State


def decide(state: State, command: Command) -> tuple[Entry, ...]:
    """Say what `command` makes happen, or raise Refused. Reads and writes nothing."""
    return training.practised(state, _decided(state, command))


def _decided(state: State, command: Command) -> tuple[Entry, ...]:  # noqa: C901, PLR0912, PLR0915 -- one line a case
    match command:
        case CreateRegister():
            return register.create_register(state, command)
        case StartProgram():
            return register.start_program(state, command)
        case NoticeClock():
            return clock.notice(state, command)
        case StopProgram():
            return register.stop_program(state, command)
        case ChangeSettings():
            return register.change_settings(state, command)
        case TryDrawer():
            return register.try_drawer(state, command)
        case AddEmployee():
            return employees.add_employee(state, command)
        case ChangeEmployee():
            return employees.change_employee(state, command)
        case SetPin():
            return employees.set_pin(state, command)
        case SetBadge():
            return employees.set_badge(state, command)
        case PresentPin():
            return pins.present_pin(state, command)
        case PresentBadge():
            return pins.present_badge(state, command)
        case SignOut():
            return pins.sign_out(state, command)
        case LockScreen():
            return pins.lock_screen(state, command)
        case OpenShift():
            return shift.open_shift(state, command)
        case CashIn():
            return movement.cash_in(state, command)
        case Drop():
            return movement.drop(state, command)
        case PayOut():
            return movement.pay_out(state, command)
        case NoSale():
            return movement.no_sale(state, command)
        case TipOut():
            return staff_cash.tip_out(state, command)
        case Reimburse():
            return staff_cash.reimburse(state, command)
        case Collect():
            return staff_cash.collect(state, command)
        case GiveAdvance():
            return staff_cash.give_advance(state, command)
        case SettleAdvance():
            return staff_cash.settle_advance(state, command)
        case Transfer():
            return exchange.transfer(state, command)
        case Swap():
            return exchange.swap(state, command)
        case ReceiveBag():
            return bags.receive_bag(state, command)
        case Deposit():
            return bags.deposit(state, command)
        case UndoDeposit():
            return bags.undo_deposit(state, command)
        case UndoMovement():
            return undoing.undo(state, command)
        case DraftAdjustment():
            return adjustment.draft(state, command)
        case ChangeAdjustment():
            return adjustment.change(state, command)
        case CancelAdjustment():
            return adjustment.cancel(state, command)
        case PostAdjustment():
            return adjustment.post_adjustment(state, command)
        case TakeX():
            return shift.take_x(state, command)
        case StartCount():
            return count.start_count(state, command)
        case CountCash():
            return count.count_cash(state, command)
        case AbandonCount():
            return count.abandon_count(state, command)
        case CountRefusal():
            return guesses.count_refusal(state, command)
        case CloseShift():
            return closing.close_shift(state, command)
        case ForceClose():
            return closing.force_close(state, command)
        case HandOver():
            return closing.hand_over(state, command)
        case SuspendShift() | ParkShift():
            return aside.set_aside(state, command)
        case ResumeShift():
            return aside.resume(state, command)
        case CountAside():
            return count.count_aside(state, command)
        case CloseAside():
            return closing.close_aside(state, command)
        case AddLateItem():
            return addendum.add_late_item(state, command)
        case AddRecount():
            return addendum.add_recount(state, command)
        case CopySlip():
            return copies.copy_slip(state, command)
        case AnswerSlip():
            return copies.answer_slip(state, command)
        case CancelSlip():
            return copies.cancel_slip(state, command)
        case RingLine():
            return sale.ring_line(state, command)
        case VoidLine():
            return sale.void_line(state, command)
        case GiveDiscount():
            return sale.give_discount(state, command)
        case TakeTender():
            return payment.take_tender(state, command)
        case ReturnTender():
            return payment.return_tender(state, command)
        case CancelSale():
            return sale.cancel_sale(state, command)
        case ParkSale():
            return sale.park_sale(state, command)
        case ResumeSale():
            return sale.resume_sale(state, command)
        case RefundReceipt():
            return refund.refund_receipt(state, command)
        case RefundWithoutReceipt():
            return refund.refund_without_receipt(state, command)
        case CopyReceipt():
            return refund.copy_receipt(state, command)
        case RecordExternal():
            return external.record_external(state, command)
        case RestoreJournal():
            return register.restore_journal(state, command)
        case ExportJournal():
            return register.export_journal(state, command)
        case StartTraining():
            return training.start_training(state, command)
        case EndTraining():
            return training.end_training(state, command)
        case _:
            assert_never(command)
