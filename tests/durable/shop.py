"""A shop with three people, and the day that is carried out in it over and over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.days.play import PEOPLE, PIN, SHOP
from till.cash_register import CashRegister
from till.clock import Clock
from till.config import Config, load_config, parse_config
from till.domain.apply import apply
from till.domain.chain import Record
from till.domain.codec import decode
from till.domain.commands import (
    Act,
    AddEmployee,
    CashIn,
    CloseShift,
    Command,
    CountCash,
    Drop,
    NoSale,
    OpenShift,
    PayOut,
    StartCount,
    TakeX,
)
from till.domain.entries import (
    CashCounted,
    CashMoved,
    CountStarted,
    Entry,
    ReportTaken,
    ShiftClosed,
    ShiftOpened,
)
from till.domain.state import Count, Head, State
from till.domain.vocabulary import MovementType

ANA, BEN, CIA = 1, 2, 3
FLOAT, LEFT, SHORT_BY = 200_00, 100_00, 2_00
SCRIPTED: Final = (ShiftOpened, CashMoved, ReportTaken, CountStarted, CashCounted, ShiftClosed)


def config_with(printer: str, folder: Path) -> Config:
    """Read the configuration of the shop with another printer and data folder."""
    text = SHOP.read_text(encoding="utf-8")
    text = text.replace('address = "sim:"', f'address = "{printer}"').replace('"data"', f'"{folder}"')
    return parse_config(text, SHOP)


def set_up(folder: Path, clock: Clock | None = None) -> CashRegister:
    """Make a register with its three people; each has the same PIN."""
    config = load_config(SHOP)
    register = CashRegister.create(folder, config.settings, "Ana", PIN, clock)
    for no, name in ((BEN, "Ben"), (CIA, "Cia")):
        register.handle(AddEmployee(register.act(ANA), name, PEOPLE[name]))
        register.set_pin(register.act(ANA), no, PIN)
    return register


def opened(folder: Path, clock: Clock | None = None) -> CashRegister:
    """Open the register in `folder`."""
    return CashRegister.open(folder, load_config(SHOP).settings.timezone, clock)


def steady_clock(epoch_s: float) -> Clock:
    """Give a clock that nobody sets while a test runs; `epoch_s` is the time when the machine started."""
    zone = ZoneInfo(load_config(SHOP).settings.timezone)
    return lambda: datetime.fromtimestamp(epoch_s + time.monotonic(), zone).isoformat(timespec="milliseconds")


def machine_epoch_s() -> float:
    """Say when the machine's steady clock was zero (seconds since 1970)."""
    return time.time() - time.monotonic()


def steady_s(at: str, epoch_s: float) -> float:
    """Give the machine's steady clock at a recorded time (RFC 3339)."""
    return datetime.fromisoformat(at).timestamp() - epoch_s


def next_command(register: CashRegister, act: Callable[[int], Act]) -> Command:
    """Say what the day asks for next, from what the journal says was done last."""
    last = _last_scripted(register)
    state = register.state
    match last:
        case None | ShiftClosed():
            return OpenShift(act(BEN), Count(state.floats_left.get(1, FLOAT)))
        case ShiftOpened():
            return CashIn(act(BEN), 50_00, "float")
        case CashMoved(type=MovementType.CASH_IN):
            approved = register.approve(act(BEN), ANA, PIN)
            return PayOut(approved, 35_00, "cleaning", payee="Putz AB", voucher="118")
        case CashMoved(type=MovementType.PAY_OUT):
            return Drop(act(BEN), min(100_00, state.expected(1) - 102_00), bag=f"bag {last.shift}")
        case CashMoved(type=MovementType.NO_SALE):
            return TakeX(act(BEN))
        case CashMoved():
            return NoSale(act(BEN), "change")
        case ReportTaken():
            return StartCount(act(BEN))
        case CashCounted() if last.attempt == 2:
            bag = f"evening {last.shift}" if last.count.amount > LEFT else None
            return CloseShift(act(ANA), left=LEFT, bag=bag, reason="Coin lost")
        case _:
            return CountCash(act(BEN), Count(state.expected(1) - SHORT_BY))


def _last_scripted(register: CashRegister) -> Entry | None:
    for record in register.read.newest(100):
        entry = decode(record.kind, record.body)
        if isinstance(entry, SCRIPTED):
            return entry
    return None


def folded(records: list[Record]) -> list[tuple[Entry, State]]:
    """Fold a whole journal from its first record: each entry with the state after it."""
    state, steps = State(), []
    for record in records:
        entry = decode(record.kind, record.body)
        state = replace(apply(state, entry), head=Head(record.seq, record.seal))
        steps.append((entry, state))
    return steps
