"""Keys typed while the till comes up wait for it."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.counter import counter


def test_who_types_their_number_before_the_till_is_up_is_asked_for_their_pin(tmp_path: Path) -> None:
    with counter(tmp_path) as shop:
        for _ in range(3):
            with shop.till() as screens:
                screens.type("2")
                screens.wait_for("Ben, your PIN")
