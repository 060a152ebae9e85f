"""Inserts out of the drawer, by the command line."""

from __future__ import annotations

from tests.cli.shop import ANA, BEN, CIA, Shop


def test_a_shift_is_suspended_and_goes_on(open_shop: Shop) -> None:
    done = open_shop.say(BEN, "shift", "suspend", "--note", "Lunch").done
    assert (done["kind"], done["parked"], "postings" in done) == ("shift-set-aside", False, False)
    assert open_shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float").refused == "NoOpenShift"
    (listed,) = open_shop.say(ANA, "shift", "list").plain["shifts"]
    assert (listed["status"], listed["expected"]) == ("SUSPENDED", 200_00)
    assert "expected" not in open_shop.say(BEN, "shift", "list").plain["shifts"][0]
    assert open_shop.say(BEN, "shift", "resume", "1").done["shift"] == 1
    assert open_shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float").code == 0


def test_a_parked_shift_is_counted_while_the_next_one_runs(open_shop: Shop) -> None:
    assert open_shop.say(BEN, "shift", "park").code == 0
    assert open_shop.say(BEN, "shift", "open", "--float", "100").done["shift"] == 2
    close = ("shift", "close-parked", "1", "--amount", "200", "--bag", "9001")
    assert open_shop.say(BEN, *close).refused == "NeedsApproval"
    closed = open_shop.say(BEN, *close, approved_by=CIA).done
    assert (closed["shift"], closed["z_no"]) == (1, 1)
    shifts = open_shop.say(ANA, "shift", "list").plain["shifts"]
    assert [(each["shift"], each["status"]) for each in shifts] == [(2, "DRAFT"), (1, "POSTED")]
    assert shifts[0]["expected"] == 100_00
    assert open_shop.ask("journal", "verify").code == 0


def test_each_count_of_a_parked_shift_is_kept_and_a_float_can_be_left(open_shop: Shop) -> None:
    open_shop.say(BEN, "shift", "park")
    first = open_shop.say(BEN, "shift", "count-parked", "1", "--amount", "150").done
    assert (first["kind"], first["attempt"], first["aside"]) == ("cash-counted", 1, True)
    assert open_shop.say(BEN, "shift", "count-parked", "1", "--amount", "200").done["attempt"] == 2
    close = ("shift", "close-parked", "1", "--left", "120", "--bag", "9001")
    assert open_shop.say(BEN, *close).refused == "NeedsApproval"
    closed = open_shop.say(BEN, *close, approved_by=CIA).done
    assert (closed["figures"]["drawer"]["left"], closed["figures"]["drawer"]["attempts"]) == (120_00, 2)
    assert open_shop.say(BEN, "shift", "open", "--float", "120").code == 0
    assert open_shop.ask("journal", "verify").code == 0
