"""A line to the register breaks, or its window is shut."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.counter import TILL, counter
from tests.terminal.program import Program
from till.cash_register import CashRegister
from till.config import load_config


def test_the_till_ends_when_its_terminal_is_gone_and_notes_it(tmp_path: Path) -> None:
    with counter(tmp_path) as shop:
        with shop.till() as screens:
            screens.wait_for("Ben")
            assert screens.hang_up() == 129
        config = load_config(shop.config)
        register = CashRegister.open(config.data, config.settings.timezone)
        assert [record.kind for record in register.read.newest(1)] == ["program-stopped/1"]
        register.close()


def test_the_set_up_ends_when_its_terminal_is_gone(tmp_path: Path) -> None:
    with Program([*TILL, "--config", str(tmp_path / "config.toml"), "setup"]) as screens:
        screens.wait_for("Esc")
        assert screens.hang_up() == 129
    assert list(tmp_path.iterdir()) == []
