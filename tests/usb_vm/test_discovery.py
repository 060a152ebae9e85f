"""What is plugged in is found, and whatever address it was found by prints."""

from __future__ import annotations

import pytest

from hardware import PrinterConfig, open_devices
from hardware.discover import Found, discover
from hardware.document import Text
from hardware.protocols import Confirmation
from tests.hardware.roads import COLUMNS, TIMEOUT_S, eventually, slip
from tests.usb_vm.conftest import lp_address, usb_address
from tests.usb_vm.simulator import UsbSimulator

pytestmark = pytest.mark.usb


def on_usb() -> tuple[list[Found], list[str]]:
    """Discover, leaving out the machine's own serial ports."""
    found, troubles = discover()
    return [each for each in found if not each.address.startswith("serial:/dev/ttyS")], troubles


def test_every_road_to_what_is_plugged_in_is_found(plugged: UsbSimulator, adapter: UsbSimulator) -> None:
    found, troubles = on_usb()
    assert troubles == []
    assert [(each.address, each.name) for each in found[:2]] == [
        (lp_address(plugged), "EPSON TM-T88V"),
        (usb_address(plugged), "TM-T88V"),
    ]
    assert [each.address for each in found[2:]] == [f"serial:{adapter.node}"]
    for address in (each.address for each in found):
        devices = open_devices(PrinterConfig(address, COLUMNS, TIMEOUT_S))
        assert devices.printer.print(slip(Text(address))).confirmation is Confirmation.PRINTED
        devices.close()
    assert plugged.printer.paper.count("PAY-OUT") == 2
    assert adapter.printer.paper.count("PAY-OUT") == 1


def test_nothing_is_found_where_nothing_is_plugged_in(plugged: UsbSimulator) -> None:
    plugged.unplug()
    assert eventually(lambda: on_usb() == ([], []))


def test_looking_sends_nothing_to_a_printer(plugged: UsbSimulator) -> None:
    discover()
    assert plugged.received_bytes == 0
    assert plugged.node.exists()
