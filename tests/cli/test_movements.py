"""Every movement of cash by the command line, once."""

from __future__ import annotations

import pytest

from tests.cli.shop import ANA, BEN, CIA, PINS, Shop


@pytest.fixture
def two_drawers(open_shop: Shop) -> Shop:
    """A shop with two drawers, both with an open shift."""
    text = open_shop.config.read_text()
    drawers = "".join(f'[[drawer]]\nid = {no}\naddress = "none"\n' for no in (1, 2))
    open_shop.config.write_text(text + drawers)
    opened = open_shop.say(BEN, "shift", "open", "--float", "50", "--drawer", "2")
    assert opened.code == 0, opened.errors
    return open_shop


def test_tips_reimbursements_and_takings_name_the_employee(open_shop: Shop) -> None:
    for words, amount in (("tip-out", -20_00), ("reimburse", -20_00), ("collect", 20_00)):
        done = open_shop.say(CIA, "cash", words, "--amount", "20", "--employee", BEN).done
        assert (done["amount"], done["staff"]["name"]) == (amount, BEN)
    assert (
        open_shop.say(BEN, "cash", "tip-out", "--amount", "1", "--employee", CIA).refused == "NeedsApproval"
    )


def test_an_advance_is_listed_until_it_is_settled_by_its_reference(open_shop: Shop) -> None:
    words = ("cash", "advance", "--amount", "40", "--employee", CIA, "--reason", "cleaning")
    given = open_shop.say(BEN, *words, approved_by=ANA).done
    listed = open_shop.say(ANA, "cash", "advances").plain["advances"]
    assert [(each["id"], each["amount"], each["employee"]["name"]) for each in listed] == [
        (given["id"], 40_00, CIA)
    ]
    assert "amount" not in open_shop.say(BEN, "cash", "advances").plain["advances"][0]
    assert "40.00" not in open_shop.reads(BEN, "cash", "advances").text
    reference = given["id"][-8:]
    assert reference in open_shop.reads(ANA, "cash", "advances").text
    settle = ("cash", "settle", reference, "--spent", "30", "--voucher", "V-1")
    settled = open_shop.say(BEN, *settle).done
    assert (settled["amount"], settled["advance"]) == (10_00, given["id"])
    assert open_shop.say(BEN, *settle).refused == "AdvanceSettled"
    assert open_shop.reads(ANA, "cash", "advances").text == "No advance is open.\n"


def test_a_transfer_is_told_as_what_left_the_drawer_and_undone_as_a_whole(two_drawers: Shop) -> None:
    words = ("cash", "transfer", "--amount", "60", "--to", "2")
    done = two_drawers.say(CIA, *words).done
    assert (done["amount"], done["drawer"]) == (-60_00, 1)
    record = two_drawers.say(ANA, "journal", "show", str(done["seq"])).plain["record"]
    assert record["id"] == done["id"]
    shifts = two_drawers.say(ANA, "status").plain["shifts"]
    assert {each["drawer"]: each["expected"] for each in shifts} == {1: 140_00, 2: 110_00}
    undone = two_drawers.say(BEN, "cash", "undo", done["id"], approved_by=ANA).done
    assert (undone["undoes"], undone["amount"]) == (done["id"], 60_00)
    shifts = two_drawers.say(ANA, "status").plain["shifts"]
    assert {each["drawer"]: each["expected"] for each in shifts} == {1: 200_00, 2: 50_00}


def test_a_swap_gives_and_takes_the_same(open_shop: Shop) -> None:
    done = open_shop.say(BEN, "cash", "swap", "--given", "100x1", "--taken", "20x5").done
    assert (done["amount"], done["given"]["amount"], done["taken"]["amount"]) == (0, 100_00, 100_00)
    uneven = open_shop.say(BEN, "cash", "swap", "--given", "100x1", "--taken", "20x4")
    assert uneven.refused == "UnequalSwap"


def test_a_bag_is_listed_with_its_age_received_and_brought_to_the_bank(open_shop: Shop) -> None:
    open_shop.say(BEN, "cash", "drop", "--amount", "70", "--bag", "7731")
    open_shop.say(BEN, "cash", "drop", "--amount", "30", "--bag", "7732")
    listed = open_shop.say(ANA, "cash", "bags").plain["bags"]
    assert [(each["no"], each["amount"]) for each in listed] == [("7731", 70_00), ("7732", 30_00)]
    assert 0 <= listed[0]["age_s"] < 600
    assert "70.00" in open_shop.reads(ANA, "cash", "bags").text
    for answer in (open_shop.say(BEN, "cash", "bags"), open_shop.reads(BEN, "cash", "bags")):
        assert answer.code == 0
        assert "7731" in answer.text
        assert "70.00" not in answer.text
        assert "7000" not in answer.text
    received = open_shop.say(CIA, "cash", "receive-bag", "--bag", "7731", "--amount", "60").done
    assert (received["amount"], received["counted"]) == (70_00, 60_00)
    deposit = ("cash", "deposit", "--number", "D-1", "--bag", "7732", "--amount", "60")
    made = open_shop.say(CIA, *deposit).done
    assert (made["amount"], made["bags"]) == (90_00, ["7732"])
    assert open_shop.reads(ANA, "cash", "bags").text == "No bag is under way.\n"
    undo = ("cash", "undo-deposit", made["id"][-8:], "--reason", "It rained")
    assert open_shop.say(CIA, *undo).refused == "NeedsApproval"
    assert open_shop.say(CIA, *undo, approved_by=ANA).done["amount"] == -90_00
    assert len(open_shop.say(ANA, "cash", "bags").plain["bags"]) == 1


def test_a_shift_is_handed_over_with_the_pin_of_who_goes_on(open_shop: Shop) -> None:
    open_shop.say(BEN, "shift", "count", "--amount", "199.50")
    words = ("--as", BEN, "shift", "hand-over", "--to", CIA)
    pins = {"TILL_PIN": PINS[BEN], "TILL_NEXT_PIN": "9999"}
    assert open_shop.ask(*words, environment=pins).refused == "WrongPin"
    handed = open_shop.ask(*words, environment={**pins, "TILL_NEXT_PIN": PINS[CIA]})
    assert (handed.done["shift"], handed.done["employee1"]["name"]) == (2, CIA)
    closed = handed.plain["closed"]
    assert closed["figures"]["handed_to"]["name"] == CIA
    assert {"type", "amount", "postings", "carried"} & set(closed) == set()
    assert open_shop.say(ANA, "shift", "show", "1").plain["shift"]["difference"] == -50


def test_a_shift_is_closed_in_its_owners_place(open_shop: Shop) -> None:
    force = ("shift", "force-close", "--reason", "Ben went home")
    assert open_shop.say(BEN, *force).refused == "NeedsApproval"
    closed = open_shop.say(ANA, *force).done
    assert (closed["z_no"], closed["figures"]["forced"], closed["figures"]["uncounted"]) == (1, True, True)
    assert "NOT COUNTED" in open_shop.reads(ANA, "shift", "show", "1").text
    blind = open_shop.reads(BEN, "shift", "show", "1").text
    assert "NOT COUNTED" in blind
    assert "Left as float" not in blind


def test_a_forced_close_takes_a_count(open_shop: Shop) -> None:
    words = ("shift", "force-close", "--amount", "190", "--left", "100", "--bag", "9", "--reason", "Late")
    closed = open_shop.say(ANA, *words).done
    assert (closed["amount"], closed["figures"]["drawer"]["taken"]) == (-10_00, 90_00)
