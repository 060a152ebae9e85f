"""A configuration that cannot be used: one sentence with file and key, exit code 2."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shop import ANA, Answer, Shop, call

# What is wrong: the text that is replaced, what stands there instead, and the words that must be said.
WRONG = {
    "an unknown key": ('code = "REG-001"', 'code = "REG-001"\ncolour = 3', "register.colour"),
    "an unknown table": ("[store]", "[shop]\n[store]", "shop"),
    "text for a number": ("id = 1", 'id = "1"', "register.id: expected a whole number"),
    "a number for text": ('code = "REG-001"', "code = 1", "register.code: expected text"),
    "a fraction": ("id = 1", "id = 1.5", "register.id: expected a whole number"),
    "true for a number": ("id = 1", "id = true", "register.id: expected a whole number"),
    "a table for text": ('name = "Kaffe AB"', "name = {}", "organisation.name: expected text"),
    "a missing key": ('currency = "SEK"', "", "register.currency: expected this key"),
    "an unknown currency": ('"SEK"', '"SEKK"', "register.currency"),
    "an unknown locale": ('"en_GB"', '"xx_YY"', "register.locale"),
    "a locale that is a path": ('"en_GB"', '"../en"', "register.locale"),
    "an unknown time zone": ('"Europe/Stockholm"', '"Europe/Atlantis"', "register.timezone"),
    "a time zone that is a path": ('"Europe/Stockholm"', '"/etc/passwd"', "register.timezone"),
    "a bad amount": ('"1.00"', '"1,00"', 'register.difference_limit: expected an amount like "12.50"'),
    "an amount as a fraction": ('"1.00"', "1.5", "register.difference_limit: expected text"),
    "too many decimals": ('"1.00"', '"1.005"', "register.difference_limit"),
    "a bad policy": ('code = "REG-001"', 'code = "R"\nsession_policy = "week"', 'one of "shift", "day"'),
    "a bad hour": ('code = "REG-001"', 'code = "R"\nbusiness_day_starts = "25:00"', "business_day_starts"),
    "no attempts at all": ("[pin]", "[pin]\nattempts_max = 0", "pin.attempts_max"),
    "a long code": ('"REG-001"', '"REG-001-REG-001-REG"', "register.code"),
    "a code with a command": ('"REG-001"', '"REG\\u001bp"', "register.code"),
    "an empty folder": ('data = "data"', 'data = " "', "register.data"),
    "a folder that cannot be": ('data = "data"', 'data = "a\\u0000b"', "register.data"),
    "an unknown right": ("[pin]", '[[role]]\nname = "manager"\nrights = ["fly"]\n[pin]', "role[0].rights[0]"),
    "nobody who manages": ("[pin]", '[[role]]\nname = "king"\nrights = []\n[pin]', '"manager"'),
    "a reason twice": (
        "[pin]",
        '[[cash_in_reason]]\ncode = "float"\nname = "x"\n[pin]',
        "cash_in_reason[1]",
    ),
    "cash as a tender": ("[pin]", '[[tender]]\ncode = "cash"\nname = "Cash"\n[pin]', "tender[0].code"),
    "a tender's code that is none": (
        "[pin]",
        '[[tender]]\ncode = "Gift card"\nname = "Gift card"\n[pin]',
        "tender[0].code",
    ),
    "a tender twice": (
        "[pin]",
        '[[tender]]\ncode = "card"\nname = "Card"\n[[tender]]\ncode = "card"\nname = "Card 2"\n[pin]',
        "tender[1]: expected a code of its own",
    ),
    "a department's code that is none": (
        "[pin]",
        '[[department]]\ncode = "12"\nname = "x"\n[pin]',
        "department[0].code",
    ),
    "a VAT rate that is none": (
        "[pin]",
        '[[department]]\ncode = "tea"\nname = "x"\nvat_rate = "25 %"\n[pin]',
        "department[0].vat_rate",
    ),
    "a voucher with VAT": (
        "[pin]",
        '[[department]]\ncode = "gift"\nname = "x"\nvat_rate = "25"\nkind = "liability"\n[pin]',
        "department[0].vat_rate",
    ),
    "one key for two departments": (
        "[pin]",
        '[[department]]\ncode = "a"\nname="x"\nkey = 1\n[[department]]\ncode = "b"\nname="y"\nkey = 1\n[pin]',
        "department[1].key",
    ),
    "fewer no sales than none": ("[pin]", "no_sale_limit = -1\n[pin]", "register.no_sale_limit"),
    "a strange drawer": ("[pin]", "[[drawer]]\nid = 3\n[pin]", "drawer.id"),
    "a strange pin": ("[pin]", "[[drawer]]\nid = 1\npin = 3\n[pin]", "drawer[0].pin"),
    "a strange sensor": ("[pin]", '[[drawer]]\nid = 1\nopen_level = "up"\n[pin]', "drawer[0].open_level"),
    "a printer that is none": ('address = "none"', 'address = "fax:1"', "printer.address"),
    "a port that is none": ('address = "none"', 'address = "tcp:printer:99999"', "printer.address"),
    "a drawer on no printer": (
        "[pin]",
        '[[drawer]]\nid = 1\naddress = "printer"\n[pin]',
        "drawer: Drawer 1 is on the printer",
    ),
    "a hasty printer": ("timeout_s = 1", "timeout_s = 0", "printer.timeout_s"),
    "broad paper": ("timeout_s = 1", "columns = 400", "printer.columns"),
    "a coin worth nothing": ("[pin]", 'denominations = ["1", "0"]\n[pin]', "register.denominations[1]"),
    "a coin twice": ("[pin]", 'denominations = ["1", "2", "1.00"]\n[pin]', "register.denominations[2]"),
    "a roll of no coin": ("[pin]", 'rolls = ["3.00x50"]\n[pin]', "register.rolls[0]"),
    "low on no note": ("[pin]", 'low_below = ["10x5", "30x5"]\n[pin]', "register.low_below[1]"),
    "low on one coin twice": ("[pin]", 'low_below = ["10x5", "10x6"]\n[pin]', "register.low_below[1]"),
    "nobody's shop": ('"Kaffe AB"', '" "', "organisation.name: expected a name"),
    "a shop without end": ('"Kaffe AB"', f'"{"K" * 5000}"', "organisation.name: expected at most"),
    "a name that steers": ('"Main Street"', '"Main\\u001b[2J"', "store.name: expected one line"),
    "a name that turns round": ('"Window cleaner"', '"\\u202eevil"', "pay_out_reason[0].name"),
    "a key of two acts": ("[pin]", '[keys]\n"home.pay_out" = "f2"\n[pin]', "keys.home.pay_out"),
    "a key that types": ("[pin]", '[keys]\n"home.pay_out" = "5"\n[pin]', "keys.home.pay_out"),
    "another register": ("id = 1", "id = 2", "register.id: expected 1, as the journal"),
    "another code": ('"REG-001"', '"REG-002"', 'register.code: expected "REG-001"'),
    "other money": ('"SEK"', '"NOK"', 'register.currency: expected "SEK"'),
    "no TOML": ("[store]", "[store", "is not TOML"),
    "nothing but brackets": ("id = 1", "id = " + "[" * 5000, "is not TOML"),
}


def is_one_sentence_about(answer: Answer, path: Path, words: str) -> None:
    assert answer.code == 2
    assert answer.plain["error"]["kind"] == "BadConfiguration"
    assert answer.plain["error"]["message"] == answer.errors.strip()
    assert answer.errors.startswith(f"{path}: ")
    assert words in answer.errors
    assert answer.errors.count("\n") == 1


@pytest.mark.parametrize("what", WRONG)
def test_a_bad_configuration_is_one_sentence_with_file_and_key(shop: Shop, what: str) -> None:
    before, after, words = WRONG[what]
    text = shop.config.read_text()
    assert before in text
    shop.config.write_text(text.replace(before, after, 1))
    is_one_sentence_about(shop.say(ANA, "shift", "open", "--float", "1"), shop.config, words)


def test_the_doctor_says_that_the_journal_is_another_registers(shop: Shop) -> None:
    shop.config.write_text(shop.config.read_text().replace('"REG-001"', '"REG-002"'))
    answer = shop.ask("doctor")
    ill = [check for check in answer.plain["checks"] if not check["ok"]]
    assert answer.code == 2
    assert [check["name"] for check in ill] == ["key"]
    assert f'{shop.config}: register.code: expected "REG-001"' in ill[0]["words"]


def test_names_may_be_joined_as_their_letters_need_it(shop: Shop) -> None:
    shop.config.write_text(shop.config.read_text().replace("Kaffe AB", "\u0646\u0645\u06cc\u200c\u062e"))
    assert shop.ask("status").code == 0


def test_a_configuration_that_is_not_there(shop: Shop) -> None:
    shop.config.unlink()
    is_one_sentence_about(shop.ask("status"), shop.config, "No such file")


def test_a_configuration_that_is_a_folder(shop: Shop) -> None:
    shop.config.unlink()
    shop.config.mkdir()
    is_one_sentence_about(shop.ask("status"), shop.config, "cannot be read")


def test_a_configuration_that_is_not_text(shop: Shop) -> None:
    shop.config.write_bytes(b"\xff\xfe\x00")
    is_one_sentence_about(shop.ask("status"), shop.config, "is not UTF-8 text")


def test_without_any_configuration_the_places_looked_at_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = call("status")
    assert answer.code == 2
    assert "$TILL_CONFIG" in answer.errors
    assert "/etc/till/config.toml" in answer.errors
    assert "till init" in answer.errors


def test_the_environment_names_the_configuration(shop: Shop) -> None:
    assert call("--json", "status", environment={"TILL_CONFIG": str(shop.config)}).code == 0


def test_the_folder_one_stands_in_has_the_configuration(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.folder)
    assert call("status").code == 0


def test_a_control_character_of_a_key_never_reaches_the_terminal(shop: Shop) -> None:
    shop.config.write_text('"\\u001b[2J" = 1')
    answer = call("--config", str(shop.config), "status")
    assert answer.code == 2
    assert "\x1b" not in answer.errors


def test_a_changed_configuration_is_noted_once_and_at_once(shop: Shop) -> None:
    def noted() -> int:
        found = shop.say(ANA, "journal", "list", "--kind", "settings-changed").plain["records"]
        return len(found)

    assert noted() == 1
    shop.config.write_text(shop.config.read_text().replace('"1.00"', '"2.00"'))
    assert shop.open(person=ANA).code == 0
    assert noted() == 2
    assert shop.ask("status").code == 0
    assert noted() == 2


def test_a_shop_without_a_printer_needs_no_drawer_table(new_shop: Callable[..., Shop]) -> None:
    shop = new_shop("none")
    assert shop.open().code == 0
    assert os.path.exists(shop.journal)


@pytest.mark.parametrize(
    "words", [["--nonsense"], ["nonsense"], ["cash"], ["cash", "in"], ["shift", "show", "x"]]
)
def test_wrong_usage_says_what_was_expected(words: list[str]) -> None:
    answer = call(*words)
    assert answer.code == 2
    assert "Usage:" in answer.errors
    assert answer.output == b""
    answer = call("--json", *words)
    assert answer.code == 2
    assert answer.plain["error"]["message"]


def test_nobody_named_and_no_pin_are_wrong_usage(shop: Shop) -> None:
    answer = shop.ask("shift", "open", "--float", "1")
    assert (answer.code, "--as" in answer.errors) == (2, True)
    answer = shop.ask("--as", ANA, "shift", "open", "--float", "1")
    assert (answer.code, "$TILL_PIN" in answer.errors) == (2, True)
    environment = {"TILL_PIN": "1111"}
    words = ("--as", ANA, "--approved-by", "Cia", "shift", "open", "--float", "1")
    answer = shop.ask(*words, environment=environment)
    assert (answer.code, "$TILL_APPROVER_PIN" in answer.errors) == (2, True)
