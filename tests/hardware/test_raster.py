"""Pictures: what is black stays black, and no dot is ever a command."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware.dialect import Dialect
from hardware.document import Cut, Document, Logo, Text
from hardware.escpos import encode
from hardware.layout import lay_out
from hardware.picture import load_logo, to_raster
from hardware.raster import COMMAND_BYTES_MAX, Raster, print_code
from hardware.simulators.commands import next_command
from hardware.simulators.paper import PrintedLine, PrintedPicture
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.realtime import RealTimeScanner
from tests.hardware.documents import any_document

# Bytes of which commands are made.
nasty = st.lists(st.sampled_from(b"\x10\x04\x05\x14\x01\x02\x08\x1b\x1c\x1dp\x00\xff"), max_size=300).map(
    bytes
)


def printed(code: bytes, columns: int = 42) -> SimulatedPrinter:
    printer = SimulatedPrinter(columns, buffer_bytes=1 << 22)
    printer.receive(code)
    return printer


def dots_of(printer: SimulatedPrinter) -> bytes:
    return b"".join(item.dots for item in printer.items if isinstance(item, PrintedPicture))


def raster(row_bytes: int, dots: bytes) -> Raster:
    return Raster(row_bytes, dots[: len(dots) - len(dots) % row_bytes])


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 255), nasty)
@example(1, b"\x10\x14\x01\x00\x01")
@example(1, b"\x10" * 16)
@example(16, b"\x10\x04" * 160)
def test_no_picture_is_a_command(row_bytes: int, dots: bytes) -> None:
    picture = raster(row_bytes, dots)
    code = print_code(picture)
    assert RealTimeScanner().scan(code) == []
    assert not any(pair in code for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
    printer = printed(code)
    assert set(printer.commands) <= {"GS v"}
    assert (printer.kicks, printer.take_answers(10), printer.buffered_bytes) == (0, b"", 0)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 255), nasty)
def test_a_picture_loses_no_black_dot_and_gains_at_most_one_in_a_byte(row_bytes: int, dots: bytes) -> None:
    picture = raster(row_bytes, dots)
    on_paper = dots_of(printed(print_code(picture)))
    assert len(on_paper) == len(picture.dots)
    for wanted, is_there in zip(picture.dots, on_paper, strict=True):
        assert wanted & is_there == wanted
        assert (wanted ^ is_there).bit_count() <= 1


def test_the_dithered_grey_that_opened_a_drawer_opens_none() -> None:
    shades = Image.linear_gradient("L").resize((512, 2000)).convert("1")
    picture = Raster(64, shades.tobytes())
    assert b"\x10\x14" in picture.dots
    assert b"\x10\x04" in picture.dots
    printer = printed(print_code(picture))
    assert (printer.kicks, printer.take_answers(1)) == (0, b"")
    assert len(dots_of(printer)) == 64 * 2000


def test_no_command_is_longer_than_what_brings_a_printer_back_to_order() -> None:
    code = print_code(Raster(72, bytes(72 * 1000)))
    lengths = []
    while code:
        command = next_command(code)
        assert command is not None
        lengths.append(command.length)
        code = code[command.length :]
    assert max(lengths) <= COMMAND_BYTES_MAX


@pytest.mark.parametrize("picture", [Raster(0, b""), Raster(256, bytes(256)), Raster(3, bytes(4))])
def test_an_impossible_picture_is_refused(picture: Raster) -> None:
    with pytest.raises(ValueError, match="whole rows"):
        print_code(picture)


@pytest.fixture
def logo_file(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    picture = Image.new("RGBA", (1200, 300), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 600, 300))
    picture.save(path)
    return path


def test_a_logo_is_made_to_fit_and_what_is_transparent_stays_white(logo_file: Path) -> None:
    logo = load_logo(str(logo_file), 42)
    assert (logo.row_bytes * 8, logo.rows) == (504, 126)
    middle = logo.dots[63 * logo.row_bytes :][: logo.row_bytes]
    assert middle[:30] == b"\xff" * 30
    assert middle[33:] == bytes(30)


def test_a_logo_stands_in_the_middle_where_the_slip_has_its_place(logo_file: Path) -> None:
    dialect = Dialect(logo=load_logo(str(logo_file), 32))
    slip = Document("t", (Logo(), Text("Kaffe AB"), Cut()))
    printer = printed(encode(slip, 32, dialect), 32)
    pictures = [item for item in printer.items if isinstance(item, PrintedPicture)]
    assert sum(item.height_dots for item in pictures) == 96
    assert PrintedLine("Kaffe AB") in printer.items
    assert len(printer.slips) == 1


def test_without_a_logo_its_place_is_nothing() -> None:
    assert encode(Document("t", (Logo(), Text("a"))), 32) == encode(Document("t", (Text("a"),)), 32)
    assert Document("t", (Logo(), Text("a"))).to_text(32) == "a\n"


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=r"logo\.png is no picture that can be read"):
        load_logo(str(path), 42)


IMAGE = Dialect(text_as_image=True)


def test_a_slip_as_an_image_is_the_slip_as_drawn_and_is_cut() -> None:
    parts = (Text("Привет, 価格 €"), Text("x", bold=True, wide=True, tall=True))
    printer = printed(encode(Document("t", (*parts, Cut(), Text("second"), Cut())), 32, IMAGE), 32)
    assert set(printer.commands) <= {"ESC @", "ESC t", "GS v", "GS V"}
    assert len(printer.slips) == 2
    drawn = to_raster(lay_out((*parts, Text("second")), 32), 32)
    assert dots_of(printer) == drawn.dots
    assert any(drawn.dots)


@settings(max_examples=25, deadline=None)
@given(any_document, st.sampled_from([16, 32, 43, 48]))
def test_a_slip_as_an_image_is_never_a_command(document: Document, columns: int) -> None:
    code = encode(document, columns, IMAGE)
    printer = printed(code, columns)
    assert set(printer.commands) <= {"ESC @", "ESC t", "ESC !", "GS v", "GS V"}
    assert (printer.kicks, printer.take_answers(10), printer.buffered_bytes) == (0, b"", 0)
    assert RealTimeScanner().scan(code) == []
