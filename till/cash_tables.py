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


def denominations(amount: Amount, currency: str, texts: Sequence[str]) -> tuple[int, ...]:
    """Give the notes and coins, largest first: those of the currency unless others are named."""
    if not texts:
        return DENOMINATIONS.get(currency, ())
    given = [amount(f"register.denominations[{at}]", text) for at, text in enumerate(texts)]
    return tuple(sorted({value for value in given if value}, reverse=True))


def packs(
    path: Path, amount: Amount, currency: str, rolls: Sequence[str], bags: Sequence[str]
) -> tuple[Pack, ...]:
    """Give rolls and bags of coins, largest coin first: those of the currency unless others are named.

    Raises:
        BadConfiguration: One is not value × pieces.
    """
    found: list[Pack] = []
    for kind, texts in ((PackKind.ROLL, rolls), (PackKind.BAG, bags)):
        key = f"register.{kind.value}s"
        standard = _STANDARD[kind].get(currency, {}).items()
        pairs = _pieces(path, amount, key, texts) if texts else standard
        found += [Pack(value, pieces, kind) for value, pieces in pairs]
    return tuple(sorted(found, key=lambda pack: (-pack.value, pack.pieces)))


def low_below(path: Path, amount: Amount, texts: Sequence[str]) -> dict[int, int]:
    """Give below how many pieces a note or coin runs low.

    Raises:
        BadConfiguration: One is not value × pieces.
    """
    return dict(_pieces(path, amount, "register.low_below", texts))


def _pieces(path: Path, amount: Amount, key: str, texts: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for at, text in enumerate(texts):
        match = _PACK.fullmatch(text)
        if match is None:
            raise BadConfiguration(f'{path}: {key}[{at}]: expected value and pieces like "1.00x50".')
        found.append((amount(f"{key}[{at}]", match[1]), int(match[2])))
    return found
