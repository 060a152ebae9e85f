"""The drawer after the key while three weeks of records drain to the office, beside a till with no office.

The office runs on the same machine here, and gives way to the till as a machine of its own would.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from sqlalchemy import Engine, text

from tests.bench.figure import Figure, spread
from tests.bench.screens import one_kick
from tests.bench.shop import CONFIG, LongJournal
from tests.cli.shop import call
from tests.sync.office_program import OfficeProgram
from tests.terminal.counter import PINS, Counter, simulated_printer
from till.backoffice.database import open_database
from till.cash_register import CashRegister
from till.config import load_config
from till.domain.commands import OpenShift
from till.domain.state import Count

RECORDS = 60_000
KEYS = 60
GOAL = 1.2
_FORGET = (
    "DELETE FROM shifts",
    "DELETE FROM records",
    "UPDATE registers SET held_seq = 0, held_seal = '', proven_seq = 0, proven_seal = ''",
)


def kick_while_draining(folder: Path, keys: int = KEYS) -> Figure:
    """Time keys with nothing to send, and with all records on their way; the office forgets what it has."""
    office = OfficeProgram(folder)
    os.setpriority(os.PRIO_PROCESS, office.program.pid, os.getpriority(os.PRIO_PROCESS, 0) + 5)
    engine = open_database(office.database)
    try:
        with simulated_printer() as (address, control):
            shop = Counter(_old_shop(folder, address), control)
            idle_ms, _moved = _keys(shop, keys, None)
            with shop.config.open("a", encoding="utf-8") as config:
                config.write(f'\n[office]\nurl = "{office.url}"\n')
            code = office.ask("enrol", "REG-001").plain["code"]
            assert call("--config", str(shop.config), "--json", "sync", "enrol", code).code == 0
            busy_ms, moved = _keys(shop, keys, engine)
    finally:
        engine.dispose()
        office.kill()
    idle, busy = (statistics.quantiles(each, n=100)[98] for each in (idle_ms, busy_ms))
    words = (
        f"p99 {busy:.1f} ms, median {statistics.median(busy_ms):.1f} ms, beside {idle:.1f} ms, median "
        f"{statistics.median(idle_ms):.1f} ms; {moved:,} records went meanwhile"
    )
    return Figure("key to kick while records drain", busy / idle, GOAL, "×", keys, spread(busy_ms), words)


def _old_shop(folder: Path, printer: str) -> Path:
    """Make a register that has traded for three weeks and has an open shift."""
    config = folder / "config.toml"
    config.write_text(CONFIG.format(printer=printer), encoding="utf-8")
    loaded = load_config(config)
    register = CashRegister.create(loaded.data, loaded.settings, "Ana", PINS["Ana"])
    register.handle(OpenShift(register.act(1), Count(200_00)))
    LongJournal(register).grow(RECORDS, movements_open=0)
    register.close()
    return config


def _keys(shop: Counter, keys: int, office: Engine | None) -> tuple[list[float], int]:
    """Press keys in the shift that is open; say how many records an office got meanwhile."""
    with shop.till() as till:
        till.wait_for("Ana")
        till.type("1")
        till.wait_for("your PIN")
        till.type(PINS["Ana"], "enter")
        till.wait_for("F6")
        taken_ms, moved, before = [], 0, 0
        for _ in range(keys):
            taken_ms.append(one_kick(shop, till))
            held = 0 if office is None else _held(office)
            moved, before = moved + max(0, held - before), held
            if office is not None and held >= RECORDS:
                _forget(office)
                before = 0
    return taken_ms, moved


def _held(office: Engine) -> int:
    with office.connect() as connection:
        return int(connection.execute(text("SELECT held_seq FROM registers")).scalar_one())


def _forget(office: Engine) -> None:
    with office.begin() as connection:
        for statement in _FORGET:
            connection.execute(text(statement))


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    with tempfile.TemporaryDirectory() as name:
        print(kick_while_draining(Path(name), numbers[0] if numbers else KEYS), flush=True)
