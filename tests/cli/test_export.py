"""Exports for auditors, by the command line."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from tests.backoffice.registers import new_office
from tests.cli.shop import ANA, BEN, Answer, Shop, call
from till.backoffice.files import take_in
from till.formats.exports.dsfinvk_tables import DTD, INDEX, TABLES
from till.formats.exports.extract import NOT_A_CERTIFICATION
from till.wire.lines import records_in

DAY = "2020-01-01"


ACCOUNTS = """
[accounts]
cash = 1910
difference = 6992
outside = 2018
"""


@pytest.fixture
def closed_shop(shop: Shop) -> Shop:
    """A shop whose first shift is closed, 1.00 short."""
    shop.config.write_text(shop.config.read_text() + ACCOUNTS)
    assert shop.open().code == 0
    assert shop.say(BEN, "cash", "in", "--amount", "50", "--reason", "float").code == 0
    assert shop.say(ANA, "shift", "count", "--amount", "249").code == 0
    assert shop.say(ANA, "shift", "close", "--left", "249").code == 0
    return shop


def export(shop: Shop, form: str, out: Path, *more: str, person: str = ANA) -> Answer:
    return shop.say(person, "export", form, "--out", str(out), *more)


@pytest.mark.parametrize("form", ["saft", "sie", "csv", "parquet"])
def test_a_day_is_written_as_a_file(closed_shop: Shop, tmp_path: Path, form: str) -> None:
    out = tmp_path / "day"
    answer = export(closed_shop, form, out)
    assert answer.code == 0, answer.errors
    assert (answer.plain["form"], answer.plain["closed_shifts"]) == (form, 1)
    assert answer.plain["done"]["kind"] == "journal-exported"
    assert out.stat().st_size > 100
    assert NOT_A_CERTIFICATION.encode() in b"".join(out.read_bytes().splitlines()[:2]) or form == "parquet"
    assert [each.name for each in tmp_path.glob(".*part*")] == []


def test_the_german_tables_are_written_as_a_folder(closed_shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "dsfinvk"
    assert export(closed_shop, "dsfinvk", out).code == 0
    assert {each.name for each in out.iterdir()} == {INDEX, DTD, *TABLES}
    with (out / "cash_per_currency.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[1][-2:] == ["SEK", "249,00"]
    again = export(closed_shop, "dsfinvk", out)
    assert again.code == 2
    assert "File exists" in again.errors
    assert len(list(tmp_path.glob("*dsfinvk*"))) == 1


def test_days_on_which_nothing_happened_are_an_export_too(closed_shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "none.csv"
    answer = export(closed_shop, "csv", out, "--from", DAY, "--to", DAY)
    assert (answer.code, answer.plain["closed_shifts"]) == (0, 0)
    assert out.read_text(encoding="utf-8").count("\n") == 2


@pytest.mark.parametrize("form", ["saft", "dsfinvk", "sie", "csv", "parquet"])
def test_who_may_not_see_every_figure_gets_no_export(closed_shop: Shop, tmp_path: Path, form: str) -> None:
    out = tmp_path / "day"
    assert export(closed_shop, form, out, person=BEN).refused == "NeedsApproval"
    assert list(tmp_path.glob("*day*")) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("csv", "--from", "yesterday", "--out", "x"), "write YYYY-MM-DD"),
        (("csv", "--from", "20260302", "--out", "x"), "write YYYY-MM-DD"),
        (("csv", "--from", "2026-02-30", "--out", "x"), "write YYYY-MM-DD"),
        (("csv", "--from", "2026-03-02", "--to", "2026-03-01", "--out", "x"), "is after"),
        (("csv", "--out", "-"), "Name a file"),
        (("csv", "--out", "no-such-folder/x"), "cannot be written"),
        (("dsfinvk", "--out", "no-such-folder/x"), "cannot be written"),
        (("csv", "--out", "."), "is a folder"),
        (("csv",), "--out"),
        (("word", "--out", "x"), "is not one of"),
        (("sie", "--rest-account", "cash", "--out", "x"), "not a valid integer"),
    ],
)
def test_what_cannot_be_exported_gets_a_sentence(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = shop.say(ANA, "export", *words)
    assert (answer.code, sentence in answer.errors) == (2, True), answer.errors
    assert "Traceback" not in answer.errors
    assert not (tmp_path / "x").exists()


def test_without_its_library_parquet_says_what_to_do(
    closed_shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = export(closed_shop, "parquet", tmp_path / "day")
    assert answer.code == 2
    assert "requirements/parquet.lock" in answer.errors
    assert list(tmp_path.glob("*day*")) == []


def test_an_office_exports_what_it_holds(closed_shop: Shop, tmp_path: Path) -> None:
    assert closed_shop.say(ANA, "journal", "export", str(closed_shop.export)).code == 0
    office = new_office(tmp_path)
    with closed_shop.export.open("rb") as file:
        take_in(office, records_in(file), enrol=True)
    database = office.engine.url.render_as_string(hide_password=False)
    office.engine.dispose()
    own, theirs = tmp_path / "own.csv", tmp_path / "theirs.csv"
    assert export(closed_shop, "csv", own).code == 0
    words = ("backoffice", "export", "REG-001", str(theirs), "--database", database)
    answer = call(*words, "--form", "csv")
    assert answer.code == 0, answer.errors
    assert theirs.read_bytes() == own.read_bytes()
    assert call(*words, "--from", DAY).code == 2
