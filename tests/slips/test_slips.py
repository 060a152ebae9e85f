"""What must hold for every slip, whatever stands in the entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.document import Align, Barcode, Columns, Cut, Document, QrCode, Text
from hardware.text import cells
from tests.slips.day import AWKWARD, whole_day
from tests.slips.sales import day_of_sales
from till.domain.entries import (
    CashCounted,
    CashMoved,
    Entry,
    ReportTaken,
    SaleConcluded,
    ShiftClosed,
    ShiftOpened,
)
from till.domain.figures import Figures, MovementTotal
from till.domain.people import Person
from till.domain.places import drawer, move
from till.domain.sale import LINES_MAX
from till.domain.settings import Heading, Organisation, Register, Store
from till.domain.state import Count, CountLine, GrandTotals
from till.domain.vocabulary import MovementType
from till.slips import as_copy, slip_for
from till.slips.receipt import receipt_slip
from till.wording.money import money

DAY = whole_day().done
LARGEST = 99_999_999_999

texts = st.text(max_size=40)
people = st.builds(Person, st.integers(1, 999), texts)
amounts = st.integers(-LARGEST, LARGEST)
headings = st.builds(
    Heading,
    st.builds(Organisation, texts, texts, texts),
    st.builds(Store, texts, texts),
    st.builds(Register, st.integers(1, 99), texts, texts),
    st.sampled_from(["EUR", "SEK", "JPY", "KWD"]),
    st.sampled_from(["en_US", "sv_SE", "de_CH", "fr_FR", "en_IN"]),
)
moves = st.builds(
    CashMoved,
    id=st.uuids().map(str),
    at=st.just("2026-03-03T01:10:00.000+01:00"),
    heading=headings,
    type=st.sampled_from(list(MovementType)),
    amount=amounts,
    postings=st.just(move(1, drawer(1), drawer(2))),
    drawer=st.integers(1, 2),
    shift=st.integers(1, 99_999),
    business_date=st.just("2026-03-02"),
    employee1=people,
    employee2=st.none() | people,
    reason=texts,
    payee=st.none() | texts,
    voucher=st.none() | texts,
    bag=st.none() | texts,
    note=st.none() | texts,
    undoes=st.none() | st.uuids().map(str),
)
lines = st.builds(CountLine, st.integers(1, 5_000_000), st.integers(0, 1_000_000))
counts = st.builds(
    lambda rows: Count(sum(row.value * row.number for row in rows), tuple(rows)), st.lists(lines, max_size=5)
)
sheets = st.builds(
    CashCounted,
    id=st.uuids().map(str),
    at=st.just("2026-03-03T01:10:00.000+01:00"),
    heading=headings,
    shift=st.integers(1, 99_999),
    drawer=st.integers(1, 2),
    business_date=st.just("2026-03-02"),
    attempt=st.integers(1, 99),
    count=counts,
    employee1=people,
    employee2=st.none() | people,
)


def opened(name: str) -> ShiftOpened:
    entry = DAY[name]
    assert isinstance(entry, ShiftOpened)
    return entry


def figures(name: str) -> Figures:
    entry = DAY[name]
    assert isinstance(entry, ShiftClosed | ReportTaken)
    return entry.figures


def slip(entry: Entry, *, full: bool = True) -> Document:
    document = slip_for(entry, full=full)
    assert document is not None
    return document


@settings(max_examples=60, deadline=None)
@given(moves | sheets, st.sampled_from([32, 42, 48]))
def test_no_line_is_wider_than_the_paper_and_none_holds_a_command(
    entry: CashMoved | CashCounted, columns: int
) -> None:
    text = as_copy(slip(entry)).to_text(columns)
    assert all(cells(line) <= columns for line in text.splitlines())
    assert all(each == "\n" or each.isprintable() or ord(each) > 0x9F for each in text)


@settings(max_examples=60, deadline=None)
@given(moves, st.sampled_from([32, 42, 48]))
def test_the_amount_of_a_movement_is_never_cut(entry: CashMoved, columns: int) -> None:
    if entry.type is not MovementType.NO_SALE:
        amount = money(abs(entry.amount), entry.heading.currency, entry.heading.locale)
        assert amount in slip(entry).to_text(columns)


@settings(max_examples=60, deadline=None)
@given(sheets, st.sampled_from([32, 42, 48]))
def test_each_row_of_a_count_ends_in_its_amount(entry: CashCounted, columns: int) -> None:
    ends = [line.split("= ")[-1].strip() for line in slip(entry).to_text(columns).splitlines()]
    currency, locale = entry.heading.currency, entry.heading.locale
    for line in entry.count.lines:
        assert money(line.value * line.number, currency, locale) in ends


def test_a_control_character_in_a_name_reaches_no_printer() -> None:
    entry = DAY["pay-out"]
    assert isinstance(entry, CashMoved)
    nasty = "\x1bp\x00\x10\x14 \x1d(H\x9b31m\u202eanA"
    text = slip(replace(entry, payee=nasty, reason=nasty, bag=nasty, employee1=Person(2, nasty))).to_text(42)
    assert not set(text) & set("\x00\x10\x14\x1b\x1d\x9b\u202e")


def test_a_slip_needs_nothing_but_its_entry_and_no_paper_width() -> None:
    printed = {name for name, entry in DAY.items() if slip_for(entry, full=True) is not None}
    assert {"opening", "cash-in", "undo", "pay-out", "drop", "no-sale", "count-1", "x", "z"} <= printed
    assert not {"created", "cashier", "counting"} & printed
    assert all(slip(DAY[name]) == Document.from_json(slip(DAY[name]).to_json()) for name in printed)


def test_a_shop_may_want_no_slip_for_an_opening_without_a_sale() -> None:
    assert slip_for(DAY["no-sale"], full=True, no_sale_slip=False) is None
    assert slip_for(DAY["drop"], full=True, no_sale_slip=False) is not None


def test_a_drop_has_two_parts_with_the_same_bar_code() -> None:
    parts = slip(DAY["drop"]).parts
    cut = parts.index(Cut())
    assert Barcode("7731") in parts[:cut]
    assert Barcode("7731") in parts[cut:]


def test_an_undo_names_what_it_undoes() -> None:
    undone, undo = DAY["pay-out"], slip(DAY["undo-pay-out"]).to_text(42)
    assert f"Undoes reference: {undone.id[-8:]}" in undo
    assert f"Reference: {undone.id[-8:]}" in slip(undone).to_text(42)


def test_copy_is_above_each_part_in_letters_twice_as_high_as_any_amount() -> None:
    for entry in (DAY["drop"], DAY["z"]):
        parts = as_copy(slip(entry)).parts
        tops = [0, *(at + 1 for at, part in enumerate(parts[:-1]) if isinstance(part, Cut))]
        mark = Text("COPY", Align.CENTRE, bold=True, wide=True, tall=True)
        assert [parts[at] for at in tops] == [mark] * len(tops)
        assert not any(part.tall for part in parts if isinstance(part, Columns))


def test_a_copy_that_is_printed_again_is_marked_once() -> None:
    copy = as_copy(slip(DAY["drop"]))
    assert as_copy(Document.from_json(copy.to_json())) == copy


def test_the_code_on_a_z_anchors_the_journal() -> None:
    head = figures("z").head
    assert QrCode(f"till:REG-001:Z1:{head.records}:{head.seal}") in slip(DAY["z"]).parts
    assert not any(isinstance(part, QrCode) for part in slip(DAY["x"]).parts)


def test_the_drawer_of_a_z_adds_up_with_a_pencil() -> None:
    section = slip(DAY["z"]).to_text(42).split("DRAWER 1, EUR\n")[1].split("PER CASHIER")[0]
    rows = [line.split() for line in section.splitlines()]
    amounts = {" ".join(row[:-1]): round(float(row[-1]) * 100) for row in rows if row and "." in row[-1]}
    came_and_went = sum(amount for name, amount in amounts.items() if name.split()[-1].isdigit())
    sold = amounts["Cash sales"] + amounts["Cash refunds"]
    assert amounts["Float counted"] + sold + came_and_went == amounts["Expected"]
    assert amounts["Counted"] - amounts["Expected"] == amounts["SHORT"]
    assert amounts["Counted"] + amounts["Taken out"] == amounts["Left as float"]


def test_a_slip_for_blind_eyes_is_the_same_whatever_is_expected() -> None:
    seen, entry = figures("z"), DAY["z"]
    assert isinstance(entry, ShiftClosed)
    other = replace(
        seen,
        grand=GrandTotals(1_234_00, 5_00),
        drawer=replace(
            seen.drawer,
            float_carried=77_00,
            opening_difference=1_00,
            cash_sales=999_00,
            cash_refunds=-8_00,
            movements=tuple(
                MovementTotal(each.type, each.undo, each.count, 6_66) for each in seen.drawer.movements
            ),
            expected=555_00,
            difference=-442_00,
            reason="All of it is gone",
        ),
    )
    changed = replace(entry, figures=other, amount=-442_00)
    assert slip(changed, full=False) == slip(entry, full=False)
    assert slip(changed) != slip(entry)


def test_an_opener_without_the_right_does_not_learn_what_was_carried_over() -> None:
    entry = opened("opening-short")
    changed = replace(entry, float_carried=4_711_00, difference=-4_612_00, reason="Much is missing")
    assert slip(changed, full=False) == slip(entry, full=False)
    assert slip(changed) != slip(entry)


def test_a_count_sheet_never_says_what_was_expected() -> None:
    for word in ("Expected", "Short", "Over", "Difference"):
        assert word.casefold() not in slip(DAY["count-2"]).to_text(42).casefold()


def test_the_business_date_is_printed_where_the_clock_has_another() -> None:
    entry = DAY["cash-in"]
    assert isinstance(entry, CashMoved)
    assert "Business date" not in slip(entry).to_text(32)
    late = replace(entry, at="2026-03-03T01:10:00.000+01:00", heading=AWKWARD.heading)
    assert "Business date        2 mars 2026" in slip(late).to_text(32)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_receipt_of_a_thousand_lines_has_them_all(columns: int) -> None:
    sold = day_of_sales().done["cash"]
    assert isinstance(sold, SaleConcluded)
    lines = (sold.receipt.lines * LINES_MAX)[:LINES_MAX]
    slip = receipt_slip(replace(sold.receipt, lines=lines))
    rows = slip.to_text(columns).splitlines()
    assert all(len(row) <= columns for row in rows)
    for name in ("Coffee", "Cheese", "Gifts"):
        sold_of_it = sum(line.name == name for line in lines)
        assert sum(row.startswith(name) for row in rows) == sold_of_it
