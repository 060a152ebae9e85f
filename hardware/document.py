"""The device-independent slip: lines, emphasis, columns, bar and QR codes, cut. Pure data."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, assert_never

from hardware import layout
from hardware.parts import Align, Barcode, Columns, Cut, Feed, Logo, Part, QrCode, Rule, Text

__all__ = [
    "Align",
    "Barcode",
    "Columns",
    "Cut",
    "Document",
    "Feed",
    "Logo",
    "Part",
    "QrCode",
    "Rule",
    "Text",
]

_VERSION = 1
_FEED_LINES_MAX = 100
_ALIGN_LETTERS = {Align.LEFT: "l", Align.CENTRE: "c", Align.RIGHT: "r"}
_ALIGNS = {letter: align for align, letter in _ALIGN_LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Document:
    """One slip: a title that people and lists know it by, and what is printed, in order."""

    title: str
    parts: tuple[Part, ...]

    def to_text(self, columns: int) -> str:
        """Return the slip as plain text on paper `columns` cells wide, a newline after every line."""
        return layout.as_text(layout.lay_out(self.parts, columns), columns)

    def to_json(self) -> str:
        """Return the stored form: one compact line of ASCII JSON that `from_json` reads back exactly."""
        rows = [_row(part) for part in self.parts]
        return json.dumps({"document": _VERSION, "title": self.title, "parts": rows}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Document":
        """Return the document that `to_json` stored.

        Raises:
            ValueError: `text` is not a stored document; the message says what is wrong with it.
        """
        try:
            stored = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"A stored document must be JSON: {error}.") from None
        if not isinstance(stored, dict) or stored.get("document") != _VERSION:
            raise ValueError(f"A stored document must be an object with document = {_VERSION}.")
        title, rows = stored.get("title"), stored.get("parts")
        if not isinstance(title, str) or not isinstance(rows, list):
            raise ValueError("A stored document must have a title and a list of parts.")
        return cls(title, tuple(_part(row, number) for number, row in enumerate(rows, 1)))


def _row(part: Part) -> list[str | int]:
    match part:
        case Text():
            return ["text", part.text, _ALIGN_LETTERS[part.align] + _style_letters(part)]
        case Columns():
            style = ("b" if part.bold else "") + ("t" if part.tall else "")
            return ["columns", part.left, part.right, part.middle, style]
        case Rule():
            return ["rule", part.char]
        case Feed():
            return ["feed", part.lines]
        case Barcode():
            return ["barcode", part.text]
        case QrCode():
            return ["qr", part.text]
        case Cut():
            return ["cut"]
        case Logo():
            return ["logo"]
        case _:
            assert_never(part)


def _style_letters(text: Text) -> str:
    letters = "b" if text.bold else ""
    letters += "w" if text.wide else ""
    letters += "t" if text.tall else ""
    return letters + "u" if text.underline else letters


def _text(text: str, style: str) -> Text:
    if not style or style[0] not in _ALIGNS or not set(style[1:]) <= set("bwtu"):
        raise ValueError(f"an unknown style {style!r}")
    flags = style[1:]
    return Text(text, _ALIGNS[style[0]], "b" in flags, "w" in flags, "t" in flags, "u" in flags)


def _columns(left: str, right: str, middle: str, style: str) -> Columns:
    if not set(style) <= set("bt"):
        raise ValueError(f"an unknown style {style!r}")
    return Columns(left, right, middle, "b" in style, "t" in style)


def _feed(lines: int) -> Feed:
    if not 1 <= lines <= _FEED_LINES_MAX:
        raise ValueError(f"{lines} lines to feed, expected 1 to {_FEED_LINES_MAX}")
    return Feed(lines)


_READERS: dict[str, tuple[tuple[type, ...], Callable[..., Part]]] = {
    "text": ((str, str), _text),
    "columns": ((str, str, str, str), _columns),
    "rule": ((str,), Rule),
    "feed": ((int,), _feed),
    "barcode": ((str,), Barcode),
    "qr": ((str,), QrCode),
    "cut": ((), Cut),
    "logo": ((), Logo),
}


def _part(row: Any, number: int) -> Part:
    if not isinstance(row, list) or not row or not isinstance(row[0], str) or row[0] not in _READERS:
        raise ValueError(f"Part {number} of the stored document is of no known kind.")
    kinds, reader = _READERS[row[0]]
    if tuple(type(value) for value in row[1:]) != kinds:
        raise ValueError(f"Part {number} of the stored document ({row[0]}) has the wrong values.")
    try:
        return reader(*row[1:])
    except ValueError as error:
        raise ValueError(f"Part {number} of the stored document has {error}.") from None
