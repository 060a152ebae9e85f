"""`till demo`: a throw-away shop with a printer and a drawer made of Python, to try everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from till.cli.options import Command

if TYPE_CHECKING:
    from hardware.protocols import Devices
    from hardware.simulators.printer import SimulatedPrinter
    from till.config import Config

PEOPLE: Final = (
    ("Ana Lima", "manager", "1111"),
    ("Ben Okoro", "cashier", "2222"),
    ("Cia Berg", "supervisor", "3333"),
)
"""Who works in the shop: name, role, PIN. The first one sets it up."""

SHOP: Final = """
[organisation]
name = "Corner Bakery Ltd"
number = "556000-0000"
address = "1 Mill Lane, Old Town"

[store]
name = "Mill Lane"

[register]
id = 1
code = "REG-001"
name = "Front counter"
currency = "EUR"
locale = "en_IE"
timezone = "UTC"
data = "shop"
drawer_limit = "500.00"
difference_limit = "1.00"

[printer]
address = "sim:"
columns = 42
timeout_s = 2

[[drawer]]
id = 1
address = "printer"

[[pay_out_reason]]
code = "milk"
name = "Milk and butter"
account = 4010

[[pay_out_reason]]
code = "cleaning"
name = "Window cleaner"
account = 6060

[[pay_out_reason]]
code = "flowers"
name = "Flowers for the tables"
account = 6070

[[no_sale_reason]]
code = "change"
name = "Change for a customer"

[[no_sale_reason]]
code = "wrong-key"
name = "Wrong key pressed"

[[no_sale_reason]]
code = "training"
name = "Showing how it works"

[[cash_in_reason]]
code = "change"
name = "Change from the bank"

[[cash_in_reason]]
code = "market"
name = "Market stall"

[[tender]]
code = "card"
name = "Card"
account = 1580
counted = true

[[tender]]
code = "voucher"
name = "Voucher"
account = 2420

[[department]]
code = "bread"
name = "Bread"
group = "Bakery"
vat_rate = "0"
key = 1

[[department]]
code = "cake"
name = "Cakes and pastry"
group = "Bakery"
vat_rate = "13.50"
key = 2

[[department]]
code = "coffee"
name = "Coffee"
group = "Drinks"
vat_rate = "13.50"
price = "3.20"
key = 3

[[department]]
code = "tea"
name = "Tea"
group = "Drinks"
vat_rate = "13.50"
price = "2.80"
key = 4

[[department]]
code = "gifts"
name = "Gifts"
group = "Shop"
vat_rate = "23.00"
key = 5

[[department]]
code = "delivery"
name = "Delivery"
group = "Services"
kind = "service"
vat_rate = "23.00"
price = "4.00"
key = 6

[[department]]
code = "voucher"
name = "Gift voucher"
group = "Vouchers"
kind = "liability"
key = 9

[receipt]
footer = ["Thank you!"]
"""


class DemoDesk:
    """Carries out `till.ui.desk.Desk` over the simulated printer."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self.stand_at(printer)

    def stand_at(self, printer: SimulatedPrinter) -> None:
        """Show this printer from now on; other settings make another one."""
        self._printer = printer
        self._knobs: dict[str, Callable[[], None]] = {
            "paper_out": printer.paper_out,
            "load_paper": printer.load_paper,
            "cover": self._turn_cover,
            "stuck": self._turn_stuck,
            "shut_drawer": printer.shut_drawer,
            "key": printer.open_drawer_with_key,
        }

    def paper(self) -> str:
        """Give what is on the paper so far, as text."""
        return self._printer.paper

    def drawer_open(self) -> bool:
        """Say whether the drawer is open."""
        return self._printer.drawer_open

    def press(self, knob: str) -> None:
        """Do something to the devices; see `till.ui.desk.KNOBS`."""
        self._knobs[knob]()

    def _turn_cover(self) -> None:
        self._printer.cover_open(not self._printer.sensors.cover_open)

    def _turn_stuck(self) -> None:
        self._printer.drawer_stuck(not self._printer.port.drawers[2].stuck)


@click.command("demo", cls=Command)
def demo() -> int:
    """Show the screens on a throw-away shop, with a simulated printer and drawer beside them."""
    import tempfile

    from hardware.simulators.printer import SimulatedPrinter
    from till.cli.configured import configured_devices
    from till.cli.screens import require_terminal, run_screens
    from till.config import load_config

    require_terminal()
    with tempfile.TemporaryDirectory(prefix="till-demo-", ignore_cleanup_errors=True) as folder:
        config = set_up_shop(Path(folder))
        desk = DemoDesk(SimulatedPrinter(config.printer.columns))

        def build(_ask_person: Callable[[str], bool]) -> Devices:
            devices = configured_devices(load_config(config.path))
            assert devices.simulator is not None
            desk.stand_at(devices.simulator)
            return devices

        hint = "Demo. PINs: " + ", ".join(f"{name} {pin} ({role})" for name, role, pin in PEOPLE)
        return run_screens(config, build, hint=hint, desk=desk)


def set_up_shop(folder: Path) -> Config:
    """Make the shop in `folder`, with everybody's PIN set; give its configuration."""
    from till.cash_register import CashRegister
    from till.config import load_config
    from till.domain.commands import AddEmployee
    from till.domain.entries import EmployeeAdded

    path = folder / "config.toml"
    path.write_text(SHOP, encoding="utf-8")
    config = load_config(path)
    (first, _role, first_pin), *others = PEOPLE
    register = CashRegister.create(config.data, config.settings, first, first_pin)
    for name, role, pin in others:
        (added,) = register.handle(AddEmployee(register.act(1), name, role))
        assert isinstance(added, EmployeeAdded)
        register.set_pin(register.act(1), added.employee.no, pin)
    register.close()
    return config
