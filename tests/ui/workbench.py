"""A counter whose devices and rules come from a configuration file, as they do in a shop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from hardware.protocols import Devices
from tests.ui.counter import HINT, Counter
from till.cash_register import CashRegister
from till.cli.configured import configured_devices
from till.cli.machine import ConfiguredMachine
from till.config import Config, load_config
from till.news import DeviceWork, News
from till.ui.app import TillApp
from till.ui.machine import Finding, PluggedIn
from till.workers.device_thread import DeviceThread

CONFIG = """\
[organisation]
name = "Kaffe AB"

[store]
name = "Main Street"

[register]
id = 1
code = "REG-001"
currency = "EUR"
timezone = "Europe/Stockholm"
data = "data"
drawer_limit = "500.00"   # the insurance wants it

[printer]
address = "sim:"

[[no_sale_reason]]
code = "change"
name = "Change"
"""


class TestedMachine(ConfiguredMachine):
    """A machine with a printer on USB; `looks` is what looking around does first."""

    __test__ = False
    looks: Callable[[], None] | None = None

    def look_around(self) -> PluggedIn:
        if self.looks is not None:
            self.looks()
        printer = Finding("lp:/dev/usb/lp0", "EPSON TM-T20III", "Needs the group lp.")
        return PluggedIn((printer, Finding("serial:/dev/ttyS0", "Serial port")), ("USB: not permitted.",))


class Workbench(Counter):
    """The counter of `tests.ui.counter` with a configuration file beside its data."""

    def __init__(self, folder: Path, changes: Mapping[str, str] | None = None) -> None:
        self.path = folder.parent / "config.toml"
        text = CONFIG
        for old, new in (changes or {}).items():
            text = text.replace(old, new)
        self.path.write_text(text)
        super().__init__(folder, self.config.settings)
        self.machine = TestedMachine(self.path)
        self.app = TillApp(
            lambda: self.register,
            self.start_devices,
            self.config.settings,
            hint=HINT,
            machine=self.machine,
        )

    @property
    def config(self) -> Config:
        return load_config(self.path)

    def start_devices(self, register: CashRegister, tell: Callable[[News], None]) -> DeviceWork:
        def build() -> Devices:
            self.devices = configured_devices(self.config)
            return self.devices

        thread = DeviceThread(self.folder, register, build, tell)
        thread.start()
        return thread
