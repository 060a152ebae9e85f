"""Help with a count by the command line: what could stay, and why it is over or short."""

from __future__ import annotations

from tests.cli.shop import ANA, BEN, Shop


def test_what_could_stay_is_said_by_denomination_and_printed(open_shop: Shop) -> None:
    assert open_shop.say(BEN, "shift", "close", "--suggest").refused == "NothingCounted"
    assert open_shop.say(BEN, "shift", "close").code == 2
    text = open_shop.config.read_text()
    low = 'currency = "SEK"\nlow_below = ["5.00x10"]'
    open_shop.config.write_text(text.replace('currency = "SEK"', low))
    count = open_shop.say(BEN, "shift", "count", "--count", "100x2,50x1,10x6").done
    suggested = open_shop.say(BEN, "shift", "close", "--suggest").plain["suggestion"]
    assert suggested == count["suggestion"]
    assert (suggested["left"], suggested["low"]) == (200_00, [5_00])
    assert suggested["stays"] == [
        {"value": 100_00, "number": 1},
        {"value": 50_00, "number": 1},
        {"value": 10_00, "number": 5},
    ]
    assert suggested["goes"] == [{"value": 100_00, "number": 1}, {"value": 10_00, "number": 1}]
    said = open_shop.reads(BEN, "shift", "close", "--suggest").text
    assert "Stays as float: 200.00" in said
    assert "Low on: 5.00" in said
    assert open_shop.say(ANA, "status").plain["shifts"][0]["status"] == "COUNTING"


def test_what_runs_low_is_told_only_to_those_who_may_see_what_is_expected(open_shop: Shop) -> None:
    low = 'currency = "SEK"\nlow_below = ["5.00x10"]'
    open_shop.config.write_text(open_shop.config.read_text().replace('currency = "SEK"', low))
    assert open_shop.say(ANA, "status").plain["low_on"] == {}, "it was opened with one amount"
    open_shop.say(BEN, "shift", "count", "--count", "100x2")
    assert open_shop.say(ANA, "status").plain["low_on"] == {"1": [5_00]}
    assert "Low on 5.00 in drawer 1" in open_shop.reads(ANA, "status").text
    assert "low_on" not in open_shop.say(BEN, "status").plain
    assert "Low on" not in open_shop.reads(BEN, "status").text


def test_why_is_told_to_those_who_may_see_what_is_expected(open_shop: Shop) -> None:
    assert open_shop.say(ANA, "shift", "why").refused == "NothingCounted"
    open_shop.say(BEN, "cash", "pay-out", "--amount", "35", "--reason", "cleaning", approved_by=ANA)
    open_shop.say(BEN, "shift", "count", "--amount", "130")
    assert open_shop.say(BEN, "shift", "why").refused == "NotAllowed"
    found = open_shop.say(ANA, "shift", "why").plain
    assert (found["difference"], found["candidates"][0]["cause"]) == (-35_00, "movement-left-out")
    said = open_shop.reads(ANA, "shift", "why").text
    assert said.startswith("Short: -35.00\n")
    assert "Pay-out -35.00 Window cleaner is exactly that much" in said
