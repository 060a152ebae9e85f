"""Amounts as on a register: digits push in from the right, and a decimal point also works. Pure."""

from __future__ import annotations

from till.domain.errors import AmountTooLarge
from till.domain.money import AMOUNT_MAX
from till.wording.money import decimal_sign, money, parse_money

_DIGITS_MAX = len(str(AMOUNT_MAX))


def keyed_amount(keys: str, currency: str, locale: str) -> int:
    """Give the minor units of what was keyed so far: `3500` is 35.00, and so is `35.` or `35.00`.

    Raises:
        BadAmount: It cannot be read, or has too many decimals.
        AmountTooLarge: It is more than the register takes.
    """
    if keys == "":
        return 0
    if not (keys.isascii() and keys.isdigit()):
        return parse_money(_completed(keys, decimal_sign(locale)), currency, locale)
    digits = keys.lstrip("0")
    if len(digits) > _DIGITS_MAX or int(digits or "0") > AMOUNT_MAX:
        raise AmountTooLarge()
    return int(digits or "0")


def _completed(keys: str, decimal: str) -> str:
    """Give an amount out of one that is still being typed: `35.` is `35`, `.5` is `0.5`."""
    if keys[0] in (".", decimal):
        keys = f"0{keys}"
    complete = keys[:-1]
    return complete if keys[-1] in (".", decimal) and not {".", decimal} & set(complete) else keys


def keyed_text(keys: str, currency: str, locale: str) -> str:
    """Give what the display shows for what was keyed so far: `35.00` for `3500`, `35.0` for `35.0`.

    Raises:
        BadAmount: It cannot be read, or has too many decimals.
        AmountTooLarge: It is more than the register takes.
    """
    amount, decimal = keyed_amount(keys, currency, locale), decimal_sign(locale)
    written = money(amount, currency, locale)
    point = next((each for each in (decimal, ".") if each in keys), None)
    if point is None:
        return written
    return written.partition(decimal)[0] + decimal + keys.partition(point)[2]
