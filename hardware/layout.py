"""Where everything stands on the paper: the one layout behind the bytes, the plain text and the picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from hardware.parts import Align, Barcode, Columns, Cut, Feed, Logo, Part, QrCode, Rule, Text
from hardware.text import cells, chop, clean, cut, wrap

COLUMNS_MIN = 16
COLUMNS_MAX = 96
DOTS_PER_COLUMN = 12  # Font A on every common printer: 384 dots are 32 columns, 576 are 48.
_FEED_LINES_MAX = 100
_LEFT_CELLS_MIN = 6  # Less room than this beside the amount, and the name gets a line of its own.
_BAR_MODULE_DOTS = (3, 2)
_BAR_CHARACTERS_MAX = 60
_QR_MODULE_DOTS = (5, 4, 3, 2)
_QR_MARGIN_MODULES = 4
# Bytes that versions 1 to 40 hold at error correction M (ISO/IEC 18004, table 7).
_QR_BYTES = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
    *(711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989),
    *(2099, 2213, 2331),
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is printed."""

    bold: bool = False
    wide: bool = False
    tall: bool = False
    underline: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that fits the paper, after `indent` empty cells of normal width."""

    text: str = ""
    indent: int = 0
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class BarLine:
    """A CODE128 bar code of printable ASCII that fits the paper, in the middle, its text below."""

    text: str
    module_dots: int


@dataclass(frozen=True, slots=True)
class QrLine:
    """A QR code that fits the paper, in the middle."""

    text: str
    module_dots: int


@dataclass(frozen=True, slots=True)
class CutLine:
    """The place of a cut."""


@dataclass(frozen=True, slots=True)
class LogoLine:
    """The place of the logo, if the printer has one."""


Item = Line | BarLine | QrLine | CutLine | LogoLine


def lay_out(parts: Iterable[Part], columns: int) -> list[Item]:
    """Return what stands on paper `columns` cells wide, line by line; all text in it is clean.

    Raises:
        ValueError: No paper is that wide.
    """
    if not COLUMNS_MIN <= columns <= COLUMNS_MAX:
        raise ValueError(f"{columns} columns; expected {COLUMNS_MIN} to {COLUMNS_MAX}.")
    return [item for part in parts for item in _items(part, columns)]


def _items(part: Part, columns: int) -> Iterator[Item]:
    match part:
        case Text():
            yield from _text_lines(part, columns)
        case Columns():
            yield from _column_lines(part, columns)
        case Rule():
            character = clean(part.char)[:1]
            yield _line((character if cells(character) == 1 else "-") * columns, columns, Align.LEFT, PLAIN)
        case Feed():
            for _ in range(min(part.lines, _FEED_LINES_MAX)):
                yield Line()
        case Barcode():
            yield from _bar_code(part, columns)
        case QrCode():
            yield from _qr_code(part, columns)
        case Cut():
            yield CutLine()
        case Logo():
            yield LogoLine()
        case _:
            assert_never(part)


def _text_lines(part: Text, columns: int) -> Iterator[Line]:
    style = Style(part.bold, part.wide, part.tall, part.underline)
    factor = 2 if part.wide else 1
    for text in wrap(clean(part.text), columns // factor):
        yield _line(text, columns, part.align, style)


def _line(text: str, columns: int, align: Align, style: Style) -> Line:
    room = columns - cells(text) * (2 if style.wide else 1)
    indent = {Align.LEFT: 0, Align.CENTRE: room // 2, Align.RIGHT: room}[align]
    # A no-break space has done its work once the lines are broken.
    text = text.replace("\u00a0", " ").rstrip(" ")
    return Line(text, indent, style) if cells(text) else Line()


def _column_lines(part: Columns, columns: int) -> Iterator[Line]:
    style = Style(bold=part.bold, tall=part.tall)
    left, right = clean(part.left), clean(part.right)
    tail = _tail(clean(part.middle), right, columns)
    room = columns - cells(tail) - 1
    if room >= min(cells(left), _LEFT_CELLS_MIN):
        left = cut(left, room)
        yield _line(left + " " * (columns - cells(left) - cells(tail)) + tail, columns, Align.LEFT, style)
        return
    yield _line(cut(left, columns), columns, Align.LEFT, style)
    for piece in chop(tail, columns):
        yield _line(piece.strip(" "), columns, Align.RIGHT, style)


def _tail(middle: str, right: str, columns: int) -> str:
    """Join the middle column and the amount, so that the middle columns of rows end under each other."""
    if not middle:
        return right
    amount_cells = max(10, columns * 2 // 7)
    return middle + " " * max(1, amount_cells - cells(right)) + right


def _bar_code(part: Barcode, columns: int) -> Iterator[Item]:
    text = clean(part.text).replace("\u00a0", " ")
    modules = 11 * len(text) + 35 + 20  # Start, check and stop characters, and the quiet zones.
    if text.isascii() and 0 < len(text) <= _BAR_CHARACTERS_MAX:
        for dots in _BAR_MODULE_DOTS:
            if modules * dots <= columns * DOTS_PER_COLUMN:
                yield BarLine(text, dots)
                return
    yield from _text_lines(Text(text, Align.CENTRE), columns)


def _qr_code(part: QrCode, columns: int) -> Iterator[Item]:
    text = clean(part.text).replace("\u00a0", " ")
    size_bytes = len(text.encode())
    version = next((number for number, held in enumerate(_QR_BYTES, 1) if size_bytes <= held), None)
    if text and version is not None:
        modules = 17 + 4 * version + 2 * _QR_MARGIN_MODULES
        for dots in _QR_MODULE_DOTS:
            if modules * dots <= columns * DOTS_PER_COLUMN:
                yield QrLine(text, dots)
                return
    yield from _text_lines(Text(text, Align.CENTRE), columns)


def as_text(items: Iterable[Item], columns: int) -> str:
    """Return laid-out items as plain text, a newline after every line."""
    return "".join(f"{line}\n" for item in items for line in _plain_lines(item, columns))


def _plain_lines(item: Item, columns: int) -> Iterator[str]:
    match item:
        case Line():
            yield " " * item.indent + item.text
        case BarLine():
            yield from _boxed(f"[BARCODE {item.text}]", columns)
        case QrLine():
            yield from _boxed(f"[QR {item.text}]", columns)
        case CutLine():
            dashes = "- " * (columns // 4)
            yield (dashes + "8< " + dashes)[:columns].rstrip()
        case LogoLine():
            return
        case _:
            assert_never(item)


def _boxed(text: str, columns: int) -> Iterator[str]:
    for piece in chop(text, columns):
        yield " " * ((columns - cells(piece)) // 2) + piece
