"""What may be sold, taken back, adjusted, put aside and appended on days that are made up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.domain.selling import SELLING
from till.domain.commands import (
    Act,
    AddLateItem,
    AddRecount,
    CancelAdjustment,
    CancelSale,
    ChangeAdjustment,
    CloseAside,
    ClosedShift,
    Command,
    CountAside,
    DraftAdjustment,
    GiveDiscount,
    ParkSale,
    ParkShift,
    PostAdjustment,
    RecordExternal,
    RefundWithoutReceipt,
    ResumeSale,
    ResumeShift,
    ReturnTender,
    RingLine,
    SuspendShift,
    TakeTender,
    VoidLine,
)
from till.domain.external_record import ExternalLine, ExternalPayment, ExternalRecord, ExternalType
from till.domain.receipt import Discount
from till.domain.sale_commands import ReturnedLine
from till.domain.settings import DepartmentKind, Tender
from till.domain.state import Count, State
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

COUNTED = "card"
"""The tender whose slips are counted at the close beside the cash."""
TRADING = replace(
    SELLING,
    tenders=(Tender("card", "Card", 1580, counted=True), Tender("voucher", "Voucher", 2421)),
)
"""A shop that sells, and counts its card slips."""
CODES = st.sampled_from(["coffee", "book", "shirt", "repair", "free", "gift", "wine"])
PRICES = st.integers(1, 300_00) | st.sampled_from([None, None, 0, -1, 10**11])
QUANTITIES = st.sampled_from([1000, 1000, 2000, 333, 0, -1])
OFF = (
    st.none()
    | st.builds(Discount, st.integers(0, 101_00))
    | st.builds(Discount, st.just(0), st.integers(0, 900))
)
TENDERS = st.sampled_from(["cash", "cash", "card", "voucher", "cheque"])
LINES = st.lists(
    st.builds(TenderLine, st.sampled_from(["cash", "cash", "card", "wine"]), st.integers(-50_00, 90_00)),
    max_size=2,
).map(tuple)
KINDS = st.sampled_from([MovementType.EXTERNAL_IMPORT, MovementType.CORRECTION, MovementType.PAY_OUT])


def line_of(draw: st.DataObject, state: State, drawer: int) -> str | None:
    sale = state.sales.get(drawer)
    return draw.draw(st.sampled_from([None, *(line.id for line in (sale.lines if sale else ()))]), "line")


def in_a_sale(draw: st.DataObject, state: State, act: Act, no: int) -> Command:
    """Draw what may come next in the sale that runs on a drawer."""
    tender, line = draw.draw(TENDERS, "tender"), line_of(draw, state, no)
    given = draw.draw(st.integers(1, 400_00), "given")
    choices: list[Command] = [
        RingLine(act, draw.draw(CODES), draw.draw(QUANTITIES), draw.draw(PRICES), None, no),
        TakeTender(act, tender, None, draw.draw(st.sampled_from([0, 0, 20_00])), no),
        TakeTender(act, tender, given, 0, no),
        VoidLine(act, line, no),
        GiveDiscount(act, draw.draw(OFF), line, no),
        CancelSale(act, no),
        ParkSale(act, "Red", no),
        ReturnTender(act, no),
    ]
    return draw.draw(st.sampled_from([*choices[:3], *choices]), "in a sale")


def beginning(draw: st.DataObject, state: State, act: Act, no: int) -> Command:
    """Draw what begins where no sale runs."""
    parked = draw.draw(st.sampled_from([*state.parked, "unknown"]), "parked")
    back = (ReturnedLine(draw.draw(CODES), 1000, draw.draw(st.integers(1, 50_00))),)
    choices: list[Command] = [
        RingLine(act, draw.draw(CODES), 1000, draw.draw(PRICES), None, no),
        ResumeSale(act, parked, no),
        RefundWithoutReceipt(act, back, "Torn", draw.draw(TENDERS), no),
        RecordExternal(act, external(draw, act), no),
    ]
    return draw.draw(st.sampled_from([choices[0], *choices]), "begin")


def external(draw: st.DataObject, act: Act) -> ExternalRecord:
    """Draw what another system did: sold or took back, for cash, card or what nobody knows."""
    total = draw.draw(st.integers(0, 90_00), "external")
    type_ = draw.draw(st.sampled_from([ExternalType.SALE, ExternalType.RETURN]), "external type")
    amount = total if type_ is ExternalType.SALE else -total
    line = ExternalLine("Pizza", DepartmentKind.GOODS, 1000, total, amount, 12_00)
    paid = ExternalPayment(draw.draw(TENDERS, "external tender"), "", amount, 0)
    return ExternalRecord(
        act.id, type_, "Pizza POS", act.at, "Eve", "{}", None, None, (line,), (paid,), 0, None
    )


def adjustment(draw: st.DataObject, state: State, act: Act, no: int) -> Command:
    """Draw what may be asked of an adjustment: mostly a draft, or what becomes of one."""
    known = draw.draw(st.sampled_from([*state.adjustments, "unknown"]), "draft")
    lines = draw.draw(LINES, "lines")
    choices: list[Command] = [
        DraftAdjustment(act, draw.draw(KINDS), lines, draw.draw(st.sampled_from(["Other till", ""])), no),
        ChangeAdjustment(act, known, lines),
        PostAdjustment(act, known),
        PostAdjustment(act, known),
        CancelAdjustment(act, known, "Wrong"),
    ]
    return draw.draw(st.sampled_from(choices), "adjustment")


def insert(draw: st.DataObject, state: State, act: Act, no: int) -> Command:
    """Draw what may be asked of an insert: out of its drawer, back, or counted where it is."""
    shift = draw.draw(st.sampled_from([*state.aside, 99]), "aside")
    held = sum(amount for place, amount in state.balances.items() if place == f"insert:{shift}")
    near = max(0, held + draw.draw(st.sampled_from([0, 0, -50, 10_00]), "gap"))
    counted = Count(near, (), (TenderLine(COUNTED, draw.draw(st.integers(0, 200_00), "slips")),))
    left = draw.draw(st.sampled_from([0, 0, near // 2]), "left")
    choices: list[Command] = [
        SuspendShift(act, no),
        ParkShift(act, no, "Lunch"),
        ResumeShift(act, shift, no),
        CountAside(act, shift, counted),
        CloseAside(act, shift, left, f"insert {shift} {state.head.records}", "Miscounted"),
    ]
    return draw.draw(st.sampled_from([*choices, *choices[-2:]]), "insert")


def appended(draw: st.DataObject, closed: ClosedShift, act: Act) -> Command:
    """Draw what may be appended to a closed shift."""
    item = draw.draw(st.integers(-90_00, 90_00), "item")
    choices: list[Command] = [
        AddLateItem(act, closed, item, draw.draw(st.sampled_from(["cleaning", "Found it", ""]))),
        AddRecount(act, closed, Count(abs(item)), "Counted again"),
    ]
    return draw.draw(st.sampled_from(choices), "addendum")
