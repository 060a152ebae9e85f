"""Who may not see what is expected in the drawer gets no figure that it can be made of."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.cli.shop import ANA, BEN, CIA, Answer, Shop, call

# Nothing else in the shop has these figures: expected 123.45, over by 0.55, the first close short by 0.33.
FLOAT, CASH_IN, EXPECTED = "100.11", "23.34", "123.45"
# Times, identifiers, seals and their short forms have digits of their own.
NO_FIGURES = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:.]+\+\d\d:\d\d|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}"
    r"|\[[0-9a-f]{8}\]|\b[0-9a-f]{4}( [0-9a-f]{4}){3}\b"
)
HIDDEN = {"expected", "difference", "opening_difference", "float_carried", "carried"}


@pytest.fixture
def blind_shop(shop: Shop) -> Shop:
    """A shift that opened 0.33 above what was carried, with cash put in by somebody who sees everything."""
    # Everybody uses the drawer, so that it is the blind cashier who counts what others moved.
    shop.config.write_text(shop.config.read_text() + '[[drawer]]\nid = 1\naddress = "none"\nshared = true\n')
    shop.open("99.78", person=ANA)
    shop.say(ANA, "shift", "count", "--amount", "99.78")
    assert shop.say(ANA, "shift", "close", "--left", "99.78").code == 0
    assert shop.open(FLOAT, person=ANA).code == 0
    assert shop.say(ANA, "cash", "in", "--amount", CASH_IN, "--reason", "float").code == 0
    return shop


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in keys_in(part)}
    return {key for part in value for key in keys_in(part)} if isinstance(value, list) else set()


def tells_nothing(answer: Answer) -> None:
    said = NO_FIGURES.sub("", answer.text + answer.errors)
    for figure in (EXPECTED, "12345", CASH_IN, "2334", "0.33", '": 33', ": -33", "0.55", '": 55'):
        assert figure not in said, (figure, said)
    if answer.output.startswith(b"{"):
        assert keys_in(answer.plain) & HIDDEN == set()
        # A report names the head before it; the head after an act would be a hash over figures.
        if "control" not in answer.plain:
            assert set(answer.plain.get("head", {})) <= {"records"}


READS = [
    ["status"],
    ["shift", "list"],
    ["shift", "show", "1"],
    ["shift", "show", "2"],
    ["report", "x"],
    ["report", "z"],
    ["report", "z", "--format", "json"],
    ["report", "z", "1", "--print"],
    ["jobs", "list", "--all"],
    ["employee", "list"],
    ["devices"],
]


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_no_command_tells_a_cashier_what_is_expected(blind_shop: Shop, words: list[str]) -> None:
    for answer in (blind_shop.say(BEN, *words), blind_shop.reads(BEN, *words)):
        assert answer.code == 0, answer.errors
        tells_nothing(answer)


@pytest.mark.parametrize("words", [["status"], ["shift", "list"], ["shift", "show", "2"], ["jobs", "list"]])
def test_nobody_at_all_is_told_what_is_expected(blind_shop: Shop, words: list[str]) -> None:
    for answer in (blind_shop.ask(*words), call("--config", str(blind_shop.config), *words)):
        assert answer.code == 0
        tells_nothing(answer)


@pytest.mark.parametrize("words", [["journal", "list"], ["journal", "show", "5"]], ids=" ".join)
def test_the_journal_is_for_who_may_see_every_figure(blind_shop: Shop, words: list[str]) -> None:
    assert blind_shop.say(BEN, *words).refused == "NotAllowed"
    assert blind_shop.say(CIA, *words).code == 0
    assert blind_shop.say(BEN, *words, approved_by=CIA).code == 0


def test_an_export_is_for_who_may_see_every_figure(blind_shop: Shop) -> None:
    assert blind_shop.say(BEN, "journal", "export", str(blind_shop.export)).refused == "NeedsApproval"
    assert not blind_shop.export.exists()


def test_a_cashier_counts_and_closes_without_learning_the_difference(blind_shop: Shop) -> None:
    tells_nothing(blind_shop.say(BEN, "shift", "count", "--amount", "124"))
    closed = blind_shop.say(BEN, "shift", "close", "--left", "0", "--bag", "1")
    assert closed.code == 0
    tells_nothing(closed)
    assert {"type", "amount", "postings"} & set(closed.done) == set()
    assert closed.done["figures"]["blind"] is True
    assert closed.plain["head"] == {"records": closed.done["seq"]}
    tells_nothing(blind_shop.say(BEN, "shift", "show", "2"))
    tells_nothing(blind_shop.reads(BEN, "shift", "list"))


def test_a_cashier_opens_a_shift_without_learning_what_was_carried(blind_shop: Shop) -> None:
    blind_shop.say(ANA, "shift", "count", "--amount", "123.45")
    assert blind_shop.say(ANA, "shift", "close", "--left", "123.45").code == 0
    opened = blind_shop.open("124.00")
    assert opened.code == 0
    tells_nothing(opened)
    assert {"float_carried", "difference", "postings"} & set(opened.done) == set()


def test_who_may_see_it_is_told(blind_shop: Shop) -> None:
    shift = blind_shop.say(CIA, "status").plain["shifts"][0]
    assert shift["open_too_long"] is False
    assert (shift["expected"], shift["opening_difference"], shift["float_carried"]) == (123_45, 33, 99_78)
    assert EXPECTED in blind_shop.reads(CIA, "status").text
    assert EXPECTED in blind_shop.reads(CIA, "report", "x").text
    assert blind_shop.say(CIA, "report", "z").plain["report"]["difference"] == 0
    blind_shop.say(CIA, "shift", "count", "--amount", "124")
    closed = blind_shop.say(CIA, "shift", "close", "--left", "124").done
    assert (closed["type"], closed["amount"]) == ("CLOSE_OUT_OVERAGE", 55)
    assert "Over 0.55 SEK" in blind_shop.reads(CIA, "shift", "list").text


def test_an_approver_lends_their_eyes(blind_shop: Shop) -> None:
    answer = blind_shop.say(BEN, "status", approved_by=ANA)
    assert answer.plain["shifts"][0]["expected"] == 123_45
    assert "seal" in answer.plain["head"]
