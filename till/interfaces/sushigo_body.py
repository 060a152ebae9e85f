"""What SushiGo's clients send, read strictly: a wrong value is named with what was expected."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from till.domain.money import parse_plain
from till.formats import numbers
from till.formats.numbers import Number
from till.interfaces.door import Denied

BODY_BYTES_MAX: Final = 64 * 1024
_NOTE_MAX: Final = 200


class WrongField(Denied):
    """A field is not what it must be; `field` names it as their errors do."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(422, words)
        self.field = field


def wish_in(body: bytes) -> dict[str, Any]:
    """Read the object that was sent.

    Raises:
        Denied: It is none.
    """
    try:
        found = numbers.read(body.decode())
    except (ValueError, UnicodeDecodeError) as wrong:
        raise Denied(422, f"The body is not JSON: {wrong}.") from wrong
    if not isinstance(found, dict):
        raise Denied(422, "The body must be an object.")
    return found


def number_in(wish: dict[str, Any], field: str) -> int:
    """Read a whole number that must be there."""
    value = wish.get(field)
    if not isinstance(value, Number) or not value.isdigit() or len(value) > 9:
        raise WrongField(field, f"The {field} field must be a whole number.")
    return int(value)


def date_in(wish: dict[str, Any], field: str) -> str:
    """Read a date that must be there."""
    value = wish.get(field)
    if not isinstance(value, str) or isinstance(value, Number):
        raise WrongField(field, f"The {field} field must be a date in format YYYY-MM-DD.")
    return valid_date(value, field)


def valid_date(text: str, field: str) -> str:
    """See that a text is a date, YYYY-MM-DD."""
    try:
        if len(text) != 10 or not text.isascii():
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WrongField(field, f"The {field} field must be a date in format YYYY-MM-DD.") from None


def amount_in(wish: dict[str, Any], field: str, exponent: int) -> int | None:
    """Read an amount in minor units, a number or a decimal string; None if there is none."""
    value = wish.get(field)
    if value is None:
        return None
    try:
        if not isinstance(value, str):
            raise ValueError
        whole, _, part = value.partition(".")
        part = part[:exponent] + part[exponent:].rstrip("0")
        return parse_plain(f"{whole}.{part}" if part else whole, exponent)
    except ValueError:
        words = f"The {field} field must be an amount of at most {exponent} decimals, not negative."
        raise WrongField(field, words) from None


def note_in(wish: dict[str, Any]) -> str | None:
    """Read the note in `meta`; nothing else of it could be kept, so nothing else is taken."""
    meta = wish.get("meta")
    if meta is None:
        return None
    if not isinstance(meta, dict):
        raise WrongField("meta", "The meta field must be an object.")
    for key in meta:
        if key != "note":
            raise WrongField("meta", "Of the meta field a register keeps the note, and nothing else.")
    note = meta.get("note")
    if note is None:
        return None
    plain = isinstance(note, str) and not isinstance(note, Number)
    if not plain or not note.isprintable() or len(note) > _NOTE_MAX:
        raise WrongField("meta.note", f"The note must be one line of at most {_NOTE_MAX} characters.")
    return note.strip() or None
