"""The configuration takes every address and every option of a device that the hardware knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hardware.addresses import parse_printer_address
from hardware.simulators.tcp import TcpSimulator
from tests.cli.shop import BEN, Shop
from tests.source import ROOT
from till.cli.configured import configured_devices
from till.config import load_config
from till.workers.printer_file import PRINTER_FILE, learned_of

NewShop = Callable[..., Shop]
ADDRESSES = (
    "tcp:192.0.2.9:9100",
    "tcp:[2001:db8::9]:9100",
    "lp:/dev/usb/lp0",
    "usb:04b8:0202",
    "usb:04b8:0202:J7AB12",
    "serial:/dev/ttyUSB0",
    "serial:/dev/ttyUSB0?baud=9600&parity=even&flow=xonxoff",
    "sim:",
    "none",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_the_hardware_knows_can_be_configured(new_shop: NewShop, address: str) -> None:
    config = load_config(new_shop(address).config)
    assert config.printer.address == address
    configured_devices(config).close()


def test_the_example_names_every_kind_of_address() -> None:
    lines = re.findall(r"(?m)^#   ([a-z]+:?)", (ROOT / "config.example.toml").read_text())
    assert lines == ["tcp:", "lp:", "usb:", "serial:", "sim:", "none"]
    parse_printer_address("serial:/dev/ttyUSB0?baud=38400&parity=none&flow=none")


@pytest.mark.parametrize(
    ("keys", "drawer_keys", "words"),
    [
        ('code_pages = ["CP9999"]', "", "CP9999"),
        ('wide_script = "klingon"', "", "wide_script"),
        ('font = "nowhere.ttf"', "", "nowhere.ttf"),
        ("", "on_ms = 200\noff_ms = 210", "on_ms"),
        ("", "on_ms = 1", "on_ms"),
        ("", 'motion_timeout_s = "soon"', 'drawer[0].motion_timeout_s: expected seconds from "0.1" to "10"'),
        ("", 'motion_timeout_s = "0"', "drawer[0].motion_timeout_s"),
        ('logo = "nowhere.png"', "", "printer.logo: expected a file, and there is no"),
        ('logo = "config.toml"', "", "printer.logo: expected a PNG, JPEG, GIF or BMP picture"),
    ],
)
def test_an_option_that_cannot_be_is_a_sentence(
    new_shop: NewShop, keys: str, drawer_keys: str, words: str
) -> None:
    shop = new_shop("sim:")
    with_options(shop.config, keys, drawer_keys)
    answer = shop.ask("devices")
    assert answer.code == 2
    assert words in answer.errors


def test_the_options_reach_the_devices(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        keys = 'code_pages = ["CP858"]\ntext_as_image = true\nkeep_open = false'
        with_options(shop.config, keys, "on_ms = 100\noff_ms = 400")
        assert shop.open().code == 0
        assert simulator.printer.kicks == 1
        # As a picture, the slip has no letters.
        assert "SHIFT OPEN" not in simulator.printer.paper
        assert [pulse.on_ms for pulse in simulator.printer.port.pulses] == [100]


def test_the_logo_stands_over_the_z_and_no_other_slip(new_shop: NewShop) -> None:
    from PIL import Image

    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        Image.new("RGB", (64, 24), "black").save(shop.config.parent / "logo.png")
        with_options(shop.config, 'logo = "logo.png"', 'motion_timeout_s = "0.3"')
        assert shop.open().code == 0
        assert "[PICTURE" not in simulator.printer.paper
        assert shop.say(BEN, "shift", "count", "--amount", "200").code == 0
        assert shop.say(BEN, "shift", "close", "--left", "200").code == 0
        z = simulator.printer.paper.rpartition("Z REPORT")[0]
        assert z.rpartition("8<")[2].count("[PICTURE 64 x 24]") == 1


def test_a_logo_that_cannot_be_drawn_is_told_by_doctor_and_left_out(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        (shop.config.parent / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nand no more")
        with_options(shop.config, 'logo = "logo.png"', "")
        checks = {check["name"]: check for check in shop.ask("doctor").plain["checks"]}
        assert not checks["logo"]["ok"]
        assert "is no picture that can be read" in checks["logo"]["words"]
        assert shop.open().code == 0
        assert shop.say(BEN, "shift", "count", "--amount", "200").code == 0
        assert shop.say(BEN, "shift", "close", "--left", "200").code == 0
        assert "Z REPORT" in simulator.printer.paper
        assert "[PICTURE" not in simulator.printer.paper


def test_what_a_command_learns_of_the_printer_the_next_one_knows(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        folder = shop.journal.parent
        assert shop.open().code == 0
        assert learned_of(folder)["answered"] == "1 2 3 4"
        assert configured_devices(load_config(shop.config)).learned()["answered"] == "1 2 3 4"
        (folder / PRINTER_FILE).write_text("{")
        assert shop.ask("devices").code == 0
        assert learned_of(folder)["answered"] == "1 2 3 4"


def with_options(path: Path, keys: str, drawer_keys: str) -> None:
    text = path.read_text().replace("timeout_s = 1\n", f"timeout_s = 1\n{keys}\n")
    path.write_text(text + (f"\n[[drawer]]\nid = 1\n{drawer_keys}\n" if drawer_keys else ""))
