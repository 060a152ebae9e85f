"""A slip as a picture: what the paper will look like, for the screen and for people far away.

It is drawn from the same layout as the bytes, at the printer's own 203 dots an inch. Pillow and the two code
libraries are imported when a picture is drawn.
"""

import functools
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, assert_never

from hardware.document import Document
from hardware.layout import DOTS_PER_COLUMN, BarLine, CutLine, Item, Line, QrLine, Style, lay_out
from hardware.text import character_cells

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_LINE_DOTS = 30
_FONT_DOTS = 20
_MARGIN_DOTS = 24
_BAR_HEIGHT_DOTS = 72
_CUT_DOTS = 60
_QR_MARGIN_DOTS = 16
_FONTS = {False: "DejaVuSansMono.ttf", True: "DejaVuSansMono-Bold.ttf"}
_WHITE, _BLACK = 255, 0


def to_png(document: Document, columns: int) -> bytes:
    """Return `document` on paper `columns` characters wide as a PNG file in shades of grey."""
    from PIL import Image, ImageDraw

    items = lay_out(document.parts, columns)
    pieces = [_piece(item, columns) for item in items]
    heights = [_height(item, piece) for item, piece in zip(items, pieces, strict=True)]
    size = (columns * DOTS_PER_COLUMN + 2 * _MARGIN_DOTS, sum(heights) + 2 * _MARGIN_DOTS)
    paper = Image.new("L", size, _WHITE)
    draw = ImageDraw.Draw(paper)
    top = _MARGIN_DOTS
    for item, piece, height in zip(items, pieces, heights, strict=True):
        if isinstance(item, Line):
            _draw_line(paper, item, top)
        elif isinstance(item, CutLine):
            middle = top + height // 2
            for left in range(0, size[0], 24):
                draw.line((left, middle, left + 12, middle), fill=_BLACK)
        elif piece is not None:
            paper.paste(piece, ((size[0] - piece.width) // 2, top))
        top += height
    file = io.BytesIO()
    paper.save(file, "PNG")
    return file.getvalue()


def _piece(item: Item, columns: int) -> "Image | None":
    """Return the picture of a code; lines and cuts are drawn in place."""
    match item:
        case BarLine():
            return _bar_code(item, columns)
        case QrLine():
            return _qr_code(item)
        case Line() | CutLine():
            return None
        case _:
            assert_never(item)


def _height(item: Item, piece: "Image | None") -> int:
    if piece is not None:
        return piece.height
    if isinstance(item, Line) and item.style.tall:
        return 2 * _LINE_DOTS
    return _CUT_DOTS if isinstance(item, CutLine) else _LINE_DOTS


def _draw_line(paper: "Image", line: Line, top: int) -> None:
    if not line.text:
        return
    strip = _strip(line.text, line.style)
    if line.style.wide or line.style.tall:
        factors = (2 if line.style.wide else 1, 2 if line.style.tall else 1)
        strip = strip.resize((strip.width * factors[0], strip.height * factors[1]))
    paper.paste(strip, (_MARGIN_DOTS + line.indent * DOTS_PER_COLUMN, top))


def _strip(text: str, style: Style) -> "Image":
    """Return one line of text at normal size, each character in its cells."""
    from PIL import Image, ImageDraw

    cells = [character_cells(character) for character in text]
    strip = Image.new("L", (max(1, sum(cells)) * DOTS_PER_COLUMN, _LINE_DOTS), _WHITE)
    draw = ImageDraw.Draw(strip)
    font = _font(style.bold)
    left = 0
    for character, taken in zip(text, cells, strict=True):
        _draw_character(draw, (left if taken else left - DOTS_PER_COLUMN, 2), character, font)
        left += taken * DOTS_PER_COLUMN
    if style.underline:
        draw.line((0, _LINE_DOTS - 4, strip.width, _LINE_DOTS - 4), fill=_BLACK, width=2)
    return strip


def _draw_character(
    draw: "ImageDraw", place: tuple[int, int], character: str, font: "FreeTypeFont | ImageFont"
) -> None:
    try:
        draw.text(place, character, fill=_BLACK, font=font)
    except UnicodeEncodeError:  # Pillow's own bitmap font knows Latin-1 only.
        draw.text(place, "?", fill=_BLACK, font=font)


@functools.cache
def _font(bold: bool) -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont

    try:
        return ImageFont.truetype(_FONTS[bold], _FONT_DOTS)
    except OSError:  # No such font on this machine.
        return ImageFont.load_default(_FONT_DOTS)


def _bar_code(item: BarLine, columns: int) -> "Image":
    """Draw the bars as the printer does, the text below."""
    from barcode.codex import Code128
    from PIL import Image

    modules = [module == "1" for module in Code128(item.text).build()[0]]
    width = len(modules) * item.module_dots
    text = _strip(item.text, Style())
    bars = Image.new("L", (max(width, min(text.width, columns * DOTS_PER_COLUMN)), _BAR_HEIGHT_DOTS), _WHITE)
    _paint(bars, modules, ((bars.width - width) // 2, 0), (item.module_dots, _BAR_HEIGHT_DOTS))
    whole = Image.new("L", (bars.width, bars.height + _LINE_DOTS), _WHITE)
    whole.paste(bars, (0, 0))
    whole.paste(text, ((whole.width - text.width) // 2, bars.height))
    return whole


def _qr_code(item: QrLine) -> "Image":
    import qrcode
    from PIL import Image

    code: Any = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(item.text)
    rows: Sequence[Sequence[bool]] = code.get_matrix()
    side = len(rows) * item.module_dots
    picture = Image.new("L", (side, side + 2 * _QR_MARGIN_DOTS), _WHITE)
    for number, row in enumerate(rows):
        top = _QR_MARGIN_DOTS + number * item.module_dots
        _paint(picture, row, (0, top), (item.module_dots, item.module_dots))
    return picture


def _paint(
    picture: "Image", modules: Iterable[bool], left_top: tuple[int, int], module_size: tuple[int, int]
) -> None:
    """Paint a row of modules, a box for each dark one."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    (left, top), (width, height) = left_top, module_size
    for number, dark in enumerate(modules):
        if dark:
            x = left + number * width
            draw.rectangle((x, top, x + width - 1, top + height - 1), fill=_BLACK)
