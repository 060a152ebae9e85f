"""What the simulated printer answers and pulses, against the byte tables of the manuals."""

import pytest

from hardware.simulators.paper import PrintedPicture
from hardware.simulators.printer import SimulatedPrinter
from tests.hardware.simulators.conftest import Clock, say, status

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
    assert printer.items == [PrintedPicture(40, 1, b"\x10\x14\x01\x00\x05")]


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
