import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.addresses import LpAddress
from hardware.errors import Busy, NoPermission, NotDone, OutcomeUnknown, Unreachable
from hardware.simulators.pty import PtySimulator
from hardware.transports.lp import LpTransport, clean_device_id
from hardware.transports.node import not_opened
from tests.hardware.roads import IN_TIME_S

# A pseudo-terminal stands for the node here: a character device whose bytes go through the same calls. What
# only usblp does is tried with a real kernel (tests/usb_vm).


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[PtySimulator]:
    with PtySimulator(tmp_path / "lp0") as running:
        yield running


@pytest.fixture
def transport(simulator: PtySimulator) -> Iterator[LpTransport]:
    opened = LpTransport(LpAddress(str(simulator.link)))
    opened.open(1.0)
    yield opened
    opened.close()


def test_bytes_go_both_ways(transport: LpTransport, simulator: PtySimulator) -> None:
    transport.write(b"\x10\x04\x01", 1.0)
    assert transport.read(1, 10.0) == b"\x16"
    assert transport.read(1, 0.0) == b""
    transport.write(b"x\n", 1.0)
    assert transport.flush(1.0)
    transport.write(b"\x10\x04\x01", 1.0)
    transport.read(1, 10.0)
    assert simulator.printer.paper == "x\n"


def test_a_stuck_printer_is_a_doubt_in_time(transport: LpTransport, simulator: PtySimulator) -> None:
    simulator.printer.hang()
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="stopped taking"):
        transport.write(b"x" * 1_000_000, 0.3)
    with pytest.raises(NotDone, match="stopped taking"):
        transport.write(b"x", 0.1)
    transport.close()
    assert time.monotonic() - start_s < IN_TIME_S


def test_an_unplugged_printer_is_told_and_found_again(
    transport: LpTransport, simulator: PtySimulator
) -> None:
    simulator.printer.cut_off()
    with pytest.raises(Unreachable, match="broke"):
        transport.read(1, 10.0)
    transport.open(1.0)
    transport.write(b"\x10\x04\x01", 1.0)
    assert transport.read(1, 10.0) == b"\x16"


def test_a_missing_node_is_told_and_no_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    with pytest.raises(Unreachable, match=r"There is no .*lp0\. Check that it is switched on"):
        LpTransport(LpAddress(str(path))).open(1.0)
    assert not path.exists()


@pytest.mark.parametrize("what", ["file", "pipe"])
def test_what_is_no_device_is_not_printed_to(tmp_path: Path, what: str) -> None:
    path = tmp_path / what
    if what == "file":
        path.write_text("notes")
    else:
        os.mkfifo(path)
    with pytest.raises(Unreachable, match="is not a device"):
        LpTransport(LpAddress(str(path))).open(1.0)
    assert what != "file" or path.read_text() == "notes"


@pytest.mark.parametrize(
    ("number", "kind", "says"),
    [
        (errno.EACCES, NoPermission, "Add the user to the group lp"),
        (errno.EBUSY, Busy, "Another program has /dev/usb/lp9"),
        (errno.ENODEV, Unreachable, "/dev/usb/lp9 cannot be opened .No such device.. Check"),
        (errno.ENOENT, Unreachable, "There is no /dev/usb/lp9"),
    ],
)
def test_what_the_kernel_refuses_is_a_sentence(number: int, kind: type[NotDone], says: str) -> None:
    told = not_opened("/dev/usb/lp9", OSError(number, "x"), "lp")
    assert type(told) is kind
    with pytest.raises(kind, match=says):
        raise told


def test_what_is_not_usblp_has_no_device_id_and_no_status(transport: LpTransport) -> None:
    assert transport.device_id() == ""
    assert not transport.says_paper_out()


def test_a_device_id_is_printable_text() -> None:
    assert clean_device_id(b"MFG:EPSON;\x00\xff\x1b[31mMDL:T20;") == "MFG:EPSON;[31mMDL:T20;"


def test_a_closed_node_neither_reads_nor_writes(transport: LpTransport) -> None:
    transport.close()
    for use in (
        lambda: transport.write(b"x", 0.1),
        lambda: transport.read(1, 0.1),
        lambda: transport.flush(0.1),
    ):
        with pytest.raises(Unreachable):
            use()
