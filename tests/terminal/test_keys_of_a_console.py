"""The keys of a Linux console and of a keypad without function keys, as their terminals send them."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.counter import PINS, counter

SHIFT_F1 = {"linux": "\x1b[25~", "xterm-256color": "\x1b[1;2P"}


def test_shift_and_a_function_key_or_a_keypad_reach_an_act(tmp_path: Path) -> None:
    with counter(tmp_path) as shop:
        for term, shift_f1 in SHIFT_F1.items():
            with shop.till(term=term) as screens:
                screens.wait_for("Who is there?")
                screens.wait_for("Ana")
                screens.type("1", PINS["Ana"], "enter")
                if term == "linux":
                    screens.wait_for("No shift")
                    screens.type("f2", "f2", "20000", "enter")
                screens.wait_for("Shift opened")
                screens.type(shift_f1)
                screens.wait_for("─ Tip-out ─")
                screens.type("esc")
                screens.wait_until_gone("─ Tip-out ─")
                screens.type("+")
                screens.wait_for("What can be done")
                screens.type("0", "2")
                screens.wait_for("─ Reimbursement ─")
