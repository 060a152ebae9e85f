"""Cost must not grow with the age of the journal."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.bench.figure import Figure, side_by_side, spread
from tests.bench.shop import LongJournal, settings, shop
from till.cash_register import CashRegister
from till.domain.commands import RingLine, TakeTender, TakeX

YOUNG = 1_000
OLD = 5_000_000
SALES_OPEN = 5_000
X_MS = 100.0
ROUNDS = 15


def start_and_x(folder: Path, old_records: int = OLD, sales_open: int = SALES_OPEN) -> tuple[Figure, ...]:
    """Time opening the register, an X report, and a sale, on an old journal beside a young one.

    Both have a shift of many sales when the report is taken: it is made of them.
    """
    for name, records in (("young", YOUNG), ("old", old_records)):
        register = shop(folder / name)
        LongJournal(register).repeat(records)
        register.close()
    zone = settings().timezone

    def start(name: str) -> CashRegister:
        return CashRegister.open(folder / name, zone)

    starts = side_by_side(lambda: start("old").close(), lambda: start("young").close(), ROUNDS)
    old, young = start("old"), start("young")
    for register in (old, young):
        LongJournal(register).sell(sales_open)
    x_reports = side_by_side(
        lambda: old.handle(TakeX(old.act(1))), lambda: young.handle(TakeX(young.act(1))), ROUNDS * 4
    )
    sales = side_by_side(lambda: _sale(old), lambda: _sale(young), ROUNDS * 4)
    old.close()
    young.close()
    middle_ms = statistics.median(x_reports[0]) * 1e3
    report = Figure(
        f"X report of {sales_open:,} sales after {old_records:,} records",
        middle_ms,
        X_MS,
        " ms",
        len(x_reports[0]),
        spread(x_reports[0]),
        f"the slowest took {max(x_reports[0]) * 1e3:.1f} ms",
    )
    return (
        report,
        _figure("start", old_records, starts),
        _figure("X report", old_records, x_reports),
        _figure("a sale", old_records, sales),
    )


def _sale(register: CashRegister) -> None:
    register.handle(RingLine(register.act(1), "coffee"))
    register.handle(TakeTender(register.act(1), "cash"))


def _figure(name: str, records: int, times: tuple[list[float], list[float]]) -> Figure:
    old_s, young_s = statistics.median(times[0]), statistics.median(times[1])
    return Figure(
        f"{name} with {records:,} records",
        old_s / young_s,
        1.1,
        "×",
        len(times[0]),
        spread(times[0]),
        f"{old_s * 1e3:.1f} ms beside {young_s * 1e3:.1f} ms with {YOUNG:,}",
    )
