"""What people ask for, imperative. Amounts are minor units, positive unless said otherwise.

They stand in the files of their subjects; here they are joined, and here everybody finds them.
"""

# ruff: noqa: PLC0414 -- every one of them is found here too, whatever file it stands in

from __future__ import annotations

from till.domain.act import Act as Act
from till.domain.addendum_commands import AddLateItem as AddLateItem
from till.domain.addendum_commands import AddRecount as AddRecount
from till.domain.addendum_commands import ClosedShift as ClosedShift
from till.domain.adjustment_commands import CancelAdjustment as CancelAdjustment
from till.domain.adjustment_commands import ChangeAdjustment as ChangeAdjustment
from till.domain.adjustment_commands import DraftAdjustment as DraftAdjustment
from till.domain.adjustment_commands import PostAdjustment as PostAdjustment
from till.domain.aside_commands import CloseAside as CloseAside
from till.domain.aside_commands import CountAside as CountAside
from till.domain.aside_commands import ParkShift as ParkShift
from till.domain.aside_commands import ResumeShift as ResumeShift
from till.domain.aside_commands import SuspendShift as SuspendShift
from till.domain.bag_commands import Deposit as Deposit
from till.domain.bag_commands import ReceiveBag as ReceiveBag
from till.domain.bag_commands import UndoDeposit as UndoDeposit
from till.domain.external_commands import RecordExternal as RecordExternal
from till.domain.guess_commands import CountRefusal as CountRefusal
from till.domain.movement_commands import CashIn as CashIn
from till.domain.movement_commands import Collect as Collect
from till.domain.movement_commands import Drop as Drop
from till.domain.movement_commands import GiveAdvance as GiveAdvance
from till.domain.movement_commands import NoSale as NoSale
from till.domain.movement_commands import PayOut as PayOut
from till.domain.movement_commands import Reimburse as Reimburse
from till.domain.movement_commands import SettleAdvance as SettleAdvance
from till.domain.movement_commands import Swap as Swap
from till.domain.movement_commands import TipOut as TipOut
from till.domain.movement_commands import Transfer as Transfer
from till.domain.movement_commands import UndoMovement as UndoMovement
from till.domain.people_commands import AddEmployee as AddEmployee
from till.domain.people_commands import ChangeEmployee as ChangeEmployee
from till.domain.people_commands import LockScreen as LockScreen
from till.domain.people_commands import PresentBadge as PresentBadge
from till.domain.people_commands import PresentPin as PresentPin
from till.domain.people_commands import SetBadge as SetBadge
from till.domain.people_commands import SetPin as SetPin
from till.domain.people_commands import SignOut as SignOut
from till.domain.register_commands import ChangeSettings as ChangeSettings
from till.domain.register_commands import CreateRegister as CreateRegister
from till.domain.register_commands import ExportJournal as ExportJournal
from till.domain.register_commands import NoticeClock as NoticeClock
from till.domain.register_commands import RestoreJournal as RestoreJournal
from till.domain.register_commands import StartProgram as StartProgram
from till.domain.register_commands import StopProgram as StopProgram
from till.domain.register_commands import TryDrawer as TryDrawer
from till.domain.sale_commands import CancelSale as CancelSale
from till.domain.sale_commands import CopyReceipt as CopyReceipt
from till.domain.sale_commands import GiveDiscount as GiveDiscount
from till.domain.sale_commands import ParkSale as ParkSale
from till.domain.sale_commands import RefundReceipt as RefundReceipt
from till.domain.sale_commands import RefundWithoutReceipt as RefundWithoutReceipt
from till.domain.sale_commands import ResumeSale as ResumeSale
from till.domain.sale_commands import ReturnTender as ReturnTender
from till.domain.sale_commands import RingLine as RingLine
from till.domain.sale_commands import TakeTender as TakeTender
from till.domain.sale_commands import VoidLine as VoidLine
from till.domain.shift_commands import AbandonCount as AbandonCount
from till.domain.shift_commands import CloseShift as CloseShift
from till.domain.shift_commands import CountCash as CountCash
from till.domain.shift_commands import ForceClose as ForceClose
from till.domain.shift_commands import HandOver as HandOver
from till.domain.shift_commands import OpenShift as OpenShift
from till.domain.shift_commands import StartCount as StartCount
from till.domain.shift_commands import TakeX as TakeX
from till.domain.slip_commands import AnswerSlip as AnswerSlip
from till.domain.slip_commands import CancelSlip as CancelSlip
from till.domain.slip_commands import CopySlip as CopySlip
from till.domain.training_commands import EndTraining as EndTraining
from till.domain.training_commands import StartTraining as StartTraining

Command = (
    CreateRegister
    | StartProgram
    | StopProgram
    | NoticeClock
    | ChangeSettings
    | TryDrawer
    | AddEmployee
    | ChangeEmployee
    | SetPin
    | PresentPin
    | SetBadge
    | PresentBadge
    | SignOut
    | LockScreen
    | OpenShift
    | CashIn
    | Drop
    | PayOut
    | NoSale
    | TipOut
    | Reimburse
    | Collect
    | GiveAdvance
    | SettleAdvance
    | Transfer
    | Swap
    | ReceiveBag
    | Deposit
    | UndoDeposit
    | UndoMovement
    | DraftAdjustment
    | ChangeAdjustment
    | CancelAdjustment
    | PostAdjustment
    | TakeX
    | StartCount
    | CountCash
    | AbandonCount
    | CountRefusal
    | CloseShift
    | ForceClose
    | HandOver
    | SuspendShift
    | ParkShift
    | ResumeShift
    | CountAside
    | CloseAside
    | AddLateItem
    | AddRecount
    | CopySlip
    | AnswerSlip
    | CancelSlip
    | RingLine
    | VoidLine
    | GiveDiscount
    | TakeTender
    | ReturnTender
    | CancelSale
    | ParkSale
    | ResumeSale
    | RefundReceipt
    | RefundWithoutReceipt
    | CopyReceipt
    | RecordExternal
    | ExportJournal
    | RestoreJournal
    | StartTraining
    | EndTraining
)
"""Everything that can be asked. A `match` on one ends in `assert_never`."""
