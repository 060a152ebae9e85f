"""Refusals: the rules say no, nothing was recorded, and a sentence says why.

They stand in the files of their subjects; here everybody finds them.
"""

# ruff: noqa: PLC0414 -- every one of them is found here too, whatever file it stands in

from __future__ import annotations

from till.domain.input_errors import AmountTooLarge as AmountTooLarge
from till.domain.input_errors import BadAmount as BadAmount
from till.domain.input_errors import BadCount as BadCount
from till.domain.input_errors import BadText as BadText
from till.domain.input_errors import NeedsReason as NeedsReason
from till.domain.input_errors import NoSuchTender as NoSuchTender
from till.domain.input_errors import NothingToMove as NothingToMove
from till.domain.input_errors import TenderNotCounted as TenderNotCounted
from till.domain.input_errors import UnknownReason as UnknownReason
from till.domain.movement_errors import AdvanceSettled as AdvanceSettled
from till.domain.movement_errors import AlreadyDone as AlreadyDone
from till.domain.movement_errors import AlreadyUndone as AlreadyUndone
from till.domain.movement_errors import BagInUse as BagInUse
from till.domain.movement_errors import CannotUndo as CannotUndo
from till.domain.movement_errors import DepositNumberTwice as DepositNumberTwice
from till.domain.movement_errors import NeedsBag as NeedsBag
from till.domain.movement_errors import NoSuchAdjustment as NoSuchAdjustment
from till.domain.movement_errors import NoSuchAdvance as NoSuchAdvance
from till.domain.movement_errors import NoSuchBag as NoSuchBag
from till.domain.movement_errors import NoSuchDeposit as NoSuchDeposit
from till.domain.movement_errors import NoSuchMovement as NoSuchMovement
from till.domain.movement_errors import NotEnoughCash as NotEnoughCash
from till.domain.movement_errors import NotEnoughInSafe as NotEnoughInSafe
from till.domain.movement_errors import OwnBag as OwnBag
from till.domain.movement_errors import SameDrawer as SameDrawer
from till.domain.movement_errors import TooManyNoSales as TooManyNoSales
from till.domain.movement_errors import TooManyRefusals as TooManyRefusals
from till.domain.movement_errors import UnequalSwap as UnequalSwap
from till.domain.people_errors import AboveLimit as AboveLimit
from till.domain.people_errors import BadBadge as BadBadge
from till.domain.people_errors import BadgeTaken as BadgeTaken
from till.domain.people_errors import BadPin as BadPin
from till.domain.people_errors import CannotApprove as CannotApprove
from till.domain.people_errors import LastManager as LastManager
from till.domain.people_errors import LockedOut as LockedOut
from till.domain.people_errors import NameTaken as NameTaken
from till.domain.people_errors import NeedsApproval as NeedsApproval
from till.domain.people_errors import NoPin as NoPin
from till.domain.people_errors import NoSuchEmployee as NoSuchEmployee
from till.domain.people_errors import NoSuchRole as NoSuchRole
from till.domain.people_errors import NotAllowed as NotAllowed
from till.domain.people_errors import NotAManager as NotAManager
from till.domain.people_errors import NotSignedIn as NotSignedIn
from till.domain.people_errors import OthersBadge as OthersBadge
from till.domain.people_errors import OwnApproval as OwnApproval
from till.domain.people_errors import WrongBadge as WrongBadge
from till.domain.people_errors import WrongPin as WrongPin
from till.domain.refused import Refused as Refused
from till.domain.register_errors import AlreadySetUp as AlreadySetUp
from till.domain.register_errors import ForRealOnly as ForRealOnly
from till.domain.register_errors import NotSetUp as NotSetUp
from till.domain.register_errors import NotTraining as NotTraining
from till.domain.register_errors import OtherCurrency as OtherCurrency
from till.domain.register_errors import TrainingAlready as TrainingAlready
from till.domain.shift_errors import AttemptsUsedUp as AttemptsUsedUp
from till.domain.shift_errors import BeingCounted as BeingCounted
from till.domain.shift_errors import DifferenceAboveLimit as DifferenceAboveLimit
from till.domain.shift_errors import DrawerNotEmpty as DrawerNotEmpty
from till.domain.shift_errors import MoreThanCounted as MoreThanCounted
from till.domain.shift_errors import NoOpenShift as NoOpenShift
from till.domain.shift_errors import NoSuchDrawer as NoSuchDrawer
from till.domain.shift_errors import NoSuchShift as NoSuchShift
from till.domain.shift_errors import NotBeingCounted as NotBeingCounted
from till.domain.shift_errors import NotCounted as NotCounted
from till.domain.shift_errors import NotYourDrawer as NotYourDrawer
from till.domain.shift_errors import OpenThings as OpenThings
from till.domain.shift_errors import OwnHandover as OwnHandover
from till.domain.shift_errors import SessionExists as SessionExists
from till.domain.shift_errors import ShiftAlreadyOpen as ShiftAlreadyOpen
from till.domain.shift_errors import ShiftIsOver as ShiftIsOver
from till.domain.slip_errors import NoSlip as NoSlip
from till.domain.slip_errors import NoSuchJob as NoSuchJob
from till.domain.slip_errors import NoSuchRecord as NoSuchRecord
from till.domain.slip_errors import NoSuchReport as NoSuchReport
