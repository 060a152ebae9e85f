"""What the register knows: the fold of its journal. Types only; `apply.py` makes them."""

# ruff: noqa: PLC0414 -- the sums of a shift are found here too

from __future__ import annotations

from dataclasses import dataclass, field

from till.domain.errors import NoSuchEmployee, NotSetUp
from till.domain.people import Employee, Person
from till.domain.places import Place, Posting, drawer
from till.domain.receipt import OpenSale, RecentReceipt
from till.domain.remembered import Remembered
from till.domain.settings import Settings
from till.domain.tallies import UNDO_KEY as UNDO_KEY
from till.domain.tallies import CashierTally as CashierTally
from till.domain.tallies import Control as Control
from till.domain.tallies import Tally as Tally
from till.domain.tenders import Adjustment, TenderLine
from till.domain.ticks import ClockDoubt, Ticking
from till.domain.totals import Total as Total
from till.domain.vocabulary import MovementType, ShiftStatus


@dataclass(frozen=True, slots=True)
class Identity:
    """Which register a journal belongs to; `public_key` is Ed25519, 64 hexadecimal digits."""

    register_id: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest record of the journal: its number, which is also how many there are, and its seal."""

    records: int = 0
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong PINs since the last right one, and until when no more are taken (RFC 3339)."""

    count: int = 0
    until: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """One row of a count: how many of one denomination (minor units), loose or in packs of `pieces`."""

    value: int
    number: int
    pieces: int | None = None

    @property
    def amount(self) -> int:
        """What the row is worth."""
        return self.value * self.number * (self.pieces or 1)


@dataclass(frozen=True, slots=True)
class Count:
    """What somebody counted; `lines` is empty when only the amount was given.

    `amount` and `lines` are cash; `tenders` is what was counted of the other tenders.
    """

    amount: int
    lines: tuple[CountLine, ...] = ()
    tenders: tuple[TenderLine, ...] | None = None

    def of_tender(self, code: str) -> int | None:
        """Give what was counted of a tender, None if it was not."""
        return next((line.amount for line in self.tenders or () if line.code == code), None)


@dataclass(frozen=True, slots=True)
class CountAttempt:
    """One count towards the close. Every attempt is kept."""

    attempt: int
    count: Count
    at: str
    by: Person


@dataclass(frozen=True, slots=True)
class Movement:
    """What the shift remembers of a cash movement, for the list on the screen and for undoing it."""

    id: str
    type: MovementType
    amount: int
    postings: tuple[Posting, ...]
    at: str
    reason: str
    by: Person
    reason_code: str | None = None
    payee: str | None = None
    voucher: str | None = None
    bag: str | None = None
    undoes: str | None = None
    undone: bool = False
    staff: Person | None = None
    advance: str | None = None
    pair: str | None = None
    tenders: tuple[TenderLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bag:
    """A sealed bag on its way to the safe or the bank. `drop` is the id of the entry that dropped it."""

    no: str
    drop: str
    amount: int
    dropped_at: str
    dropped_by: Person
    shift: int


@dataclass(frozen=True, slots=True)
class Advance:
    """Cash handed to an employee for a purchase. `settled` once; it is forgotten when its shift closes."""

    id: str
    amount: int
    employee: Person
    reason: str
    reason_code: str
    at: str
    shift: int
    settled: bool = False


@dataclass(frozen=True, slots=True)
class DepositMade:
    """A deposit that can still be undone: those of the newest dates are remembered."""

    id: str
    deposit_no: str
    amount: int
    bags: tuple[Bag, ...]
    postings: tuple[Posting, ...]
    at: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """One accountable period of one drawer. Amounts in minor units, times RFC 3339 with offset.

    `attempts_before` says how many attempts there were when the count that runs was started. A close that was
    refused to the blind on a count uses up an attempt too, once for each count (`refused_on` is the newest).
    """

    no: int
    drawer: int
    status: ShiftStatus
    business_date: str
    opened_at: str
    opened_by: Person
    float_counted: int
    opening_difference: int
    float_carried: int | None = None
    opening_note: str | None = None
    opening_reason: str | None = None
    movements: tuple[Movement, ...] = ()
    attempts: tuple[CountAttempt, ...] = ()
    attempts_before: int = 0
    closes_refused: int = 0
    refused_on: int = 0
    tally: Tally = field(default_factory=Tally)
    receipts: tuple[RecentReceipt, ...] = ()

    @property
    def last_count(self) -> CountAttempt | None:
        """The newest attempt of the count that runs; one that was abandoned says nothing about now."""
        return self.attempts[-1] if len(self.attempts) > self.attempts_before else None

    @property
    def attempts_used(self) -> int:
        """How many attempts are used up: counts, and closes that told somebody that a count differs."""
        return len(self.attempts) + self.closes_refused

    def movement(self, movement_id: str) -> Movement | None:
        """Find a movement of this shift, without looking at each."""
        return Remembered.of(self.movements).find(movement_id)


@dataclass(frozen=True, slots=True)
class GrandTotals:
    """The perpetual totals since the register was set up; training never counts (minor units)."""

    sales: int = 0
    returns: int = 0

    @property
    def net(self) -> int:
        """Sales less returns."""
        return self.sales - self.returns

    @property
    def absolute(self) -> int:
        """Sales and returns added up without sign (France, NF525)."""
        return self.sales + self.returns


@dataclass(frozen=True, slots=True)
class State:
    """Everything the rules need to know. Each entry of the journal gives the next state.

    `refusals` is how often people were told something by a refusal, by shift or drawer and person.
    `stock` is which pieces were in each drawer when it was last counted by denomination, and swaps since.
    """

    identity: Identity | None = None
    settings: Settings | None = None
    employees: dict[int, Employee] = field(default_factory=dict)
    failures: dict[int, Failures] = field(default_factory=dict)
    register_failures: Failures = Failures()
    signed_in: int | None = None
    locked: bool = False
    balances: dict[Place, int] = field(default_factory=dict)
    floats_left: dict[int, int] = field(default_factory=dict)
    stock: dict[int, tuple[CountLine, ...]] = field(default_factory=dict)
    bags: dict[str, Bag] = field(default_factory=dict)
    advances: dict[str, Advance] = field(default_factory=dict)
    adjustments: dict[str, Adjustment] = field(default_factory=dict)
    addenda: dict[int, int] = field(default_factory=dict)
    deposits: tuple[DepositMade, ...] = ()
    shifts: dict[int, Shift] = field(default_factory=dict)
    aside: dict[int, Shift] = field(default_factory=dict)
    last_dates: dict[int, str] = field(default_factory=dict)
    session_dates: dict[int, tuple[str, ...]] = field(default_factory=dict)
    shift_no: int = 0
    z_no: int = 0
    receipt_no: int = 0
    training_receipt_no: int = 0
    sales: dict[int, OpenSale] = field(default_factory=dict)
    parked: dict[str, OpenSale] = field(default_factory=dict)
    refusals: dict[str, dict[int, int]] = field(default_factory=dict)
    grand: GrandTotals = GrandTotals()
    last_at: str = ""
    ticking: Ticking | None = None
    clock_doubt: ClockDoubt | None = None
    head: Head = Head()
    real: State | None = None

    @property
    def training(self) -> bool:
        """Whether somebody practises: `real` is then the register as it is, and all else the practice."""
        return self.real is not None

    @property
    def rules(self) -> Settings:
        """The settings of a register that was set up.

        Raises:
            NotSetUp: The journal is empty.
        """
        if self.settings is None:
            raise NotSetUp()
        return self.settings

    def employee(self, no: int | None) -> Employee:
        """Find somebody who may act.

        Raises:
            NoSuchEmployee: Nobody has this number, or they have left.
        """
        employee = None if no is None else self.employees.get(no)
        if employee is None or not employee.active:
            raise NoSuchEmployee()
        return employee

    def expected(self, drawer_no: int) -> int:
        """Give the cash that must be in the drawer: the balance of its place."""
        return self.balances.get(drawer(drawer_no), 0)
