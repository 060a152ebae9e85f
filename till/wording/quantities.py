"""Quantities and percentages as people write them."""

from __future__ import annotations

import re

from till.domain.money import plain
from till.domain.sale_errors import BadDiscount, BadQuantity
from till.wording.money import decimal_sign


def quantity(thousandths: int, locale: str) -> str:
    """Write a quantity without needless decimals: `3`, `0.35`."""
    return _short(thousandths, 3, locale)


def percent(rate: int, locale: str) -> str:
    """Write a rate in hundredths of a percent: `25 %`, `13.5 %`."""
    return f"{_short(rate, 2, locale)} %"


def _short(number: int, decimals: int, locale: str) -> str:
    whole, _point, part = plain(number, decimals).partition(".")
    part = part.rstrip("0")
    return f"{whole}{decimal_sign(locale)}{part}" if part else whole


def parse_quantity(text: str, locale: str) -> int:
    """Read a typed quantity into thousandths.

    Raises:
        BadQuantity: It is not one.
    """
    found = _parsed(text, 3, locale)
    if found is None:
        raise BadQuantity()
    return found


def parse_percent(text: str, locale: str) -> int:
    """Read a typed percentage, with or without its sign, into hundredths of a percent.

    Raises:
        BadDiscount: It is not one.
    """
    found = _parsed(text.removesuffix("%").strip(), 2, locale)
    if found is None:
        raise BadDiscount()
    return found


def _parsed(text: str, decimals: int, locale: str) -> int | None:
    match = re.fullmatch(r"([0-9]{1,7})(?:\.([0-9]*))?", text.strip().replace(decimal_sign(locale), "."))
    if match is None or len(match[2] or "") > decimals:
        return None
    whole, part = int(match[1]), int((match[2] or "").ljust(decimals, "0"))
    return whole * int(10**decimals) + part
