"""Plays the left side of a day against a real register and a simulated printer, and writes the right side.

A line is `08:02 Ben  open 200.00`: time, person, act, with amounts in the currency's major unit, names of
things in quotes, and at the end `approved by Ana`. A time before the last one is a clock that was set back.
`policy day` allows one shift a day; after `receipts short` a receipt is one line on the right side.
`sell coffee x2, book 48.30 for card 50.00, cash 100.00` rings and is paid on one line.
A line that begins with `#` is a remark; `day 2026-11-22` turns the page.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hardware
from tests.days.cash_acts import cash_command, counting_all, why
from till.cash_register import CashRegister
from till.config import load_config
from till.domain.commands import (
    AbandonCount,
    Act,
    AddEmployee,
    CancelSale,
    CashIn,
    CloseShift,
    Command,
    CopyReceipt,
    CountCash,
    Drop,
    EndTraining,
    ForceClose,
    GiveDiscount,
    HandOver,
    NoSale,
    OpenShift,
    ParkSale,
    PayOut,
    ReceiveBag,
    RecordExternal,
    RefundReceipt,
    ResumeSale,
    RingLine,
    StartCount,
    StartProgram,
    StartTraining,
    TakeTender,
    TakeX,
    UndoMovement,
    VoidLine,
)
from till.domain.entries import CashMoved, EmployeeAdded, Entry, SaleConcluded, SaleRefunded
from till.domain.errors import Refused
from till.domain.external_record import ExternalLine, ExternalPayment, ExternalRecord, ExternalType
from till.domain.money import parse_plain
from till.domain.receipt import Discount, Receipt
from till.domain.settings import DepartmentKind, SessionPolicy
from till.domain.state import Count
from till.wording.messages import sentence
from till.wording.money import money, parse_count
from till.wording.quantities import parse_percent, parse_quantity
from till.workers.devices import DeviceWorker
from till.workers.writer import Writer

SHOP = Path(__file__).with_name("shop.toml")
PEOPLE = {"Ana": "manager", "Ben": "cashier", "Cia": "supervisor"}
PIN = "4711"


class Player:
    """One shop for one file of days."""

    def __init__(self, folder: Path) -> None:
        config = load_config(SHOP)
        self._zone = ZoneInfo(config.settings.timezone)
        self._now = datetime(2026, 11, 21, 7, 0, tzinfo=self._zone)
        self.register = CashRegister.create(folder, config.settings, "Ana", PIN, self._clock)
        self._numbers = {"Ana": 1}
        for name in ("Ben", "Cia"):
            added = self.register.handle(AddEmployee(self.register.act(1), name, PEOPLE[name]))[-1]
            assert isinstance(added, EmployeeAdded)
            self._numbers[name] = added.employee.no
        printer = hardware.PrinterConfig(config.printer.address, config.printer.columns)
        self.devices = hardware.open_devices(printer, [hardware.DrawerConfig(1)])
        register = self.register
        writer = Writer(register.engine, register.sign, self._clock)
        self._worker = DeviceWorker(writer, self.devices, lambda news: None, lambda: register.state)
        self._movements: dict[str, str] = {}
        self._short = False

    def _clock(self) -> str:
        return self._now.isoformat(timespec="milliseconds")

    def play(self, line: str) -> list[str]:
        """Do what a line says; give what came out of the printer, or the sentence that refuses it."""
        words = shlex.split(line)
        if words[0] == "day":
            self._now = datetime.fromisoformat(words[1]).replace(tzinfo=self._zone)
            return []
        if words[0] == "receipts":
            self._short = words[1] == "short"
            return []
        if words[0] == "count-all-tenders":
            rules = counting_all(self.register.state.rules)
            self.register.handle(StartProgram(self.register.act(), "1", rules))
            return []
        if words[0] == "policy":
            rules = replace(self.register.state.rules, session_policy=SessionPolicy(words[1]))
            self.register.handle(StartProgram(self.register.act(), "1", rules))
            return []
        hour, minute = words[0].split(":")
        self._now = self._now.replace(hour=int(hour), minute=int(minute))
        simulator = self.devices.simulator
        assert simulator is not None
        if words[2:] == ["why"]:
            return why(self.register.state)
        self._receipts: list[str] = []
        before, kicks = len(simulator.paper), simulator.kicks
        try:
            self._act(words[1], words[2:])
        except Refused as refused:
            return [f"> {sentence(refused, self.register.state.rules.locale)}"]
        while self._worker.step():
            pass
        simulator.shut_drawer()
        self._worker.look()
        if self._short and self._receipts:
            return self._receipts
        opened = ["> the drawer opens"] * (simulator.kicks - kicks)
        return opened + [_steady(row) for row in _without_qr(simulator.paper[before:]).splitlines()]

    def _act(self, name: str, words: list[str]) -> None:
        act = self.register.act(self._numbers[name])
        if "approved" in words:
            at = words.index("approved")
            approver = self._numbers[words[at + 2]]
            act = self.register.act(act.by)
            act = Act(act.id, act.at, act.by, approver)
            words = words[:at]
        commands = self._commands(act, words)
        for command in commands:
            self._remember(words, self.register.handle(command))

    def _remember(self, words: list[str], entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry, SaleConcluded | SaleRefunded):
                self._receipts.append(self._in_one_line(entry.receipt))
            if isinstance(entry, CashMoved):
                self._movements[f"{words[0]} {abs(entry.amount)}"] = entry.id

    def _in_one_line(self, receipt: Receipt) -> str:
        """Write a receipt as `> receipt 12: 96.00, cash 100.00, change 4.00`."""
        rules = self.register.state.rules
        back = (("rounding", receipt.rounding), ("change", receipt.change), ("cashback", receipt.cashback))
        named = [(paid.code, paid.amount) for paid in receipt.tenders]
        parts = [("", receipt.total), *named, *(part for part in back if part[1])]
        words = (f"{name} {money(amount, rules.currency, rules.locale)}".strip() for name, amount in parts)
        kind = "training receipt" if receipt.training else "receipt"
        return f"> {kind} {receipt.no}: {', '.join(words)}"

    def _commands(self, act: Act, words: list[str]) -> list[Command]:
        rest = words[1:]
        state, read = self.register.state, self.register.read
        if (beside := cash_command(state, read, act, words)) is not None:
            return [beside]
        simple: dict[str, Callable[[], list[Command]]] = {
            "open": lambda: [OpenShift(act, self._count(rest[0]), **_named(rest[1:]))],
            "cash-in": lambda: [CashIn(act, self._amount(rest[0]), rest[1], **_named(rest[2:]))],
            "drop": lambda: [Drop(act, self._amount(rest[0]), **_named(rest[1:]))],
            "pay-out": lambda: [PayOut(act, self._amount(rest[0]), rest[1], **_named(rest[2:]))],
            "no-sale": lambda: [NoSale(act, rest[0])],
            "undo": lambda: [
                UndoMovement(act, self._movements[f"{rest[0]} {self._amount(rest[1])}"], **_named(rest[2:]))
            ],
            "receive": lambda: [ReceiveBag(act, rest[1], self._amount(rest[2]), **_named(rest[3:]))],
            "hand-over": lambda: [HandOver(act, self._numbers[rest[1]], **_named(rest[2:]))],
            "force-close": lambda: [ForceClose(act, **self._force(_named(rest)))],
            "sell": lambda: self._sale(act, rest),
            "external": lambda: [RecordExternal(act, self._external(act, rest))],
            "ring": lambda: [RingLine(act, *self._line(rest))],
            "void": lambda: [VoidLine(act)],
            "off": lambda: [GiveDiscount(act, self._discount(rest[0]))],
            "pay": lambda: [self._payment(act, rest)],
            "cancel": lambda: [CancelSale(act)],
            "park": lambda: [ParkSale(act, rest[0])],
            "resume": lambda: [ResumeSale(act, self._parked(rest[0]))],
            "refund": lambda: [self._refund(act, rest)],
            "copy": lambda: [CopyReceipt(act, int(rest[1]))],
            "x": lambda: [TakeX(act)],
            "training": lambda: [StartTraining(act) if rest[0] == "on" else EndTraining(act)],
            "start-count": lambda: [StartCount(act)],
            "count": lambda: [CountCash(act, self._count(rest[0]))],
            "back": lambda: [AbandonCount(act)],
            "close": lambda: [CloseShift(act, self._amount(rest[1]), **_named(rest[2:]))],
        }
        return simple[words[0]]()

    def _force(self, named: dict[str, Any]) -> dict[str, Any]:
        """Read the count and what is left of a forced close."""
        left = {"left": self._amount(named.pop("left"))} if "left" in named else {}
        found = {"counted": self._count(named.pop("counted"))} if "counted" in named else {}
        return {**named, **left, **found}

    def _sale(self, act: Act, words: list[str]) -> list[Command]:
        """Read `coffee x2, book 48.30 for card 50.00, cash 100.00`; each part is an act of its own."""
        sold, _for, paid = " ".join(words).partition(" for ")
        acts = (self.register.act(act.by) for _part in words)
        lines = [RingLine(next(acts), *self._line(part.split())) for part in sold.split(", ")]
        return [*lines, *(self._payment(next(acts), part.split()) for part in paid.split(", "))]

    def _payment(self, act: Act, words: list[str]) -> TakeTender:
        """Read `card`, `cash 100.00` or `card cashback 50.00`."""
        if words[1:2] == ["cashback"]:
            return TakeTender(act, words[0], None, self._amount(words[2]))
        return TakeTender(act, words[0], self._amount(words[1]) if words[1:] else None)

    def _discount(self, text: str) -> Discount:
        """Read `10%` or `50.00`, off the whole sale."""
        if text.endswith("%"):
            return Discount(rate=parse_percent(text, "en_GB"))
        return Discount(amount=self._amount(text))

    def _refund(self, act: Act, words: list[str]) -> RefundReceipt:
        """Read `receipt 4 line 1 reason "Too small" to card`; cash goes back without a word."""
        way = words[7] if words[6:7] == ["to"] else "cash"
        return RefundReceipt(act, int(words[1]), ((int(words[3]), 1000),), way, words[5])

    def _external(self, act: Act, words: list[str]) -> ExternalRecord:
        """Read `lunch 95.00`, paid in cash at another system on the counter."""
        amount = self._amount(words[1])
        line = ExternalLine(words[0], DepartmentKind.GOODS, 1000, amount, amount, 12_00)
        paid = ExternalPayment("cash", "Cash", amount)
        record = ExternalRecord(
            f"lunch-{act.id}", ExternalType.SALE, "Lunch app", act.at, "Ben", "{}", lines=(line,)
        )
        return replace(record, payments=(paid,))

    def _line(self, words: list[str]) -> tuple[str, int, int | None]:
        """Read `coffee`, `book 40.00`, `book 40.00 x3`."""
        pieces = [word[1:] for word in words[1:] if word.startswith("x")]
        prices = [self._amount(word) for word in words[1:] if not word.startswith("x")]
        quantity = parse_quantity(pieces[0], "en_GB") if pieces else 1000
        return words[0], quantity, prices[0] if prices else None

    def _parked(self, name: str) -> str:
        return next(each.id for each in self.register.state.parked.values() if each.name == name)

    def _amount(self, text: str) -> int:
        return parse_plain(text, self.register.state.rules.exponent)

    def _count(self, text: str) -> Count:
        if "x" in text:
            rules = self.register.state.rules
            return parse_count(text, rules.currency, rules.locale)
        return Count(self._amount(text))


def _without_qr(paper: str) -> str:
    return re.sub(r"\[QR ([^:]+:[^:]+:[^:]+):[^\]]*\]", r"[QR \1:…]", paper)


def _steady(row: str) -> str:
    """Put dots where a line differs from one run to the next: references and seals are made by dice."""
    row = re.sub(r"^((?:Undoes r|R)eference: )[0-9a-f]{8}$", r"\1········", row)
    return re.sub(r"^(Seal +)[0-9a-f]{4}( [0-9a-f]{4}){3}$", r"\1···· ···· ···· ····", row)


def _named(words: list[str]) -> dict[str, Any]:
    """Read `bag 7731 reason "Coin lost"` as named values."""
    return dict(zip(words[::2], words[1::2], strict=True))


LEFT_COLUMNS = 80
"""Where the right side of a day begins."""


def written(folder: Path, day: str) -> str:
    """Play the left side of `day` and give the whole text anew, both sides."""
    player, lines = Player(folder), []
    for row in day.splitlines():
        left = row.partition("│")[0].rstrip()
        if not left:
            if "│" not in row:
                lines.append("")
            continue
        if left.startswith("#"):
            lines.append(row.rstrip())
            continue
        right = player.play(left) or [""]
        lines.append(f"{left:<{LEFT_COLUMNS - 2}}│ {right[0]}".rstrip())
        lines.extend(f"{'':<{LEFT_COLUMNS - 2}}│ {each}".rstrip() for each in right[1:])
    player.register.close()
    return "\n".join(lines) + "\n"
