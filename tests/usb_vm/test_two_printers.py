"""Two printers of the same model: only their serial numbers tell them apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hardware import PrinterConfig, open_devices
from hardware.document import Text
from hardware.errors import Busy, Unreachable
from hardware.protocols import Confirmation
from tests.hardware.roads import COLUMNS, TIMEOUT_S, slip
from tests.usb_vm.conftest import lp_address, usb_address
from tests.usb_vm.gadget import UsbIdentity
from tests.usb_vm.simulator import UsbSimulator

pytestmark = pytest.mark.usb

Pair = tuple[UsbSimulator, UsbSimulator]


@pytest.fixture
def pair() -> Iterator[Pair]:
    with (
        UsbSimulator(identity=UsbIdentity(serial_no="AAA0000001"), port=1) as first,
        UsbSimulator(identity=UsbIdentity(serial_no="BBB0000002"), port=2) as second,
    ):
        yield first, second


def print_at(address: str, text: str) -> Confirmation:
    devices = open_devices(PrinterConfig(address, COLUMNS, TIMEOUT_S))
    try:
        return devices.printer.print(slip(Text(text))).confirmation
    finally:
        devices.close()


def test_each_slip_goes_to_the_printer_with_the_serial_number(pair: Pair) -> None:
    first, second = pair
    for _ in range(2):
        assert print_at(usb_address(second), "for the second") is Confirmation.PRINTED
        assert print_at(usb_address(first), "for the first") is Confirmation.PRINTED
        # Plugged in the other way round: the kernel's numbers change, the serial numbers do not.
        for printer in pair:
            printer.unplug()
        for printer in reversed(pair):
            printer.plug()
    assert first.printer.paper == slip(Text("for the first")).to_text(COLUMNS) * 2
    assert second.printer.paper == slip(Text("for the second")).to_text(COLUMNS) * 2


def test_without_a_serial_number_none_of_them_is_guessed(pair: Pair) -> None:
    with pytest.raises(Unreachable, match="Write the serial number"):
        print_at("usb:04b8:0202", "for whom?")
    assert {printer.printer.paper for printer in pair} == {""}


def test_a_serial_number_that_is_not_there_is_not_replaced(pair: Pair) -> None:
    with pytest.raises(Unreachable, match="CCC0000003"):
        print_at("usb:04b8:0202:CCC0000003", "for nobody")


def test_two_programs_do_not_print_into_each_others_slips(pair: Pair) -> None:
    with open(pair[0].node, "wb", buffering=0):
        with pytest.raises(Busy, match="Another program"):
            print_at(lp_address(pair[0]), "in between")
        assert print_at(lp_address(pair[1]), "beside") is Confirmation.PRINTED
