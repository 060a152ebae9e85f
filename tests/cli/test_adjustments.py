"""Adjustments by the command line: drafted, listed, changed, posted, given up."""

from __future__ import annotations

import pytest

from tests.cli.shop import ANA, BEN, CIA, Shop

TENDER = '[[tender]]\ncode = "card"\nname = "Card"\ncounted = true\n'
DRAFT = ("cash", "adjust", "--type", "correction", "--tender", "cash=-12.50", "--tender", "card=12.50")


@pytest.fixture
def card_shop(open_shop: Shop) -> Shop:
    """A shop with an open shift that takes cards."""
    open_shop.config.write_text(open_shop.config.read_text() + TENDER)
    return open_shop


def test_an_adjustment_goes_from_draft_to_posted(card_shop: Shop) -> None:
    draft = card_shop.say(BEN, *DRAFT, "--reason", "Keyed as cash").done
    assert draft["adjustment"]["lines"][0] == {"code": "cash", "amount": -12_50, "name": ""}
    (listed,) = card_shop.say(ANA, "cash", "adjustments").plain["adjustments"]
    assert (listed["id"], listed["type"], listed["lines"][1]["amount"]) == (draft["id"], "CORRECTION", 12_50)
    reference = draft["id"][-8:]
    assert reference in card_shop.reads(ANA, "cash", "adjustments").text
    changed = card_shop.say(BEN, "cash", "adjust", reference, "--tender", "cash=-2.50").done
    assert changed["kind"] == "adjustment-changed"
    assert card_shop.say(BEN, "cash", "adjust", reference, "--post").refused == "NeedsApproval"
    posted = card_shop.say(BEN, "cash", "adjust", reference, "--post", approved_by=CIA).done
    assert (posted["type"], posted["amount"], posted["adjustment"]) == ("CORRECTION", -2_50, draft["id"])
    assert card_shop.reads(ANA, "cash", "adjustments").text == "No adjustment is open.\n"
    assert card_shop.say(ANA, "status").plain["shifts"][0]["expected"] == 197_50


def test_a_draft_is_given_up(card_shop: Shop) -> None:
    draft = card_shop.say(BEN, *DRAFT, "--reason", "Keyed as cash").done
    gone = card_shop.say(BEN, "cash", "adjust", draft["id"], "--cancel", "--reason", "It was right").done
    assert (gone["kind"], gone["reason"]) == ("adjustment-cancelled", "It was right")
    assert card_shop.say(BEN, "cash", "adjust", draft["id"], "--post").refused == "NoSuchAdjustment"


def test_blind_eyes_see_that_there_is_a_draft_and_no_amount(card_shop: Shop) -> None:
    card_shop.say(CIA, *DRAFT, "--reason", "Keyed as cash")
    (listed,) = card_shop.say(BEN, "cash", "adjustments").plain["adjustments"]
    assert "lines" not in listed
    assert "12.50" not in card_shop.reads(BEN, "cash", "adjustments").text


@pytest.mark.parametrize(
    "words",
    [
        ("--post",),
        ("--type", "correction", "--tender", "cash"),
        ("0193abcd", "--type", "correction"),
        ("0193abcd", "--post", "--cancel"),
        ("0193abcd", "--post", "--tender", "cash=1"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(card_shop: Shop, words: tuple[str, ...]) -> None:
    assert card_shop.say(BEN, "cash", "adjust", *words).code == 2


def test_a_manager_closes_over_an_open_draft_with_a_reason(card_shop: Shop) -> None:
    card_shop.say(BEN, *DRAFT, "--reason", "Keyed as cash")
    card_shop.say(BEN, "shift", "count", "--amount", "200", "--tender", "card=0")
    close = ("shift", "close", "--left", "200")
    assert card_shop.say(BEN, *close).refused == "OpenThings"
    closed = card_shop.say(BEN, *close, "--reason", "Sorted out tomorrow", approved_by=ANA).done
    assert closed["figures"]["left_open"][0]["kind"] == "adjustment"
    (line,) = [
        each for each in card_shop.reads(ANA, "shift", "show", "1").text.splitlines() if "Given up" in each
    ]
    assert line.split() == ["Given", "up:", "Adjustment", "Ben"]
