"""What may be asked at the counter, sensible or not, for days that are made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tests.domain.given import SHOP
from till.domain.commands import (
    AbandonCount,
    Act,
    AddEmployee,
    AnswerSlip,
    CancelSlip,
    CashIn,
    ChangeEmployee,
    ChangeSettings,
    CloseShift,
    Collect,
    Command,
    CopySlip,
    CountCash,
    CountRefusal,
    CreateRegister,
    Deposit,
    Drop,
    EndTraining,
    ExportJournal,
    ForceClose,
    GiveAdvance,
    HandOver,
    LockScreen,
    NoSale,
    NoticeClock,
    OpenShift,
    PayOut,
    PresentBadge,
    PresentPin,
    ReceiveBag,
    Reimburse,
    RestoreJournal,
    SetBadge,
    SetPin,
    SettleAdvance,
    SignOut,
    StartCount,
    StartProgram,
    StartTraining,
    StopProgram,
    Swap,
    TakeX,
    TipOut,
    Transfer,
    TryDrawer,
    UndoDeposit,
    UndoMovement,
)
from till.domain.state import Count, CountLine, State
from till.domain.vocabulary import KickOutcome, PinPurpose, RestoreProof, Secret

ODD_NUMBERS = st.integers() | st.sampled_from([-1, 0, 10**11, -(10**11), 10**5000, -(10**5000)])
AMOUNTS = st.integers(1, 300_00) | st.integers(1, 300).map(lambda crowns: crowns * 100)
TEXTS = st.sampled_from(["cleaning", "flowers", "change", "float", "Found it", "", "\x1b@"]) | st.text(
    max_size=90
)
REASONS = st.sampled_from(["Miscounted", "Coins fell", None, ""])
BAGS = st.sampled_from(["1", "2", "3", "4", "", " 1 "]) | st.text(max_size=40)
DRAWERS = st.sampled_from([1, 1, 1, 2, 2, 3, -1])
SHIFTS = st.none() | st.integers(1, 9)
PEOPLE = st.sampled_from([1, 1, 2, 2, 3, 4, 5, 99, None])
GAPS = st.sampled_from([0, 0, 0, 50, -50, -20_00])
OUTCOMES = st.sampled_from(KickOutcome)
PLAIN_TEXT = st.none() | st.text(max_size=20)

# Gives the command for an act, with what is drawn.
Making = Callable[[st.DataObject, State, Act], Command]


def amount(draw: st.DataObject, plausible: st.SearchStrategy[int] = AMOUNTS) -> int:
    """Draw an amount: mostly one that a person would type, now and then nonsense."""
    odd = draw.draw(st.integers(0, 11), "odd") == 0
    return draw.draw(ODD_NUMBERS if odd else plausible, "amount")


def count(draw: st.DataObject, state: State, drawer: int, carried: bool) -> Count:
    """Draw a count: mostly near what is there, so that days go on."""
    near = (state.floats_left if carried else {1: state.expected(1), 2: state.expected(2)}).get(
        drawer, 200_00
    )
    total = amount(draw, st.sampled_from([near, near, near - 50, near + 50, near + 5_00, 0]))
    if draw.draw(st.integers(0, 4), "in pieces") == 0:
        values = st.sampled_from([*SHOP.denominations, 3, 0, -100])
        rows = draw.draw(st.lists(st.builds(CountLine, values, st.integers(-1, 40)), max_size=4), "pieces")
        total = sum(row.value * row.number for row in rows) if rows else total
        return Count(total, tuple(rows))
    return Count(total)


def movement_of(draw: st.DataObject, state: State) -> str:
    known = [each.id for shift in state.shifts.values() for each in shift.movements]
    return draw.draw(st.sampled_from([*known, "unknown"]), "movement")


def kept(draw: st.DataObject, state: State, drawer: int) -> int:
    shift = state.shifts.get(drawer)
    counted = shift.attempts[-1].count.amount if shift is not None and shift.attempts else 100_00
    return amount(draw, st.sampled_from([counted, counted, counted // 2, 0, counted + 1]))


def settings_of(draw: st.DataObject) -> Any:
    drawers = draw.draw(st.sampled_from([(1, 2), (1, 2), (1,)]), "drawers")
    return replace(
        SHOP, drawers=drawers, difference_limit=draw.draw(st.sampled_from([0, 1_00, 10**9]), "limit")
    )


def advance_of(draw: st.DataObject, state: State) -> str:
    return draw.draw(st.sampled_from([*state.advances, "unknown"]), "advance")


def bag_of(draw: st.DataObject, state: State) -> str:
    return draw.draw(st.sampled_from([*state.bags, "unknown"]), "bag")


def deposit_of(draw: st.DataObject, state: State) -> str:
    return draw.draw(st.sampled_from([*(each.id for each in state.deposits), "unknown"]), "deposit")


SWAPS = st.sampled_from([((100_00, 1), (20_00, 5)), ((5_00, 2), (1_00, 10)), ((5_00, 1), (1_00, 4))])


def swap(draw: st.DataObject, act: Act, drawer: int) -> Swap:
    out, into = (Count(value * no, (CountLine(value, no),)) for value, no in draw.draw(SWAPS, "swap"))
    return Swap(act, out, into, drawer)


STAFF_AND_SAFE: tuple[Making, ...] = (
    lambda d, s, a: TipOut(a, amount(d), d.draw(PEOPLE) or 0, d.draw(DRAWERS)),
    lambda d, s, a: Reimburse(a, amount(d), d.draw(PEOPLE) or 0, d.draw(DRAWERS)),
    lambda d, s, a: Collect(a, amount(d), d.draw(PEOPLE) or 0, d.draw(DRAWERS)),
    lambda d, s, a: GiveAdvance(a, amount(d), d.draw(PEOPLE) or 0, d.draw(TEXTS), d.draw(DRAWERS)),
    lambda d, s, a: SettleAdvance(a, advance_of(d, s), amount(d), d.draw(TEXTS), None, d.draw(DRAWERS)),
    lambda d, s, a: Transfer(a, amount(d), d.draw(DRAWERS), d.draw(DRAWERS)),
    lambda d, s, a: swap(d, a, d.draw(DRAWERS)),
    lambda d, s, a: ReceiveBag(a, bag_of(d, s), amount(d), d.draw(PLAIN_TEXT)),
    lambda d, s, a: Deposit(a, d.draw(TEXTS), (bag_of(d, s),), amount(d)),
    lambda d, s, a: UndoDeposit(a, deposit_of(d, s), d.draw(TEXTS)),
)
MOVING: tuple[Making, ...] = (
    lambda d, s, a: OpenShift(
        a, count(d, s, (no := d.draw(DRAWERS)), carried=True), no, d.draw(REASONS), d.draw(PLAIN_TEXT)
    ),
    lambda d, s, a: CashIn(a, amount(d), d.draw(TEXTS), d.draw(DRAWERS), d.draw(PLAIN_TEXT)),
    lambda d, s, a: Drop(a, amount(d), d.draw(BAGS), d.draw(DRAWERS), d.draw(PLAIN_TEXT)),
    lambda d, s, a: PayOut(a, amount(d), d.draw(TEXTS), d.draw(PLAIN_TEXT), None, d.draw(DRAWERS)),
    lambda d, s, a: PayOut(a, amount(d), "cleaning", None, None, d.draw(DRAWERS)),
    lambda d, s, a: NoSale(a, d.draw(TEXTS), d.draw(DRAWERS)),
    lambda d, s, a: UndoMovement(a, movement_of(d, s), "", d.draw(DRAWERS)),
    lambda d, s, a: TakeX(a, d.draw(DRAWERS)),
)
CLOSING: tuple[Making, ...] = (
    lambda d, s, a: StartCount(a, d.draw(DRAWERS)),
    lambda d, s, a: CountCash(a, count(d, s, (no := d.draw(DRAWERS)), carried=False), no),
    lambda d, s, a: AbandonCount(a, d.draw(DRAWERS)),
    lambda d, s, a: CloseShift(
        a, kept(d, s, (no := d.draw(DRAWERS))), d.draw(BAGS), d.draw(REASONS), d.draw(PLAIN_TEXT), no
    ),
    lambda d, s, a: ForceClose(a, d.draw(TEXTS), None, None, None, d.draw(DRAWERS)),
    lambda d, s, a: HandOver(a, d.draw(PEOPLE) or 0, d.draw(REASONS), d.draw(DRAWERS)),
)
OTHERS: tuple[Making, ...] = (
    lambda d, s, a: CreateRegister(a, "r", "0" * 64, SHOP, d.draw(TEXTS)),
    lambda d, s, a: StartProgram(a, "1", settings_of(d)),
    lambda d, s, a: StopProgram(a),
    lambda d, s, a: NoticeClock(a),
    lambda d, s, a: AddEmployee(a, d.draw(TEXTS), d.draw(st.sampled_from(["cashier", "manager", "boss"]))),
    lambda d, s, a: ChangeEmployee(
        a, d.draw(PEOPLE) or 0, None, d.draw(st.none() | TEXTS), d.draw(st.none() | st.booleans())
    ),
    lambda d, s, a: SetPin(a, d.draw(PEOPLE) or 0),
    lambda d, s, a: PresentPin(
        a, d.draw(PEOPLE) or 0, d.draw(st.sampled_from(PinPurpose)), d.draw(st.booleans())
    ),
    lambda d, s, a: SignOut(a),
    lambda d, s, a: LockScreen(a, d.draw(st.booleans())),
    lambda d, s, a: CopySlip(a, d.draw(st.integers()), d.draw(st.sampled_from(["cash-moved/1", "", "x/1"]))),
    lambda d, s, a: AnswerSlip(a, d.draw(TEXTS), d.draw(st.booleans())),
    lambda d, s, a: CancelSlip(a, d.draw(TEXTS)),
    lambda d, s, a: ExportJournal(a),
    lambda d, s, a: RestoreJournal(a, a.at, d.draw(st.sampled_from(RestoreProof)), d.draw(PEOPLE) or 0),
    lambda d, s, a: StartTraining(a),
    lambda d, s, a: EndTraining(a),
    lambda d, s, a: ChangeSettings(a, settings_of(d)),
    lambda d, s, a: TryDrawer(a, d.draw(DRAWERS)),
    lambda d, s, a: SetBadge(a, d.draw(PEOPLE) or 0, d.draw(st.booleans())),
    lambda d, s, a: PresentBadge(a, d.draw(PEOPLE), d.draw(st.sampled_from(PinPurpose))),
    lambda d, s, a: CountRefusal(a, d.draw(DRAWERS), d.draw(SHIFTS), d.draw(st.sampled_from(Secret))),
)


Moving = Callable[[st.DataObject, Act, int], Command]
SENSIBLE: tuple[Moving, ...] = (
    lambda d, a, no: CashIn(a, d.draw(AMOUNTS), "float", no),
    lambda d, a, no: Drop(a, d.draw(AMOUNTS), d.draw(BAGS), no),
    lambda d, a, no: PayOut(a, d.draw(AMOUNTS), "cleaning", None, None, no),
    lambda d, a, no: NoSale(a, "change", no),
    lambda d, a, no: TakeX(a, no),
    lambda d, a, no: TipOut(a, d.draw(AMOUNTS), 5, no),
    lambda d, a, no: Collect(a, d.draw(AMOUNTS), 5, no),
    lambda d, a, no: GiveAdvance(a, d.draw(AMOUNTS), 5, "flowers", no),
    lambda d, a, no: Transfer(a, d.draw(AMOUNTS), 3 - no, no),
    swap,
)
LATER: tuple[Making, ...] = (
    lambda d, s, a: SettleAdvance(a, advance_of(d, s), d.draw(AMOUNTS), "V-1", None, d.draw(DRAWERS)),
    lambda d, s, a: ReceiveBag(a, bag_of(d, s), d.draw(AMOUNTS)),
    lambda d, s, a: Deposit(a, "D-1", (bag_of(d, s),)),
    lambda d, s, a: Deposit(a, "D-2", (), d.draw(AMOUNTS)),
    lambda d, s, a: UndoDeposit(a, deposit_of(d, s), "Not today"),
    lambda d, s, a: HandOver(a, d.draw(st.sampled_from([1, 2, 3])), "Counted", d.draw(DRAWERS)),
    lambda d, s, a: ForceClose(a, "Nobody there", None, None, None, d.draw(DRAWERS)),
    lambda d, s, a: EndTraining(a) if s.training else StartTraining(a),
)
"""What follows from something that happened before."""
ANYTHING = (*MOVING, *STAFF_AND_SAFE, *CLOSING, *OTHERS)
