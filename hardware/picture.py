"""A slip as a picture: what the paper will look like, for the screen and for people far away.

It is drawn from the same layout as the bytes, at the printer's own 203 dots an inch. Pillow and the two code
libraries are imported when a picture is drawn.
"""

import functools
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, assert_never

from hardware.document import Document
from hardware.layout import DOTS_PER_COLUMN, BarLine, CutLine, Item, Line, LogoLine, QrLine, Style, lay_out
from hardware.raster import Raster
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
_WHITE, _GREY, _BLACK = 255, 140, 0
_LOGO_HEIGHT_DOTS_MAX = 400  # Five centimetres.


def to_png(document: Document, columns: int) -> bytes:
    """Return `document` on paper `columns` characters wide as a PNG file in shades of grey."""
    file = io.BytesIO()
    _paper(lay_out(document.parts, columns), columns, _MARGIN_DOTS, "").save(file, "PNG")
    return file.getvalue()


def to_raster(items: Sequence[Item], columns: int, font: str = "") -> Raster:
    """Return what stands on the paper as black and white dots, as wide as the paper.

    `font` is a TrueType file with the letters that are wanted; without it, one of this machine's.
    """
    return _raster(_paper(items, columns, 0, font).point(lambda grey: _WHITE if grey > _GREY else _BLACK))


def load_logo(path: str, columns: int) -> Raster:
    """Return the picture in a file as dots, made smaller if it does not fit the paper.

    Raises:
        ValueError: It is no picture that can be read; the message is a sentence.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            opened.thumbnail((columns * DOTS_PER_COLUMN, _LOGO_HEIGHT_DOTS_MAX))
            colours = opened.convert("RGBA")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValueError(f"The logo {path} is no picture that can be read.") from error
    on_paper = Image.new("RGBA", colours.size, "white")
    on_paper.alpha_composite(colours)
    return _raster(on_paper.convert("L"))


def _raster(picture: "Image") -> Raster:
    """Return a picture as dots: what is grey becomes a pattern of black and white."""
    from PIL import ImageChops

    # Pillow's 1 is white and a printer's is black; the last byte of a row is filled up with white.
    black = ImageChops.invert(picture.convert("L")).convert("1")
    return Raster((picture.width + 7) // 8, black.tobytes())


def _paper(items: Sequence[Item], columns: int, margin_dots: int, font: str) -> "Image":
    """Draw laid-out items on paper of their width, in shades of grey."""
    from PIL import Image, ImageDraw

    pieces = [_piece(item, columns, font) for item in items]
    heights = [_height(item, piece) for item, piece in zip(items, pieces, strict=True)]
    size = (columns * DOTS_PER_COLUMN + 2 * margin_dots, sum(heights) + 2 * margin_dots)
    paper = Image.new("L", size, _WHITE)
    draw = ImageDraw.Draw(paper)
    top = margin_dots
    for item, piece, height in zip(items, pieces, heights, strict=True):
        if isinstance(item, Line):
            _draw_line(paper, item, (margin_dots, top), font)
        elif isinstance(item, CutLine):
            middle = top + height // 2
            for left in range(0, size[0], 24):
                draw.line((left, middle, left + 12, middle), fill=_BLACK)
        elif piece is not None:
            paper.paste(piece, ((size[0] - piece.width) // 2, top))
        top += height
    return paper


def _piece(item: Item, columns: int, font: str) -> "Image | None":
    """Return the picture of a code; lines and cuts are drawn in place."""
    match item:
        case BarLine():
            return _bar_code(item, columns, font)
        case QrLine():
            return _qr_code(item)
        case Line() | CutLine() | LogoLine():
            return None
        case _:
            assert_never(item)


def _height(item: Item, piece: "Image | None") -> int:
    if piece is not None:
        return piece.height
    if isinstance(item, Line) and item.style.tall:
        return 2 * _LINE_DOTS
    if isinstance(item, LogoLine):
        return 0
    return _CUT_DOTS if isinstance(item, CutLine) else _LINE_DOTS


def _draw_line(paper: "Image", line: Line, left_top: tuple[int, int], font: str) -> None:
    if not line.text:
        return
    strip = _strip(line.text, line.style, font)
    if line.style.wide or line.style.tall:
        factors = (2 if line.style.wide else 1, 2 if line.style.tall else 1)
        strip = strip.resize((strip.width * factors[0], strip.height * factors[1]))
    left, top = left_top
    paper.paste(strip, (left + line.indent * DOTS_PER_COLUMN, top))


def _strip(text: str, style: Style, font_file: str) -> "Image":
    """Return one line of text at normal size, each character in its cells."""
    from PIL import Image, ImageDraw

    cells = [character_cells(character) for character in text]
    strip = Image.new("L", (max(1, sum(cells)) * DOTS_PER_COLUMN, _LINE_DOTS), _WHITE)
    draw = ImageDraw.Draw(strip)
    font = _font(style.bold, font_file)
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
def _font(bold: bool, file: str) -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont

    try:
        return ImageFont.truetype(file or _FONTS[bold], _FONT_DOTS)
    except OSError:  # No such font on this machine.
        return ImageFont.load_default(_FONT_DOTS)


def _bar_code(item: BarLine, columns: int, font: str) -> "Image":
    """Draw the bars as the printer does, the text below."""
    from barcode.codex import Code128
    from PIL import Image

    modules = [module == "1" for module in Code128(item.text).build()[0]]
    width = len(modules) * item.module_dots
    text = _strip(item.text, Style(), font)
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
