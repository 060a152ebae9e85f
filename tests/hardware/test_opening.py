import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.addresses import parse_printer_address
from hardware.document import Cut, Document, Logo, Text
from hardware.errors import NotConfigured
from hardware.protocols import Confirmation, DrawerPosition, Kick, Known
from hardware.simulators.tcp import TcpSimulator
from tests.hardware.roads import IN_TIME_S

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
        "usb:",
        "usb:04b8",
        "usb:04b8:xyz",
        "usb:04b8:0202:",
        "usb:04b80:0202",
        "lp:",
        "lp:lp0",
        "lp:/dev/usb/",
        "serial:ttyUSB0",
        "serial:/dev/ttyUSB0?baud=1",
        "serial:/dev/ttyUSB0?speed=9600",
        "serial:/dev/ttyUSB0?9600",
        "serial:/dev/ttyUSB0?flow=dtr",
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
    devices = open_devices(
        PrinterConfig("tcp:192.0.2.1:9100", timeout_s=30), [DrawerConfig(1), DrawerConfig(2, pin=5)]
    )
    assert time.monotonic() - start_s < IN_TIME_S
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


def test_a_simulated_drawer_does_not_lead_slips_away_from_the_printer() -> None:
    with TcpSimulator() as network:
        devices = open_devices(PrinterConfig(network.address), [DrawerConfig(1, "sim:")])
        devices.printer.print(SLIP)
        devices.drawers[1].kick()
        assert devices.simulator is not None
        assert (network.printer.slips, network.printer.kicks) == (["slip\n"], 0)
        assert (devices.simulator.slips, devices.simulator.kicks) == ([], 1)
        devices.close()


def test_a_printer_is_spoken_to_as_it_is_configured(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("1", (80, 40)).save(logo)
    config = PrinterConfig("sim:", code_pages=("CP437",), logo=str(logo))
    devices = open_devices(config)
    assert devices.simulator is not None
    devices.printer.print(Document("t", (Logo(), Text("Ł"), Cut())))
    assert devices.simulator.slips == ["[PICTURE 80 x 40]\nL\n"]
    as_image = open_devices(replace(config, text_as_image=True))
    assert as_image.simulator is not None
    as_image.printer.print(SLIP)
    assert as_image.simulator.slips == ["[PICTURE 504 x 30]\n"]


def test_a_logo_that_cannot_be_read_does_not_keep_the_slip(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("no picture")
    devices = open_devices(PrinterConfig("sim:", logo=str(logo)))
    assert devices.simulator is not None
    devices.printer.print(Document("t", (Logo(), Text("a"), Cut())))
    assert devices.simulator.slips == ["a\n"]


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"logo": "/no/such/logo.png"}, "logo must be a file"),
        ({"font": "/no/such/font.ttf"}, "font must be a file"),
        ({"wide_script": "klingon"}, "wide_script must be one of"),
        ({"code_pages": ("CP1",)}, "code page 'CP1' must be one of"),
    ],
)
def test_what_a_printer_cannot_be_told_is_refused(config: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        open_devices(PrinterConfig("sim:", **config))


@pytest.mark.parametrize(
    "address",
    [
        "tcp:192.0.2.9:9100",
        "tcp:[::1]:9100",
        "serial:/dev/ttyUSB0?baud=9600&parity=even&flow=xonxoff",
        "lp:/dev/usb/lp0",
        "usb:04b8:0202",
        "usb:04b8:0202:J1 2:3",
        "sim:",
        "none",
    ],
)
def test_an_address_is_written_as_it_was_read(address: str) -> None:
    assert str(parse_printer_address(address)) == address


def test_a_serial_line_has_usual_settings() -> None:
    assert (
        str(parse_printer_address("serial:/dev/ttyS0"))
        == "serial:/dev/ttyS0?baud=38400&parity=none&flow=none"
    )


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
        "for address in ('tcp:127.0.0.1:9100', 'lp:/dev/usb/lp0', 'usb:1:2', 'serial:/dev/ttyS0', 'sim:'):\n"
        "    hardware.open_devices(hardware.PrinterConfig(address), [hardware.DrawerConfig(1)])\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'escpos', 'PIL', 'serial', 'usb', 'yaml', 'till', 'sqlalchemy', 'textual', 'logging'}))"
    )
    assert loaded == "[]"


def test_importing_takes_little_more_than_what_it_imports() -> None:
    # `make bench` has the limit in milliseconds. A machine with other things to do is slow at both, and so
    # the measure here is what hardware itself is made of: dataclasses, 20 of the 28 ms on a quiet machine.
    program = (
        "from time import process_time as now\n"
        "begun = now()\n"
        "import dataclasses\n"
        "between = now()\n"
        "import hardware\n"
        "print((now() - begun) / (between - begun))"
    )
    assert any(float(run(program)) < 2.0 for _ in range(25))
