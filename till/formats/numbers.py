"""JSON whose numbers stay as they are written: no amount is ever a binary fraction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NoReturn

from till.domain.money import plain

TEXT_LENGTH_MAX: Final = 1_000_000
"""The longest text that is read, in characters."""


class Number(str):
    """A number of a JSON text, digit for digit."""

    __slots__ = ()


def read(text: str) -> Any:
    """Read JSON; numbers become Number.

    Raises:
        ValueError: It is not JSON, says a key twice, or is longer than anybody needs.
    """
    if len(text) > TEXT_LENGTH_MAX:
        raise ValueError(f"expected at most {TEXT_LENGTH_MAX} characters")
    try:
        return json.loads(
            text,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_refused,
            object_pairs_hook=_once,
        )
    except RecursionError:
        raise ValueError("expected less that is nested") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"expected JSON, at line {error.lineno}, column {error.colno}") from None


def _refused(word: str) -> NoReturn:
    raise ValueError(f"expected a number and not {word}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("expected each key once")
    return found


def write(value: Any) -> str:
    """Write plain values as JSON; a Decimal is a number with just its digits."""
    return "".join(pieces(value))


def pieces(value: Any) -> Iterator[str]:
    """Write plain values as JSON piece by piece; an iterator is a list that nobody holds as a whole."""
    if isinstance(value, dict):
        for place, (key, part) in enumerate(value.items()):
            yield f"{', ' if place else '{'}{json.dumps(key)}: "
            yield from pieces(part)
        yield "}" if value else "{}"
    elif isinstance(value, list | tuple | Iterator):
        yield "["
        for place, part in enumerate(value):
            if place:
                yield ", "
            yield from pieces(part)
        yield "]"
    elif isinstance(value, Decimal):
        yield format(value, "f")
    else:
        yield json.dumps(value, ensure_ascii=False)


def decimal(amount: int, exponent: int) -> Decimal:
    """Give minor units as a decimal number of the major unit, exactly."""
    return Decimal(plain(amount, exponent))


def text(amount: int, exponent: int, places: int) -> str:
    """Give minor units as the text of a decimal number with at least so many places."""
    digits = plain(amount, exponent)
    whole, _, part = digits.partition(".")
    return f"{whole}.{part.ljust(places, '0')}"
