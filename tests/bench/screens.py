"""What the cashier sees and feels: the first picture, and the drawer after the key."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from tests.bench.figure import Figure, spread
from tests.terminal.counter import Counter, counter, open_shift
from tests.terminal.program import Program

STARTS = 12
KEYS = 60
KEY_TO_KICK_MS = 50.0
PEAK_MIB = 90.0
BETWEEN_KICKS_S = 0.6
EMPTY = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("painted")

Empty().run()
"""


def screens(folder: Path) -> tuple[Figure, Figure, Figure]:
    """Measure the start to the first paint, key to kick, and the memory that took."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    with counter(folder) as shop:
        return _first_paint(shop, empty), *_key_to_kick(shop)


def _first_paint(shop: Counter, empty: Path) -> Figure:
    ours_s, empty_s = [], []
    for _ in range(STARTS):
        ours_s.append(_painted(shop.till(), "REG-001"))
        empty_s.append(_painted(Program([sys.executable, str(empty)]), "painted"))
    middle_s, floor_s = statistics.median(ours_s), statistics.median(empty_s)
    return Figure(
        "start to first paint",
        middle_s / floor_s,
        1.6,
        "×",
        STARTS,
        spread(ours_s),
        f"{middle_s * 1e3:.0f} ms beside {floor_s * 1e3:.0f} ms of an empty app",
    )


def _painted(program: Program, words: str) -> float:
    begun = time.monotonic()
    with program:
        program.wait_for(words)
        return time.monotonic() - begun


def _key_to_kick(shop: Counter) -> tuple[Figure, Figure]:
    """Press the last key of a no-sale, and read at the printer when the pulse came (one clock for both)."""
    with shop.till() as till:
        open_shift(till, "1", "Ana")
        waits_ms = [one_kick(shop, till) for _ in range(KEYS)]
        peak_mib = _peak_mib(till.child.pid)
    late = statistics.quantiles(waits_ms, n=100)[98]
    middle = statistics.median(waits_ms)
    kick = Figure(
        "key press to kick bytes, p99",
        late,
        KEY_TO_KICK_MS,
        " ms",
        KEYS,
        spread(waits_ms),
        f"median {middle:.1f} ms",
    )
    memory = Figure("peak memory", peak_mib, PEAK_MIB, " MiB", 1, 0.0, f"after a shift of {KEYS} acts")
    return kick, memory


def one_kick(shop: Counter, till: Program) -> float:
    """Press the last key of a no-sale, and give how long the pulse took to come (milliseconds)."""
    shop.printer.do("shut_drawer")
    till.settle(timeout_s=BETWEEN_KICKS_S)
    before = shop.printer.state()["kicks"]
    till.type("f6", "1")
    till.settle(timeout_s=BETWEEN_KICKS_S)
    pressed_s = time.monotonic()
    till.type("enter")
    deadline_s = pressed_s + 5
    # The simulator wrote down when the pulse came; asking it all the time would only be in its way.
    till.settle(timeout_s=BETWEEN_KICKS_S)
    while (state := shop.printer.state())["kicks"] == before:
        assert time.monotonic() < deadline_s, till.settle()
        till.read(0.1)
    return (float(state["pulses"][-1]["at_s"]) - pressed_s) * 1e3


def _peak_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("the kernel does not say how much memory was used")
