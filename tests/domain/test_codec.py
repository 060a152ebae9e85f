"""What is written is read back the same, and nothing else is read at all."""

from __future__ import annotations

import dataclasses
import json
import os
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.books import Books
from tests.domain.given import CASHIER, cash_in, closed, count_started, counted, shift_opened
from tests.domain.test_chain import day
from till.domain.apply import apply
from till.domain.codec import KINDS, UnknownKind, decode, encode
from till.domain.entries import CashMoved, Entry, PinSet
from till.domain.people import Person
from till.domain.state import State

SEED = int(os.environ["TILL_TEST_SEED"])
ANY_ENTRY: st.SearchStrategy[Entry] = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.from_type(KINDS[kind])
)
QUICK = settings(max_examples=150, deadline=None, database=None)


def busy() -> State:
    books = Books.opened()
    for command in (shift_opened(), shift_opened(drawer=2), cash_in(), count_started(2)):
        books.do(command)
    return books.state


BUSY = busy()


def read(kind: str, body: str) -> Entry | str:
    """Give the entry, or the sentence that refuses it."""
    try:
        return decode(kind, body)
    except ValueError as unreadable:
        return str(unreadable)


def test_every_kind_has_a_name_and_a_version() -> None:
    members: tuple[type, ...] = Entry.__args__
    assert set(KINDS.values()) == set(members)
    assert all(kind.partition("/")[2] == "1" and kind.islower() for kind in KINDS)


@seed(SEED)
@QUICK
@for_all(ANY_ENTRY)
def test_any_entry_is_read_back_as_it_was_written(entry: Entry) -> None:
    kind, body = encode(entry)
    assert decode(kind, body) == entry
    assert "\n" not in body


@seed(SEED)
@QUICK
@for_all(ANY_ENTRY)
def test_any_entry_applies_to_any_state(entry: Entry) -> None:
    for state in (State(), BUSY):
        assert isinstance(apply(apply(state, entry), entry), State)


@seed(SEED)
@settings(max_examples=300, deadline=None, database=None)
@for_all(st.sampled_from(day()), st.randoms(use_true_random=False))
def test_a_changed_body_is_read_whole_or_refused_with_a_sentence(record: Any, dice: Any) -> None:
    where = dice.randrange(len(record.body))
    body = record.body[:where] + dice.choice(['"', "{", "0", "-", "null", "", "é"]) + record.body[where + 1 :]
    assert isinstance(read(record.kind, body), KINDS[record.kind] | str)


def test_a_day_is_read_back_as_it_was_written() -> None:
    books = Books.opened()
    for command in (shift_opened(), cash_in(), count_started(), counted(250_00), closed(left=250_00)):
        books.do(command)
    assert [decode(record.kind, record.body) for record in books.records] == books.entries


@pytest.mark.parametrize(
    "change",
    [
        {"employee": {"no": 2.0, "name": "Ben"}},
        {"employee": {"no": True, "name": "Ben"}},
        {"employee": {"no": "2", "name": "Ben"}},
        {"employee": {"no": 2}},
        {"employee": {"no": 2, "name": None}},
        {"employee": ["Ben", 2]},
        {"employee": None},
        {"at": 7},
        {"unknown": 1},
        {"Id": "x"},
    ],
)
def test_what_has_another_shape_is_refused(change: dict[str, Any]) -> None:
    kind, body = encode(PinSet(id="i", at="t", employee=Person(CASHIER, "Ben")))
    with pytest.raises(ValueError, match="expected"):
        decode(kind, json.dumps(json.loads(body) | change))


@pytest.mark.parametrize("number", ["٣", "01", "+1", "1 ", "1.0", "", "x", "9" * 5000])
def test_a_number_as_key_is_written_in_one_way_only(number: str) -> None:
    place = next(record for record in day() if record.kind == "shift-closed/1")
    body = json.loads(place.body)
    body["carried"]["floats_left"] = {number: 1}
    with pytest.raises(ValueError, match="a number as key"):
        decode(place.kind, json.dumps(body))


def test_a_word_that_is_not_in_the_list_is_refused() -> None:
    kind, body = encode(next(each for each in entries_of_the_day() if isinstance(each, CashMoved)))
    with pytest.raises(ValueError, match="one of"):
        decode(kind, json.dumps(json.loads(body) | {"type": "CASH_LOST"}))


def entries_of_the_day() -> list[Entry]:
    return [decode(record.kind, record.body) for record in day()]


@pytest.mark.parametrize("kind", ["cash-moved/2", "cash-moved", "CashMoved", "", "cash-moved/1 "])
def test_an_unknown_kind_is_refused_by_its_name(kind: str) -> None:
    with pytest.raises(UnknownKind, match="does not know"):
        decode(kind, "{}")


def test_what_is_none_is_left_out_and_what_is_left_out_is_none() -> None:
    entry = next(each for each in entries_of_the_day() if isinstance(each, CashMoved))
    assert entry.employee2 is None
    assert "employee2" not in json.loads(encode(entry)[1])


def test_entries_cannot_be_changed() -> None:
    entry = entries_of_the_day()[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.at = "now"  # type: ignore[misc]  # That it cannot be done is the claim.
