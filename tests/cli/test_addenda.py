"""Addenda by the command line."""

from __future__ import annotations

from tests.cli.shop import ANA, BEN, CIA, Shop


def closed_short(shop: Shop) -> None:
    assert shop.say(BEN, "shift", "count", "--amount", "165").code == 0
    words = ("shift", "close", "--left", "165", "--reason", "No idea")
    assert shop.say(BEN, *words, approved_by=ANA).code == 0


def test_a_late_item_is_appended_and_shown_beneath_the_z(open_shop: Shop) -> None:
    closed_short(open_shop)
    before = open_shop.reads(ANA, "shift", "show", "1").text
    words = ("shift", "addendum", "1", "--item", "-35.00", "--reason", "cleaning", "--note", "Voucher 12")
    assert open_shop.say(BEN, *words).refused == "NeedsApproval"
    done = open_shop.say(BEN, *words, approved_by=CIA).done
    assert (done["kind"], done["no"], done["amount"], done["z_no"]) == ("addendum-added", 1, -35_00, 1)
    after = open_shop.reads(ANA, "shift", "show", "1").text
    assert after.startswith(before.rstrip("\n"))
    assert "Addendum 1 to shift 1" in after
    assert "-35.00: Window cleaner" in after
    (shown,) = open_shop.say(ANA, "shift", "show", "1").plain["shift"]["addenda"]
    assert shown["note"] == "Voucher 12"
    blind = open_shop.say(BEN, "shift", "show", "1").plain["shift"]["addenda"][0]
    assert not {"amount", "postings", "counted"} & set(blind)
    assert "35.00" not in open_shop.reads(BEN, "shift", "show", "1").text


def test_a_recount_is_appended(open_shop: Shop) -> None:
    closed_short(open_shop)
    words = ("shift", "addendum", "1", "--count", "100x1,66x1", "--reason", "A coin had rolled away")
    assert open_shop.say(BEN, *words, approved_by=CIA).refused == "BadCount"
    words = ("shift", "addendum", "1", "--amount", "166", "--reason", "A coin had rolled away")
    done = open_shop.say(BEN, *words, approved_by=CIA).done
    assert done["counted"]["amount"] == 166_00
    assert "166.00" in open_shop.reads(ANA, "shift", "show", "1").text


def test_only_closed_shifts_have_addenda(open_shop: Shop) -> None:
    words = ("shift", "addendum", "1", "--item", "5", "--reason", "Found")
    refused = open_shop.say(BEN, *words, approved_by=CIA)
    assert (refused.refused, "Shift 1 is not closed yet." in refused.errors) == ("ShiftNotClosed", True)
    assert open_shop.say(BEN, *words, "--amount", "5").code == 2
    assert open_shop.say(BEN, "shift", "addendum", "1", "--reason", "Found").code == 2
