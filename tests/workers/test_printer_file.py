"""What was learned of the printer outlives the program, and harms nothing when it cannot be read."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pytest

import hardware
from hardware.simulators.tcp import TcpSimulator
from tests.workers.shop import WAIT_MAX_S, Counter
from till.workers.device_thread import DeviceThread
from till.workers.printer_file import PRINTER_FILE, PrinterMemory, keep_learned, learned_of


def test_what_is_kept_is_given_back_and_is_its_owners_only(tmp_path: Path) -> None:
    values = {"address": "tcp:192.0.2.9:9100", "answered": "1 2 3 4"}
    assert keep_learned(tmp_path, values)
    assert learned_of(tmp_path) == values
    assert stat.S_IMODE((tmp_path / PRINTER_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [PRINTER_FILE]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 60_000, b'"text"'])
def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PRINTER_FILE).write_bytes(content)
    assert learned_of(tmp_path) == {}


def test_a_folder_that_takes_no_file_is_no_trouble(tmp_path: Path) -> None:
    assert not keep_learned(tmp_path / "nowhere", {"address": "tcp:192.0.2.9:9100"})


def test_what_an_interrupted_program_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f".{PRINTER_FILE}.part").write_text("{")
    assert keep_learned(tmp_path, {"address": "tcp:192.0.2.9:9100"})
    assert learned_of(tmp_path) == {"address": "tcp:192.0.2.9:9100"}


def test_no_printer_leaves_no_file(tmp_path: Path) -> None:
    PrinterMemory(tmp_path).keep(hardware.open_devices(hardware.PrinterConfig("none")))
    assert not (tmp_path / PRINTER_FILE).exists()


def test_the_device_thread_keeps_what_the_printer_shows(tmp_path: Path) -> None:
    with TcpSimulator() as simulator:
        printer = hardware.PrinterConfig(simulator.address, timeout_s=1)
        counter = Counter(tmp_path)
        devices = hardware.open_devices(printer, [hardware.DrawerConfig(1)])
        thread = DeviceThread(tmp_path, counter.register, lambda: devices, lambda _news: None)
        thread.start()
        deadline_s = time.monotonic() + WAIT_MAX_S
        while learned_of(tmp_path).get("answered") != "1 2 3 4":
            assert time.monotonic() < deadline_s, learned_of(tmp_path)
            time.sleep(0.02)
        thread.stop()
        again = hardware.open_devices(printer, learned=learned_of(tmp_path))
        assert again.learned()["answers"] == "yes"
        counter.register.close()
