"""The words of the tests: a shop with five people, and what has happened in it.

`given(shift_opened(float_=200_00), PAY_OUT).refuses(command, because=AlreadyUndone)`: what is given are
commands, which the rules themselves turn into entries, and entries, which are believed as they are.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TypeVar

from till.domain.apply import apply
from till.domain.commands import (
    AbandonCount,
    Act,
    AddEmployee,
    CashIn,
    CloseShift,
    Collect,
    Command,
    CountCash,
    CreateRegister,
    Deposit,
    Drop,
    ForceClose,
    GiveAdvance,
    HandOver,
    NoSale,
    OpenShift,
    PayOut,
    PresentPin,
    ReceiveBag,
    Reimburse,
    SettleAdvance,
    StartCount,
    Swap,
    TipOut,
    Transfer,
    UndoDeposit,
    UndoMovement,
)
from till.domain.decide import decide
from till.domain.entries import Entry
from till.domain.errors import Refused
from till.domain.guesses import to_count
from till.domain.people import Right, Role, default_roles
from till.domain.places import Place
from till.domain.settings import (
    Organisation,
    PinRules,
    Reason,
    Register,
    SessionPolicy,
    Settings,
    Store,
)
from till.domain.state import Count, CountLine, Head, State
from till.domain.vocabulary import PinPurpose

MANAGER, CASHIER, SUPERVISOR, OTHER_CASHIER, TRAINEE = 1, 2, 3, 4, 5
"""Ana may do everything; Ben and Dan sell; Cia approves; Eve may do nothing."""
TODAY = "2026-11-21"
NOON = f"{TODAY}T12:00:00.000+01:00"
PAY_OUT_LIMIT, DIFFERENCE_LIMIT = 50_00, 1_00

SHOP = Settings(
    organisation=Organisation("Kaffe AB", "556000-0000", "Storgatan 1, 111 22 Stockholm"),
    store=Store("Main Street"),
    register=Register(1, "REG-001", "Front counter"),
    currency="SEK",
    locale="en_SE",
    timezone="Europe/Stockholm",
    business_day_starts="04:00",
    session_policy=SessionPolicy.SHIFT,
    cash_rounding=1_00,
    drawer_limit=2_000_00,
    shift_alarm_hours=14,
    difference_limit=DIFFERENCE_LIMIT,
    count_attempts_max=3,
    denominations=(100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00),
    drawers=(1, 2),
    roles=(*default_roles(PAY_OUT_LIMIT), Role("trainee", (), {})),
    pay_out_reasons=(Reason("cleaning", "Window cleaner", 6060), Reason("flowers", "Flowers")),
    no_sale_reasons=(Reason("change", "Change for a customer"),),
    cash_in_reasons=(Reason("float", "Change from the bank"),),
    pin=PinRules(attempts_max=5, register_attempts_max=8, lockout_s=300),
    paper_columns=42,
    no_sale_slip=True,
    lock_after_s=300,
)
DAY_POLICY = replace(SHOP, session_policy=SessionPolicy.DAY)
PEOPLE = {"Ben": "cashier", "Cia": "supervisor", "Dan": "cashier", "Eve": "trainee"}

_numbers = itertools.count(1)

E = TypeVar("E")


def with_limits(role: str, limits: dict[Right, int], shop: Settings = SHOP) -> Settings:
    """Give the shop with other limits for one role."""
    roles = tuple(replace(each, limits=limits) if each.name == role else each for each in shop.roles)
    return replace(shop, roles=roles)


def by(employee: int | None = None, approved_by: int | None = None, at: str = NOON) -> Act:
    """Begin an act; `at` is a whole time, or HH:MM of today."""
    if len(at) == 5:
        at = f"{TODAY}T{at}:00.000+01:00"
    return Act(f"0193f000-0000-7000-8000-{next(_numbers):012x}", at, employee, approved_by)


def shift_opened(float_: int = 200_00, drawer: int = 1, at: str = NOON, person: int = CASHIER) -> OpenShift:
    return OpenShift(by(person, at=at), Count(float_), drawer)


def cash_in(amount: int = 50_00, drawer: int = 1, person: int = CASHIER) -> CashIn:
    return CashIn(by(person), amount, "float", drawer)


def pay_out(amount: int = 35_00, drawer: int = 1, person: int = CASHIER) -> PayOut:
    return PayOut(by(person), amount, "cleaning", "Shine Ltd", "V-1", drawer)


def drop(amount: int = 100_00, bag: str = "7731", drawer: int = 1, person: int = CASHIER) -> Drop:
    return Drop(by(person), amount, bag, drawer)


def no_sale(drawer: int = 1, person: int = CASHIER) -> NoSale:
    return NoSale(by(person), "change", drawer)


def tip_out(amount: int = 20_00, drawer: int = 1, person: int = SUPERVISOR) -> TipOut:
    return TipOut(by(person), amount, OTHER_CASHIER, drawer)


def reimbursed(amount: int = 20_00, drawer: int = 1, person: int = SUPERVISOR) -> Reimburse:
    return Reimburse(by(person), amount, OTHER_CASHIER, drawer)


def collected(amount: int = 20_00, drawer: int = 1, person: int = CASHIER) -> Collect:
    return Collect(by(person), amount, OTHER_CASHIER, drawer)


def advance(amount: int = 40_00, drawer: int = 1, person: int = CASHIER) -> GiveAdvance:
    return GiveAdvance(by(person), amount, OTHER_CASHIER, "flowers", drawer)


def settled(given_: GiveAdvance, spent: int = 30_00, drawer: int = 1, voucher: str = "V-9") -> SettleAdvance:
    return SettleAdvance(by(CASHIER), given_.act.id, spent, voucher, "Rose Ltd", drawer)


def transfer(amount: int = 60_00, target: int = 2, drawer: int = 1, person: int = SUPERVISOR) -> Transfer:
    return Transfer(by(person), amount, target, drawer)


def swap(given_: Count, taken: Count, drawer: int = 1, person: int = CASHIER) -> Swap:
    return Swap(by(person), given_, taken, drawer)


def bag_received(counted_: int = 100_00, bag: str = "7731", person: int = SUPERVISOR) -> ReceiveBag:
    return ReceiveBag(by(person), bag, counted_)


def deposited(*bags: str, from_safe: int = 0, person: int = SUPERVISOR) -> Deposit:
    return Deposit(by(person), "D-1", bags, from_safe)


def deposit_undone(made: Deposit, approver: int | None = MANAGER) -> UndoDeposit:
    return UndoDeposit(by(SUPERVISOR, approver), made.act.id, "It rained")


def force_closed(
    counted_: Count | None = None, left: int | None = None, bag: str | None = None
) -> ForceClose:
    return ForceClose(by(MANAGER), "Ben went home", counted_, left, bag)


def handed_over(to: int = OTHER_CASHIER, reason: str | None = None, approver: int | None = None) -> HandOver:
    return HandOver(by(CASHIER, approver), to, reason)


def undone(movement: Command, drawer: int = 1, approver: int | None = SUPERVISOR) -> UndoMovement:
    return UndoMovement(by(CASHIER, approver), movement.act.id, drawer=drawer)


def count_started(drawer: int = 1) -> StartCount:
    return StartCount(by(CASHIER), drawer)


def counted(amount: int, drawer: int = 1, person: int = CASHIER, approver: int | None = None) -> CountCash:
    return CountCash(by(person, approver), Count(amount), drawer)


def abandoned(drawer: int = 1) -> AbandonCount:
    return AbandonCount(by(CASHIER), drawer)


def closed(
    left: int, bag: str | None = None, drawer: int = 1, reason: str | None = None, approver: int | None = None
) -> CloseShift:
    return CloseShift(by(CASHIER, approver), left, bag, reason, drawer=drawer)


def pin(
    employee: int = CASHIER, at: str = NOON, purpose: PinPurpose = PinPurpose.SIGN_IN, *, right: bool = True
) -> PresentPin:
    return PresentPin(by(employee, at=at), employee, purpose, right)


def wrong_pin(
    employee: int = CASHIER, at: str = NOON, purpose: PinPurpose = PinPurpose.SIGN_IN
) -> PresentPin:
    return pin(employee, at, purpose, right=False)


def lines(*rows: tuple[int, int]) -> Count:
    """Give a count of (denomination, number) rows."""
    return Count(sum(value * number for value, number in rows), tuple(CountLine(*row) for row in rows))


@dataclass(frozen=True, slots=True)
class Given:
    """What the register knows, and the entries it knows it from."""

    state: State
    entries: tuple[Entry, ...]

    def when(self, *happened: Command | Entry) -> Given:
        """Let more happen."""
        state, entries = self.state, list(self.entries)
        for each in happened:
            for entry in decide(state, each) if isinstance(each, Command) else (each,):
                head = Head(state.head.records + 1, f"{state.head.records + 1:064x}")
                state = replace(apply(state, entry), head=head)
                entries.append(entry)
        return Given(state, tuple(entries))

    def refuses(self, command: Command, because: type[Refused]) -> Refused:
        """See that the rules say no, for exactly this reason, in a sentence; give the refusal."""
        try:
            entries = decide(self.state, command)
        except Refused as refused:
            said = refused
        else:
            raise AssertionError(f"{command} was not refused, but made {entries}")
        assert type(said) is because, f"refused with {said.kind}: {said}"
        assert str(said).endswith(".")
        return said

    def tries(self, command: Command) -> tuple[Given, str]:
        """Ask for something as at the counter; give what is known then, and what was answered."""
        try:
            return self.when(command), "done"
        except Refused as refused:
            counting = to_count(self.state, replace(command.act, id=by().id), refused)
            return (self if counting is None else self.when(counting)), str(refused)

    def then(self, command: Command) -> tuple[Entry, ...]:
        """Give what a command makes happen."""
        return decide(self.state, command)

    def newest(self, kind: type[E]) -> E:
        """Give the newest entry of a kind."""
        return next(entry for entry in reversed(self.entries) if isinstance(entry, kind))


def given(*happened: Command | Entry, shop: Settings = SHOP) -> Given:
    """Let this have happened in a shop where five people work."""
    created = CreateRegister(by(), "a register", "0" * 64, shop, "Ana")
    added = [AddEmployee(by(MANAGER), name, role) for name, role in PEOPLE.items()]
    return Given(State(), ()).when(created, *added, *happened)


def expected(state: State, place: str) -> int:
    """Give what must be in a place."""
    return state.balances.get(Place(place), 0)


def only(kind: type[E], entries: tuple[Entry, ...]) -> E:
    """Give the one entry that a command made, which is of this kind."""
    (entry,) = entries
    assert isinstance(entry, kind)
    return entry
