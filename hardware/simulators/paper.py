"""What stands on the simulated paper, as things and as text."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line of text; a style is true if any of its characters has it."""

    text: str
    indent: int = 0
    bold: bool = False
    wide: bool = False
    tall: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class PrintedBarcode:
    """One bar code; `kind` is the manual's m, 73 for CODE128."""

    text: str
    kind: int
    module_dots: int
    align: int = 0


@dataclass(frozen=True, slots=True)
class PrintedQr:
    """One QR code."""

    text: str
    module_dots: int
    align: int = 0


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """One raster picture."""

    width_dots: int
    height_dots: int
    dots: bytes = b""  # The rows, the highest bit on the left, 1 is black.


@dataclass(frozen=True, slots=True)
class PaperCut:
    """The paper was cut here."""

    full: bool


@dataclass(frozen=True, slots=True)
class PaperEnd:
    """The roll ended here, and a new one begins."""


PrintedItem = PrintedLine | PrintedBarcode | PrintedQr | PrintedPicture | PaperCut | PaperEnd


class PaperRoll:
    """Everything printed so far, since the printer was made."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.items: list[PrintedItem] = []
        self.slips: list[str] = []  # One text per cut.
        self.torn: list[str] = []  # What hung out of the printer when a roll ended.
        self._text: list[str] = []
        self._piece: list[str] = []

    @property
    def text(self) -> str:
        """All of the paper as text, cut marks included."""
        return "".join(self._text)

    def add(self, item: PrintedItem) -> None:
        """Put `item` at the end of the paper."""
        self.items.append(item)
        if isinstance(item, PaperCut):
            self._finish(self.slips)
            dashes = "- " * (self.columns // 4)
            self._text.append((dashes + "8< " + dashes)[: self.columns].rstrip() + "\n")
        elif isinstance(item, PaperEnd):
            if self._piece:
                self._finish(self.torn)
        else:
            line = _as_text(item, self.columns) + "\n"
            self._text.append(line)
            self._piece.append(line)

    def _finish(self, pieces: list[str]) -> None:
        pieces.append("".join(self._piece))
        self._piece = []


def _as_text(item: PrintedLine | PrintedBarcode | PrintedQr | PrintedPicture, columns: int) -> str:
    match item:
        case PrintedLine():
            return (" " * item.indent + item.text).rstrip(" ")
        case PrintedBarcode():
            return _label(f"[BARCODE {item.text}]", item.align, columns)
        case PrintedQr():
            return _label(f"[QR {item.text}]", item.align, columns)
        case PrintedPicture():
            return f"[PICTURE {item.width_dots} x {item.height_dots}]"


def _label(label: str, align: int, columns: int) -> str:
    """Return what stands for a code in the text of the paper, in lines no wider than the paper."""
    lines = [""]
    for character in label:
        if text_cells(lines[-1] + character) > columns:
            lines.append("")
        lines[-1] += character
    return "\n".join(" " * indent(text_cells(line), align, columns) + line for line in lines)


def indent(cells: int, align: int, columns: int) -> int:
    """Return the empty cells before `cells` cells that stand left (0), in the middle (1) or right (2)."""
    room = max(0, columns - cells)
    return (0, room // 2, room)[align]


def text_cells(text: str) -> int:
    """Return the cells that `text` takes at normal width."""
    seen = (character for character in text if unicodedata.category(character) not in ("Mn", "Me"))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in seen)
