"""The exports keep the published structure of their forms, whatever is in the journal."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from tests.formats.day import full_day
from tests.formats.exports.source import MADE, extract
from tests.formats.exports.structure import schema
from tests.formats.exports.test_goldens import tables
from tests.slips.day import Day, awkward_day, day_of_movements, whole_day
from tests.slips.sales import SHOP, awkward_sales, day_of_sales
from till.domain.commands import (
    AddEmployee,
    CloseShift,
    CountCash,
    OpenShift,
    RingLine,
    StartCount,
    TakeTender,
)
from till.domain.entries import Entry
from till.domain.receipt import Discount
from till.domain.settings import Settings
from till.domain.state import Count
from till.formats.exports import rows, saft, sie
from till.formats.exports.dsfinvk_tables import INDEX, TABLES, dtd
from till.formats.exports.extract import Extract, NotExported
from till.formats.exports.saft import NAMESPACE
from till.formats.exports.saft_codes import HAPPENINGS

TYPED = '=1+1 <b>&"]]>--'
HOSTILE = '<b>&"\x07\x1b[31m]]>--\ud800'.encode("utf-8", "replace").decode() + "=1+1"


class Kept(Day):
    """A day that keeps every entry, as exports read them."""

    def __init__(self, settings: Settings = SHOP) -> None:
        self.entries: list[Entry] = []
        super().__init__(settings)

    def believe(self, entry: Entry) -> None:
        super().believe(entry)
        self.entries.append(entry)


def kept(make: Callable[[], Day]) -> list[Entry]:
    """Live a day that keeps its entries by name alone, and give all of them."""
    entries: list[Entry] = []
    before = Day.believe

    def believe(self: Day, entry: Entry) -> None:
        before(self, entry)
        entries.append(entry)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Day, "believe", believe)
        make()
    return entries


def hostile_day() -> list[Entry]:
    """Names that are markup, commands and formulas to somebody."""
    first = SHOP.departments[0]
    nasty = replace(first, name=HOSTILE, group=HOSTILE * 9)
    owner = replace(SHOP.organisation, name=HOSTILE, address=HOSTILE * 30, number="")
    day = Kept(replace(SHOP, organisation=owner, departments=(nasty,), tenders=()))
    day.do("x", AddEmployee(day.act(1), TYPED, "manager"))
    day.do("x", OpenShift(day.act(1), Count(10_00), note=TYPED))
    day.do("x", RingLine(day.act(1), "coffee", 333, 9_99, Discount(10_00)))
    day.do("x", TakeTender(day.act(1), "cash"))
    day.do("x", StartCount(day.act(1)))
    day.do("x", CountCash(day.act(1), Count(day.state.expected(1))))
    day.do("x", CloseShift(day.act(1), day.state.expected(1), None, TYPED, TYPED))
    return day.entries


DAYS: dict[str, Callable[[], list[Entry]]] = {
    "everything": lambda: full_day().entries,
    "sales": lambda: kept(day_of_sales),
    "movements": lambda: kept(day_of_movements),
    "two shifts": lambda: kept(whole_day),
    "awkward": lambda: kept(awkward_day),
    "awkward sales": lambda: kept(awkward_sales),
    "hostile": hostile_day,
    "nothing": lambda: kept(day_of_sales)[:4],
}


@cache
def lived(name: str) -> list[Entry]:
    return DAYS[name]()


def saft_of(found: Extract) -> etree._Element:
    return etree.fromstring("".join(saft.pieces(found, MADE)).encode())


@pytest.mark.parametrize("name", DAYS)
def test_the_norwegian_file_has_the_published_structure(name: str) -> None:
    validator = schema()
    valid = validator.validate(saft_of(extract(lived(name))))
    assert valid, validator.error_log


def test_the_structure_finds_what_is_not_in_it() -> None:
    text = "".join(saft.pieces(extract(lived("sales")), MADE))
    validator = schema()
    for right, wrong in (
        ("<curCode>EUR</curCode>\n", ""),
        ("<lineType>L-SALE<", "<lineType>SOLD<"),
        ("<amntTp>C<", "<amntTp>X<"),
        ("<empID>2</empID>\n\t\t\t\t\t<eventDate>", "<empID>99</empID><eventDate>"),
        ("</qnt>", "</qnt><colour/>"),
        ("<transAmntIn>", "<transAmntIn>1.234 "),
    ):
        assert right in text, right
        assert not validator.validate(etree.fromstring(text.replace(right, wrong, 1).encode())), right


def test_every_code_that_an_event_can_have_is_explained() -> None:
    found = saft_of(extract(lived("everything")))
    used = {each.text for each in found.iter(f"{{{NAMESPACE}}}eventType")}
    assert used >= {"E-X", "E-Z", "E-SALE", "E-RETURN", "E-COPY", "E-OPEN", "E-SHUT", "E-PARK", "E-TRAIN"}
    assert used <= set(HAPPENINGS)


@pytest.mark.parametrize("name", DAYS)
def test_the_german_tables_are_as_their_description_says(name: str) -> None:
    texts = tables(extract(lived(name)))
    index = etree.fromstring(texts[INDEX].encode())
    grammar = etree.DTD(io.StringIO(dtd().partition("-->")[2]))
    assert grammar.validate(index), grammar.error_log
    for described in index.iter("Table"):
        file = described.findtext("URL")
        assert file is not None
        lines = list(csv.reader(io.StringIO(texts[file], newline=""), delimiter=";"))
        columns = described.findall(".//VariableColumn")
        assert lines[0] == [column.findtext("Name") for column in columns]
        for line in lines[1:]:
            assert len(line) == len(columns)
            for cell, column in zip(line, columns, strict=True):
                length = column.findtext("MaxLength")
                if length is not None:
                    assert len(cell) <= int(length)
                else:
                    float(cell.replace(",", ".") or 0)
    assert set(texts) - set(TABLES) == {INDEX, "gdpdu-01-09-2004.dtd"}


@pytest.mark.parametrize("name", DAYS)
def test_the_table_of_money_can_be_read_back(name: str) -> None:
    found = extract(lived(name))
    lines = "".join(rows.csv_lines(rows.rows(found))).split("\r\n", 1)
    assert lines[0].startswith("# This is an export")
    read = list(csv.DictReader(io.StringIO(lines[1], newline="")))
    assert len(read) == sum(1 for _ in rows.rows(found))
    assert not [cell for row in read for cell in row.values() if cell[:1] in ("=", "@", "\t", "+")]
    for row in read:
        float(row["amount"])


WITHOUT_ACCOUNTS = ("movements", "two shifts", "awkward")


@pytest.mark.parametrize("name", WITHOUT_ACCOUNTS)
def test_a_shop_without_accounts_is_told_to_configure_them(name: str) -> None:
    with pytest.raises(NotExported, match="No ledger accounts are configured"):
        list(sie.lines(extract(lived(name)), MADE, 2999))


@pytest.mark.parametrize("name", sorted(DAYS.keys() - set(WITHOUT_ACCOUNTS)))
def test_the_bookkeeping_gets_verifications_that_balance(name: str) -> None:
    lines = "".join(sie.lines(extract(lived(name)), MADE, 2999)).split("\r\n")
    assert lines[0] == "#FLAGGA 0"
    sums: list[int] = []
    for line in lines:
        if line == "{":
            sums.append(0)
        elif line.strip().startswith("#TRANS"):
            sums[-1] += round(float(line.split()[-1]) * 100)
    assert [each for each in sums if each] == []
    assert all(line.isprintable() for line in lines)


def test_what_was_booked_on_no_account_is_not_left_out_silently() -> None:
    with pytest.raises(NotExported, match=r"Z 1 booked -24\.00 on no account"):
        list(sie.lines(extract(lived("everything")), MADE))


WITH_CENTS: tuple[Callable[[Extract], object], ...] = (
    lambda found: list(saft.pieces(found, MADE)),
    lambda found: list(sie.lines(found, MADE)),
    tables,
)


@pytest.mark.parametrize("write", WITH_CENTS)
def test_a_form_that_has_no_place_for_the_decimals_says_so(write: Callable[[Extract], object]) -> None:
    day = Kept(replace(SHOP, currency="KWD"))
    with pytest.raises(NotExported, match="take csv or parquet"):
        write(extract(day.entries))
    assert "".join(rows.csv_lines(rows.rows(extract(day.entries)))).count("\r\n") == 2


def test_a_journal_without_settings_gives_a_sentence() -> None:
    with pytest.raises(NotExported, match="no settings yet"):
        extract(lived("sales")[:1])
