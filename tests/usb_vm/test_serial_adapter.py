"""A printer on a serial line of the kernel's cdc-acm driver: modem lines, a stopped line, a pulled plug."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import serial

from hardware import OutcomeUnknown
from hardware.addresses import SerialAddress
from hardware.document import Text
from hardware.errors import Busy, Unreachable
from hardware.protocols import Confirmation, Kick, Known
from hardware.transports.serial import SerialTransport
from tests.hardware.roads import COLUMNS, OpenRoad, Road, eventually, opener, slip
from tests.usb_vm.simulator import UsbSimulator

pytestmark = pytest.mark.usb

RECOVERED_WITHIN_S = 6.0


@pytest.fixture(params=["none", "rtscts", "xonxoff"])
def open_road(request: pytest.FixtureRequest, adapter: UsbSimulator) -> Iterator[OpenRoad]:
    with opener(f"serial:{adapter.node}?flow={request.param}", adapter.printer) as open_road:
        yield open_road


def comes_back(road: Road) -> bool:
    return eventually(lambda: road.printer.status().online is Known.YES, RECOVERED_WITHIN_S)


def test_a_slip_is_printed_and_the_drawer_opens(road: Road) -> None:
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert road.drawer.kick() is Kick.CONFIRMED
    assert road.simulator.paper == slip().to_text(COLUMNS)


def test_unplugged_in_the_middle_of_a_slip_is_a_doubt_and_it_comes_back(
    road: Road, adapter: UsbSimulator
) -> None:
    road.printer.print(slip())
    adapter.printer.slow(300)
    puller = threading.Timer(0.5, adapter.unplug)
    puller.start()
    with pytest.raises(OutcomeUnknown, match="Look at what was printed"):
        road.printer.print(slip(lines=20))
    puller.join()
    with pytest.raises(Unreachable, match="its cable is plugged in"):
        road.printer.print(slip(Text("second")))
    adapter.printer.slow(None)
    printed = adapter.printer.paper
    adapter.plug()
    assert comes_back(road)
    assert adapter.printer.paper == printed
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED


def test_a_line_that_is_stopped_ends_a_write_in_time(adapter: UsbSimulator) -> None:
    transport = SerialTransport(SerialAddress(str(adapter.node)))
    adapter.stick()
    transport.open(1.0)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="stopped taking"):
        transport.write(b"x" * 1_000_000, 1.0)  # The kernel's own buffers hold a sixth of that.
    transport.close()
    assert time.monotonic() - start_s < 3.0


def test_one_program_at_a_time_has_the_line(adapter: UsbSimulator) -> None:
    first, second = (SerialTransport(SerialAddress(str(adapter.node))) for _ in range(2))
    first.open(1.0)
    with pytest.raises(Busy):
        second.open(1.0)
    first.close()
    second.open(1.0)
    second.close()


def test_the_modem_lines_are_there(adapter: UsbSimulator) -> None:
    with serial.Serial(str(adapter.node), timeout=1) as port:
        assert (port.dsr, port.cd) == (True, True)
        port.dtr = port.rts = False
        port.dtr = port.rts = True
        port.write(b"\x10\x04\x01")
        assert port.read(1) == b"\x16"
