"""One day at the counter as entries, made by the rules themselves, for the slips it prints."""

from __future__ import annotations

from dataclasses import replace

from till.domain.apply import apply
from till.domain.commands import (
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
    ReceiveBag,
    Reimburse,
    SettleAdvance,
    StartCount,
    Swap,
    TakeX,
    TipOut,
    Transfer,
    UndoDeposit,
    UndoMovement,
)
from till.domain.decide import decide
from till.domain.entries import DrawerKicked, Entry
from till.domain.people import default_roles
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
from till.domain.vocabulary import KickOutcome

MANAGER, CASHIER, BLIND = 1, 2, 3
SETTINGS = Settings(
    organisation=Organisation("Kaffe AB", "556000-0000", "Storgatan 1, 111 22 Stockholm"),
    store=Store("Main Street"),
    register=Register(1, "REG-001", "Front counter"),
    currency="EUR",
    locale="en_US",
    timezone="Europe/Stockholm",
    business_day_starts="04:00",
    session_policy=SessionPolicy.SHIFT,
    cash_rounding=1,
    drawer_limit=None,
    shift_alarm_hours=14,
    difference_limit=100,
    count_attempts_max=3,
    denominations=(10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    drawers=(1,),
    roles=default_roles(5000),
    pay_out_reasons=(Reason("cleaning", "Window cleaner", 6060),),
    no_sale_reasons=(Reason("change", "Change"), Reason("wrong-key", "Wrong key was pressed")),
    cash_in_reasons=(Reason("petty", "Petty cash"),),
    pin=PinRules(),
    paper_columns=42,
    no_sale_slip=True,
    lock_after_s=300,
    shared_drawers=(1, 2),
)


class Day:
    """A register in memory that does as it is told and keeps the entries by name."""

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self.state = State()
        self.acts = 0
        self.minutes = 8 * 60
        self.done: dict[str, Entry] = {}
        self.do("created", CreateRegister(self.act(), "r", "0" * 64, settings, "Jo Marsh"))
        self.do("cashier", AddEmployee(self.act(MANAGER), "Ana Lima", "supervisor"))
        self.do("blind", AddEmployee(self.act(MANAGER), "Kim Berg", "cashier"))

    def act(self, by: int | None = None, approved_by: int | None = None) -> Act:
        """Give the next act, seven minutes after the one before, with an id that shows its number."""
        self.acts += 1
        self.minutes += 7
        at = f"2026-03-02T{self.minutes // 60:02}:{self.minutes % 60:02}:00.000+01:00"
        return Act(f"01954f00-0000-7000-8000-0000{self.acts:08x}", at, by, approved_by)

    def do(self, name: str, command: Command) -> Entry:
        """Let the rules decide and believe it; the last entry is kept by `name`."""
        for entry in decide(self.state, command):
            self.believe(entry)
            self.done[name] = entry
        return self.done[name]

    def believe(self, entry: Entry) -> None:
        records = self.state.head.records + 1
        self.state = replace(apply(self.state, entry), head=Head(records, f"{records:02x}b7" * 16))

    def kick(self, outcome: KickOutcome = KickOutcome.CONFIRMED) -> None:
        """Note what became of an opening of the drawer."""
        act = self.act()
        self.believe(
            DrawerKicked(
                id=act.id,
                at=act.at,
                job=act.id,
                act=act.id,
                drawer=1,
                outcome=outcome,
                no_sale=True,
                employee=CASHIER,
                shift=1,
            )
        )


def count(*rows: tuple[int, int]) -> Count:
    """Give a count of (denomination, number) rows."""
    return Count(sum(value * number for value, number in rows), tuple(CountLine(*row) for row in rows))


def whole_day(settings: Settings = SETTINGS) -> Day:
    """Open 200.00, move cash, take an X, count, close 2.00 short, and open the next morning 1.00 short."""
    day = Day(settings)
    float_ = count((5000, 2), (2000, 3), (1000, 2), (500, 3), (100, 4), (25 * 2, 2))
    day.do("opening", OpenShift(day.act(CASHIER), float_))
    day.kick()
    cash_in = day.do("cash-in", CashIn(day.act(CASHIER), 50_00, "petty", note="From the office"))
    day.do("undo", UndoMovement(day.act(CASHIER, MANAGER), cash_in.id, "Wrong drawer"))
    day.do("cash-in-again", CashIn(day.act(CASHIER), 50_00, "petty"))
    paid = PayOut(day.act(CASHIER, MANAGER), 35_00, "cleaning", payee="Shine Ltd", voucher="4711")
    paid_entry = day.do("pay-out", paid)
    day.do("undo-pay-out", UndoMovement(day.act(CASHIER, MANAGER), paid_entry.id))
    day.do("pay-out-again", PayOut(day.act(CASHIER, MANAGER), 35_00, "cleaning", payee="Shine Ltd"))
    day.do("drop", Drop(day.act(CASHIER), 100_00, "7731"))
    day.do("no-sale", NoSale(day.act(CASHIER), "change"))
    day.kick()
    day.kick(KickOutcome.NO_MOTION)
    day.do("x", TakeX(day.act(CASHIER)))
    day.do("x-blind", TakeX(day.act(BLIND)))
    day.do("counting", StartCount(day.act(BLIND)))
    day.do("count-1", CountCash(day.act(BLIND), Count(110_00)))
    day.do("count-2", CountCash(day.act(BLIND), count((2000, 3), (1000, 3), (500, 4), (100, 2), (50, 2))))
    closing = CloseShift(day.act(BLIND, MANAGER), 100_00, bag="7740", reason="Coins fell behind the counter")
    day.do("z", closing)
    next_float = count((2000, 3), (1000, 3), (500, 1), (100, 4))
    day.do("opening-short", OpenShift(day.act(BLIND), next_float, note="One coin is missing"))
    day.do("x-opened-short", TakeX(day.act(MANAGER)))
    day.do("counting-again", StartCount(day.act(MANAGER)))
    day.do("count-over", CountCash(day.act(MANAGER), Count(99_50)))
    day.do("z-over", CloseShift(day.act(MANAGER), 99_50, note="Somebody found a coin"))
    return day


TWO_DRAWERS = replace(SETTINGS, drawers=(1, 2))


def day_of_movements(settings: Settings = TWO_DRAWERS) -> Day:
    """Do every movement but those of `whole_day` once, hand over, and force a close that nobody counted."""
    day = Day(settings)
    day.do("first", OpenShift(day.act(CASHIER), Count(500_00)))
    day.do("second", OpenShift(day.act(CASHIER), Count(50_00), 2))
    day.do("tip-out", TipOut(day.act(CASHIER), 20_00, BLIND))
    day.do("reimbursement", Reimburse(day.act(CASHIER), 7_50, BLIND, note="Petrol"))
    day.do("collected", Collect(day.act(CASHIER), 30_00, BLIND))
    out = day.do("advance", GiveAdvance(day.act(CASHIER), 40_00, BLIND, "cleaning"))
    settling = SettleAdvance(day.act(CASHIER), out.id, 32_50, "V-12", "Soap Ltd")
    settled = day.do("settled", settling)
    day.do("settled-undone", UndoMovement(day.act(CASHIER, MANAGER), settled.id, "Wrong voucher"))
    day.do("settled-dearer", SettleAdvance(day.act(CASHIER, MANAGER), out.id, 45_00, "V-13"))
    carried = decide(day.state, Transfer(day.act(CASHIER), 60_00, 2))
    for name, entry in zip(("transfer", "transfer-half"), carried, strict=True):
        day.believe(entry)
        day.done[name] = entry
    undo = decide(day.state, UndoMovement(day.act(CASHIER, MANAGER), carried[0].id))
    for name, entry in zip(("transfer-undone", "transfer-undone-half"), undo, strict=True):
        day.believe(entry)
        day.done[name] = entry
    day.do("swap", Swap(day.act(CASHIER), count((10000, 1)), count((2000, 4), (500, 4))))
    day.do("dropped", Drop(day.act(BLIND), 100_00, "7731"))
    day.do("dropped-too", Drop(day.act(BLIND), 50_00, "7732"))
    day.do("bag-received", ReceiveBag(day.act(CASHIER), "7731", 90_00, "One note is missing"))
    made = day.do("deposit", Deposit(day.act(CASHIER), "D-2026-17", ("7732",), 40_00))
    day.do("deposit-undone", UndoDeposit(day.act(CASHIER, MANAGER), made.id, "The bank was shut"))
    day.do("counted", StartCount(day.act(CASHIER)))
    day.do("counted", CountCash(day.act(CASHIER), Count(day.state.expected(1))))
    closing, opening = decide(day.state, HandOver(day.act(CASHIER), BLIND))
    for name, entry in (("z-handed-over", closing), ("opening-handed-over", opening)):
        day.believe(entry)
        day.done[name] = entry
    day.do("z-forced", ForceClose(day.act(MANAGER), "Kim went home"))
    return day


AWKWARD = replace(
    SETTINGS,
    organisation=Organisation(
        "Föreningen för god och lagom stark bryggkaffe i Västra Götaland ekonomisk förening",
        "769600-1234",
        "Drottning Kristinas väg 1234, uppgång C, 5 tr, 114 28 Stockholm",
    ),
    store=Store("Kaffestugan vid den gamla färjans tilläggsplats i Nedre Trädgårdsstaden"),
    register=Register(1, "REG-NEDRE-000016", "Kassan längst in till vänster om dörren"),
    currency="SEK",
    locale="sv_SE",
    difference_limit=99_999_999_999,
    denominations=(100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100),
    pay_out_reasons=(Reason("x", "Inköp av frukt, blommor och allt annat som behövs i stugan en söndag"),),
    no_sale_reasons=(Reason("x", "Växling åt en kund som parkerat utanför och inte har några mynt"),),
)
LONG_NAME = "Maria Magdalena Anna-Karin von Wallenstråle-Oxenstierna af Södermöre"


def awkward_day() -> Day:
    """Long names and the largest amounts, in Swedish kronor."""
    day = Day(AWKWARD)
    day.do("long-name", AddEmployee(day.act(MANAGER), LONG_NAME, "manager"))
    long_name = day.state.employees[max(day.state.employees)].no
    heaps = count((100000, 99_999), (50000, 100_000), (20000, 7), (100, 1_000_000))
    note = "Räknat två gånger, båda gångerna lika mycket"
    day.do("opening", OpenShift(day.act(long_name), heaps, note=note))
    paid = PayOut(day.act(long_name), 12_345_678_90, "x", payee=LONG_NAME, voucher="V" * 60)
    day.do("pay-out", paid)
    day.do("drop", Drop(day.act(long_name), 1_234_567_89, "SECURITAS-2026-03-02-0000000917"))
    day.do("no-sale", NoSale(day.act(long_name), "x"))
    day.kick(KickOutcome.UNVERIFIED)
    day.do("counting", StartCount(day.act(long_name)))
    day.do("count", CountCash(day.act(long_name), Count(987_654_321_00)))
    day.do("z", CloseShift(day.act(long_name), 1_00, bag="SECURITAS-2026-03-02-0000000918"))
    return day
