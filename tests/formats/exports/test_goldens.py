"""Each export of a day on which everything happens, as somebody looked at it."""

from __future__ import annotations

import os
from functools import cache

import pytest

from tests.formats.day import GOLDEN, full_day
from tests.formats.exports.source import MADE, extract
from till.formats.exports import dsfinvk, rows, saft, sie
from till.formats.exports.dsfinvk_tables import DTD, INDEX, TABLES, dtd, index_xml
from till.formats.exports.extract import NOT_A_CERTIFICATION, Extract


@cache
def day() -> Extract:
    return extract(full_day().entries)


def tables(found: Extract) -> dict[str, str]:
    """Give the files of DSFinV-K."""
    texts = dict(dsfinvk.empty_tables())
    for name, values in dsfinvk.rows(found, MADE):
        texts[name] += TABLES[name].line(values)
    return {INDEX: "".join(index_xml("Kaffe AB", "Storgatan 1")), DTD: dtd(), **texts}


def files() -> dict[str, str]:
    return {
        "saft.xml": "".join(saft.pieces(day(), MADE)),
        "till.si": "".join(sie.lines(day(), MADE, 2999)),
        "till.csv": "".join(rows.csv_lines(rows.rows(day()))),
        **{f"dsfinvk/{name}": text for name, text in tables(day()).items()},
    }


NAMES = ("saft.xml", "till.si", "till.csv", *(f"dsfinvk/{name}" for name in (INDEX, DTD, *TABLES)))


@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_as_somebody_looked_at_it(name: str) -> None:
    file, text = GOLDEN / "exports" / name, files_once()[name]
    if os.environ.get("TILL_WRITE_GOLDEN") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    with file.open(encoding="utf-8", newline="") as kept:
        assert kept.read() == text


@cache
def files_once() -> dict[str, str]:
    return files()


def test_every_file_has_a_golden_one() -> None:
    kept = {str(each.relative_to(GOLDEN / "exports")) for each in (GOLDEN / "exports").rglob("*.*")}
    assert kept == set(NAMES) == set(files_once())


@pytest.mark.parametrize(
    ("name", "line"), [("saft.xml", 0), ("till.si", 1), ("till.csv", 0), (f"dsfinvk/{INDEX}", 0)]
)
def test_an_export_says_at_once_that_it_is_no_certification(name: str, line: int) -> None:
    """The first line of SIE must be #FLAGGA, and that of a DSFinV-K table the names of its columns."""
    assert NOT_A_CERTIFICATION in files_once()[name].splitlines()[line]


def test_the_text_for_the_bookkeeping_can_be_written_in_its_code_page() -> None:
    text = files_once()["till.si"]
    assert text.encode(sie.ENCODING).decode(sie.ENCODING) == text
