"""The verifier finds every kind of tampering, names the record, and says how it is broken."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from tests.domain.books import PUBLIC, Books, checked, key, sealed, sealed_anew
from tests.domain.given import (
    CASHIER,
    MANAGER,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    drop,
    no_sale,
    pay_out,
    pin,
    shift_opened,
    undone,
    wrong_pin,
)
from till.domain.chain import Record, genesis, seal
from till.domain.codec import encode
from till.domain.commands import TakeX
from till.domain.state import Head

GENESIS = genesis("a register", PUBLIC)


@cache
def day() -> tuple[Record, ...]:
    """Two shifts, an X for every pair of eyes, and an X in the second shift."""
    books, wrong = Books.opened(), pay_out(10_00)
    for command in (
        pin(CASHIER),
        wrong_pin(MANAGER),
        shift_opened(200_00),
        cash_in(50_00),
        wrong,
        undone(wrong),
        no_sale(),
        TakeX(by(MANAGER)),
        TakeX(by(CASHIER)),
        drop(100_00),
        count_started(),
        counted(149_50),
        closed(left=100_00, bag="9"),
        shift_opened(100_00),
        cash_in(7_00),
        TakeX(by(MANAGER)),
    ):
        books.do(command)
    return tuple(books.records)


def at(kind: str, nth: int = 0) -> int:
    """Find the place of the n-th record of a kind."""
    return [place for place, record in enumerate(day()) if record.kind == f"{kind}/1"][nth]


def changed(place: int, **fields: Any) -> list[Record]:
    records = list(day())
    records[place] = replace(records[place], **fields)
    return records


def body_changed(place: int, change: Callable[[Any], object]) -> list[Record]:
    """Change what stands in one record, and seal and sign the whole rest with the right key."""
    body = json.loads(day()[place].body)
    change(body)
    records = changed(place, body=json.dumps(body, ensure_ascii=False, separators=(",", ":")))
    return sealed_anew(records, GENESIS)


def test_an_untouched_journal_is_intact() -> None:
    verdict = checked(day())
    assert verdict.intact
    assert verdict.head == Head(len(day()), day()[-1].seal)
    assert str(verdict) == f"intact, {len(day())} records, head {day()[-1].seal}"


def test_a_journal_that_goes_on_is_intact_up_to_any_record() -> None:
    assert all(checked(day()[:length]).intact for length in range(1, len(day())))


def test_an_empty_journal_is_not_intact() -> None:
    assert not checked(()).intact


@pytest.mark.parametrize("part", ["recorded_at", "kind", "body", "seal", "signature"])
def test_a_changed_byte_in_any_field_is_found_in_its_record(part: str, dice: random.Random) -> None:
    for place, record in enumerate(day()):
        text: str = getattr(record, part)
        where = dice.randrange(len(text))
        other = dice.choice([sign for sign in "0aZ_ é" if sign != text[where]])
        verdict = checked(changed(place, **{part: text[:where] + other + text[where + 1 :]}))
        assert verdict.fault_seq == record.seq
        assert verdict.head.records == record.seq - 1
        assert str(verdict).startswith(f"broken at record {record.seq}: ")


def test_a_changed_number_is_found() -> None:
    for place, record in enumerate(day()):
        for other in (record.seq + 1, record.seq - 1, 0, -record.seq):
            assert not checked(changed(place, seq=other)).intact


@pytest.mark.parametrize("part", ["seal", "signature"])
def test_the_same_number_written_otherwise_is_a_changed_byte_too(part: str) -> None:
    for place, record in enumerate(day()):
        written: str = getattr(record, part)
        for other in (written.upper(), f" {written}", f"{written} ", f"{written[:2]} {written[2:]}"):
            assert checked(changed(place, **{part: other})).fault_seq == record.seq


def test_a_removed_record_is_found() -> None:
    for place in range(len(day()) - 1):
        verdict = checked((*day()[:place], *day()[place + 1 :]))
        assert verdict.fault_seq == place + 2


def test_a_removed_record_is_found_when_the_rest_is_numbered_anew() -> None:
    for place in range(len(day()) - 1):
        rest = [replace(record, seq=record.seq - 1) for record in day()[place + 1 :]]
        assert checked((*day()[:place], *rest)).fault_seq == place + 1


def test_an_inserted_record_is_found() -> None:
    kind, body = encode(Books.opened().entries[-1])
    for place in range(len(day())):
        forged = sealed(
            Record(place + 1, "2026-11-21T12:00:00.000+01:00", kind, body, "", ""),
            day()[place - 1].seal if place else GENESIS,
            key("thief"),
        )
        rest = [replace(record, seq=record.seq + 1) for record in day()[place:]]
        assert checked((*day()[:place], forged, *rest)).fault_seq == place + 1


def test_swapped_records_are_found() -> None:
    for place in range(len(day()) - 1):
        first, second = day()[place : place + 2]
        swapped = (replace(second, seq=first.seq), replace(first, seq=second.seq))
        assert checked((*day()[:place], second, first, *day()[place + 2 :])).fault_seq == second.seq
        assert checked((*day()[:place], *swapped, *day()[place + 2 :])).fault_seq == first.seq


def test_a_record_that_stands_twice_is_found() -> None:
    for place, record in enumerate(day()):
        again = replace(record, seq=record.seq + 1)
        for twice in (record, again):
            assert not checked((*day()[: place + 1], twice, *day()[place + 1 :])).intact


def test_records_sealed_anew_without_the_key_are_found() -> None:
    place = at("cash-moved")
    records = changed(place, body=day()[place].body.replace("5000", "4000"))
    previous = records[place - 1].seal
    for later in range(place, len(records)):
        record = records[later]
        fresh = seal(previous, record.seq, record.recorded_at, record.kind, record.body)
        records[later], previous = replace(record, seal=fresh), fresh
    verdict = checked(records)
    assert (verdict.fault_seq, verdict.fault) == (place + 1, "its signature is not the register's")


def test_records_signed_with_another_key_are_found() -> None:
    verdict = checked(sealed_anew(day(), GENESIS, key("thief")))
    assert (verdict.fault_seq, verdict.fault) == (1, "its signature is not the register's")
    half = (*day()[:9], *sealed_anew(day()[9:], day()[8].seal, key("thief")))
    assert checked(half).fault_seq == 10


def test_a_journal_of_another_register_is_another_journal() -> None:
    created = json.loads(day()[0].body) | {"register_id": "another"}
    assert checked(changed(0, body=json.dumps(created))).fault_seq == 1


def test_a_second_beginning_is_found() -> None:
    again = replace(day()[0], seq=len(day()) + 1)
    verdict = checked((*day(), sealed(again, day()[-1].seal)))
    assert verdict.fault_seq == len(day()) + 1


def test_a_journal_without_its_beginning_is_found() -> None:
    rest = [replace(record, seq=record.seq - 1) for record in day()[1:]]
    assert checked(sealed_anew(rest, GENESIS)).fault_seq == 1


FIGURES: dict[str, Callable[[Any], object]] = {
    "expected": lambda body: body["figures"]["drawer"].update(expected=1),
    "counted": lambda body: body["figures"]["drawer"]["counted"].update(amount=1),
    "difference": lambda body: body["figures"]["drawer"].update(difference=0),
    "left": lambda body: body["figures"]["drawer"].update(left=90_00),
    "a movement": lambda body: body["figures"]["drawer"]["movements"][0].update(amount=1),
    "a movement left out": lambda body: body["figures"]["drawer"]["movements"].pop(),
    "the grand totals": lambda body: body["figures"]["grand"].update(sales=1),
    "the counters": lambda body: body["figures"]["control"].update(undone=0),
    "the head": lambda body: body["figures"]["head"].update(seal="0" * 64),
    "the number": lambda body: body["figures"].update(no=2),
    "who opened": lambda body: body["figures"]["opened_by"].update(no=1),
    "what is carried forward": lambda body: body["carried"]["balances"].update(safe=1),
    "the next float": lambda body: body["carried"]["floats_left"].update({"1": 1}),
    "the number of the close": lambda body: (body.update(z_no=2), body["carried"].update(z_no=2)),
    "the amount of the close": lambda body: body.update(amount=0),
    "the type of the close": lambda body: body.update(type="CLOSE_OUT_EXACT"),
    "the date of the close": lambda body: body.update(business_date="2026-11-20"),
    "the shift of the close": lambda body: body.update(shift=2),
    "the next z": lambda body: body["carried"].update(z_no=0),
}


@pytest.mark.parametrize("change", FIGURES.values(), ids=FIGURES)
def test_a_z_with_other_figures_is_found_even_when_all_is_signed_with_the_right_key(
    change: Callable[[Any], object],
) -> None:
    place = at("shift-closed")
    verdict = checked(body_changed(place, change))
    assert verdict.fault_seq == place + 1
    assert "Z 1" in str(verdict) or "Z 2" in str(verdict)


OTHER_FACTS: dict[str, tuple[str, int, Callable[[Any], object]]] = {
    "x: expected": ("report-taken", 0, lambda body: body["figures"]["drawer"].update(expected=1)),
    "x: blind, but not": ("report-taken", 1, lambda body: body["figures"].update(blind=False)),
    "x: blind, with one figure": (
        "report-taken",
        1,
        lambda body: body["figures"]["drawer"].update(expected=240_00),
    ),
    "x: of the other drawer": ("report-taken", 0, lambda body: body["figures"].update(drawer_no=2)),
    "x: of the second shift": ("report-taken", 2, lambda body: body["figures"]["drawer"].update(expected=1)),
    "money made": ("cash-moved", 0, lambda body: body["postings"][1].update(amount=50_01)),
    "an amount that was not moved": ("cash-moved", 0, lambda body: body.update(amount=60_00)),
    "money lost": ("shift-closed", 0, lambda body: body["postings"].pop()),
    "float from nowhere": ("shift-opened", 0, lambda body: body["postings"].pop(0)),
    "a field too many": ("cash-moved", 0, lambda body: body.update(price=1)),
    "a field too few": ("cash-moved", 0, lambda body: body.pop("type")),
    "a close of no shift": ("shift-closed", 0, lambda body: body.update(drawer=2)),
}


@pytest.mark.parametrize(("kind", "nth", "change"), OTHER_FACTS.values(), ids=OTHER_FACTS)
def test_what_cannot_be_true_is_found_even_when_all_is_signed_with_the_right_key(
    kind: str, nth: int, change: Callable[[Any], object]
) -> None:
    place = at(kind, nth)
    assert checked(body_changed(place, change)).fault_seq == place + 1


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "1e999", '{"id":', "[" * 100_000, '{"id":' + "9" * 5000 + "}", "\ud800"]
)
def test_a_body_that_cannot_be_read_is_a_fault_and_not_a_crash(body: str) -> None:
    verdict = checked(changed(4, body=body))
    assert verdict.fault_seq == 5


def test_a_kind_of_a_newer_program_is_named() -> None:
    assert "tip-shared/3" in str(checked(changed(4, kind="tip-shared/3")))


def test_a_report_before_the_settings_is_a_fault_and_not_a_crash() -> None:
    opened, x = day()[at("shift-opened")], day()[at("report-taken")]
    records = [day()[0], replace(opened, seq=2), replace(x, seq=3)]
    assert checked(sealed_anew(records, GENESIS)).fault_seq == 3


def test_a_record_ties_down_the_exact_text() -> None:
    parts = ("a" * 64, 2, "2026", "kind/1", "{}")
    assert seal(*parts) == seal(*parts)
    others = {
        seal("b" * 64, *parts[1:]),
        seal(parts[0], 3, *parts[2:]),
        seal(*parts[:2], "2027", *parts[3:]),
        seal(*parts[:3], "kind/2", "{}"),
        seal(*parts[:4], "{ }"),
    }
    assert len(others | {seal(*parts)}) == 6


def test_a_new_journal_starts_from_who_and_whose_key() -> None:
    other = key("thief").public_key().public_bytes_raw().hex()
    assert len({genesis("a", PUBLIC), genesis("b", PUBLIC), genesis("a", other)}) == 3
