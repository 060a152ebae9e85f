"""A journal in memory, as exports read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.entries import Entry
from till.domain.people import Person
from till.formats.exports.extract import Extract, Made, Records

MADE = Made("2026-03-03T08:00:00.000+01:00", Person(1, "Jo Marsh"), "1.2.3")


def records_of(entries: Iterable[Entry]) -> list[Record]:
    """Give entries as records, with seals that show their number."""
    return [
        Record(seq, entry.at, *encode(entry), f"{seq:064x}", f"{seq:0128x}")
        for seq, entry in enumerate(entries, start=1)
    ]


def source(records: Sequence[Record]) -> Records:
    """Give the records after a number as often as they are asked for."""
    return lambda after: iter(records[after:])


def extract(entries: Iterable[Entry], first: str | None = None, last: str | None = None) -> Extract:
    """Give an extract of entries."""
    return Extract(source(records_of(entries)), first, last)
