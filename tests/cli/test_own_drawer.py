"""Without --drawer it is the drawer of whoever acts."""

from __future__ import annotations

import pytest

from tests.cli.shop import ANA, BEN, CIA, Shop

TWO = '[[drawer]]\nid = 1\naddress = "none"\n[[drawer]]\nid = 2\naddress = "none"\n'


@pytest.fixture
def two(shop: Shop) -> Shop:
    """A shop with two drawers: Cia has the first, Ben the second."""
    shop.config.write_text(shop.config.read_text() + TWO)
    assert shop.open("300.00", CIA).code == 0
    assert shop.say(BEN, "shift", "open", "--float", "200.00", "--drawer", "2").code == 0
    return shop


def test_the_drawer_is_that_of_ones_own_shift_and_else_the_first(two: Shop) -> None:
    paid_in = ("cash", "in", "--amount", "5.00", "--reason", "float")
    assert two.say(BEN, *paid_in).done["drawer"] == 2
    assert two.say(CIA, *paid_in).done["drawer"] == 1
    assert two.say(ANA, *paid_in).done["drawer"] == 1
    assert two.say(BEN, *paid_in, "--drawer", "1").refused == "NotYourDrawer"
    assert two.say(BEN, *paid_in, "--drawer", "3").refused == "NoSuchDrawer"
    assert two.say(BEN, *paid_in, "--drawer", "0").code == 2


def test_a_whole_shift_on_the_second_drawer_needs_no_number(two: Shop) -> None:
    moved = two.say(BEN, "cash", "pay-out", "--amount", "5.00", "--reason", "cleaning").done
    assert two.say(BEN, "cash", "undo", moved["id"], approved_by=CIA).done["drawer"] == 2
    assert two.say(BEN, "report", "x").code == 0
    assert two.say(BEN, "no-sale", "--reason", "change").done["drawer"] == 2
    assert two.say(BEN, "shift", "count", "--amount", "200.00").done["drawer"] == 2
    assert two.say(BEN, "shift", "close", "--suggest").code == 0
    assert two.say(CIA, "shift", "why", "--drawer", "2").code == 0
    closed = two.say(BEN, "shift", "close", "--left", "200.00").done
    assert closed["drawer"] == 2


def test_somebody_elses_drawer_is_counted_with_approval_only(two: Shop) -> None:
    count = ("shift", "count", "--drawer", "1", "--amount", "300.00")
    assert two.say(BEN, *count).refused == "NotYourDrawer"
    assert two.say(BEN, *count, approved_by=ANA).code == 0
    assert two.say(BEN, "shift", "close", "--drawer", "1", "--left", "300.00").refused == "NotYourDrawer"
    assert two.say(BEN, "shift", "abandon-count", "--drawer", "1").refused == "NotYourDrawer"
    assert two.say(CIA, "shift", "close", "--left", "300.00").code == 0
