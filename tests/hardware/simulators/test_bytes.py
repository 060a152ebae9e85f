"""The simulated printer against the byte tables of the manuals."""

import pytest

from hardware.simulators.paper import PaperCut, PrintedBarcode, PrintedLine, PrintedPicture, PrintedQr
from hardware.simulators.printer import SimulatedPrinter


class Clock:
    """A clock that a test sets."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def printer(clock: Clock) -> SimulatedPrinter:
    return SimulatedPrinter(columns=42, clock=clock)


def say(printer: SimulatedPrinter, code: str | bytes) -> bytes:
    """Send bytes, written in hex if they are text, and return what the printer answers."""
    printer.receive(bytes.fromhex(code) if isinstance(code, str) else code)
    return printer.take_answers(1000)


def status(printer: SimulatedPrinter) -> list[int]:
    return [say(printer, bytes([0x10, 0x04, n]))[0] for n in (1, 2, 3, 4)]


# Real-time status: hardware.md §2.2.


def test_an_idle_printer_with_a_shut_drawer_answers_as_the_manual_says(printer: SimulatedPrinter) -> None:
    assert status(printer) == [0x16, 0x12, 0x12, 0x12]


def test_an_open_drawer_pulls_pin_3_low(printer: SimulatedPrinter) -> None:
    printer.open_drawer_with_key()
    assert status(printer)[0] == 0x12


def test_little_paper_is_told(printer: SimulatedPrinter) -> None:
    printer.paper_low()
    assert status(printer) == [0x16, 0x12, 0x12, 0x1E]


def test_no_paper_is_told_and_is_offline(printer: SimulatedPrinter) -> None:
    printer.paper_out()
    assert status(printer) == [0x1E, 0x32, 0x12, 0x7E]


def test_an_open_cover_is_told_and_is_offline(printer: SimulatedPrinter) -> None:
    printer.cover_open()
    assert status(printer) == [0x1E, 0x16, 0x12, 0x12]


def test_a_jammed_cutter_is_told_as_an_error(printer: SimulatedPrinter) -> None:
    printer.jam_cutter()
    assert status(printer) == [0x1E, 0x52, 0x1A, 0x12]


def test_an_unrecoverable_failure_is_told_as_an_error(printer: SimulatedPrinter) -> None:
    printer.fail()
    assert status(printer) == [0x1E, 0x52, 0x32, 0x12]


def test_a_question_in_pieces_is_answered_once_it_is_whole(printer: SimulatedPrinter) -> None:
    assert say(printer, "10") == b""
    assert say(printer, "04") == b""
    assert say(printer, "04") == b"\x12"


def test_a_question_is_answered_in_the_middle_of_other_data(printer: SimulatedPrinter) -> None:
    assert say(printer, b"\x1dkI\x08{B" + b"\x10\x04\x01") == b"\x16"


def test_a_question_is_answered_while_offline_with_a_full_line(printer: SimulatedPrinter) -> None:
    printer.cover_open()
    assert say(printer, b"waiting\n\x10\x04\x01") == b"\x1e"


# Status in order, automatic status, identity.


def test_gs_r_tells_paper_and_drawer_in_order(printer: SimulatedPrinter) -> None:
    assert say(printer, "1D 72 01") == b"\x00"
    assert say(printer, "1D 72 02") == b"\x01"
    printer.paper_low()
    printer.open_drawer_with_key()
    assert say(printer, "1D 72 31") == b"\x03"
    assert say(printer, "1D 72 32") == b"\x00"


def test_gs_r_is_not_executed_while_paper_is_out(printer: SimulatedPrinter) -> None:
    printer.paper_out()
    assert say(printer, "1D 72 01") == b""
    printer.load_paper()
    assert printer.take_answers(10) == b"\x00"


def test_automatic_status_comes_at_once_and_on_every_change(printer: SimulatedPrinter) -> None:
    assert say(printer, "1D 61 0F") == bytes.fromhex("14 00 00 0F")
    printer.open_drawer_with_key()
    assert printer.take_answers(10) == bytes.fromhex("10 00 00 0F")
    printer.cover_open()
    assert printer.take_answers(10) == bytes.fromhex("38 00 00 0F")
    printer.cover_open(False)
    printer.paper_out()
    assert printer.take_answers(10)[-4:] == bytes.fromhex("18 00 0F 0F")


def test_automatic_status_of_the_paper_says_nothing_of_the_drawer(printer: SimulatedPrinter) -> None:
    say(printer, "1D 61 08")
    printer.open_drawer_with_key()
    assert printer.take_answers(10) == b""
    printer.paper_low()
    assert printer.take_answers(10) == bytes.fromhex("10 00 03 0F")


def test_automatic_status_is_switched_off_by_zero_and_by_initialize(printer: SimulatedPrinter) -> None:
    for off in ("1D 61 00", "1B 40"):
        say(printer, "1D 61 FF")
        say(printer, off)
        printer.open_drawer_with_key()
        printer.shut_drawer()
        assert printer.take_answers(10) == b""


def test_the_printer_tells_who_it_is(printer: SimulatedPrinter) -> None:
    assert say(printer, "1D 49 42") == b"\x5fEPSON\x00"
    assert say(printer, "1D 49 43") == b"\x5fSIM-T20\x00"
    assert say(printer, "1D 49 02") == b"\x02"
    assert say(printer, "1D 49 33")[0] & 0x90 == 0


def test_the_process_id_is_answered_only_after_what_stands_before_it(printer: SimulatedPrinter) -> None:
    code = bytes.fromhex("1D 28 48 06 00 30 30") + b"0042"
    printer.cover_open()
    assert say(printer, b"line\n" + code) == b""
    printer.cover_open(False)
    assert printer.take_answers(100) == b"\x37\x220042\x00"
    assert printer.paper == "line\n"


def test_a_model_without_process_ids_prints_the_digits(printer: SimulatedPrinter) -> None:
    printer.no_process_id()
    assert say(printer, bytes.fromhex("1D 28 48 06 00 30 30") + b"0042\n") == b""
    assert printer.paper == "H000042\n"


# Drawer.


@pytest.mark.parametrize(("m", "pin"), [("00", 2), ("30", 2), ("01", 5), ("31", 5)])
def test_esc_p_pulses_the_pin_it_names(printer: SimulatedPrinter, m: str, pin: int) -> None:
    say(printer, f"1B 70 {m} 19 FA")
    (pulse,) = printer.pulses
    assert (pulse.pin, pulse.on_ms, pulse.off_ms, pulse.real_time) == (pin, 50, 500, False)
    assert printer.port.drawers[pin].open


def test_esc_p_with_an_impossible_pin_prints_its_times_as_text(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1bp\x02AB\n")
    assert printer.kicks == 0
    assert printer.paper == "AB\n"


def test_a_truncated_esc_p_eats_the_next_two_bytes(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1bp\x00")
    assert printer.kicks == 0
    say(printer, b"\x19\xfaTotal\n")
    assert printer.kicks == 1
    assert printer.paper == "Total\n"


def test_a_pulse_in_the_buffer_waits_for_paper(printer: SimulatedPrinter) -> None:
    printer.paper_out()
    say(printer, "1B 70 00 19 FA")
    assert printer.kicks == 0
    printer.load_paper()
    assert printer.kicks == 1


def test_the_real_time_pulse_needs_no_paper(printer: SimulatedPrinter) -> None:
    printer.paper_out()
    say(printer, "10 14 01 00 02")
    (pulse,) = printer.pulses
    assert (pulse.on_ms, pulse.real_time) == (200, True)


def test_the_real_time_pulse_is_ignored_in_error_and_while_a_pulse_runs(
    printer: SimulatedPrinter, clock: Clock
) -> None:
    say(printer, "10 14 01 00 01")
    say(printer, "10 14 01 00 01")
    assert printer.kicks == 1
    clock.now_s += 0.3
    printer.jam_cutter()
    say(printer, "10 14 01 00 01")
    assert printer.kicks == 1
    printer.jam_cutter(False)
    say(printer, "10 14 01 01 01")
    assert printer.kicks == 2


def test_the_real_time_pulse_can_be_switched_off_and_on(printer: SimulatedPrinter) -> None:
    say(printer, "1D 28 44 03 00 14 01 00")
    say(printer, "10 14 01 00 01")
    assert printer.kicks == 0
    say(printer, "1D 28 44 03 00 14 01 01")
    say(printer, "10 14 01 00 01")
    assert printer.kicks == 1


def test_a_picture_with_the_bytes_of_a_pulse_opens_the_drawer(printer: SimulatedPrinter) -> None:
    say(printer, b"\x1dv0\x00\x05\x00\x01\x00" + b"\x10\x14\x01\x00\x05")
    assert printer.kicks == 1
    assert printer.items == [PrintedPicture(40, 1)]


def test_a_stuck_drawer_is_pulsed_and_stays_shut(printer: SimulatedPrinter) -> None:
    printer.drawer_stuck()
    say(printer, "1B 70 00 19 FA")
    assert (printer.kicks, printer.drawer_open) == (1, False)


def test_an_unplugged_sensor_is_high_whatever_the_drawer_does(printer: SimulatedPrinter) -> None:
    printer.no_sensor()
    printer.open_drawer_with_key()
    assert status(printer)[0] == 0x16


def test_a_sensor_may_be_high_when_open(printer: SimulatedPrinter) -> None:
    printer.sense("high")
    assert status(printer)[0] == 0x12
    printer.open_drawer_with_key()
    assert status(printer)[0] == 0x16


# Text, styles, codes, cuts.


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
