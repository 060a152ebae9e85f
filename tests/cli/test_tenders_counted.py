"""Rolls and other tenders by the command line."""

from __future__ import annotations

import pytest

from tests.cli.shop import ANA, BEN, CIA, Shop
from tests.cli.test_adjustments import TENDER

TAKINGS = ("cash", "adjust", "--type", "external-import", "--tender", "card=120", "--reason", "The old till")


@pytest.fixture
def taken(open_shop: Shop) -> Shop:
    """A shop whose shift took 120.00 by card and counts coins by rolls."""
    text = open_shop.config.read_text().replace('currency = "SEK"', 'currency = "SEK"\nrolls = ["1.00x50"]')
    open_shop.config.write_text(text + TENDER)
    draft = open_shop.say(BEN, *TAKINGS).done
    assert open_shop.say(BEN, "cash", "adjust", draft["id"], "--post", approved_by=CIA).code == 0
    return open_shop


def test_a_count_takes_rolls_and_other_tenders(taken: Shop) -> None:
    assert taken.say(BEN, "shift", "count", "--amount", "200").refused == "TenderNotCounted"
    words = ("shift", "count", "--count", "100x1,1x2r", "--tender", "card=118.00")
    count = taken.say(BEN, *words).done["count"]
    assert count["amount"] == 200_00
    assert count["lines"] == [{"value": 100_00, "number": 1}, {"value": 1_00, "number": 2, "pieces": 50}]
    assert count["tenders"] == [{"code": "card", "amount": 118_00, "name": "Card"}]
    close = ("shift", "close", "--left", "200")
    assert taken.say(BEN, *close).refused == "DifferenceAboveLimit"
    closed = taken.say(BEN, *close, "--reason", "A slip is lost", approved_by=ANA).done
    assert closed["amount"] == 0
    (card,) = closed["figures"]["drawer"]["tenders"]
    assert (card["expected"], card["counted"], card["difference"]) == (120_00, 118_00, -2_00)
    z = taken.reads(ANA, "shift", "show", "1").text
    assert "OTHER TENDERS" in z
    assert "SHORT" in z
    blind = taken.reads(BEN, "shift", "show", "1").text
    assert "118.00" in blind
    assert "120.00" not in blind


def test_rolls_that_are_not_configured_are_no_amount(taken: Shop) -> None:
    assert taken.say(BEN, "shift", "count", "--count", "5x2r", "--tender", "card=0").refused == "BadAmount"
    assert taken.say(BEN, "shift", "count", "--amount", "1", "--tender", "card").code == 2
