import subprocess
import sys
import time
from pathlib import Path

import pytest

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.document import Cut, Document, Text
from hardware.errors import NotConfigured
from hardware.protocols import Confirmation, DrawerPosition, Kick, Known

SLIP = Document("Slip", (Text("slip"), Cut()))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "printer",
        "sim",
        "sim:x",
        "tcp",
        "tcp:",
        "tcp:192.0.2.9",
        "tcp::9100",
        "tcp:host:0",
        "tcp:host:65536",
        "tcp:host:-1",
        "tcp:host:٣",
        "tcp:ho st:9100",
        "tcp:::1:9100",
        "udp:host:9100",
        "NONE",
    ],
)
def test_a_wrong_printer_address_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(ValueError, match=r"^The printer address .* must .*\.$"):
        open_devices(PrinterConfig(address))


@pytest.mark.parametrize(
    ("drawer", "says"),
    [
        (DrawerConfig(1, "usb:1"), "address of drawer 1 must be one of printer, sim:, manual or none"),
        (DrawerConfig(2, pin=3), "Drawer 2 must be on pin 2 or 5"),
        (DrawerConfig(1, on_ms=250, off_ms=510), "on_ms from 2 to 200"),
        (DrawerConfig(1, on_ms=0), "on_ms from 2 to 200"),
        (DrawerConfig(1, off_ms=600), "off_ms up to 510"),
        (DrawerConfig(1, on_ms=100, off_ms=200), "at most a fifth"),
        (DrawerConfig(1, open_level="up"), "low, high or none"),  # type: ignore[arg-type]  # as from a file
    ],
)
def test_a_wrong_drawer_is_refused_in_a_sentence(drawer: DrawerConfig, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        open_devices(PrinterConfig("sim:"), [drawer])


@pytest.mark.parametrize("config", [{"columns": 5}, {"columns": 200}, {"timeout_s": 0}, {"timeout_s": 1e9}])
def test_impossible_numbers_are_refused(config: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"must be .*, not"):
        open_devices(PrinterConfig("sim:", **config))  # type: ignore[arg-type]  # as from a file


def test_opening_touches_no_device() -> None:
    start_s = time.monotonic()
    devices = open_devices(PrinterConfig("tcp:192.0.2.1:9100"), [DrawerConfig(1), DrawerConfig(2, pin=5)])
    assert time.monotonic() - start_s < 1.0
    assert sorted(devices.drawers) == [1, 2]
    assert devices.simulator is None
    devices.close()


def test_a_drawer_on_no_printer_is_refused() -> None:
    with pytest.raises(ValueError, match="Drawer 1 is on the printer, but the printer's address is none"):
        open_devices(PrinterConfig("none"), [DrawerConfig(1)])


def test_a_shop_without_printer_and_with_a_key_works() -> None:
    devices = open_devices(PrinterConfig("none"), [DrawerConfig(1, "manual"), DrawerConfig(2, "none")])
    with pytest.raises(NotConfigured, match="No printer is configured"):
        devices.printer.print(SLIP)
    assert devices.printer.status().reachable is Known.NO
    assert devices.printer.status().sentence() == "No printer is configured."
    assert devices.drawers[1].kick() is Kick.UNVERIFIED
    assert devices.drawers[1].position() is DrawerPosition.UNKNOWN
    with pytest.raises(NotConfigured):
        devices.drawers[2].kick()
    devices.close()


@pytest.mark.parametrize(("answer", "kick"), [(True, Kick.CONFIRMED), (False, Kick.NO_MOTION)])
def test_a_person_with_the_key_is_asked(answer: bool, kick: Kick) -> None:
    asked: list[str] = []

    def ask(sentence: str) -> bool:
        asked.append(sentence)
        return answer

    devices = open_devices(PrinterConfig("none"), [DrawerConfig(1, "manual")], ask)
    assert devices.drawers[1].kick() is kick
    assert asked == ["Please open the drawer with the key."]


def test_a_simulated_drawer_stands_beside_any_printer() -> None:
    devices = open_devices(PrinterConfig("none"), [DrawerConfig(1, "sim:")])
    assert devices.simulator is not None
    assert devices.drawers[1].kick() is Kick.CONFIRMED
    assert devices.simulator.kicks == 1


def test_one_simulator_serves_printer_and_drawers() -> None:
    devices = open_devices(
        PrinterConfig("sim:", columns=32), [DrawerConfig(1), DrawerConfig(2, "sim:", pin=5)]
    )
    assert devices.simulator is not None
    assert devices.printer.print(SLIP).confirmation is Confirmation.PRINTED
    devices.drawers[2].kick()
    assert devices.simulator.slips == ["slip\n"]
    assert [pulse.pin for pulse in devices.simulator.pulses] == [5]


def run(program: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return ran.stdout.strip()


def test_importing_and_opening_loads_no_vendors_library() -> None:
    loaded = run(
        "import sys, hardware\n"
        "import hardware.document\n"
        "hardware.open_devices(hardware.PrinterConfig('tcp:127.0.0.1:9100'), [hardware.DrawerConfig(1)])\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'escpos', 'PIL', 'serial', 'usb', 'yaml', 'till', 'sqlalchemy', 'textual', 'logging'}))"
    )
    assert loaded == "[]"


def test_importing_takes_less_than_thirty_milliseconds() -> None:
    program = "import time; s = time.process_time(); import hardware; print(time.process_time() - s)"
    # Its own time, the best of several: the machine may have other things to do.
    assert min(float(run(program)) for _ in range(7)) < 0.030
