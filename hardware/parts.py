"""The parts a slip is made of, without any device in mind. Pure data."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """Says where a line of text stands on the paper."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph, wrapped between words; `wide` and `tall` mean twice the width and the height."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    wide: bool = False
    tall: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A name on the left and an amount on the right of one line, with an optional count before the amount.

    The left text is cut with "…" where it does not fit. The right text is never cut.
    """

    left: str
    right: str
    middle: str = ""
    bold: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper, drawn with `char`."""

    char: str = "-"


@dataclass(frozen=True, slots=True)
class Feed:
    """So many empty lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Barcode:
    """A CODE128 bar code with its text below; only the text where the paper is too narrow for the bars."""

    text: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code; only the text where the paper is too narrow for the code."""

    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Feeds the paper to the knife and cuts it."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that is configured for the printer, in the middle; nothing where there is none."""


Part = Text | Columns | Rule | Feed | Barcode | QrCode | Cut | Logo
