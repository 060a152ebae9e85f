"""Every field of a form stands in the table at the head of its source: where it comes from, or why not."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from tests.formats.exports.structure import TABLE
from till.formats.exports import dsfinvk, rows, saft, saft_happenings, saft_report, saft_sales, sie
from till.formats.exports.dsfinvk_tables import TABLES

SIE = (
    "FLAGGA PROSA PROGRAM FORMAT GEN SIETYP ORGNR ADRESS FNAMN RAR TAXAR KPTYP VALUTA KONTO DIM OBJEKT ENHET "
    "IB UB RES VER TRANS RTRANS BTRANS"
).split()
"""The records of type 4 that say anything of a company, its accounts or its verifications."""


def named(*texts: str | None) -> set[str]:
    """Give what stands in backticks; `a/b` is both of them, `…Amnt` whatever ends so."""
    found = re.findall(r"`([^`]+)`", " ".join(text or "" for text in texts))
    return {part.replace("…", "*") for each in found for part in each.split("/")}


def missing(fields: list[str], said: set[str]) -> list[str]:
    return [each for each in fields if not any(fnmatchcase(each, pattern) for pattern in said)]


def test_every_column_of_the_german_tables_is_explained() -> None:
    said = named(dsfinvk.__doc__)
    assert missing([file.removesuffix(".csv") for file in TABLES], said) == []
    # Of these tables there is never a row, and the table at the head says why.
    empty = (
        "slaves.csv",
        "pa.csv",
        "tse.csv",
        "transactions_tse.csv",
        "subitems.csv",
        "allocation_groups.csv",
    )
    columns = [each.name for file, table in TABLES.items() if file not in empty for each in table.columns]
    assert missing(columns, said) == []


def test_every_element_of_the_norwegian_file_is_explained() -> None:
    said = named(saft.__doc__, saft_happenings.__doc__, saft_report.__doc__, saft_sales.__doc__)
    names = [line.split()[0] for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert missing(names, said) == []


def test_every_column_of_the_table_of_money_is_explained() -> None:
    assert missing(list(rows.COLUMNS), named(rows.__doc__)) == []


def test_every_record_for_the_bookkeeping_is_explained() -> None:
    assert missing([f"#{each}" for each in SIE], named(sie.__doc__)) == []
