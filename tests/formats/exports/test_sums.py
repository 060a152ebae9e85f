"""What an export adds up to is what the Z of the shift says, whatever was done in it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import seed, settings
from hypothesis import strategies as st
from lxml import etree

from tests.domain.given import MANAGER, by, count_started
from tests.formats.exports.source import MADE, extract
from tests.formats.exports.structure import schema
from tests.formats.exports.test_goldens import tables
from tests.formats.test_four_shapes import ACTS, SEED, lived, major
from till.domain.commands import CloseShift, CountCash
from till.domain.entries import Entry, ShiftClosed
from till.domain.figures import Figures
from till.domain.state import Count
from till.formats.exports import rows, saft, sie
from till.formats.exports.extract import Extract
from till.formats.exports.saft import NAMESPACE


def closed(acts: list[tuple[str, int]], gap: int, taken: int) -> tuple[list[Entry], Figures]:
    """Let things happen, count so much over or short, close, and take some of it to the safe."""
    day = lived(acts)
    counted = Count(max(0, day.state.expected(1) + gap))
    left = max(0, counted.amount - taken)
    day = day.when(count_started(), CountCash(by(MANAGER), counted))
    bag = None if left == counted.amount else "9001"
    day = day.when(CloseShift(by(MANAGER), left, bag, "A coin fell"))
    return list(day.entries), day.newest(ShiftClosed).figures


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def drawer_of(figures: Figures) -> dict[str, Decimal]:
    drawer = figures.drawer
    sums = {
        "left": drawer.left,
        "taken": drawer.taken,
        "difference": drawer.difference,
        "float": drawer.float_counted,
        "cash sold": (drawer.cash_sales or 0) + (drawer.cash_refunds or 0) + (drawer.cashback or 0),
        "external": drawer.external or 0,
        "moved": sum(each.amount or 0 for each in drawer.movements),
    }
    return {name: major(amount or 0) for name, amount in sums.items()}


def check_german(found: Extract, figures: Figures) -> None:
    texts = {name: read(text) for name, text in tables(found).items() if name.endswith(".csv")}
    z = drawer_of(figures)
    (closing,) = texts["cashpointclosing.csv"]
    assert number(closing["Z_SE_BARZAHLUNGEN"]) == z["left"]
    assert [number(each["ZAHLART_BETRAG_WAEH"]) for each in texts["cash_per_currency.csv"]] == [z["left"]]
    assert number(closing["Z_SE_ZAHLUNGEN"]) == sum(
        number(each["Z_ZAHLART_BETRAG"]) for each in texts["payment.csv"]
    )
    cases: dict[str, Decimal] = defaultdict(Decimal)
    for row in texts["businesscases.csv"]:
        cases[row["GV_TYP"]] += number(row["Z_UMS_BRUTTO"])
        assert number(row["Z_UMS_BRUTTO"]) == number(row["Z_UMS_NETTO"]) + number(row["Z_UST"])
    assert cases["Anfangsbestand"] == z["float"]
    assert cases["DifferenzSollIst"] == z["difference"]
    sold = figures.sales
    assert cases["Umsatz"] == major(sold.sales.amount - sold.refunds.amount)
    moved = cases["Einzahlung"] + cases["Auszahlung"] + cases["Geldtransit"]
    assert moved == z["moved"] + z["external"] - z["taken"]
    # Every transaction comes to its lines and, in each way of saying it, to its payments.
    for row in texts["transactions.csv"]:
        own = [
            sum(number(each[column]) for each in texts[name] if each["BON_ID"] == row["BON_ID"])
            for name, column in (
                ("lines_vat.csv", "POS_BRUTTO"),
                ("transactions_vat.csv", "BON_BRUTTO"),
                ("datapayment.csv", "BASISWAEH_BETRAG"),
            )
        ]
        assert {number(row["UMS_BRUTTO"]), *own} == {number(row["UMS_BRUTTO"])}


def amount_in(element: Any, path: str) -> Decimal:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return sum((Decimal(each.text) for each in element.iterfind(f".//{steps}")), Decimal(0))


def check_norwegian(found: Extract, figures: Figures) -> None:
    root = etree.fromstring("".join(saft.pieces(found, MADE)).encode())
    validator = schema_once()
    assert validator.validate(root), validator.error_log
    (report,) = root.iter(f"{{{NAMESPACE}}}eventReport")
    sales, tenders = figures.sales, figures.sales.tenders.values()
    total = major(sum(each.gross for each in sales.departments.values()))
    assert amount_in(root, "cashtransaction/transAmntIn") == total
    assert amount_in(root, "ctLine/lineAmntIn") == total
    assert amount_in(report, "totalCashSaleAmnt") == total == amount_in(report, "artGroupAmnt")
    paid = major(sum(each.amount for each in tenders))
    assert amount_in(root, "cashtransaction/payment/paidAmnt") == paid
    assert amount_in(report, "paymentAmnt") == paid
    vat = major(sum(each.vat for each in sales.vat.values()))
    assert amount_in(root, "cashtransaction/vat/vatAmnt") == vat == amount_in(report, "vatAmnt")
    assert amount_in(root, "cashtransaction/rounding/roundingAmnt") == major(sales.rounding)
    moved = amount_in(report, "payInAmnt") - amount_in(report, "payOutAmnt")
    assert moved == drawer_of(figures)["moved"]
    assert amount_in(report, "reportOpeningChangeFloat") == drawer_of(figures)["float"]


def schema_once(found: list[Any] = []) -> Any:  # noqa: B006 -- made once
    if not found:
        found.append(schema())
    return found[0]


def check_table(found: Extract, figures: Figures) -> None:
    made = list(rows.rows(found))
    of_shift = [each for each in made if each["shift"] == figures.shift]
    posted = [each for each in of_shift if each["row"] == "posting"]
    z, sold = drawer_of(figures), figures.sales
    assert sum(each["amount"] for each in made if each["row"] == "posting") == 0
    assert sum(each["amount"] for each in posted if each["place"] == "drawer:1") == z["left"]
    differences = [each["amount"] for each in posted if each["place"] == "difference:drawer:1"]
    assert -sum(differences) == z["difference"]
    lines = [each for each in of_shift if each["row"] == "line"]
    assert sum(each["amount"] for each in lines) == major(
        sum(each.gross for each in sold.departments.values())
    )
    assert sum(each["vat"] for each in lines) == major(sum(each.vat for each in sold.departments.values()))
    assert {each["z"] for each in of_shift} == {figures.no}


def check_bookkeeping(found: Extract, figures: Figures) -> None:
    text = "".join(sie.lines(found, MADE, 2999))
    booked = {
        int(account): Decimal(amount)
        for account, amount in re.findall(r"#TRANS (\d+) \{\} (-?[0-9.]+)", text)
    }
    wanted: Counter[int] = Counter()
    for line in figures.accounts:
        wanted[line.account or 2999] += line.amount
    assert booked == {account: major(amount) for account, amount in wanted.items() if amount}
    assert sum(booked.values()) == 0


@seed(SEED)
@settings(max_examples=12, deadline=None, database=None)
@for_all(ACTS, st.sampled_from([0, 50, -1_00]), st.sampled_from([0, 100_00]))
def test_every_export_adds_up_to_the_figures_of_the_z(
    acts: list[tuple[str, int]], gap: int, taken: int
) -> None:
    entries, figures = closed(acts, gap, taken)
    found = extract(entries)
    check_german(found, figures)
    check_norwegian(found, figures)
    check_table(found, figures)
    check_bookkeeping(found, figures)


def test_parquet_has_the_same_rows_as_csv() -> None:
    from pyarrow import parquet

    from till.cli.parquet_file import write_parquet
    from till.formats.exports.extract import NOT_A_CERTIFICATION

    entries, _figures = closed([("cash", 7), ("card", 9), ("refund", 3), ("drop", 20)], 50, 100_00)
    found = extract(entries)
    file = io.BytesIO()
    write_parquet(file, rows.rows(found), found.exponent)
    table = parquet.read_table(file)
    assert table.to_pylist() == list(rows.rows(found))
    assert table.schema.names == list(rows.COLUMNS)
    assert table.schema.metadata[b"note"].decode() == NOT_A_CERTIFICATION


@pytest.mark.parametrize("amount", ["=1", "+1", "-1", "@x", "\tx"])
def test_a_text_that_a_spreadsheet_would_reckon_is_only_text(amount: str) -> None:
    row = {**dict.fromkeys(rows.COLUMNS), "reason": amount, "amount": Decimal("-1.00")}
    line = list(rows.csv_lines([row]))[-1]
    assert f"'{amount}" in line
    assert ",-1.00," in line
