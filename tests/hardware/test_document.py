import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.document import (
    Align,
    Barcode,
    Columns,
    Cut,
    Document,
    Feed,
    Part,
    QrCode,
    Text,
)
from hardware.text import cells, clean, wrap
from tests.hardware.documents import any_document


def text_of(*parts: Part, columns: int = 20) -> str:
    return Document("t", parts).to_text(columns)


@settings(max_examples=150, deadline=None)
@given(any_document)
def test_the_stored_form_gives_the_same_document_back(document: Document) -> None:
    stored = document.to_json()
    assert Document.from_json(stored) == document
    assert stored.isascii()
    assert "\n" not in stored


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"document":2,"title":"t","parts":[]}',
        '{"document":1,"title":5,"parts":[]}',
        '{"document":1,"title":"t","parts":{}}',
        '{"document":1,"title":"t","parts":[["shout","x"]]}',
        '{"document":1,"title":"t","parts":[["text","x"]]}',
        '{"document":1,"title":"t","parts":[["text","x","z"]]}',
        '{"document":1,"title":"t","parts":[["text","x","lq"]]}',
        '{"document":1,"title":"t","parts":[["text","x",""]]}',
        '{"document":1,"title":"t","parts":[["columns","a","b","c","u"]]}',
        '{"document":1,"title":"t","parts":[["feed","1"]]}',
        '{"document":1,"title":"t","parts":[["feed",0]]}',
        '{"document":1,"title":"t","parts":[["feed",true]]}',
        '{"document":1,"title":"t","parts":[["feed",1000000000]]}',
        '{"document":1,"title":"t","parts":[[]]}',
        '{"document":1,"title":"t","parts":["cut"]}',
        "[" * 100_000,
    ],
)
def test_a_stored_form_that_is_none_is_refused_in_a_sentence(nonsense: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        Document.from_json(nonsense)


def test_the_stored_form_is_compact() -> None:
    assert len(Document("t", (Columns("Coffee", "12.50"),)).to_json()) < 80


def test_columns_put_the_amount_at_the_right_edge() -> None:
    assert text_of(Columns("Coffee", "12.50")) == "Coffee         12.50\n"


def test_a_long_name_is_cut_and_the_amount_never() -> None:
    assert text_of(Columns("Coffee with oat milk", "12.50")) == "Coffee with o… 12.50\n"


def test_an_amount_that_leaves_no_room_goes_below_the_name() -> None:
    assert text_of(Columns("Coffee", "1 234 567 890.00")) == "Coffee\n    1 234 567 890.00\n"


def test_an_amount_wider_than_the_paper_is_broken_but_whole() -> None:
    lines = text_of(Columns("Coffee", "9" * 45)).splitlines()
    assert "".join(lines[1:]).replace(" ", "") == "9" * 45


def test_counts_stand_under_each_other() -> None:
    lines = text_of(
        Columns("Coffee", "12.50", middle="2"), Columns("Tea", "3.00", middle="11"), columns=32
    ).splitlines()
    assert lines[0].index("2") == lines[1].index("11") + 1


def test_paragraphs_break_between_words() -> None:
    assert text_of(Text("a drawer that opens by itself")) == "a drawer that opens\nby itself\n"


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert text_of(Text("x" * 45)) == f"{'x' * 20}\n{'x' * 20}\n{'x' * 5}\n"


def test_a_no_break_space_keeps_an_amount_together() -> None:
    assert text_of(Text("In the drawer 1\u00a0234,50")) == "In the drawer\n1 234,50\n"


def test_text_stands_left_in_the_middle_and_right() -> None:
    for align, line in ((Align.LEFT, "ab"), (Align.CENTRE, " " * 9 + "ab"), (Align.RIGHT, " " * 18 + "ab")):
        assert text_of(Text("ab", align)) == line + "\n"


def test_wide_characters_count_twice() -> None:
    assert text_of(Text("ab", Align.RIGHT, wide=True)) == " " * 16 + "ab\n"
    assert text_of(Text("wide words", wide=True)) == "wide words\n"
    assert text_of(Text("wider words", wide=True)) == "wider\nwords\n"
    assert text_of(Text("日本", Align.RIGHT)) == " " * 16 + "日本\n"
    assert text_of(Columns("日本語の名前です長", "9.00")) == "日本語の名前で… 9.00\n"


def test_accents_take_no_cell_of_their_own() -> None:
    assert cells("e\u0301") == 1
    assert clean("e\u0301") == "é"
    assert text_of(Columns("Cafe\u0301", "1.00")) == text_of(Columns("Café", "1.00"))


def test_codes_and_cuts_have_a_mark_in_plain_text() -> None:
    assert text_of(Barcode("7731")) == "   [BARCODE 7731]\n"
    assert text_of(QrCode("x")) == "       [QR x]\n"
    assert "8<" in text_of(Cut())


def test_a_code_that_cannot_be_drawn_is_printed_as_text() -> None:
    assert "[BARCODE" not in text_of(Barcode("x" * 50))
    assert text_of(Barcode("åäö")).strip() == "åäö"
    assert "[QR" not in text_of(QrCode("y" * 3000))


@pytest.mark.parametrize("columns", [0, -1, 15, 97, 10**9])
def test_impossible_paper_is_refused(columns: int) -> None:
    with pytest.raises(ValueError, match="columns"):
        text_of(Text("x"), columns=columns)


def test_an_absurd_feed_is_bounded() -> None:
    assert text_of(Feed(10**9)).count("\n") == 100


@settings(max_examples=150, deadline=None)
@given(any_document, st.sampled_from([16, 32, 42, 48]))
def test_no_line_is_wider_than_the_paper_and_none_holds_a_control(document: Document, columns: int) -> None:
    for line in document.to_text(columns).split("\n"):
        assert cells(line) <= columns
        assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in line)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab日\u0301 ", max_size=60), st.integers(2, 20))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("dirty", "clean_text"),
    [
        ("a\x1bp\x00\x19\xfa", "apú"),
        ("a\x10\x14\x01\x00\x05b", "ab"),
        ("a\x1c.b\x7f\x9bc", "a.bc"),
        ("a\tb\nc\rd", "a b c d"),
        ("a\u202eb\u200bc\ufeff", "abc"),
        ("a\ud800b", "a?b"),
        ("a\u2003b", "a b"),
    ],
)
def test_text_is_cleaned_of_everything_that_is_no_character(dirty: str, clean_text: str) -> None:
    assert clean(dirty) == clean_text


def test_a_stored_document_is_an_object_with_its_version() -> None:
    stored = json.loads(Document("Z 1", (Text("a", Align.RIGHT, bold=True), Cut())).to_json())
    assert stored == {"document": 1, "title": "Z 1", "parts": [["text", "a", "rb"], ["cut"]]}
