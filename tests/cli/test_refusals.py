"""What the rules refuse: exit code 3, a sentence, and nothing recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from tests.cli.shop import ANA, BEN, CIA, Answer, Shop

Act = Callable[[Shop], Answer]

NO_AMOUNTS: Final = (
    "1e9",
    "-5",
    "٣",
    "12.345",
    "",
    " ",
    "9" * 10_000,
    "1 2",
    "0x10",
    "1_000",
    "NaN",
    "inf",
    "+5",
    "5.",
    ".5",
    "\uff11\uff12",
    "999999999999",
)

WITHOUT_SHIFT: Final[dict[str, Act]] = {
    "cash in": lambda shop: shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float"),
    "drop": lambda shop: shop.say(BEN, "cash", "drop", "--amount", "5", "--bag", "1"),
    "pay-out": lambda shop: shop.say(BEN, "cash", "pay-out", "--amount", "5", "--reason", "cleaning"),
    "no-sale": lambda shop: shop.say(BEN, "no-sale", "--reason", "change"),
    "undo": lambda shop: shop.say(BEN, "cash", "undo", "01234567", approved_by=ANA),
    "x": lambda shop: shop.say(BEN, "report", "x"),
    "count": lambda shop: shop.say(BEN, "shift", "count", "--amount", "5"),
    "abandon": lambda shop: shop.say(BEN, "shift", "abandon-count"),
    "close": lambda shop: shop.say(BEN, "shift", "close", "--left", "5"),
}

WITH_SHIFT: Final[dict[str, tuple[str, Act]]] = {
    "a second shift": ("ShiftAlreadyOpen", lambda shop: shop.open()),
    "above the limit": (
        "AboveLimit",
        lambda shop: shop.say(BEN, "cash", "pay-out", "--amount", "20.01", "--reason", "cleaning"),
    ),
    "approving one's own act": (
        "OwnApproval",
        lambda shop: shop.say(
            ANA, "cash", "pay-out", "--amount", "5", "--reason", "cleaning", approved_by=ANA
        ),
    ),
    "an approver who may not": (
        "CannotApprove",
        lambda shop: shop.say(
            CIA, "cash", "pay-out", "--amount", "50", "--reason", "cleaning", approved_by=BEN
        ),
    ),
    "more out than there is": (
        "NotEnoughCash",
        lambda shop: shop.say(BEN, "cash", "drop", "--amount", "200.01", "--bag", "1"),
    ),
    "no bag": ("NeedsBag", lambda shop: shop.say(BEN, "cash", "drop", "--amount", "5")),
    "an unknown reason": (
        "UnknownReason",
        lambda shop: shop.say(BEN, "cash", "pay-out", "--amount", "5", "--reason", "beer"),
    ),
    "an empty reason": (
        "NeedsReason",
        lambda shop: shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "  "),
    ),
    "a reason that is a printer command": (
        "BadText",
        lambda shop: shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "\x1bp\x00"),
    ),
    "nothing to move": (
        "NothingToMove",
        lambda shop: shop.say(BEN, "cash", "in", "--amount", "0", "--reason", "float"),
    ),
    "an unknown drawer": (
        "NoSuchDrawer",
        lambda shop: shop.say(BEN, "no-sale", "--reason", "change", "--drawer", "2"),
    ),
    "an unknown movement": (
        "NoSuchMovement",
        lambda shop: shop.say(BEN, "cash", "undo", "x", approved_by=ANA),
    ),
    "abandoning no count": ("NotBeingCounted", lambda shop: shop.say(BEN, "shift", "abandon-count")),
    "closing without a count": (
        "NotBeingCounted",
        lambda shop: shop.say(BEN, "shift", "close", "--left", "5"),
    ),
    "an unknown person": ("NoSuchEmployee", lambda shop: shop.say("Eve", "report", "x")),
    "a strange note": (
        "BadCount",
        lambda shop: shop.say(BEN, "shift", "count", "--count", "7x1"),
    ),
    "a garbled count": ("BadAmount", lambda shop: shop.say(BEN, "shift", "count", "--count", "50x")),
    "hiring without the right": (
        "NeedsApproval",
        lambda shop: shop.say(BEN, "employee", "add", "--name", "Eve", "--role", "cashier"),
    ),
    "a name twice": (
        "NameTaken",
        lambda shop: shop.say(ANA, "employee", "add", "--name", "bEN", "--role", "cashier"),
    ),
    "an unknown role": (
        "NoSuchRole",
        lambda shop: shop.say(ANA, "employee", "add", "--name", "Eve", "--role", "king"),
    ),
    "the last manager": ("LastManager", lambda shop: shop.say(ANA, "employee", "deactivate", ANA)),
    "an unknown record": ("NoSuchRecord", lambda shop: shop.say(ANA, "journal", "reprint", "999")),
    "a record without a slip": ("NoSlip", lambda shop: shop.say(ANA, "journal", "reprint", "1")),
    "an unknown report": ("NoSuchReport", lambda shop: shop.say(ANA, "report", "z", "7")),
    "an unknown shift": ("NoSuchShift", lambda shop: shop.say(ANA, "shift", "show", "7")),
    "an unknown job": (
        "NoSuchJob",
        lambda shop: shop.say(BEN, "jobs", "answer", "nothing", "--printed", "yes"),
    ),
}


def movements(shop: Shop) -> list[object]:
    return list(shop.say(ANA, "shift", "show", "1").plain["shift"]["movements"])


@pytest.mark.parametrize("act", WITHOUT_SHIFT)
def test_without_a_shift_the_drawer_is_left_alone(shop: Shop, act: str) -> None:
    assert WITHOUT_SHIFT[act](shop).refused == "NoOpenShift"


@pytest.mark.parametrize("act", WITH_SHIFT)
def test_a_refusal_is_a_sentence_and_changes_nothing(open_shop: Shop, act: str) -> None:
    kind, ask = WITH_SHIFT[act]
    assert ask(open_shop).refused == kind
    assert movements(open_shop) == []


@pytest.mark.parametrize("text", NO_AMOUNTS, ids=lambda text: repr(text[:12]))
def test_what_is_no_amount_moves_nothing(open_shop: Shop, text: str) -> None:
    answer = open_shop.say(BEN, "cash", "in", "--amount", text, "--reason", "float")
    assert answer.refused in ("BadAmount", "AmountTooLarge")
    assert len(answer.errors) < 120
    assert movements(open_shop) == []


def test_a_wrong_pin_is_recorded_and_refused(open_shop: Shop) -> None:
    refused = open_shop.say(BEN, "no-sale", "--reason", "change", pin="9999")
    assert refused.refused == "WrongPin"
    newest = open_shop.say(ANA, "journal", "list", "--kind", "pin-refused").plain["records"]
    assert [record["employee"]["name"] for record in newest] == [BEN]
    assert movements(open_shop) == []


def test_too_many_wrong_pins_lock_the_person_out_and_nobody_else(new_shop: Callable[..., Shop]) -> None:
    shop = new_shop(pin="attempts_max = 2\nlockout_s = 60")
    assert shop.say(BEN, "report", "x", pin="9999").refused == "WrongPin"
    assert shop.say(BEN, "report", "x", pin="9999").refused == "LockedOut"
    right = shop.say(BEN, "report", "x")
    assert right.refused == "LockedOut"
    assert "Try again in" in right.errors
    assert shop.open(person=CIA).code == 0


def test_a_pin_of_no_letters_at_all_is_just_wrong(open_shop: Shop) -> None:
    for pin in ("", "x" * 10_000, "\udcff\x00"[:1], "\u0661" * 4):
        environment_pin = pin or " "
        assert open_shop.say(BEN, "report", "x", pin=environment_pin).refused in ("WrongPin", "LockedOut")


def test_somebody_without_a_pin_cannot_act(shop: Shop) -> None:
    assert shop.say(ANA, "employee", "add", "--name", "Eve", "--role", "cashier").code == 0
    assert shop.say("Eve", "report", "x").refused == "NoPin"


def test_a_new_pin_that_cannot_be_used_hires_nobody(shop: Shop) -> None:
    environment = {"TILL_PIN": "1111", "TILL_NEW_PIN": "12"}
    words = ("--as", ANA, "employee", "add", "--name", "Eve", "--role", "cashier")
    assert shop.ask(*words, environment=environment).refused == "BadPin"
    names = [each["name"] for each in shop.ask("employee", "list").plain["employees"]]
    assert names == [ANA, BEN, CIA]


def test_a_movement_is_undone_once_by_its_id_or_its_reference(open_shop: Shop) -> None:
    paid = open_shop.say(BEN, "cash", "pay-out", "--amount", "5", "--reason", "cleaning").done
    assert open_shop.say(BEN, "cash", "undo", paid["id"]).refused == "NeedsApproval"
    undone = open_shop.say(BEN, "cash", "undo", paid["id"][-8:].upper(), approved_by=ANA).done
    assert (undone["undoes"], undone["amount"]) == (paid["id"], 5_00)
    assert open_shop.say(BEN, "cash", "undo", paid["id"], approved_by=ANA).refused == "AlreadyUndone"
    assert open_shop.say(BEN, "cash", "undo", undone["id"], approved_by=ANA).refused == "CannotUndo"


def test_a_shift_that_is_counted_or_closed_takes_no_movements(open_shop: Shop) -> None:
    cash_in = ("cash", "in", "--amount", "5", "--reason", "float")
    moved = open_shop.say(BEN, *cash_in).done
    assert open_shop.say(BEN, "shift", "count").code == 0
    assert open_shop.say(BEN, *cash_in).refused == "BeingCounted"
    assert open_shop.say(BEN, "shift", "close", "--left", "5").refused == "NotCounted"
    assert open_shop.say(BEN, "shift", "abandon-count").code == 0
    assert open_shop.say(BEN, "shift", "count", "--amount", "205").code == 0
    assert open_shop.say(BEN, "shift", "close", "--left", "206").refused == "MoreThanCounted"
    assert open_shop.say(BEN, "shift", "close", "--left", "5").refused == "NeedsBag"
    assert open_shop.say(BEN, "shift", "close", "--left", "205").code == 0
    assert open_shop.say(BEN, *cash_in).refused == "NoOpenShift"
    assert open_shop.say(BEN, "cash", "undo", moved["id"], approved_by=ANA).refused == "NoOpenShift"


def test_counting_too_often_wants_somebody_else(open_shop: Shop) -> None:
    for _ in range(3):
        assert open_shop.say(BEN, "shift", "count", "--amount", "1").code == 0
    assert open_shop.say(BEN, "shift", "count", "--amount", "1").refused == "AttemptsUsedUp"
    assert open_shop.say(BEN, "shift", "count", "--amount", "1", approved_by=CIA).done["attempt"] == 4


def test_one_session_a_day_is_one_session_a_day(new_shop: Callable[..., Shop]) -> None:
    shop = new_shop(register='session_policy = "day"')
    shop.open("0")
    shop.say(BEN, "shift", "count", "--amount", "0")
    assert shop.say(BEN, "shift", "close", "--left", "0").code == 0
    again = shop.open("0")
    assert again.refused == "SessionExists"
    assert "A session already exists for this register on this date." in again.errors
