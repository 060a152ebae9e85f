"""What the simulated printer puts on paper, against the byte tables of the manuals."""

import pytest

from hardware.simulators.paper import PaperCut, PrintedBarcode, PrintedLine, PrintedQr
from hardware.simulators.printer import SimulatedPrinter
from tests.hardware.simulators.conftest import Clock, say


@pytest.mark.parametrize(
    ("page", "code", "text"),
    [
        ("00", "82", "é"),
        ("10", "80", "€"),
        ("11", "8F", "П"),
        ("12", "88", "ł"),
        ("13", "D5", "€"),
        ("02", "86", "å"),
    ],
)
def test_code_pages_are_those_of_the_manual(
    printer: SimulatedPrinter, page: str, code: str, text: str
) -> None:
    say(printer, f"1B 74 {page} {code} 0A")
    assert printer.paper == f"{text}\n"


def test_esc_exclamation_sets_every_style_at_once(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1b!\xb8all\n\x1b!\x00none\n")
    assert printer.items == [
        PrintedLine("all", 0, bold=True, wide=True, tall=True, underline=True),
        PrintedLine("none"),
    ]


def test_single_styles_are_set_one_by_one(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1bE\x01b\n\x1bE\x00\x1b-\x01u\n\x1b-\x00\x1d!\x01t\n\x1d!\x10w\n")
    assert printer.items == [
        PrintedLine("b", bold=True),
        PrintedLine("u", underline=True),
        PrintedLine("t", tall=True),
        PrintedLine("w", wide=True),
    ]


def test_alignment_is_obeyed_at_the_beginning_of_a_line_only(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1ba\x01ab\x1ba\x02cd\n\x1ba\x02xy\n")
    assert printer.paper == " " * 19 + "abcd\n" + " " * 40 + "xy\n"


def test_initialize_forgets_the_unprinted_line_and_every_setting(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1b!\x08\x1bt\x13\x1ba\x01forgotten\x1b@\x82\n")
    assert printer.items == [PrintedLine("é")]


def test_a_line_that_is_too_long_goes_on_below(printer: SimulatedPrinter) -> None:
    say(printer, b"x" * 50 + b"\n\x1d!\x10" + b"w" * 22 + b"\n")
    assert printer.paper == "x" * 42 + "\n" + "x" * 8 + "\n" + "w" * 21 + "\n" + "w\n"


def test_feeding_prints_the_line_and_empty_ones(printer: SimulatedPrinter) -> None:
    say(printer, b"a\x1bd\x03b\n\x1bd\x01")
    assert printer.paper == "a\n\n\nb\n\n"


@pytest.mark.parametrize(
    ("code", "full"),
    [("00", True), ("30", True), ("01", False), ("31", False), ("41 00", True), ("42 00", False)],
)
def test_a_cut_ends_a_slip(printer: SimulatedPrinter, code: str, full: bool) -> None:
    say(printer, b"slip\n" + bytes.fromhex("1D 56" + code))
    assert printer.slips == ["slip\n"]
    assert printer.items[-1] == PaperCut(full)


def test_a_cut_in_a_line_is_ignored(printer: SimulatedPrinter) -> None:
    say(printer, b"slip\x1dV\x00\n")
    assert printer.slips == []


def test_bar_codes_of_both_forms_are_read(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1dw\x02\x1dkI\x06{B7731\x1dk\x044901\x00\x1dkI\x06{B{{ab")
    assert printer.items == [
        PrintedBarcode("7731", 73, 2),
        PrintedBarcode("4901", 4, 2),
        PrintedBarcode("{ab", 73, 2),
    ]


def test_a_bar_code_wider_than_the_paper_is_not_printed(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1dw\x03\x1dkI\x2a{B" + b"9" * 40)
    assert printer.items == []


def test_a_qr_code_is_stored_and_then_printed(printer: SimulatedPrinter) -> None:
    say(printer, "1D 28 6B 04 00 31 41 32 00  1D 28 6B 03 00 31 43 05  1D 28 6B 03 00 31 45 31")
    say(printer, "1D 28 6B 06 00 31 50 30 61 62 63")
    assert printer.items == []
    say(printer, "1D 28 6B 03 00 31 51 30")
    assert printer.items == [PrintedQr("abc", 5)]


def test_unknown_bytes_are_dropped_as_the_manual_says(printer: SimulatedPrinter) -> None:
    say(printer, b"a\x01\x02b\x1b\x7fc\x1d\x7ed\x1c\x7ee\x7f\n")
    assert printer.paper == "abcde\n"


def test_graphics_and_their_data_are_swallowed(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1d(L\x0c\x0004011" + b"\x08\x00\x01\x00xyz")
    say(printer, b"\x1d8L\x04\x00\x00\x00abcd\x1b*\x21\x01\x00123a\n")
    assert printer.paper == "a\n"


def test_many_nulls_complete_an_interrupted_command(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1d(k\xff\x0f1P0half a code")
    for _ in range(3):
        say(printer, bytes(4000))
    say(printer, b"\x1b@hello\n")
    assert printer.paper == "hello\n"


# Buffer, faults, power.


def test_what_waits_is_printed_when_paper_is_loaded(printer: SimulatedPrinter) -> None:
    printer.out_of_paper_after(2)
    say(printer, b"1\n2\n3\n4\n\x1dV\x00")
    assert printer.paper == "1\n2\n"
    assert printer.buffered_bytes > 0
    printer.load_paper()
    assert printer.paper.startswith("1\n2\n3\n4\n")
    assert printer.torn == ["1\n2\n"]
    assert printer.slips == ["3\n4\n"]


def test_clear_empties_the_buffer_and_answers(printer: SimulatedPrinter) -> None:
    printer.paper_out()
    say(printer, b"never\n\x1bp\x00\x19\xfa")
    assert say(printer, "10 14 08 01 03 14 01 06 02 08") == b"\x37\x25\x00"
    printer.load_paper()
    assert (printer.paper, printer.kicks) == ("", 0)


def test_a_full_buffer_takes_no_more(clock: Clock) -> None:
    printer = SimulatedPrinter(clock=clock, buffer_bytes=100)
    printer.cover_open()
    assert printer.receive(b"x" * 60) == 60
    assert printer.receive(b"x" * 60) == 40
    assert printer.receive(b"x") == 0


def test_a_slow_printer_takes_its_time(printer: SimulatedPrinter, clock: Clock) -> None:
    printer.slow(10)
    say(printer, b"12345\n67890\n")
    assert printer.paper == ""
    clock.now_s += 0.7
    assert printer.paper == "12345\n"
    clock.now_s += 0.6
    assert printer.paper == "12345\n67890\n"


def test_a_mute_printer_prints_and_says_nothing(printer: SimulatedPrinter) -> None:
    printer.mute()
    assert say(printer, b"quiet\n\x10\x04\x01\x1dr\x01") == b""
    assert printer.paper == "quiet\n"


def test_a_hung_printer_takes_bytes_and_does_nothing(printer: SimulatedPrinter) -> None:
    printer.hang()
    assert say(printer, b"later\n\x10\x04\x01") == b""
    assert printer.paper == ""


def test_a_connection_can_be_cut_after_so_many_bytes(printer: SimulatedPrinter) -> None:
    before = printer.connection_no
    printer.cut_off_after(3)
    assert printer.receive(b"12345\n") == 3
    assert printer.connection_no != before
    assert printer.receive(b"\n") == 1
    assert printer.paper == "123\n"


def test_power_off_forgets_everything_but_the_paper(printer: SimulatedPrinter) -> None:
    say(printer, b"kept\n")
    printer.cover_open()
    say(printer, b"lost\n\x1bp\x00\x19\xfa")
    printer.power_cycle()
    printer.cover_open(False)
    assert (printer.paper, printer.kicks, printer.buffered_bytes) == ("kept\n", 0, 0)
