"""What belongs to the dates of an export, and that a long journal is never held as a whole."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from tests.formats.day import full_day
from tests.formats.exports.source import MADE, extract, records_of
from tests.formats.exports.test_forms import Kept
from tests.slips.sales import SHOP
from till.domain.addendum_commands import ClosedShift
from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.commands import (
    AddLateItem,
    CloseShift,
    CountCash,
    OpenShift,
    RingLine,
    StartCount,
    TakeTender,
)
from till.domain.entries import AddendumAdded, SaleConcluded, ShiftClosed, ShiftOpened
from till.domain.state import Count
from till.formats.exports import dsfinvk, rows, saft, sie
from till.formats.exports.extract import Extract

FEW, MANY = 20, 220
GROWTH_MAX_BYTES = 150_000
"""What a peak may differ by because of garbage that waits; 200 receipts are four times as much as text."""


def shift(day: Kept, sales: int) -> None:
    """Open, sell so often, and close."""
    day.do("x", OpenShift(day.act(2), Count(100_00), reason="As found"))
    for _ in range(sales):
        day.do("x", RingLine(day.act(2), "tea"))
        day.do("x", TakeTender(day.act(2), "cash"))
    day.do("x", StartCount(day.act(2)))
    day.do("x", CountCash(day.act(2), Count(day.state.expected(1))))
    day.do("z", CloseShift(day.act(2), 100_00, "9001" if day.state.expected(1) > 100_00 else None))


def test_a_shift_belongs_to_its_business_date_and_not_to_the_clock() -> None:
    entries = full_day().entries
    opened = next(each for each in entries if isinstance(each, ShiftOpened))
    sale = next(each for each in entries if isinstance(each, SaleConcluded))
    after_midnight = replace(sale, at="2026-03-03T01:00:00.000+01:00")
    journal = [each if each is not sale else after_midnight for each in entries]
    found = extract(journal, opened.business_date, opened.business_date)
    assert after_midnight in [each.entry for each in found.entries(SaleConcluded)]
    next_day = extract(journal, "2026-03-03", "2026-03-03")
    assert list(next_day.entries(SaleConcluded, ShiftClosed)) == []
    assert next_day.closes == {}


def test_dates_that_are_left_out_are_those_of_the_journal() -> None:
    found = extract(full_day().entries)
    assert (found.first, found.last) == ("2026-03-02", "2026-03-02")
    assert len(list(found.entries())) == len(full_day().entries)


def test_an_addendum_belongs_to_the_date_of_its_shift_whenever_it_was_made() -> None:
    day = Kept(replace(SHOP, tenders=()))
    shift(day, 1)
    closed = ClosedShift(1, 1, 1, "2026-03-02")
    late = AddLateItem(day.act(1, 2), closed, 1_00, "petty")
    late = replace(late, act=replace(late.act, at="2026-03-05T10:00:00.000+01:00"))
    day.do("late", late)
    found = extract(day.entries, None, "2026-03-02").entries(AddendumAdded)
    assert [each.entry for each in found] == [day.done["late"]]
    assert list(extract(day.entries, "2026-03-03").entries(AddendumAdded)) == []


def long_journal(sales: int) -> Callable[[int], Iterator[Record]]:
    """Give a journal with so many sales in one shift, made while it is read."""
    day = Kept(replace(SHOP, tenders=()))
    shift(day, 1)
    first = next(no for no, each in enumerate(day.entries) if isinstance(each, SaleConcluded))
    head, sale, tail = day.entries[:first], day.entries[first], day.entries[first + 1 :]
    before, after = records_of(head), [encode(each) for each in tail]
    one = encode(sale)

    def read(behind: int) -> Iterator[Record]:
        yield from before[behind:]
        for seq in range(max(first, behind) + 1, first + sales + 1):
            yield Record(seq, sale.at, *one, f"{seq:064x}", f"{seq:0128x}")
        for no, (kind, body) in enumerate(after, start=first + sales + 1):
            if no > behind:
                yield Record(no, tail[-1].at, kind, body, f"{no:064x}", f"{no:0128x}")

    return read


WAYS: dict[str, Callable[[Extract], Iterable[object]]] = {
    "saft": lambda found: saft.pieces(found, MADE),
    "dsfinvk": lambda found: dsfinvk.rows(found, MADE),
    "sie": lambda found: sie.lines(found, MADE, 2999),
    "csv": lambda found: rows.csv_lines(rows.rows(found)),
}


def peak_bytes(way: str, sales: int) -> int:
    """Read an export to its end without keeping it; give the most that was held at once."""
    records = long_journal(sales)
    tracemalloc.start()
    try:
        number = sum(1 for _ in WAYS[way](Extract(records)))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert way == "sie" or number > sales
    return peak


@pytest.mark.parametrize("way", WAYS)
def test_an_export_holds_no_more_of_a_long_journal_than_of_a_short_one(way: str) -> None:
    peak_bytes(way, 10)  # What is loaded once counts for neither.
    assert peak_bytes(way, MANY) - peak_bytes(way, FEW) < GROWTH_MAX_BYTES
