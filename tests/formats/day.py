"""A day on which everything happens that another system has a word for, with ids that never change."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.domain.selling import found_in
from tests.slips.day import BLIND, CASHIER, MANAGER, Day
from tests.slips.sales import SHOP
from till.domain.commands import (
    CancelSale,
    CashIn,
    CloseShift,
    Collect,
    Command,
    CopyReceipt,
    CountCash,
    Deposit,
    DraftAdjustment,
    Drop,
    EndTraining,
    GiveAdvance,
    LockScreen,
    NoSale,
    OpenShift,
    ParkSale,
    PayOut,
    PostAdjustment,
    PresentPin,
    RecordExternal,
    RefundReceipt,
    Reimburse,
    ResumeSale,
    RingLine,
    SettleAdvance,
    SignOut,
    StartCount,
    StartTraining,
    Swap,
    TakeTender,
    TakeX,
    TipOut,
    Transfer,
    UndoDeposit,
    UndoMovement,
)
from till.domain.entries import DrawerKicked, DrawerShut, Entry, ShiftClosed, SignedIn
from till.domain.external_record import ExternalLine, ExternalPayment, ExternalRecord, ExternalType
from till.domain.settings import DepartmentKind, Organisation, Tender, TenderKind
from till.domain.state import Count, CountLine
from till.domain.tenders import TenderLine
from till.domain.vocabulary import KickOutcome, MovementType, PinPurpose
from till.formats import numbers
from till.formats.session import Session, closed_session

GOLDEN = Path(__file__).parent / "golden"
TENDERS = (
    Tender("card", "Card", 1580, counted=True),
    Tender("voucher", "Voucher", 2420, kind=TenderKind.VOUCHER),
    Tender("transfer", "Bank transfer", 1920),
    Tender("account", "On account", 1510, kind=TenderKind.CREDIT),
)
OWNER = Organisation(
    "Kaffe AB",
    "556000-0000",
    "Storgatan 1, 111 22 Stockholm",
    "08-123 45 67",
    "kaffe.example",
    "a@kaffe.example",
)
TWO_DRAWERS = replace(SHOP, organisation=OWNER, drawers=(1, 2), tenders=TENDERS)
ORIGINAL = '{"date": "2026-03-02T10:00:00+01:00", "type": "receipt", "labels": [7]}'


class FullDay(Day):
    """The day, with every entry in order."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        super().__init__(TWO_DRAWERS)

    def believe(self, entry: Entry) -> None:
        super().believe(entry)
        self.entries.append(entry)

    def ask(self, command: Command) -> Entry:
        """Do something whose name nobody needs."""
        return self.do(f"act {self.acts}", command)

    def close(self, gap: int = -50) -> None:
        """Count the first drawer, so much over or short, and close its shift."""
        self.ask(StartCount(self.act(CASHIER)))
        slips = (TenderLine("card", self.state.shifts[1].tally.taken["card"]),)
        count = Count(self.state.expected(1) + gap, tenders=slips)
        self.do("counted", CountCash(self.act(CASHIER), count))
        reason = "A coin fell" if gap else None
        self.do("z", CloseShift(self.act(CASHIER), 150_00, "8842", reason, "Quiet day"))

    def session(self) -> Session:
        """Give the closed shift of the first drawer."""
        close = next(each for each in self.entries if isinstance(each, ShiftClosed) and each.drawer == 1)
        return closed_session(close, self.entries)


def external(
    type_: ExternalType, no: str, total: int, *payments: ExternalPayment, change: int = 0
) -> ExternalRecord:
    lines = (ExternalLine("Pizza", DepartmentKind.GOODS, 1000, abs(total), total, 12_00),) if total else ()
    return ExternalRecord(
        no, type_, "Pizza POS", "2026-03-02T10:00:00.000+01:00", "Eve", ORIGINAL,
        None, "Table 4", lines, payments, change,
    )  # fmt: skip


def opened_day() -> FullDay:
    """Open both drawers, and sell."""
    day = FullDay()
    day.ask(PresentPin(day.act(CASHIER), CASHIER, PinPurpose.SIGN_IN, matches=True))
    person, at = day.state.employees[CASHIER].person, day.state.last_at
    day.believe(SignedIn(id="i1", at=at, employee=person, online=True))
    day.do("opening", OpenShift(day.act(CASHIER), Count(200_00), note="Early"))
    day.ask(OpenShift(day.act(CASHIER), Count(100_00), 2))
    day.ask(RingLine(day.act(CASHIER), "coffee", 2000))
    day.ask(RingLine(day.act(CASHIER), "gift", 1000, 50_00))
    day.do("sale", TakeTender(day.act(CASHIER), "cash", 60_00))
    day.believe(
        DrawerKicked(
            id="k1", at="2026-03-02T09:00:00.000+01:00", job="j", act="a", drawer=1,
            outcome=KickOutcome.CONFIRMED, no_sale=False, employee=CASHIER, shift=1,
        )
    )  # fmt: skip
    day.believe(DrawerShut(id="s1", at="2026-03-02T09:00:09.000+01:00", drawer=1, open_s=9, shift=1))
    day.ask(RingLine(day.act(CASHIER), "delivery"))
    day.do("card", TakeTender(day.act(CASHIER), "card", None, 10_00))
    day.ask(RingLine(day.act(CASHIER), "delivery"))
    day.do("credit", TakeTender(day.act(CASHIER), "account"))
    back = RefundReceipt(day.act(CASHIER), 3, (), "account", found=found_in(day.entries, 3))
    day.do("credit back", back)
    day.ask(RingLine(day.act(CASHIER), "tea"))
    day.do("transferred", TakeTender(day.act(CASHIER), "transfer"))
    day.ask(RingLine(day.act(CASHIER), "tea"))
    day.do("voucher", TakeTender(day.act(CASHIER), "voucher"))
    found = found_in(day.entries, 1)
    day.do("refund", RefundReceipt(day.act(CASHIER), 1, ((1, 1000),), reason="Cold", found=found))
    day.do("copy", CopyReceipt(day.act(CASHIER), 1, found=found_in(day.entries, 1)))
    day.ask(RingLine(day.act(CASHIER), "tea"))
    day.do("parked", ParkSale(day.act(CASHIER), "Blue hat"))
    parked = next(iter(day.state.parked))
    day.do("resumed", ResumeSale(day.act(CASHIER), parked))
    day.do("parked again", ParkSale(day.act(CASHIER), "Blue hat"))
    day.ask(ResumeSale(day.act(CASHIER), parked))
    day.do("given up", CancelSale(day.act(CASHIER)))
    day.ask(RingLine(day.act(CASHIER), "tea"))
    day.ask(ParkSale(day.act(CASHIER), "Red hat"))
    return day


def _moved(day: FullDay) -> None:
    day.do("in", CashIn(day.act(CASHIER), 30_00, "petty"))
    out = PayOut(day.act(CASHIER), 12_00, "cleaning", "Shine Ltd", "V-1")
    day.do("paid out", out)
    day.do("pay-out undone", UndoMovement(day.act(CASHIER, MANAGER), out.act.id))
    day.do("paid out again", PayOut(day.act(CASHIER, MANAGER), 13_00, "cleaning", "Shine Ltd", "V-2"))
    tip = TipOut(day.act(CASHIER), 5_00, BLIND)
    day.do("tip", tip)
    day.do("tip undone", UndoMovement(day.act(CASHIER, MANAGER), tip.act.id))
    day.do("reimbursed", Reimburse(day.act(CASHIER), 4_00, BLIND))
    day.do("collected", Collect(day.act(CASHIER), 20_00, BLIND))
    day.do("no sale", NoSale(day.act(CASHIER), "change"))
    day.do("drop", Drop(day.act(CASHIER), 100_00, "7731"))
    advance = GiveAdvance(day.act(CASHIER), 10_00, BLIND, "cleaning")
    day.do("advance", advance)
    day.do("settled", SettleAdvance(day.act(CASHIER), advance.act.id, 7_50, "V-3"))
    day.do("transfer", Transfer(day.act(CASHIER), 15_00, 2))
    lines = (Count(10_00, (CountLine(10_00, 1),)), Count(10_00, (CountLine(5_00, 2),)))
    day.do("swap", Swap(day.act(CASHIER), *lines))
    draft = DraftAdjustment(
        day.act(CASHIER), MovementType.EXTERNAL_IMPORT, (TenderLine("cash", 3_00), TenderLine("card", 9_00)),
        "Fair",
    )  # fmt: skip
    day.ask(draft)
    day.do("imported", PostAdjustment(day.act(CASHIER, MANAGER), draft.act.id))
    correction = DraftAdjustment(
        day.act(CASHIER), MovementType.CORRECTION, (TenderLine("cash", -1_00),), "Typed wrong"
    )
    day.ask(correction)
    day.do("corrected", PostAdjustment(day.act(CASHIER, MANAGER), correction.act.id))


def _external(day: FullDay) -> None:
    paid = (ExternalPayment("cash", "", 20_00), ExternalPayment("card", "", 11_00, 1_00))
    for name, record in {
        "external sale": external(ExternalType.SALE, "A-1", 25_00, *paid, change=5_00),
        "external return": external(ExternalType.RETURN, "A-2", -2_00, ExternalPayment("cash", "", -2_00)),
        "external credit": external(ExternalType.CREDIT, "A-3", 9_00, ExternalPayment("credit", "", 9_00)),
        "external float": external(ExternalType.BATCH_OPEN, "B-1", 0, ExternalPayment("cash", "", 40_00)),
        "external close": external(ExternalType.BATCH_CLOSE, "B-2", 0, ExternalPayment("cash", "", -40_00)),
    }.items():
        day.do(name, RecordExternal(day.act(CASHIER), record))


def full_day() -> FullDay:
    """Sell, move, take in, practise, deposit, report, and close short."""
    day = opened_day()
    _moved(day)
    _external(day)
    day.do("training on", StartTraining(day.act(CASHIER)))
    day.ask(RingLine(day.act(CASHIER), "coffee"))
    day.do("training sale", TakeTender(day.act(CASHIER), "cash"))
    day.do("training off", EndTraining(day.act(CASHIER)))
    deposit = Deposit(day.act(CASHIER), "D-1", ("7731",))
    day.do("deposit", deposit)
    day.do("deposit undone", UndoDeposit(day.act(CASHIER, MANAGER), deposit.act.id, "It rained"))
    day.do("locked", LockScreen(day.act(CASHIER)))
    day.do("unlocked", PresentPin(day.act(CASHIER), CASHIER, PinPurpose.UNLOCK, matches=True))
    day.do("x", TakeX(day.act(CASHIER)))
    day.close()
    day.do("signed out", SignOut(day.act(CASHIER)))
    return day


def agrees_with_golden(name: str, shape: Any) -> None:
    """Compare a shape with the file that somebody looked at; TILL_WRITE_GOLDEN=1 writes it anew."""
    written = json.dumps(json.loads(numbers.write(shape)), indent=1, ensure_ascii=False) + "\n"
    file = GOLDEN / f"{name}.json"
    if os.environ.get("TILL_WRITE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(written, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == written
