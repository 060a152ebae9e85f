"""Money and counts as people write them. Whole numbers only; the signs are the locale's, the minus is "-"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from till.domain.errors import AmountTooLarge, BadAmount
from till.domain.money import AMOUNT_MAX, EXPONENTS
from till.domain.settings import Pack, PackKind
from till.domain.state import Count, CountLine
from till.wording.locales import known, plain_signs

_TYPED_LENGTH_MAX: Final = 40
_COUNT_LENGTH_MAX: Final = 1000
_COUNT_ITEM: Final = re.compile(r"([^x×*]+?) *[x×*] *([0-9]{1,7})([rb]?)", re.IGNORECASE)
_PACKS: Final = {"r": PackKind.ROLL, "b": PackKind.BAG}


@dataclass(frozen=True, slots=True)
class _Signs:
    """How a locale writes numbers: `size` digits in the last group, `sizes` in those before it."""

    decimal: str
    group: str
    size: int
    sizes: int

    def grouped(self, whole: int) -> str:
        if self.size == self.sizes == 3:
            return f"{whole:,}".replace(",", self.group)
        digits = str(whole)
        groups = [digits[-self.size :]]
        rest = digits[: -self.size]
        while rest:
            groups.insert(0, rest[-self.sizes :])
            rest = rest[: -self.sizes]
        return self.group.join(groups)

    def ungrouped(self, text: str, separator: str) -> str | None:
        """Give the digits of `text`, or None if it is not digits in whole groups."""
        size, sizes = (3, 3) if separator == " " else (self.size, self.sizes)
        separator = re.escape(separator)
        pattern = rf"[0-9]{{1,{sizes}}}(?:{separator}[0-9]{{{sizes}}})*{separator}[0-9]{{{size}}}"
        return re.sub("[^0-9]", "", text) if re.fullmatch(pattern, text) else None


@lru_cache(maxsize=32)
def _signs(locale: str) -> _Signs:
    description = known(locale)
    symbols = description.number_symbols["latn"]
    size, sizes = description.decimal_formats[None].grouping
    return _Signs(plain_signs(symbols["decimal"]), plain_signs(symbols["group"]), size, sizes)


@lru_cache(maxsize=32)
def _around(currency: str, locale: str) -> tuple[str, str]:
    """Give what stands before and after an amount when its currency is named."""
    description = known(locale)
    symbol = plain_signs(description.currency_symbols.get(currency, currency))
    before, _digits, after = plain_signs(description.currency_formats["standard"].pattern).partition("#")
    if "¤" in before:
        return symbol + (" " if before.endswith(" ") or symbol[-1:].isalpha() else ""), ""
    return "", f" {symbol}" if "¤" in after else ""


def money(amount: int, currency: str, locale: str, *, symbol: bool = False, sign: bool = False) -> str:
    """Write `amount` minor units: `1 240.50`, with `symbol` `1 240.50 kr`, with `sign` `+1 240.50`.

    Where the locale groups with some kind of space it is a plain one, which every printer has.

    Raises:
        ValueError: There is no such locale.
    """
    signs = _signs(locale)
    exponent = EXPONENTS[currency]
    whole, part = divmod(abs(amount), 10**exponent)
    text = signs.grouped(whole)
    if exponent:
        text = f"{text}{signs.decimal}{part:0{exponent}d}"
    if symbol:
        before, after = _around(currency, locale)
        text = f"{before}{text}{after}"
    if amount < 0:
        return f"-{text}"
    return f"+{text}" if sign and amount > 0 else text


def decimal_sign(locale: str) -> str:
    """Give the sign between whole units and decimals, for a screen that shows what is being typed."""
    return _signs(locale).decimal


def parse_money(text: str, currency: str, locale: str) -> int:
    """Read a typed amount, with the locale's decimal sign or a plain point, into minor units.

    Groups of three may be separated by spaces. Another grouping sign of the locale counts only where it
    cannot be meant as the decimal sign: before decimals (`1.240,50`), or in a currency without any. So
    `12.345` is refused in euro everywhere, instead of being read in two ways.

    Raises:
        BadAmount: It is not such an amount, or has too many decimals; at most 40 characters of it are shown.
        AmountTooLarge: It is more than the register takes.
    """
    typed = plain_signs(text[: _TYPED_LENGTH_MAX + 1]).strip()
    if len(text) > _TYPED_LENGTH_MAX:
        raise BadAmount(text=_shown(text))
    exponent, signs = EXPONENTS[currency], _signs(locale)
    whole, decimals = typed, ""
    if exponent:
        decimal = signs.decimal if signs.decimal in typed else "."
        whole, point, decimals = typed.partition(decimal)
        if point and not re.fullmatch(f"[0-9]{{1,{exponent}}}", decimals):
            raise BadAmount(text=_shown(text))
    digits = whole if re.fullmatch("[0-9]+", whole) else signs.ungrouped(whole, " ")
    if digits is None and (decimals or exponent == 0):
        digits = signs.ungrouped(whole, signs.group)
    if digits is None:
        raise BadAmount(text=_shown(text))
    amount: int = int(digits) * 10**exponent + int(decimals.ljust(exponent, "0") or "0")
    if amount > AMOUNT_MAX:
        raise AmountTooLarge()
    return amount


def parse_count(text: str, currency: str, locale: str, packs: tuple[Pack, ...] = ()) -> Count:
    """Read a count, `100x1,50x2,0.25x40`: value × number, largest value first in what comes back.

    `1x3r` is three rolls of that coin, `1x3b` three bags, of as many pieces as `packs` says.

    Between items stands a comma, so inside a value only a point can be the decimal sign, in every locale.
    A value that comes twice was counted in two heaps: they are added.

    Raises:
        BadAmount: An item is not value × number; at most 40 characters of it are shown.
        AmountTooLarge: It is more than the register takes.
    """
    if len(text) > _COUNT_LENGTH_MAX:
        raise BadAmount(text=_shown(text))
    numbers: dict[tuple[int, int], int] = {}
    for item in text.split(","):
        match = _COUNT_ITEM.fullmatch(item.strip())
        if match is None:
            raise BadAmount(text=_shown(item.strip() or text))
        value = parse_money(match[1], currency, locale)
        if value == 0:
            raise BadAmount(text=_shown(item.strip()))
        kind = _PACKS.get(match[3].lower())
        pieces = next((pack.pieces for pack in packs if (pack.value, pack.kind) == (value, kind)), 0)
        if kind is not None and not pieces:
            raise BadAmount(text=_shown(item.strip()))
        numbers[value, pieces] = numbers.get((value, pieces), 0) + int(match[2])
    # Rolls and bags of a coin come before its loose ones.
    rows = sorted(numbers, reverse=True)
    lines = tuple(CountLine(value, numbers[value, pieces], pieces or None) for value, pieces in rows)
    amount = sum(line.amount for line in lines)
    if amount > AMOUNT_MAX:
        raise AmountTooLarge()
    return Count(amount, lines)


def _shown(text: str) -> str:
    """Give what of a typed text can stand in a sentence: one line, at most 40 characters."""
    printable = "".join(each if each.isprintable() else "?" for each in text[: _TYPED_LENGTH_MAX + 1])
    if len(text) <= _TYPED_LENGTH_MAX:
        return printable
    return printable[: _TYPED_LENGTH_MAX - 1] + "…"
