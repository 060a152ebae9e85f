"""A counter to stand at: a shop on the disk, a printer in a process of its own, the till in a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hardware.simulators.control import SimulatorControl
from tests.terminal.program import Program
from till.cash_register import CashRegister
from till.config import load_config
from till.domain.commands import AddEmployee
from till.domain.entries import EmployeeAdded

SHOP = Path(__file__).parents[1] / "days" / "shop.toml"
PINS = {"Ana": "1111", "Ben": "2222"}
TILL = [sys.executable, "-m", "till"]


@dataclass(frozen=True, slots=True)
class Counter:
    """The pieces of one counter."""

    config: Path
    printer: SimulatorControl

    def till(
        self, *arguments: str, columns: int = 80, rows: int = 25, term: str = "xterm-256color"
    ) -> Program:
        """Start the till in a terminal."""
        command = [*TILL, "--config", str(self.config), *arguments]
        return Program(command, {"TERM": term}, columns, rows)


def open_shift(screens: Program, no: str, name: str) -> None:
    """Sign in as employee number `no`, and open a shift with 200.00."""
    screens.wait_for("Ben")
    screens.type(no)
    screens.wait_for(f"{name}, your PIN")
    screens.type(PINS[name], "enter")
    screens.wait_for("F2 opens one")
    screens.type("f2", "f2", "20000", "enter")
    screens.wait_for("Shift opened")


@contextmanager
def counter(folder: Path) -> Iterator[Counter]:
    """Set up the shop of the days as text, with Ana (manager) and Ben (cashier), and a printer over TCP."""
    with simulated_printer() as (address, control):
        config = folder / "config.toml"
        config.write_text(
            SHOP.read_text(encoding="utf-8").replace('"sim:"', f'"{address}"'), encoding="utf-8"
        )
        loaded = load_config(config)
        register = CashRegister.create(loaded.data, loaded.settings, "Ana", PINS["Ana"])
        added = register.handle(AddEmployee(register.act(1), "Ben", "cashier"))[-1]
        assert isinstance(added, EmployeeAdded)
        register.set_pin(register.act(1), added.employee.no, PINS["Ben"])
        register.close()
        yield Counter(config, control)


@contextmanager
def simulated_printer() -> Iterator[tuple[str, SimulatorControl]]:
    """Start a simulated printer with its drawer; give its address and the socket that turns its knobs."""
    command = [
        sys.executable,
        "-m",
        "hardware",
        "simulate",
        "--tcp",
        "127.0.0.1:0",
        "--control",
        "127.0.0.1:0",
    ]
    simulator = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert simulator.stdout is not None
        ports = json.loads(simulator.stdout.readline())
        host, _, port = ports["control"].rpartition(":")
        with SimulatorControl(host, int(port)) as control:
            yield ports["address"], control
    finally:
        simulator.kill()
        simulator.communicate()
