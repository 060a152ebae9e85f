"""A shop to measure in, and journals of any length."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from till.cash_register import CashRegister
from till.config import parse_config
from till.domain.apply import fold
from till.domain.clock import later
from till.domain.commands import (
    Act,
    CashIn,
    CloseShift,
    Command,
    CountCash,
    OpenShift,
    RingLine,
    StartCount,
    TakeTender,
    VoidLine,
)
from till.domain.decide import decide
from till.domain.entries import Entry
from till.domain.settings import Settings
from till.domain.state import Count
from till.ids import new_id
from till.store import journal

CONFIG = """
[organisation]
name = "Kaffe AB"
number = "556000-0000"
address = "Storgatan 1, 111 22 Stockholm"
[store]
name = "Main Street"
[register]
id = 1
code = "REG-001"
currency = "SEK"
locale = "en_SE"
timezone = "Europe/Stockholm"
data = "data"
[printer]
address = "{printer}"
[[pay_out_reason]]
code = "cleaning"
name = "Window cleaner"
[[no_sale_reason]]
code = "change"
name = "Change"
[[cash_in_reason]]
code = "float"
name = "Change from the bank"
[[department]]
code = "coffee"
name = "Coffee"
group = "Drinks"
vat_rate = "12.00"
price = "32.00"
[[tender]]
code = "card"
name = "Card"
"""
PIN = "4711"
_DAYS_AT_ONCE = 100
_DAY_AGAIN = """INSERT INTO journal SELECT seq + :by, recorded_at, kind, body, seal, signature
    FROM journal WHERE seq > :first AND seq <= :last ORDER BY seq"""
_RECEIPTS_AGAIN = """INSERT INTO receipts SELECT no + :no, training, what, seq + :by
    FROM receipts WHERE seq > :first AND seq <= :last"""


def settings() -> Settings:
    """Give the rules of the shop."""
    return parse_config(CONFIG.format(printer="none"), Path("bench.toml")).settings


def shop(folder: Path) -> CashRegister:
    """Set up a register with an open shift."""
    register = CashRegister.create(folder, settings(), "Ana Lima", PIN)
    register.handle(OpenShift(register.act(1), Count(200_00)))
    return register


class LongJournal:
    """Writes whole days in large transactions, through the same rules, seals and signatures as the till."""

    def __init__(self, register: CashRegister) -> None:
        self._register = register
        self._state = register.state
        self._at = register.state.last_at
        self._entries: list[Entry] = []

    def grow(self, records: int, movements_a_day: int = 100, movements_open: int = 200) -> None:
        """Write days until the journal has `records` records, then one open shift of `movements_open`."""
        while self._state.head.records + len(self._entries) < records:
            self._day(movements_a_day)
            self._write()
        for _ in range(movements_open):
            self._do(CashIn(self._act(), 1_00, "float"))
        self._write()
        self._register.refresh()

    def repeat(self, records: int) -> None:
        """Write a day again and again, as it is stored, up to `records` records; a real day follows.

        Their seals repeat too: nothing but a verification reads what is older than the newest close. This
        register must be opened anew then. Millions take minutes, and take the room that real ones would.
        """
        first, receipts = self._state.head.records, self._state.receipt_no
        self._sell(100)
        self._day(50)
        self._write()
        last, receipts = self._state.head.records, self._state.receipt_no - receipts
        times = max(0, records - last) // (last - first)
        # What is measured afterwards is synced; what is built here can be built again.
        with closing(sqlite3.connect(self._register.engine.url.database or "")) as bulk:
            bulk.execute("PRAGMA synchronous = OFF")
            for day in range(1, times + 1):
                values = {"by": day * (last - first), "no": day * receipts, "first": first, "last": last}
                bulk.execute(_DAY_AGAIN, values)
                bulk.execute(_RECEIPTS_AGAIN, values)
                if day % _DAYS_AT_ONCE == 0:
                    bulk.commit()
            bulk.commit()
        with self._register.engine.connect() as connection:
            newest = journal.head(connection)
        numbers = self._state.receipt_no + times * receipts
        self._state = replace(self._state, head=newest, receipt_no=numbers)
        self._day(50)
        self._write()

    def sell(self, sales: int) -> None:
        """Sell so many times in the open shift, in cash and by card, every tenth with a voided line."""
        self._sell(sales)
        self._write()
        self._register.refresh()

    def _sell(self, sales: int) -> None:
        for no in range(sales):
            self._do(RingLine(self._act(), "coffee"))
            if no % 10 == 0:
                self._do(RingLine(self._act(), "coffee", 2000))
                self._do(VoidLine(self._act()))
            self._do(TakeTender(self._act(), "cash" if no % 2 else "card"))

    def _day(self, movements: int) -> None:
        for _ in range(movements):
            self._do(CashIn(self._act(), 1, "float"))
        self._do(StartCount(self._act()))
        expected = self._state.expected(1)
        self._do(CountCash(self._act(), Count(expected)))
        # The Z names the head before it, so what came earlier must be written first.
        self._write()
        self._do(CloseShift(self._act(), left=expected))
        self._do(OpenShift(self._act(), Count(expected)))

    def _act(self) -> Act:
        self._at = later(self._at, 1)
        return Act(new_id(), self._at, 1)

    def _do(self, command: Command) -> None:
        entries = decide(self._state, command)
        self._state = fold(entries, self._state)
        self._entries.extend(entries)

    def _write(self) -> None:
        register = self._register
        with register.engine.begin() as connection:
            head = journal.append(connection, self._entries, self._state.head, self._at, register.sign)
        self._state = replace(self._state, head=head)
        self._entries.clear()
