"""Amounts and counts, written and read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from till.domain.errors import AmountTooLarge, BadAmount, Refused
from till.domain.money import AMOUNT_MAX, EXPONENTS
from till.domain.settings import Pack, PackKind
from till.domain.state import Count, CountLine
from till.wording.locales import plain_signs
from till.wording.money import money, parse_count, parse_money
from till.wording.number_pad import keyed_amount, keyed_text

LOCALES = ["en_US", "sv_SE", "de_DE", "de_CH", "fr_FR", "es_ES", "en_SE", "en_IN", "nb_NO", "ar_EG", "fa_IR"]
CURRENCIES = ["EUR", "SEK", "JPY", "KWD"]


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        (1_240_50, "SEK", "sv_SE", "1 240,50"),
        (1_240_50, "SEK", "en_SE", "1 240,50"),
        (1_240_50, "USD", "en_US", "1,240.50"),
        (1_240_50, "EUR", "de_DE", "1.240,50"),
        (1_240_50, "EUR", "fr_FR", "1 240,50"),
        (1_240_50, "CHF", "de_CH", "1'240.50"),
        (12_345_678_00, "INR", "en_IN", "1,23,45,678.00"),
        (-35_00, "SEK", "sv_SE", "-35,00"),
        (-5, "EUR", "en_US", "-0.05"),
        (0, "EUR", "en_US", "0.00"),
        (1240, "JPY", "en_US", "1,240"),
        (1_240_005, "KWD", "en_US", "1,240.005"),
        (AMOUNT_MAX, "SEK", "sv_SE", "999 999 999,99"),
    ],
)
def test_an_amount_is_written_with_the_signs_of_the_locale(
    amount: int, currency: str, locale: str, written: str
) -> None:
    assert money(amount, currency, locale) == written


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        (1_240_50, "SEK", "sv_SE", "1 240,50 kr"),
        (1_240_50, "USD", "en_US", "$1,240.50"),
        (-35_00, "USD", "en_US", "-$35.00"),
        (35_00, "CHF", "de_CH", "CHF 35.00"),
        (35_00, "EUR", "de_DE", "35,00 €"),
        (35, "JPY", "en_US", "¥35"),
    ],
)
def test_a_currency_stands_where_the_locale_puts_it(
    amount: int, currency: str, locale: str, written: str
) -> None:
    assert money(amount, currency, locale, symbol=True) == written


def test_a_sign_is_written_where_it_is_asked_for_and_never_on_nothing() -> None:
    assert [money(amount, "EUR", "en_US", sign=True) for amount in (12_50, 0, -35_00)] == [
        "+12.50",
        "0.00",
        "-35.00",
    ]


@given(
    st.integers(-AMOUNT_MAX, AMOUNT_MAX), st.sampled_from(CURRENCIES), st.sampled_from([*LOCALES, "pt_PT"])
)
def test_amounts_are_written_as_babel_writes_exact_decimals(amount: int, currency: str, locale: str) -> None:
    exponent = EXPONENTS[currency]
    decimals = "." + "0" * exponent if exponent else ""
    grouping = "#,##,##0" if locale == "en_IN" else "#,##0"
    number = Decimal(abs(amount)).scaleb(-exponent)
    written = format_decimal(number, grouping + decimals, locale, numbering_system="latn")
    assert money(abs(amount), currency, locale) == plain_signs(written)
    assert money(amount, currency, locale).lstrip("-") == money(abs(amount), currency, locale)
    assert money(amount, currency, locale).startswith("-") == (amount < 0)


@given(st.integers(0, AMOUNT_MAX), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_what_is_written_can_be_read_back(amount: int, currency: str, locale: str) -> None:
    assert parse_money(money(amount, currency, locale), currency, locale) == amount


@given(st.text("0123456789.,' x٣e+-", max_size=60), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_a_typed_text_is_an_amount_or_a_short_sentence(text: str, currency: str, locale: str) -> None:
    amount, refused = None, None
    try:
        amount = parse_money(text, currency, locale)
    except Refused as refusal:
        refused = refusal
    if amount is None:
        assert len(str(refused)) <= 90
        return
    digits = "".join(each for each in text if each.isdigit())
    assert digits.isascii()
    assert amount <= AMOUNT_MAX
    # Never another number than the one whose digits were typed, whatever the signs between them mean.
    assert amount in {int(digits) * 10**zeros for zeros in range(EXPONENTS[currency] + 1)}


@pytest.mark.parametrize(
    ("text", "currency", "locale", "amount"),
    [
        ("12.50", "SEK", "sv_SE", 12_50),
        ("12,50", "SEK", "sv_SE", 12_50),
        ("12,5", "SEK", "sv_SE", 12_50),
        (" 35 ", "EUR", "en_US", 35_00),
        ("1 240.50", "EUR", "en_US", 1_240_50),
        ("1 240", "EUR", "de_DE", 1_240_00),
        ("1\u00a0240,50", "SEK", "sv_SE", 1_240_50),
        ("1.240,50", "EUR", "de_DE", 1_240_50),
        ("1’240.50", "CHF", "de_CH", 1_240_50),
        ("12.345", "KWD", "en_US", 12_345),
        ("1,240", "JPY", "en_US", 1_240),
        ("007", "EUR", "en_US", 7_00),
        ("999999999.99", "EUR", "en_US", AMOUNT_MAX),
    ],
)
def test_an_amount_may_be_typed_as_people_type_it(text: str, currency: str, locale: str, amount: int) -> None:
    assert parse_money(text, currency, locale) == amount


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "1e9",
            "-5",
            "+5",
            "٣",
            "12.345",
            "1.2.3",
            "1,2,3",
            ".",
            ",",
            ".5",
            "5.",
            "1.240",
            "1,240",
        ),
        *(
            "1 24",
            "1  240",
            "12 34.50",
            " 1 2 3",
            "1.240.50",
            "12,3.50",
            "NaN",
            "inf",
            "0x10",
            "1_000",
            "½",
            "9" * 41,
        ),
        *("12\n50", "\x1b[2J", "9" * 10_000),
    ],
)
@pytest.mark.parametrize("locale", ["en_US", "sv_SE", "de_DE"])
def test_nonsense_is_not_an_amount(text: str, locale: str) -> None:
    with pytest.raises(BadAmount) as refused:
        parse_money(text, "EUR", locale)
    shown = str(refused.value.values["text"])
    assert len(shown) <= 40
    assert shown.isprintable()


def test_more_than_the_register_takes_is_refused_as_that() -> None:
    for text in ("1000000000.00", "999999999999999"):
        with pytest.raises(AmountTooLarge):
            parse_money(text, "EUR", "en_US")


def test_a_count_is_value_times_number() -> None:
    lines = (CountLine(100_00, 1), CountLine(50_00, 2), CountLine(25, 40))
    assert parse_count("50x2, 100x1,0.25 × 40", "EUR", "sv_SE") == Count(210_00, lines)
    assert parse_count("1000x3,500*1,1X7", "JPY", "en_US").amount == 3_507


def test_rolls_and_bags_of_a_coin_are_told_apart_by_their_letter() -> None:
    packs = (Pack(1_00, 50, PackKind.ROLL), Pack(1_00, 500, PackKind.BAG))
    lines = (CountLine(1_00, 1, 500), CountLine(1_00, 2, 50), CountLine(1_00, 3))
    assert parse_count("1x3,1x2r,1x1B", "EUR", "en_US", packs) == Count(603_00, lines)
    with pytest.raises(BadAmount):
        parse_count("2x1b", "EUR", "en_US", packs)


def test_two_heaps_of_the_same_coin_are_added() -> None:
    assert parse_count("5x2,5x3", "EUR", "en_US") == Count(25_00, (CountLine(5_00, 5),))


@pytest.mark.parametrize(
    "text",
    [
        *("", ",", "100", "100x", "x2", "100x-1", "100x1.5", "100x1,", "0x5", "1e2x1", "100x1;50x2", "100x٣"),
        *("0,25x40", "100x12345678", "9" * 10_000, "1x1," * 400, "100x1x1", "-5x1", "100xx1"),
    ],
)
def test_nonsense_is_not_a_count(text: str) -> None:
    with pytest.raises(BadAmount) as refused:
        parse_count(text, "EUR", "sv_SE")
    assert len(str(refused.value.values["text"])) <= 40


def test_a_count_above_what_the_register_takes_is_refused_as_that() -> None:
    with pytest.raises(AmountTooLarge):
        parse_count("500x9999999", "EUR", "en_US")


@pytest.mark.parametrize(
    ("keys", "shown", "amount"),
    [
        ("", "0,00", 0),
        ("3", "0,03", 3),
        ("3500", "35,00", 35_00),
        ("0003500", "35,00", 35_00),
        ("124050", "1 240,50", 1_240_50),
        ("35.", "35,", 35_00),
        ("35,5", "35,5", 35_50),
        ("1240.50", "1 240,50", 1_240_50),
        (".", "0,", 0),
        (".5", "0,5", 50),
        ("99999999999", "999 999 999,99", AMOUNT_MAX),
    ],
)
def test_digits_push_in_from_the_right(keys: str, shown: str, amount: int) -> None:
    assert keyed_text(keys, "SEK", "sv_SE") == shown
    assert keyed_amount(keys, "SEK", "sv_SE") == amount


def test_a_currency_without_decimals_has_none_on_the_number_pad() -> None:
    assert keyed_text("3500", "JPY", "en_US") == "3,500"
    with pytest.raises(BadAmount):
        keyed_text("3.5", "JPY", "en_US")


@pytest.mark.parametrize("keys", ["1.234", "1..2", "1.2.", "-5", "1e3", "٣", "100000000000", "9" * 10_000])
def test_the_number_pad_refuses_what_is_not_an_amount(keys: str) -> None:
    with pytest.raises(Refused):
        keyed_text(keys, "EUR", "en_US")


@pytest.mark.parametrize("locale", ["", "C", "xx_YY", "../../etc", "sv-SE", "\x1b[2J", "x" * 1000])
def test_an_unknown_locale_is_a_sentence(locale: str) -> None:
    with pytest.raises(ValueError, match=r"^“.{0,40}” is not a known locale; expected one like en_US"):
        money(1, "EUR", locale)
