"""What a refusal says of shifts, counts, reports and deposits is true, and says what to do."""

from __future__ import annotations

import pytest

from tests.cli.shop import ANA, BEN, CIA, Shop

CLOSE_PARKED = ("shift", "close-parked", "1", "--amount", "200", "--bag", "9")
FORCE = ("shift", "force-close", "--reason", "Ben went home")


@pytest.mark.parametrize("words", [("shift", "resume", "1"), CLOSE_PARKED], ids=["resume", "close-parked"])
def test_a_shift_in_the_drawer_is_not_said_to_be_missing(open_shop: Shop, words: tuple[str, ...]) -> None:
    refused = open_shop.say(BEN, *words, approved_by=CIA)
    assert refused.refused == "ShiftInDrawer"
    assert "Shift 1 is in drawer 1." in refused.errors


@pytest.mark.parametrize("words", [("shift", "resume", "1"), CLOSE_PARKED], ids=["resume", "close-parked"])
def test_a_closed_shift_is_not_said_to_be_missing(open_shop: Shop, words: tuple[str, ...]) -> None:
    assert open_shop.say(ANA, *FORCE).code == 0
    assert open_shop.say(BEN, *words, approved_by=CIA).refused == "ShiftIsClosed"


def test_without_a_z_there_is_none_yet(open_shop: Shop) -> None:
    refused = open_shop.say(ANA, "report", "z")
    assert refused.refused == "NoReportYet"
    assert "There is no Z report yet." in refused.errors


def test_a_number_that_no_receipt_has_is_said_to_be_none(open_shop: Shop) -> None:
    refused = open_shop.say(CIA, "refund", "9" * 30)
    assert (refused.refused, "receipt ." in refused.errors) == ("NotAReceiptNumber", False)


def test_what_explains_a_count_does_not_speak_of_closing(open_shop: Shop) -> None:
    assert open_shop.say(ANA, "shift", "why").refused == "NothingCounted"
    assert open_shop.say(BEN, "shift", "close", "--suggest").refused == "NothingCounted"


def test_who_may_approve_is_told_that_another_person_must(open_shop: Shop) -> None:
    refused = open_shop.say(CIA, "shift", "suspend")
    assert refused.refused == "NeedsApproval"
    assert "Another person" in refused.errors
    assert open_shop.say(CIA, "shift", "suspend", approved_by=ANA).code == 0


def test_of_what_nobody_counted_nothing_is_taken_out(open_shop: Shop) -> None:
    refused = open_shop.say(ANA, *FORCE, "--left", "5")
    assert refused.refused == "LeftNeedsCount"
    assert "Nobody has counted the drawer" in refused.errors


def test_a_close_that_nobody_counted_is_not_said_to_be_exact(open_shop: Shop) -> None:
    assert open_shop.say(ANA, *FORCE).code == 0
    for person in (ANA, BEN):
        (listed,) = open_shop.say(person, "shift", "list").plain["shifts"]
        assert listed["uncounted"] is True
        for words in (("shift", "list"), ("shift", "show", "1"), ("report", "z")):
            text = open_shop.reads(person, *words).text
            assert "not counted" in text.lower()
            assert "EXACT" not in text
            assert ", Exact" not in text


def test_a_deposit_is_undone_by_the_number_it_was_made_with(open_shop: Shop) -> None:
    drop = ("cash", "drop", "--amount", "20", "--bag")
    for bag in ("7", "8"):
        assert open_shop.say(BEN, *drop, bag).code == 0
        assert open_shop.say(CIA, "cash", "deposit", "--number", "DEP 5", "--bag", bag).code == 0
    undo = ("cash", "undo-deposit", "--reason", "It rained")
    assert open_shop.say(CIA, *undo, "DEP 5", approved_by=ANA).refused == "DepositNumberTwice"
    second = open_shop.say(ANA, "journal", "list", "--kind", "cash-deposited").plain["records"][0]["id"]
    assert open_shop.say(CIA, *undo, second[-8:], approved_by=ANA).done["bags"] == ["8"]
    assert open_shop.say(CIA, *undo, "DEP 5", approved_by=ANA).done["bags"] == ["7"]
    assert open_shop.say(CIA, *undo, "DEP 5", approved_by=ANA).refused == "AlreadyUndone"
    assert open_shop.say(CIA, *undo, "DEP 6", approved_by=ANA).refused == "NoSuchDeposit"
