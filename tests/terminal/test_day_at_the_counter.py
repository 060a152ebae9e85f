"""A whole day at the counter: real screens in a pseudo-terminal, the printer in another process, over TCP."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from hardware.simulators.control import SimulatorControl
from tests.terminal.counter import PINS, Counter, counter, open_shift
from tests.terminal.program import Program
from till.cash_register import CashRegister
from till.config import load_config
from till.domain.chain import verify
from till.signing import signed_by

KICKS = 7
"""Opening, cash in, pay-out, drop, no sale, count and close open the drawer; nothing else does."""
TITLES = ("OPENING FLOAT", "CASH IN", "PAY-OUT", "DROP", "NO SALE", "X REPORT", "COUNT SHEET", "Z REPORT 1")


def wait_until_printed(printer: SimulatorControl, title: str, timeout_s: float = 40.0) -> dict[str, Any]:
    deadline = monotonic() + timeout_s
    while title not in (state := printer.state())["paper"]:
        assert monotonic() < deadline, state["paper"]
        sleep(0.05)
    return state


def spend_the_day(shop: Counter, term: str) -> None:
    with shop.till(term=term) as screens:
        stand_at(screens, shop.printer)


def stand_at(screens: Program, printer: SimulatorControl) -> None:
    open_shift(screens, "2", "Ben")
    screens.type("f3", "5000", "enter", "1", "enter")
    screens.wait_for("Change from the b")
    screens.type("f5", "3500", "enter", "1", "enter")
    screens.wait_for("35.00 is above your limit of 20.00")
    screens.type(PINS["Ana"], "enter")  # Ana alone may approve, so she need not be chosen.
    screens.wait_for("-35.00")
    screens.type("f4", "10000", "enter", "7731", "enter")
    screens.wait_for("Bag 7731")
    screens.type("f6", "1", "enter")
    screens.wait_for("No sale")
    screens.type("f8")
    screens.wait_for("X REPORT")
    screens.type("esc")
    screens.wait_for("F9 Close")
    screens.type("f9", "enter")
    screens.wait_for("being counted")
    screens.type("f2", "11200", "enter", "f2", "f2", "11300", "enter")
    screens.wait_for("Stays in the drawer as float")
    screens.type("10000", "enter", "8001", "enter")
    screens.wait_for("needs a reason")
    screens.type("Coin lost", "enter", PINS["Ana"], "enter")
    screens.wait_for("The shift is closed")
    wait_until_printed(printer, "Z REPORT 1")


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_a_day_by_keys_alone_leaves_its_slips_on_the_paper(tmp_path: Path, term: str) -> None:
    with counter(tmp_path) as shop:
        spend_the_day(shop, term)
        state = wait_until_printed(shop.printer, "Z REPORT 1")
        assert state["kicks"] == KICKS
        assert [title for title in TITLES if title not in state["paper"]] == []
        config = load_config(shop.config)
        register = CashRegister.open(config.data, config.settings.timezone)
        assert register.state.z_no == 1
        assert register.state.floats_left == {1: 100_00}
        assert verify(register.read.all_records(), signed_by).intact
        register.close()
