"""The roads to a USB printer in the virtual machine, and the fixtures of the suite that runs over them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hardware.conftest import road as road  # noqa: PLC0414 - the fixture, for the tests of this folder
from tests.hardware.roads import OpenRoad, opener
from tests.usb_vm.gadget import UsbIdentity
from tests.usb_vm.simulator import UsbSimulator

for suite in ("test_conformance", "test_conformance_of_drawers"):
    pytest.register_assert_rewrite(f"tests.hardware.{suite}")


@pytest.fixture(scope="session")
def cable() -> Iterator[UsbSimulator]:
    """A USB printer for one test after the other: plugging in takes most of a second."""
    with UsbSimulator() as simulator:
        yield simulator


@pytest.fixture
def plugged(cable: UsbSimulator) -> UsbSimulator:
    """A new USB printer that is plugged in."""
    cable.replace_printer()
    return cable


@pytest.fixture
def adapter() -> Iterator[UsbSimulator]:
    """A new printer that shows itself as a serial line, plugged in."""
    identity = UsbIdentity(serial_no="ACM0000001", product_id=0x0A00)
    with UsbSimulator("acm", identity, port=3) as simulator:
        yield simulator


def lp_address(simulator: UsbSimulator) -> str:
    return f"lp:{simulator.node}"


def usb_address(simulator: UsbSimulator) -> str:
    identity = simulator.identity
    return f"usb:{identity.vendor_id:04x}:{identity.product_id:04x}:{identity.serial_no}"


ADDRESSES = {"lp": lp_address, "usb": usb_address}


@pytest.fixture(params=list(ADDRESSES))
def address(request: pytest.FixtureRequest, plugged: UsbSimulator) -> str:
    """The plugged-in printer's address: through the kernel's printer driver, and past it."""
    return ADDRESSES[request.param](plugged)


@pytest.fixture
def open_road(plugged: UsbSimulator, address: str) -> Iterator[OpenRoad]:
    with opener(address, plugged.printer) as open_road:
        yield open_road
