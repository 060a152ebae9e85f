"""Shops for the tests of the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from hardware.simulators.control import SimulatorControl
from tests.cli.shop import Shop


@pytest.fixture(autouse=True)
def nobody_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "TILL_PIN",
        "TILL_APPROVER_PIN",
        "TILL_NEW_PIN",
        "TILL_NEXT_PIN",
        "TILL_BADGE",
        "TILL_CONFIG",
        "TILL_DEBUG",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that was set up once, to be copied: hashing everybody's PIN takes its time."""
    return Shop(tmp_path_factory.mktemp("template"), None).folder


@pytest.fixture
def new_shop(tmp_path: Path, template: Path) -> Callable[..., Shop]:
    """Make a shop with other settings; see Shop."""
    return partial(Shop, tmp_path, template)


@pytest.fixture
def shop(new_shop: Callable[..., Shop]) -> Shop:
    """A shop without printer and drawer."""
    return new_shop()


@pytest.fixture
def open_shop(shop: Shop) -> Shop:
    """The same with a shift that Ben opened on 200.00."""
    assert shop.open().code == 0
    return shop


class Printer:
    """A simulated printer in a process of its own."""

    def __init__(self, folder: Path, port: str = "0") -> None:
        ports = folder / "ports.json"
        ports.unlink(missing_ok=True)
        self.program = subprocess.Popen(
            [
                *(sys.executable, "-m", "till", "simulate", "printer"),
                *("--tcp", f"127.0.0.1:{port}", "--port-file", str(ports)),
            ],
            stdout=subprocess.DEVNULL,
        )
        deadline = monotonic() + 20
        while not ports.exists() and monotonic() < deadline:
            sleep(0.01)
        where = json.loads(ports.read_text())
        self.address = str(where["address"])
        host, _, control = where["control"].rpartition(":")
        self.control = SimulatorControl(host, int(control))

    def switch_off(self) -> None:
        """End the process."""
        self.control.close()
        self.program.kill()
        self.program.wait(10)


@pytest.fixture
def new_printer(tmp_path: Path) -> Iterator[Callable[..., Printer]]:
    printers: list[Printer] = []

    def new(port: str = "0") -> Printer:
        printers.append(Printer(tmp_path, port))
        return printers[-1]

    yield new
    for printer in printers:
        printer.switch_off()
