"""A person at the terminal is asked to open the drawer with the key, and not for ever."""

from __future__ import annotations

import os
from collections.abc import Callable
from unittest import mock

import pytest

from tests.cli.shop import Shop
from till.cli import configured


@pytest.mark.parametrize(
    ("typed", "outcome", "code"), [("\n", "confirmed", 0), ("n\n", "no-motion", 4), ("", "unknown", 4)]
)
def test_what_the_person_says_of_the_drawer_is_what_is_known(
    new_shop: Callable[..., Shop], monkeypatch: pytest.MonkeyPatch, typed: str, outcome: str, code: int
) -> None:
    shop = new_shop("none")
    shop.config.write_text(shop.config.read_text() + '[[drawer]]\nid = 1\naddress = "manual"\n')
    monkeypatch.setattr(configured, "PERSON_TIMEOUT_S", 0.2)
    persons_end, programs_end = os.openpty()
    os.write(persons_end, typed.encode())
    with open(programs_end, encoding="utf-8") as terminal, mock.patch("sys.stdin", terminal):
        answer = shop.open()
    os.close(persons_end)
    assert (answer.code, answer.plain["jobs"][0]["outcome"]) == (code, outcome)
    assert "Please open the drawer with the key." in answer.errors


def test_nothing_waits_for_ever_without_printer_and_drawer(new_shop: Callable[..., Shop]) -> None:
    shop = new_shop("none")
    assert shop.open().code == 0
    assert shop.say("Ben", "no-sale", "--reason", "change").code == 0
    assert shop.ask("jobs", "list").plain["jobs"] == []
