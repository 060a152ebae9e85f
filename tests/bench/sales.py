"""What a sale costs: from the last key to the change on the screen, and the report after a long shift."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from tests.bench.figure import Figure, spread, timed
from tests.bench.shop import LongJournal, shop
from tests.terminal.counter import Counter, counter, open_shift
from tests.terminal.program import Program
from till.domain.commands import CashIn, TakeX

SALES = 5_000
X_MS = 100.0
CUSTOMERS = 40
REPORTS = 20
MOVEMENTS = 5_000
ACTS = 100
# As many bytes as a sale of one line leaves behind: its record, and the receipt for the printer.
EMPTY = """
import sqlite3, sys
from textual.app import App, ComposeResult
from textual.widgets import Static

bare = sqlite3.connect(sys.argv[1], isolation_level=None)
bare.execute("PRAGMA journal_mode = WAL")
bare.execute("PRAGMA synchronous = FULL")
bare.execute("CREATE TABLE bare (no INTEGER PRIMARY KEY, body TEXT)")

class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("painted")

    def on_key(self, event) -> None:
        if event.key == "enter":
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO bare (body) VALUES (?)", ("x" * 6000,))
            bare.execute("COMMIT")
        self.query_one(Static).update("CHANGE 68.00" if event.key == "enter" else "To pay 32.00")

Empty().run()
"""


def sales(folder: Path) -> tuple[Figure, ...]:
    """Measure the last key of a sale, an X report after a long shift, and an act after many movements."""
    folder.mkdir()
    empty = folder / "empty_sale.py"
    empty.write_text(EMPTY, encoding="utf-8")
    with counter(folder) as place:
        change = _change(place, [sys.executable, str(empty), str(folder / "bare.sqlite")])
    return change, _x_report(folder), _after_many_movements(folder)


def _change(place: Counter, empty: list[str]) -> Figure:
    """Press Enter after the amount given, in our screens and in an empty program by turns."""
    ours_s, empty_s = [], []
    with place.till() as till, Program(empty) as bare:
        open_shift(till, "1", "Ana")
        till.type("f2")
        till.wait_for("Ring the first department")
        bare.wait_for("painted")
        for _ in range(CUSTOMERS):
            ours_s.append(_paid(till, ("+", "1"), "10000"))
            empty_s.append(_paid(bare, ("c",), ""))
    middle_s, floor_s = statistics.median(ours_s), statistics.median(empty_s)
    return Figure(
        "last key of a sale to the change",
        middle_s / floor_s,
        2.0,
        "×",
        CUSTOMERS,
        spread(ours_s),
        f"{middle_s * 1e3:.1f} ms beside {floor_s * 1e3:.1f} ms of an empty commit and repaint",
    )


def _paid(program: Program, ring: tuple[str, ...], given: str) -> float:
    for key in ring:
        program.type(key)
        program.settle()
    program.wait_for("To pay")
    program.type(given)
    program.settle()
    begun = time.monotonic()
    program.type("enter")
    program.wait_for("CHANGE")
    taken_s = time.monotonic() - begun
    program.settle()
    return taken_s


def _x_report(folder: Path) -> Figure:
    register = shop(folder / "long_shift")
    LongJournal(register).sell(SALES)
    times_s = [timed(lambda: register.handle(TakeX(register.act(1)))) for _ in range(REPORTS)]
    register.close()
    return Figure(
        f"X report of {SALES:,} sales",
        statistics.median(times_s) * 1e3,
        X_MS,
        " ms",
        REPORTS,
        spread(times_s),
        f"the slowest took {max(times_s) * 1e3:.1f} ms",
    )


def _after_many_movements(folder: Path) -> Figure:
    """Time an act in a shift of thousands of movements beside the same act in a fresh one."""
    fresh, full = shop(folder / "fresh"), shop(folder / "full")
    LongJournal(full).grow(0, movements_open=MOVEMENTS)
    pairs = [
        (
            timed(lambda: full.handle(CashIn(full.act(1), 1, "float"))),
            timed(lambda: fresh.handle(CashIn(fresh.act(1), 1, "float"))),
        )
        for _ in range(ACTS)
    ]
    full.close()
    fresh.close()
    full_s, fresh_s = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Figure(
        f"cash in after {MOVEMENTS:,} movements",
        full_s / fresh_s,
        1.2,
        "×",
        ACTS,
        spread([pair[0] for pair in pairs]),
        f"{full_s * 1e3:.2f} ms beside {fresh_s * 1e3:.2f} ms in a fresh shift",
    )
