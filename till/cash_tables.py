"""The keys of the configuration that say how cash is counted: notes and coins, rolls and bags."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from till.domain.money import BAGS, DENOMINATIONS, ROLLS
from till.domain.settings import Pack, PackKind
from till.faults import BadConfiguration

_PACK: Final = re.compile(r"([0-9.]+)x([1-9][0-9]{0,4})", re.ASCII)
_STANDARD: Final = {PackKind.ROLL: ROLLS, PackKind.BAG: BAGS}

Amount = Callable[[str, str], int]
"""Reads an amount; the first argument names its key where it cannot."""


def denominations(path: Path, amount: Amount, currency: str, texts: Sequence[str]) -> tuple[int, ...]:
    """Give the notes and coins, largest first: those of the currency unless others are named.

    Raises:
        BadConfiguration: One is worth nothing, or stands there twice.
    """
    if not texts:
        return DENOMINATIONS.get(currency, ())
    given = [amount(f"register.denominations[{at}]", text) for at, text in enumerate(texts)]
    for at, value in enumerate(given):
        if value <= 0 or value in given[:at]:
            key = f"register.denominations[{at}]"
            raise BadConfiguration(f"{path}: {key}: expected a value above 0 that is named once.")
    return tuple(sorted(given, reverse=True))


def packs(
    path: Path,
    amount: Amount,
    currency: str,
    rolls_and_bags: tuple[Sequence[str], Sequence[str]],
    known: Sequence[int],
) -> tuple[Pack, ...]:
    """Give rolls and bags of coins, largest coin first: those of the currency unless others are named.

    Raises:
        BadConfiguration: One is not value × pieces, or of a coin that is not among `known`.
    """
    found: list[Pack] = []
    for kind, texts in zip((PackKind.ROLL, PackKind.BAG), rolls_and_bags, strict=True):
        key = f"register.{kind.value}s"
        standard = _STANDARD[kind].get(currency, {}).items()
        pairs = _pieces(path, amount, key, texts, known) if texts else standard
        found += [Pack(value, pieces, kind) for value, pieces in pairs]
    return tuple(sorted(found, key=lambda pack: (-pack.value, pack.pieces)))


def low_below(path: Path, amount: Amount, texts: Sequence[str], known: Sequence[int] = ()) -> dict[int, int]:
    """Give below how many pieces a note or coin runs low.

    Raises:
        BadConfiguration: One is not value × pieces, or of a note or coin that is not among `known`.
    """
    found = _pieces(path, amount, "register.low_below", texts, known)
    values = [value for value, _pieces_ in found]
    for at, value in enumerate(values):
        if value in values[:at]:
            key = f"register.low_below[{at}]"
            raise BadConfiguration(f"{path}: {key}: expected each note or coin once.")
    return dict(found)


def _pieces(
    path: Path, amount: Amount, key: str, texts: Sequence[str], known: Sequence[int]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, text in enumerate(texts):
        match = _PACK.fullmatch(text)
        if match is None:
            raise BadConfiguration(f'{path}: {key}[{at}]: expected value and pieces like "1.00x50".')
        value = amount(f"{key}[{at}]", match[1])
        if value <= 0 or (known and value not in known):
            words = "expected one of the notes and coins in register.denominations, or those of the currency"
            raise BadConfiguration(f"{path}: {key}[{at}]: {words}.")
        found.append((value, int(match[2])))
    return found
