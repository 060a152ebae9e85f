"""A cashier who works at the real screens and never gets tired."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Final

from hardware.simulators.control import SimulatorControl
from tests.terminal.program import Program

PIN: Final = "1111"
FLOAT: Final = 200
HOME: Final = "F7 More"
TIMEOUT_S: Final = 120.0
_ENOUGH: Final = 3_000
"""From here on some of it goes to the safe."""
_AMOUNTS: Final = 800


class Cashier:
    """Does one act after the other, and notes each when the screen has confirmed it.

    Whole kronor between 100 and 900, each another one, so that an act is known by its amount on the screen.
    """

    def __init__(self, screens: Program, printer: SimulatorControl, dice: random.Random) -> None:
        self.screens = screens
        self.printer = printer
        self.dice = dice
        self.done: Counter[str] = Counter()
        self.cash: dict[str, int] = {"sale": 0, "cash-in": 0, "pay-out": 0, "drop": 0}
        self._acts = 0

    def arrive(self) -> None:
        """Sign in and open a shift."""
        self.wait("Ben")
        self.keys("1")
        self.wait("Ana, your PIN")
        self.keys(PIN, "enter")
        self.wait("F2 opens one")
        self.open_shift()

    def act(self) -> None:
        """Do one thing; what the drawer holds decides what can be done."""
        self.shut_drawer()
        acts = [self.sell] * 8 + [self.put_in, self.no_sale, self.look_at_journal, self.take_x]
        acts += [self.lock_and_unlock, self.look_at_devices, self.go_without]
        if self.expected() > 1_000:
            acts += [self.pay_out]
        if self.expected() > _ENOUGH:
            acts += [self.drop] * 8
        self.dice.choice(acts)()
        self.answer_doubts()

    # -- acts ------------------------------------------------------------------------------------------------

    def sell(self) -> None:
        """Sell a book, and a coffee with it."""
        kronor = self.amount()
        self.keys("f2")
        self.wait("Ring the first department")
        self.keys(f"{kronor}00", "+", "2")
        self.wait(f"{kronor}.00")
        self.keys("+", "1")
        self.wait("F8 Cancel")
        self.keys("enter")
        self.wait("Enter again")
        self.keys("enter")
        self.wait("CHANGE")
        self.note("sale", kronor + 32)
        self.shut_drawer()
        self.keys("esc")
        self.wait(HOME)

    def put_in(self) -> None:
        kronor = self.amount()
        self.keys("f3", f"{kronor}00", "enter", "1", "enter")
        self.wait(f"+{kronor}.00")
        self.note("cash-in", kronor)

    def pay_out(self) -> None:
        kronor = self.amount()
        self.keys("f5", f"{kronor}00", "enter", "1", "enter")
        self.wait(f"-{kronor}.00")
        self.note("pay-out", -kronor)

    def drop(self) -> None:
        kronor = self.amount()
        self.keys("f4", f"{kronor}00", "enter", f"{kronor}", "enter")
        self.wait(f"-{kronor}.00")
        self.note("drop", -kronor)

    def no_sale(self) -> None:
        self.keys("f6")
        self.wait("No sale: open the drawer")
        self.keys("1", "enter")
        self.screens.wait_until_gone("No sale: open the drawer", TIMEOUT_S)
        self.done["no sale"] += 1

    def take_x(self) -> None:
        self.keys("f8")
        self.wait("X REPORT")
        self.leave("X REPORT")
        self.done["x"] += 1

    def look_at_journal(self) -> None:
        """Page through the newest records, look at one."""
        self.keys("f7", "1", "2")
        self.wait("Journal, newest first")
        self.keys(*["down"] * self.dice.randrange(1, 60))
        self.leave("Journal, newest first")
        self.done["look"] += 1

    def look_at_devices(self) -> None:
        self.keys("f7", "1", "4")
        self.wait("What printer and drawer had to do")
        self.leave("What printer and drawer had to do")
        self.done["look"] += 1

    def go_without(self) -> None:
        """Begin something and leave it."""
        for key, heading in (("f5", "Pay-out ─"), ("f4", "Drop to the safe"), ("f1", "The keys here")):
            self.keys(key)
            self.wait(heading)
            self.keys("12")
            self.leave(heading)
        self.done["left"] += 1

    def lock_and_unlock(self) -> None:
        self.keys("f10")
        self.wait("Locked by Ana")
        self.keys(PIN, "enter")
        self.screens.wait_until_gone("Locked by Ana", TIMEOUT_S)
        self.wait(HOME)
        self.done["lock"] += 1

    # -- the shift -------------------------------------------------------------------------------------------

    def open_shift(self) -> None:
        """Open a shift with the float."""
        self.keys("f2", "f2", f"{FLOAT}00", "enter")
        self.wait("Shift opened")
        self.done["open"] += 1

    def close_shift(self) -> None:
        """Count what must be there, leave the float, and take the Z."""
        self.shut_drawer()
        self.keys("f9", "enter")
        self.wait("Count 1 of 3")
        self.keys("f2", f"{self.expected()}00", "enter")
        self.wait("Stays in the drawer as float")
        self.keys(f"{FLOAT}00", "enter", f"Z{self.done['close']}", "enter")
        self.wait("The shift is closed")
        self.shut_drawer()
        self.keys("esc")
        self.wait("F2 Open shift")
        self.done["close"] += 1

    # -- hands and eyes --------------------------------------------------------------------------------------

    def expected(self) -> int:
        """Read what the drawer must hold, in whole kronor."""
        self.screens.settle()
        found = re.search(r"Expected:?\s+([\d,]+)\.00", self.screens.screen.text)
        assert found is not None, self.screens.screen.text
        return int(found[1].replace(",", ""))

    def answer_doubts(self) -> None:
        """Say of each slip in doubt whether it is there; the paper is not looked at."""
        for _ in range(30):
            if "In doubt" not in self.screens.settle():
                return
            self.keys("f11")
            self.wait("─ Did it print?")
            self.keys(self.dice.choice("12"))
            self.screens.wait_until_gone("─ Did it print?", TIMEOUT_S)
            self.done["doubt"] += 1
        raise AssertionError("there is no end of slips in doubt")

    def shut_drawer(self) -> None:
        self.printer.do("shut_drawer")

    def leave(self, words: str) -> None:
        """Go back from where `words` stand; two Esc at once would be another key to a terminal."""
        self.keys("esc")
        self.screens.wait_until_gone(words, TIMEOUT_S)
        self.wait(HOME)

    def amount(self) -> int:
        """Give an amount that no act before had, of those that are still on the screen."""
        self._acts += 1
        return 100 + self._acts * 7 % _AMOUNTS

    def note(self, act: str, kronor: int) -> None:
        """Write down what the screen has confirmed."""
        self.done[act] += 1
        self.cash[act] += kronor

    def keys(self, *keys: str) -> None:
        self.screens.type(*keys)

    def wait(self, words: str) -> None:
        self.screens.wait_for(words, TIMEOUT_S)
