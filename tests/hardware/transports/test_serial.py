import os
import termios
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.addresses import SerialAddress, parse_printer_address
from hardware.document import Cut, Document, Text
from hardware.errors import Busy, NotDone, OutcomeUnknown, Unreachable
from hardware.protocols import Confirmation, DrawerPosition, Kick, Known, Paper
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.pty import PtySimulator
from hardware.transports.serial import SerialTransport
from tests.hardware.roads import IN_TIME_S, TIMEOUT_S, back_on_line, slip
from tests.hardware.roads import opener as opener_to

SLIP = Document("Slip", (Text("slip"), Cut()))


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[PtySimulator]:
    with PtySimulator(tmp_path / "printer") as running:
        yield running


@pytest.fixture
def line() -> Iterator[tuple[int, SerialAddress]]:
    """A bare serial line: the printer's end, and the address of the host's."""
    printers_end, hosts_end = os.openpty()
    os.set_blocking(printers_end, False)
    tty.setraw(hosts_end)
    yield printers_end, SerialAddress(os.ttyname(hosts_end), flow="xonxoff")
    os.close(printers_end)
    os.close(hosts_end)


def arrived(printers_end: int) -> bytes:
    try:
        return os.read(printers_end, 1 << 20)
    except BlockingIOError:
        return b""


def stop_the_host(printers_end: int, transport: SerialTransport) -> None:
    os.write(printers_end, b"\x13")
    transport.read(1, 0.05)  # The kernel itself obeys it, at once.


def test_the_line_is_set_up_as_the_address_says() -> None:
    printers_end, hosts_end = os.openpty()
    path = os.ttyname(hosts_end)
    address = parse_printer_address(f"serial:{path}?baud=9600&flow=xonxoff")
    assert isinstance(address, SerialAddress)
    transport = SerialTransport(address)
    transport.open(1.0)
    input_flags, _, _, local_flags, _, speed, _ = termios.tcgetattr(hosts_end)
    transport.close()
    for end in (printers_end, hosts_end):
        os.close(end)
    assert speed == termios.B9600
    assert input_flags & termios.IXON
    assert not local_flags & (termios.ECHO | termios.ICANON)


def test_a_stopped_line_ends_in_time_and_nothing_was_taken(line: tuple[int, SerialAddress]) -> None:
    printers_end, address = line
    transport = SerialTransport(address)
    transport.open(1.0)
    stop_the_host(printers_end, transport)
    start_s = time.monotonic()
    with pytest.raises(NotDone, match="stopped taking"):
        transport.write(b"\x1bp\x00\x19\xfa", 0.2)
    transport.close()
    assert time.monotonic() - start_s < IN_TIME_S
    transport.open(1.0)
    transport.write(b"next", 0.5)
    assert arrived(printers_end) == b"next"
    transport.close()


def test_a_line_stopped_in_the_middle_is_a_doubt_and_keeps_nothing(line: tuple[int, SerialAddress]) -> None:
    printers_end, address = line
    transport = SerialTransport(address)
    transport.open(1.0)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="Look at what was printed"):
        transport.write(b"x" * 1_000_000, 0.2)
    transport.close()
    assert time.monotonic() - start_s < IN_TIME_S
    while arrived(printers_end):
        pass
    transport.open(1.0)
    transport.write(b"next", 0.5)
    assert arrived(printers_end) == b"next"
    transport.close()


def test_only_one_program_has_the_line(line: tuple[int, SerialAddress]) -> None:
    first, second = SerialTransport(line[1]), SerialTransport(line[1])
    first.open(1.0)
    with pytest.raises(Busy, match="Another program has /dev/pts"):
        second.open(1.0)
    first.close()
    second.open(1.0)
    second.close()


def test_a_line_that_is_not_there_is_told_and_no_file_is_made(tmp_path: Path) -> None:
    missing = tmp_path / "ttyUSB0"
    with pytest.raises(Unreachable, match=r"There is no .*ttyUSB0"):
        SerialTransport(SerialAddress(str(missing))).open(1.0)
    assert not missing.exists()


@pytest.mark.parametrize("what", ["file", "pipe", "folder", "null"])
def test_what_is_no_serial_line_is_told(tmp_path: Path, what: str) -> None:
    path = tmp_path / what
    if what == "file":
        path.write_text("notes")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path = Path("/dev/null")
    with pytest.raises(Unreachable, match=r"is not a device|is no serial line"):
        SerialTransport(SerialAddress(str(path))).open(1.0)
    assert what != "file" or path.read_text() == "notes"


def test_a_pulled_adapter_is_told_and_found_again(simulator: PtySimulator) -> None:
    transport = SerialTransport(SerialAddress(str(simulator.link)))
    transport.open(1.0)
    simulator.printer.cut_off()
    with pytest.raises(Unreachable, match="broke"):
        transport.read(1, 10.0)
    transport.open(1.0)
    transport.write(b"\x10\x04\x01", 1.0)
    assert transport.read(1, 10.0) == b"\x16"
    transport.close()


def test_a_closed_line_neither_reads_nor_writes(simulator: PtySimulator) -> None:
    transport = SerialTransport(SerialAddress(str(simulator.link)))
    for use in (
        lambda: transport.write(b"x", 0.1),
        lambda: transport.read(1, 0.1),
        lambda: transport.flush(0.1),
    ):
        with pytest.raises(Unreachable):
            use()
    transport.close()


def test_a_printer_with_a_small_buffer_stops_the_host_and_prints_everything(tmp_path: Path) -> None:
    printer = SimulatedPrinter(42, buffer_bytes=512)
    printer.slow(20_000)
    with PtySimulator(tmp_path / "printer", printer, xon_xoff=True) as simulator:
        devices = open_devices(PrinterConfig(f"{simulator.address}?flow=xonxoff"))
        document = slip(lines=100)
        assert devices.printer.print(document).confirmation is Confirmation.PRINTED
        assert printer.paper == document.to_text(42)
        devices.close()


def test_xon_and_xoff_that_nobody_asked_for_are_not_answers(tmp_path: Path) -> None:
    printer = SimulatedPrinter(42, buffer_bytes=512)
    printer.slow(20_000)
    with PtySimulator(tmp_path / "printer", printer, xon_xoff=True) as simulator:
        devices = open_devices(PrinterConfig(f"{simulator.address}?flow=none"))
        assert devices.printer.print(slip(lines=40)).confirmation is Confirmation.PRINTED
        assert devices.printer.status().online is Known.YES
        devices.close()


@pytest.mark.parametrize("knows_clear", [True, False])
def test_a_slow_line_is_brought_back_to_order_in_time(tmp_path: Path, knows_clear: bool) -> None:
    printer = SimulatedPrinter(42)
    printer.no_clear(not knows_clear)
    with PtySimulator(tmp_path / "printer", printer, line_bytes_s=960) as simulator:
        address = f"{simulator.address}?baud=9600"
        with opener_to(address, printer) as open_road:
            road = open_road(DrawerConfig(1))
            road.printer.print(SLIP)
            printer.cut_off_after(12 + 100)
            with pytest.raises(OutcomeUnknown):
                road.printer.print(slip())
            start_s = time.monotonic()
            assert back_on_line(road)
            assert road.printer.print(SLIP).confirmation is Confirmation.PRINTED
            assert time.monotonic() - start_s < IN_TIME_S
            assert printer.slips[-1].endswith("slip\n")
            assert printer.kicks == 0


def test_a_late_answer_is_not_taken_for_the_answer_to_the_next_question(simulator: PtySimulator) -> None:
    with opener_to(simulator.address, simulator.printer) as open_road:
        road = open_road(DrawerConfig(1))
        assert road.printer.status().sentence() == "Printer ready"
        simulator.printer.answer_late(1.5 * TIMEOUT_S)
        assert road.printer.status().paper is not Paper.OK
        simulator.printer.answer_late(0.0)
        simulator.printer.paper_out()
        # What was answered late said that all was well.
        assert road.printer.status().sentence() == "The printer is out of paper. Put in a new roll."


def test_a_kick_over_a_serial_line_is_confirmed(simulator: PtySimulator) -> None:
    devices = open_devices(PrinterConfig(simulator.address), [DrawerConfig(1)])
    assert devices.drawers[1].kick() is Kick.CONFIRMED
    assert devices.drawers[1].position() is DrawerPosition.OPEN
    devices.close()
