"""A USB printer that takes nothing more, or has no paper: no wait is for ever, and the port tells why."""

from __future__ import annotations

import time

import pytest

from hardware import NotDone, OutcomeUnknown, Transport
from hardware.addresses import NoAddress, SimulatedAddress, parse_printer_address
from hardware.document import Text
from hardware.errors import OutOfPaper
from hardware.opening import transport_to
from hardware.protocols import Confirmation, Paper, UsbPort
from tests.hardware.roads import COLUMNS, Road, back_on_line, eventually, slip
from tests.usb_vm.simulator import UsbSimulator

pytestmark = pytest.mark.usb

# What may be in buffers: 8 KiB each in the kernel, on the way and in the device, and 4 in the printer.
BUFFERS_BYTES = 3 * 8192 + 4096


@pytest.fixture
def transport(address: str) -> Transport:
    parsed = parse_printer_address(address)
    assert not isinstance(parsed, NoAddress | SimulatedAddress)
    return transport_to(parsed)


def test_a_stuck_write_ends_in_time_and_nothing_of_it_comes_later(
    transport: Transport, plugged: UsbSimulator
) -> None:
    plugged.stick()
    transport.open(1.0)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="stopped taking"):
        transport.write(b"x" * 100_000, 1.0)
    transport.close()
    assert time.monotonic() - start_s < 3.0
    plugged.stick(False)
    time.sleep(0.5)
    assert plugged.received_bytes < BUFFERS_BYTES
    transport.open(1.0)
    transport.write(b"\x10\x04\x01", 1.0)
    assert transport.read(1, 1.0) in (b"\x16", b"\x12")
    transport.close()


def test_a_slip_for_a_stuck_printer_is_a_doubt_and_is_not_printed_twice(
    road: Road, plugged: UsbSimulator
) -> None:
    road.printer.print(slip())
    plugged.stick_after(bytes_left=4 * 3 + 20)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="Look at what was printed"):
        road.printer.print(slip(Text("second")))
    assert time.monotonic() - start_s < 4.0
    plugged.stick(False)
    assert back_on_line(road)
    assert plugged.printer.paper.count("second") <= 1
    assert road.printer.print(slip(Text("third"))).confirmation is Confirmation.PRINTED
    assert plugged.printer.paper.endswith(slip(Text("third")).to_text(COLUMNS))
    assert plugged.printer.kicks == 0


def test_no_kick_is_left_in_a_stuck_printer(road: Road, plugged: UsbSimulator) -> None:
    road.printer.print(slip())
    plugged.stick()
    with pytest.raises(NotDone):
        road.drawer.kick()
    plugged.stick(False)
    assert back_on_line(road)
    assert plugged.printer.kicks == 0


def test_paper_that_ends_in_a_slip_longer_than_the_buffer_is_told_as_such(
    road: Road, plugged: UsbSimulator
) -> None:
    road.printer.print(slip())
    plugged.printer.buffer_bytes = 512
    plugged.printer.out_of_paper_after(3)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match=r"out of paper.*Look at what was printed"):
        road.printer.print(slip(lines=30))
    assert time.monotonic() - start_s < 12.0
    plugged.printer.load_paper()
    assert back_on_line(road)
    # What had gone down the cable before the printer stopped, nobody can take back.
    assert plugged.printer.paper.count("Line 30") <= 1
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert plugged.printer.paper.endswith(slip().to_text(COLUMNS))


def test_paper_can_be_told_by_the_port_alone(transport: Transport, plugged: UsbSimulator) -> None:
    assert isinstance(transport, UsbPort)
    transport.open(1.0)
    assert transport.device_id() == plugged.identity.ieee_1284
    assert not transport.says_paper_out()
    plugged.printer.paper_out()
    assert eventually(transport.says_paper_out)
    plugged.printer.load_paper()
    assert eventually(lambda: not transport.says_paper_out())
    transport.close()


def test_a_printer_without_paper_that_never_answers_is_not_sent_a_slip(
    road: Road, plugged: UsbSimulator
) -> None:
    plugged.printer.mute()
    assert road.printer.print(slip()).confirmation is Confirmation.SENT
    plugged.printer.paper_out()
    assert eventually(lambda: road.printer.status().paper is Paper.OUT)
    with pytest.raises(OutOfPaper, match="Put in a new roll"):
        road.printer.print(slip(Text("second")))
    plugged.printer.load_paper()
    assert eventually(lambda: plugged.printer.paper.count("PAY-OUT") == 1)
    assert "second" not in plugged.printer.paper


def test_a_late_answer_is_not_taken_for_the_next_one(road: Road, plugged: UsbSimulator) -> None:
    """Nobody throws away what a USB printer has said while nobody listened."""
    assert back_on_line(road)
    plugged.keep_answers()
    road.printer.status()
    plugged.printer.paper_out()
    plugged.keep_answers(False)
    time.sleep(0.2)
    plugged.printer.load_paper()
    plugged.printer.cover_open()
    assert eventually(lambda: road.printer.status().sentence() == "The printer's cover is open. Close it.")
    plugged.printer.cover_open(False)
    assert back_on_line(road)
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
