import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from hardware.document import Align, Barcode, Columns, Cut, Document, Feed, QrCode, Rule, Text
from hardware.picture import to_png

SLIP = Document(
    "Slip",
    (
        Text("Z REPORT 1", Align.CENTRE, bold=True, wide=True, tall=True),
        Rule(),
        Columns("Café 日本", "12.50", middle="2"),
        Text("underlined", underline=True),
        Feed(2),
        Barcode("7731"),
        QrCode("https://example.org/1"),
        Cut(),
    ),
)


def drawn(document: Document, columns: int) -> Image.Image:
    picture = Image.open(io.BytesIO(to_png(document, columns)))
    picture.load()
    return picture


def dark_share(picture: Image.Image) -> float:
    return picture.histogram()[0] / (picture.width * picture.height)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_picture_is_as_wide_as_the_paper(columns: int) -> None:
    picture = drawn(SLIP, columns)
    assert picture.format == "PNG"
    assert picture.width == columns * 12 + 48
    assert 0.02 < dark_share(picture) < 0.5


def test_each_line_adds_its_height() -> None:
    one, two = (drawn(Document("t", (Text("a"),) * count), 32).height for count in (1, 2))
    tall = drawn(Document("t", (Text("a", tall=True),)), 32).height
    assert two - one == 30
    assert tall == two


def test_bars_stand_where_code128_has_them() -> None:
    picture = drawn(Document("t", (Barcode("AB"),)), 32)
    row = [picture.getpixel((x, 30)) == 0 for x in range(picture.width)]
    dark = [x for x, is_dark in enumerate(row) if is_dark]
    # Start, two letters and check of 11 modules, a stop of 13, three dots each.
    assert dark[-1] - dark[0] + 1 == 3 * (4 * 11 + 13)
    assert row[dark[0] : dark[0] + 18 : 3] == [True, True, False, True, False, False]


def test_a_qr_code_has_its_three_corners() -> None:
    import qrcode

    picture = drawn(Document("t", (QrCode("x"),)), 32)
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data("x")
    rows = code.get_matrix()
    left, top = (picture.width - 5 * len(rows)) // 2, 24 + 16
    read = [
        [picture.getpixel((left + 5 * x + 2, top + 5 * y + 2)) == 0 for x in range(len(rows))]
        for y in range(len(rows))
    ]
    assert read == rows


def test_an_empty_document_is_a_blank_piece_of_paper() -> None:
    assert dark_share(drawn(Document("t", ()), 32)) == 0.0


def test_a_picture_needs_no_font_on_the_machine(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from PIL import ImageFont\n"
        "found = ImageFont.truetype\n"
        "def truetype(font, *more, **named):\n"
        "    if isinstance(font, str): raise OSError('cannot open resource')\n"
        "    return found(font, *more, **named)\n"
        "ImageFont.truetype = truetype\n"
        "from hardware.document import *\n"
        "from hardware.picture import to_png\n"
        "sys.stdout.buffer.write(to_png(Document('t', (Text('Café 日本', bold=True),)), 32))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert dark_share(Image.open(io.BytesIO(ran.stdout))) > 0
