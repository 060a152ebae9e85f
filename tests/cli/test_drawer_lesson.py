"""`till drawer learn`: a person opens and shuts the drawer, and the configuration learns what that means."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from hardware.simulators.drawer import OpenLevel
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.cli.shop import Answer, Shop
from tests.source import ROOT
from till.cli.config_file import draft
from till.config import load_config

NewShop = Callable[..., Shop]


class Person:
    """Does what the lesson says, and presses Enter."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self.deeds: Iterator[Callable[[], None]] = iter(
            (printer.shut_drawer, printer.open_drawer_with_key, printer.shut_drawer)
        )

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        next(self.deeds)()
        return "\n"


def learn(shop: Shop, person: io.StringIO | Person, *words: str) -> Answer:
    with mock.patch("sys.stdin", person):
        return shop.ask("drawer", "learn", *words)


@pytest.mark.parametrize("open_level", ["low", "high", "none"])
def test_the_lesson_says_the_line_to_write(new_shop: NewShop, open_level: OpenLevel) -> None:
    with TcpSimulator() as simulator:
        simulator.printer.port.open_level = open_level
        shop = new_shop(simulator.address)
        before = shop.config.read_text()
        answer = learn(shop, Person(simulator.printer))
    assert answer.code == 0
    assert answer.plain["open_level"] == open_level
    assert f'[[drawer]] with id = 1, write: open_level = "{open_level}"' in answer.plain["words"]
    assert "Open the drawer with the key. Then press Enter." in answer.errors
    assert shop.config.read_text() == before


def test_the_lesson_is_written_into_the_configuration(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        simulator.printer.port.open_level = "high"
        shop = new_shop(simulator.address)
        shop.config.chmod(0o640)
        before = shop.config.read_text()
        answer = learn(shop, Person(simulator.printer), "--write")
    assert (answer.code, answer.plain["written"]) == (0, True)
    assert load_config(shop.config).drawers[0].open_level == "high"
    assert shop.config.read_text().startswith(before)
    assert stat.S_IMODE(shop.config.stat().st_mode) == 0o640


def test_a_person_who_goes_away_changes_nothing(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        answer = learn(shop, io.StringIO(), "--write")
    assert answer.code == 2
    assert "was not finished" in answer.errors


def test_a_printer_that_is_off_teaches_nothing(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
    answer = learn(shop, io.StringIO(), "--write")
    assert (answer.code, answer.plain["written"]) == (4, False)


@pytest.mark.parametrize("words", [["--drawer", "2"], []])
def test_a_drawer_without_a_sensor_has_no_lesson(shop: Shop, words: list[str]) -> None:
    answer = learn(shop, io.StringIO(), *words)
    assert answer.code == 2


def test_only_the_one_line_of_the_example_changes(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text((ROOT / "config.example.toml").read_text())
    before = path.read_text().splitlines()
    draft(path, {"drawer.1.open_level": "high"}).write()
    after = path.read_text().splitlines()
    assert [line for line in after if line not in before] == ['open_level = "high"']
    assert len(after) == len(before) + 1


def test_a_level_that_stands_there_is_changed_with_its_comment_kept(shop: Shop) -> None:
    drawers = (
        '[[drawer]]\nid = 1\naddress = "sim:"\nopen_level = "low"  # by the key\n\n'
        '[[drawer]]\naddress = "sim:"\nid = 2 # the other\n  open_level="none"# ?'
    )
    text = shop.config.read_text() + drawers
    for drawer, changed in (
        (2, text.replace('="none"#', '="high"#')),
        (1, text.replace('"low"  #', '"high"  #')),
    ):
        shop.config.write_text(text)
        assert draft(shop.config, {f"drawer.{drawer}.open_level": "high"}).text == changed


@pytest.mark.parametrize(
    "drawers",
    [
        'drawer = [{ id = 1, address = "sim:" }]\n',
        '[[drawer]]\n"id" = 1\naddress = "sim:"\n"open_level" = "low"\n',
    ],
)
def test_a_drawer_that_is_written_in_another_way_learns_too(shop: Shop, drawers: str) -> None:
    text = drawers + shop.config.read_text() if drawers.startswith("d") else shop.config.read_text() + drawers
    shop.config.write_text(text)
    draft(shop.config, {"drawer.1.open_level": "high"}).write()
    (drawer,) = load_config(shop.config).drawers
    assert (drawer.id, drawer.address, drawer.open_level) == (1, "sim:", "high")


def test_a_configuration_that_cannot_be_written_is_told(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)

        def shut_and_lose_the_file() -> None:
            simulator.printer.shut_drawer()
            shop.config.unlink()

        person = Person(simulator.printer)
        person.deeds = iter((*list(person.deeds)[:2], shut_and_lose_the_file))
        answer = learn(shop, person, "--write")
    assert (answer.code, answer.plain["written"]) == (2, False)
    assert "cannot be read" in answer.errors
