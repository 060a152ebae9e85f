"""A day of what seldom happens, as entries: inserts, corrections, practice, addenda."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.selling import found_in
from tests.slips.day import BLIND, CASHIER, MANAGER, Day, count
from tests.slips.sales import SHOP
from till.domain.addendum_commands import ClosedShift
from till.domain.commands import (
    AddLateItem,
    AddRecount,
    CashIn,
    CloseAside,
    CopyReceipt,
    CountAside,
    CountCash,
    DraftAdjustment,
    EndTraining,
    ForceClose,
    GiveAdvance,
    NoSale,
    OpenShift,
    ParkShift,
    PostAdjustment,
    RefundReceipt,
    ResumeShift,
    RingLine,
    StartCount,
    StartTraining,
    SuspendShift,
    TakeTender,
    TakeX,
    UndoMovement,
)
from till.domain.queue import Queue
from till.domain.settings import Pack, PackKind, Settings
from till.domain.state import Count, CountLine
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

PACKED = replace(SHOP, packs=(Pack(2_00, 25, PackKind.ROLL), Pack(50, 500, PackKind.BAG)))


def rare_day(settings: Settings = PACKED) -> Day:
    """Suspend, park, correct and practise; count and close what was parked; then append to its Z."""
    day = Day(settings)
    _put_inserts_aside(day)
    _correct(day)
    _practise(day)
    day.do("x-with-training", TakeX(day.act(CASHIER)))
    parked = ParkShift(day.act(CASHIER), note="The evening began early")
    day.do("parked", parked)
    card = (TenderLine("card", 40_00, "Card"),)
    paid = count((5000, 3), (2000, 2), (1000, 1), (200, 2), (50, 3))
    counted = Count(paid.amount, paid.lines, card)
    day.do("parked-count", CountAside(day.act(MANAGER), 1, counted))
    day.do("parked-z", CloseAside(day.act(MANAGER, CASHIER), 1, 100_00, "8001", "A coin fell", "Dark"))
    closed = ClosedShift(1, 1, 1, "2026-03-02")
    found = "A voucher was found behind the drawer"
    day.do("late-item", AddLateItem(day.act(CASHIER, MANAGER), closed, -4_50, "cleaning", found))
    day.do("late-gain", AddLateItem(day.act(CASHIER, MANAGER), closed, 2_00, "Change from the bank"))
    again = count((2000, 4), (1000, 1), (500, 2))
    day.do("recount", AddRecount(day.act(CASHIER, MANAGER), closed, again, "Two notes stuck together"))
    _leave_everything_open(day)
    return day


def _leave_everything_open(day: Day) -> None:
    """Count rolls and a bag; then leave an advance, a draft and half a sale to whoever force-closes."""
    lines = (CountLine(5000, 1), CountLine(200, 2, 25), CountLine(50, 1, 500), CountLine(50, 3))
    packed = Count(sum(line.value * line.number * (line.pieces or 1) for line in lines), lines)
    day.do("opening-packed", OpenShift(day.act(CASHIER, MANAGER), packed, reason="From the bank"))
    day.do("emergency", NoSale(day.act(CASHIER), "change", emergency=True))
    day.do("advance", GiveAdvance(day.act(CASHIER), 20_00, BLIND, "cleaning"))
    late = (TenderLine("cash", -5_00, "Cash"),)
    day.do("drafted", DraftAdjustment(day.act(CASHIER), MovementType.CORRECTION, late, "Never posted"))
    day.do("line", RingLine(day.act(CASHIER), "delivery", 3000))
    day.do("part", TakeTender(day.act(CASHIER), "card", 10_00))
    waits = Queue(1_204, 9_876_54, "2026-02-27T17:31:00.000+01:00")
    day.do("x-with-queue", TakeX(day.act(CASHIER), queue=waits))
    day.do("z-left-open", ForceClose(day.act(MANAGER), "Went home ill", queue=waits))


def _put_inserts_aside(day: Day) -> None:
    day.do("opening", OpenShift(day.act(CASHIER), Count(200_00)))
    day.do("suspended", SuspendShift(day.act(CASHIER), note="Lunch"))
    day.do("resumed", ResumeShift(day.act(CASHIER), 1))


def _correct(day: Day) -> None:
    lines = (TenderLine("cash", -10_00, "Cash"), TenderLine("card", 10_00, "Card"))
    wrong = DraftAdjustment(day.act(CASHIER), MovementType.CORRECTION, lines, "Keyed as cash", note="Slip 17")
    day.do("drafted", wrong)
    day.do("correction", PostAdjustment(day.act(CASHIER, MANAGER), wrong.act.id))
    day.do("correction-undone", UndoMovement(day.act(CASHIER, MANAGER), day.done["correction"].id, "Slip 18"))
    lines = (TenderLine("cash", 25_00, "Cash"), TenderLine("card", 40_00, "Card"))
    fair = DraftAdjustment(day.act(CASHIER), MovementType.EXTERNAL_IMPORT, lines, "Stand at the fair")
    day.do("drafted", fair)
    day.do("import", PostAdjustment(day.act(CASHIER, MANAGER), fair.act.id))


def _practise(day: Day) -> None:
    day.do("training-on", StartTraining(day.act(CASHIER)))
    day.do("line", RingLine(day.act(BLIND), "coffee", 2000))
    day.do("training-receipt", TakeTender(day.act(BLIND), "cash", 10_00))
    found = found_in(day.done.values(), 1)
    day.do("training-copy", CopyReceipt(day.act(BLIND), 1, found=found))
    back = RefundReceipt(day.act(CASHIER), 1, ((1, 1000),), reason="Cold", found=found)
    day.do("training-refund", back)
    day.do("training-cash-in", CashIn(day.act(BLIND), 20_00, "petty"))
    day.do("training-no-sale", NoSale(day.act(BLIND), "change"))
    day.do("training-x", TakeX(day.act(CASHIER)))
    day.do("counting", StartCount(day.act(BLIND)))
    card = (TenderLine("card", 0, "Card"),)
    day.do("training-count", CountCash(day.act(BLIND), Count(220_00, tenders=card)))
    day.do("training-off", EndTraining(day.act(CASHIER)))
