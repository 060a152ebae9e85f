"""What people ask for, imperative. Amounts are minor units, positive unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.settings import Settings
from till.domain.state import Count
from till.domain.vocabulary import PinPurpose


@dataclass(frozen=True, slots=True)
class Act:
    """Who asks, who approves, when, and the id that makes it happen at most once.

    `id` is a UUIDv7; `at` the register's local time with offset (RFC 3339). People are employee numbers, and
    whoever is named here has shown their PIN to the CashRegister.
    """

    id: str
    at: str
    by: int | None = None
    approved_by: int | None = None


@dataclass(frozen=True, slots=True)
class CreateRegister:
    """Begin a journal: the register, its settings, its first manager."""

    act: Act
    register_id: str
    public_key: str
    settings: Settings
    manager: str


@dataclass(frozen=True, slots=True)
class StartProgram:
    """Note that the till came up, and what changed in the configuration meanwhile."""

    act: Act
    version: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class NoticeClock:
    """Note it if the clock went back since the last act; asked before every other command."""

    act: Act


@dataclass(frozen=True, slots=True)
class StopProgram:
    """Note that the till goes down."""

    act: Act


@dataclass(frozen=True, slots=True)
class AddEmployee:
    """Let somebody work here."""

    act: Act
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ChangeEmployee:
    """Give an employee another name, role or activity; None leaves it as it is."""

    act: Act
    employee: int
    name: str | None = None
    role: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class SetPin:
    """Note that an employee gets a new PIN; the PIN itself goes to the credentials."""

    act: Act
    employee: int


@dataclass(frozen=True, slots=True)
class PresentPin:
    """Say that an employee typed a PIN, and whether it is theirs."""

    act: Act
    employee: int
    purpose: PinPurpose
    matches: bool


@dataclass(frozen=True, slots=True)
class SignOut:
    """Leave the register."""

    act: Act


@dataclass(frozen=True, slots=True)
class LockScreen:
    """Leave the register for a moment."""

    act: Act
    idle: bool = False


@dataclass(frozen=True, slots=True)
class OpenShift:
    """Begin a shift on a drawer with the float that was counted in it."""

    act: Act
    counted: Count
    drawer: int = 1
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CashIn:
    """Put cash into the drawer."""

    act: Act
    amount: int
    reason: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Drop cash to the safe in a sealed bag."""

    act: Act
    amount: int
    bag: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PayOut:
    """Pay a configured expense out of the drawer. `reason` is the reason's code."""

    act: Act
    amount: int
    reason: str
    payee: str | None = None
    voucher: str | None = None
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NoSale:
    """Open the drawer without a sale. `reason` is the reason's code."""

    act: Act
    reason: str
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class TipOut:
    """Pay an employee their tips out of the drawer."""

    act: Act
    amount: int
    employee: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reimburse:
    """Pay an employee back what they spent on a delivery."""

    act: Act
    amount: int
    employee: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Collect:
    """Take in the cash that an employee brings back at the end of their shift."""

    act: Act
    amount: int
    employee: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GiveAdvance:
    """Hand an employee cash for a purchase, to be settled later. `reason` is a pay-out reason's code."""

    act: Act
    amount: int
    employee: int
    reason: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SettleAdvance:
    """Settle an advance: `spent` is what the voucher says, the rest comes back into the drawer."""

    act: Act
    advance: str
    spent: int
    voucher: str
    payee: str | None = None
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Carry cash from one drawer to another; both have an open shift."""

    act: Act
    amount: int
    target: int
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """Change notes for coins or back: what goes out and what comes in is of equal value."""

    act: Act
    given: Count
    taken: Count
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiveBag:
    """Receive a dropped bag into the safe, and say what was found in it."""

    act: Act
    bag: str
    counted: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Deposit:
    """Bring cash to the bank: unopened bags, or an amount out of the safe, or both."""

    act: Act
    deposit_no: str
    bags: tuple[str, ...] = ()
    from_safe: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UndoDeposit:
    """Take a deposit back that did not happen."""

    act: Act
    deposit: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoMovement:
    """Reverse a movement of the open shift."""

    act: Act
    movement: str
    reason: str = ""
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class TakeX:
    """Print the figures of the shift so far."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class StartCount:
    """Close the shift to movements and begin to count."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CountCash:
    """Record what was counted in the drawer."""

    act: Act
    counted: Count
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class AbandonCount:
    """Go back from counting to the open shift."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CloseShift:
    """Close the shift on its last count; `left` stays in the drawer as the next float."""

    act: Act
    left: int
    bag: str | None = None
    reason: str | None = None
    note: str | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class ForceClose:
    """Close a shift in its owner's place; where nobody counted, what is expected is taken."""

    act: Act
    reason: str
    counted: Count | None = None
    left: int | None = None
    bag: str | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class HandOver:
    """Leave the counted drawer to employee number `to`, who has shown their PIN and goes on with it."""

    act: Act
    to: int
    reason: str | None = None
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CopySlip:
    """Print the slip of an earlier record again, marked as a copy. `kind` is the record's."""

    act: Act
    seq: int
    kind: str


@dataclass(frozen=True, slots=True)
class AnswerSlip:
    """Say whether a doubtful slip was printed."""

    act: Act
    job: str
    printed: bool


@dataclass(frozen=True, slots=True)
class CancelSlip:
    """Give up a waiting slip."""

    act: Act
    job: str


@dataclass(frozen=True, slots=True)
class ExportJournal:
    """Note that the journal is written to a file."""

    act: Act


Command = (
    CreateRegister
    | StartProgram
    | StopProgram
    | NoticeClock
    | AddEmployee
    | ChangeEmployee
    | SetPin
    | PresentPin
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
    | TakeX
    | StartCount
    | CountCash
    | AbandonCount
    | CloseShift
    | ForceClose
    | HandOver
    | CopySlip
    | AnswerSlip
    | CancelSlip
    | ExportJournal
)
"""Everything that can be asked. A `match` on one ends in `assert_never`."""
