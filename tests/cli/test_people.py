"""Setting up, hiring, PINs."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.shop import ANA, BEN, CIA, PINS, Answer, Shop, call


def init(folder: Path, *words: str, pin: str = "4711") -> Answer:
    general = ("--json", "--config", str(folder / "config.toml"), "init")
    given = ("--register-code", "REG-007", "--currency", "JPY", "--manager", "Ana Lima")
    return call(*general, *given, *words, environment={"TILL_PIN": pin})


def test_a_register_is_set_up_in_one_command(tmp_path: Path) -> None:
    answer = init(tmp_path, "--organisation", 'A "quoted" shop\\', "--timezone", "Asia/Tokyo")
    assert answer.code == 0
    assert answer.plain["manager"] == {"no": 1, "name": "Ana Lima"}
    general = ("--json", "--config", str(tmp_path / "config.toml"), "--as", "1")
    opened = call(*general, "shift", "open", "--float", "5000", environment={"TILL_PIN": "4711"})
    assert opened.plain["done"]["counted"]["amount"] == 5000
    assert call(*general[:3], "status").plain["organisation"] == 'A "quoted" shop\\'
    assert call(*general[:3], "doctor").code == 0


def test_only_its_owner_can_read_what_is_set_up(tmp_path: Path) -> None:
    assert init(tmp_path).code == 0
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert "4711" not in (tmp_path / "config.toml").read_text()


def test_a_register_is_never_set_up_over_another(tmp_path: Path) -> None:
    assert init(tmp_path).code == 0
    before = (tmp_path / "config.toml").read_bytes()
    again = init(tmp_path)
    assert (again.code, "never overwrites" in again.errors) == (2, True)
    (tmp_path / "config.toml").unlink()
    assert init(tmp_path).refused == "AlreadySetUp"
    assert not (tmp_path / "config.toml").exists()
    assert before


@pytest.mark.parametrize(
    "words",
    [
        ["--timezone", "Mars"],
        ["--locale", "xx"],
        ["--printer", "fax:"],
        ["--columns", "5"],
        ["--currency", "ABC"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_configured_is_not_set_up(tmp_path: Path, words: list[str]) -> None:
    answer = init(tmp_path, *words)
    assert answer.code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("pin", "name"), [("12", ANA), ("1234567890123", ANA), ("12a4", ANA), ("4711", "  ")]
)
def test_a_manager_without_name_or_pin_is_refused(tmp_path: Path, pin: str, name: str) -> None:
    answer = init(tmp_path, "--manager", name, pin=pin)
    assert answer.refused in ("BadPin", "NeedsReason", "BadText")
    assert not (tmp_path / "config.toml").exists()


def test_people_come_change_and_go(shop: Shop) -> None:
    changed = shop.say(ANA, "employee", "change", BEN, "--role", "supervisor", "--name", "Benjamin").done
    assert changed["employee"] == {
        "no": 2,
        "name": "Benjamin",
        "role": "supervisor",
        "active": True,
        "has_pin": True,
        "has_badge": False,
    }
    assert shop.say(ANA, "employee", "deactivate", "benjamin").code == 0
    assert shop.say("2", "shift", "open", "--float", "1", pin=PINS[BEN]).refused == "NoSuchEmployee"
    assert [each["no"] for each in shop.ask("employee", "list").plain["employees"]] == [1, 3]
    assert len(shop.ask("employee", "list", "--all").plain["employees"]) == 3
    assert shop.say(ANA, "employee", "change", "Benjamin", "--active").code == 0
    assert shop.say("2", "shift", "open", "--float", "1", pin=PINS[BEN]).code == 0
    assert shop.say(ANA, "employee", "change", CIA).code == 2


def test_everybody_sets_their_own_pin_and_a_manager_sets_anybodys(shop: Shop) -> None:
    def set_pin(person: str, whose: str, pin: str) -> Answer:
        environment = {"TILL_PIN": PINS[person], "TILL_NEW_PIN": pin}
        return shop.ask("--as", person, "employee", "set-pin", whose, environment=environment)

    assert set_pin(BEN, BEN, "5555").plain["pin_set"] == {"no": 2, "name": BEN}
    assert shop.say(BEN, "shift", "list").refused == "WrongPin"
    assert set_pin(CIA, BEN, "6666").refused == "NeedsApproval"
    assert set_pin(ANA, BEN, "6666").code == 0
    assert shop.say(BEN, "shift", "list", pin="6666").code == 0
    assert set_pin(ANA, BEN, "66").refused == "BadPin"
    assert shop.say(ANA, "employee", "set-pin", BEN).code == 2


def test_a_pin_is_never_in_what_the_journal_says(shop: Shop) -> None:
    assert shop.say(ANA, "journal", "export", str(shop.export)).code == 0
    text = shop.export.read_text()
    assert '"pin-set/1"' in text
    assert not any(f'"{pin}"' in text for pin in PINS.values())
    assert "argon2" not in text
