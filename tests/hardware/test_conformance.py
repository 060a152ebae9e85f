"""What every road to a printer must do, the same test bodies over each of them."""

import threading
import time

import pytest

from hardware import NotDone, OutcomeUnknown
from hardware.document import Align, Barcode, Columns, Cut, Document, QrCode, Rule, Text
from hardware.errors import (
    Busy,
    CoverOpen,
    OutOfPaper,
    PrinterFault,
    PrinterOffline,
    PrinterSilent,
    Unreachable,
)
from hardware.protocols import Confirmation, Known, Paper
from hardware.simulators.paper import PrintedBarcode, PrintedLine, PrintedQr
from tests.hardware.conftest import (
    COLUMNS,
    IN_TIME_S,
    OpenRoad,
    Road,
    back_on_line,
    eventually,
    in_the_middle,
    slip,
)


def test_what_is_printed_is_what_the_document_says(road: Road) -> None:
    document = slip(Rule(), Text("Café 5 € – ‘quoted’"), Barcode("7731"), QrCode("https://example.org/1"))
    assert road.printer.print(document).confirmation is road.best
    expected = document.to_text(COLUMNS)
    assert road.simulator.paper == expected
    assert len(road.simulator.slips) == 1
    assert road.simulator.kicks == 0


def test_styles_and_codes_reach_the_paper(road: Road) -> None:
    road.printer.print(
        Document(
            "t",
            (
                Text("BIG", Align.CENTRE, bold=True, wide=True, tall=True),
                Text("thin", Align.RIGHT, underline=True),
                Columns("a", "b", tall=True),
                Barcode("{7}"),
                QrCode("ö"),
                Cut(),
            ),
        )
    )
    assert road.simulator.items[:-1] == [
        PrintedLine(" " * 18 + "BIG", bold=True, wide=True, tall=True),
        PrintedLine(" " * 38 + "thin", underline=True),
        PrintedLine("a" + " " * 40 + "b", tall=True),
        PrintedBarcode("{7}", 73, 3, align=1),
        PrintedQr("ö", 5, align=1),
    ]


def test_slips_come_one_after_the_other(road: Road) -> None:
    documents = [slip(Text(f"number {number}")) for number in range(5)]
    for document in documents:
        assert road.printer.print(document).confirmation is road.best
    assert road.simulator.paper == "".join(document.to_text(COLUMNS) for document in documents)


def test_a_printer_without_process_ids_confirms_that_it_worked_through(road: Road) -> None:
    road.simulator.no_process_id()
    assert road.printer.print(slip()).confirmation is Confirmation.PROCESSED
    assert road.printer.print(slip()).confirmation is Confirmation.PROCESSED
    assert road.simulator.paper == slip().to_text(COLUMNS) * 2


def test_a_printer_that_only_tells_its_status_is_not_believed_more(road: Road) -> None:
    road.simulator.no_process_id()
    road.simulator.no_transmit_status()
    assert road.printer.print(slip()).confirmation is Confirmation.SENT
    assert road.simulator.paper == slip().to_text(COLUMNS)


def test_a_printer_that_never_answers_is_sent_the_slip_and_nothing_is_claimed(road: Road) -> None:
    road.simulator.mute()
    assert road.printer.print(slip()).confirmation is Confirmation.SENT
    assert eventually(lambda: road.simulator.paper == slip().to_text(COLUMNS))
    status = road.printer.status()
    assert (status.online, status.paper) == (Known.UNKNOWN, Paper.UNKNOWN)
    assert status.sentence() == "The printer does not say how it is."


def test_a_slip_longer_than_the_printers_buffer_is_printed_whole(road: Road) -> None:
    document = slip(lines=200)
    assert road.printer.print(document).confirmation is road.best
    assert road.simulator.paper == document.to_text(COLUMNS)


def test_a_slow_printer_is_waited_for(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.slow(600)
    assert road.printer.print(slip()).confirmation is road.best


def test_a_shared_printer_is_given_free_after_each_use(open_road: OpenRoad) -> None:
    first, second = open_road(keep_open=False), open_road(keep_open=False)
    for road in (first, second, first):
        assert road.printer.print(slip()).confirmation is road.best


def test_one_thread_at_a_time_has_the_printer(road: Road) -> None:
    road.printer.print(slip())
    outcomes: list[Confirmation | str] = []

    def print_one() -> None:
        try:
            outcomes.append(road.printer.print(slip()).confirmation)
        except Busy as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=print_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    printed = outcomes.count(road.best)
    assert printed >= 1
    assert road.simulator.slips == [slip().to_text(COLUMNS).rsplit("\n", 2)[0] + "\n"] * (1 + printed)


# Refused before anything is sent.


def test_a_printer_without_paper_prints_nothing_now_or_later(road: Road) -> None:
    road.simulator.paper_out()
    with pytest.raises(OutOfPaper, match="Put in a new roll"):
        road.printer.print(slip())
    assert road.printer.status().paper is Paper.OUT
    road.simulator.load_paper()
    assert road.simulator.paper == ""
    assert road.printer.print(slip()).confirmation is road.best
    assert len(road.simulator.slips) == 1


def test_an_open_cover_is_told(road: Road) -> None:
    road.simulator.cover_open()
    with pytest.raises(CoverOpen, match="Close it"):
        road.printer.print(slip())
    assert road.printer.status().cover_open is Known.YES
    road.simulator.cover_open(False)
    assert road.printer.print(slip()).confirmation is road.best
    assert len(road.simulator.slips) == 1


def test_an_offline_printer_is_told(road: Road) -> None:
    road.simulator.offline()
    with pytest.raises(PrinterOffline, match="FEED"):
        road.printer.print(slip())
    assert road.printer.status().online is Known.NO
    assert road.simulator.buffered_bytes == 0


def test_a_jammed_cutter_is_told(road: Road) -> None:
    road.simulator.jam_cutter()
    with pytest.raises(PrinterFault, match="cutter"):
        road.printer.print(slip())
    assert road.printer.status().cutter_error is Known.YES


def test_a_failed_printer_is_told(road: Road) -> None:
    road.simulator.fail()
    with pytest.raises(PrinterFault, match="Switch it off"):
        road.printer.print(slip())
    assert road.printer.status().unrecoverable is Known.YES


def test_little_paper_is_told_and_does_not_stop_a_slip(road: Road) -> None:
    road.simulator.paper_low()
    assert road.printer.status().sentence() == "Printer ready. Paper is low."
    assert road.printer.print(slip()).confirmation is road.best


def test_a_printer_that_is_switched_off_prints_nothing_now_or_later(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.switch_off()
    with pytest.raises(Unreachable, match="Check that"):
        road.printer.print(slip())
    status = road.printer.status()
    assert status.reachable is Known.NO
    assert "Check that" in status.sentence()
    road.simulator.switch_on()
    assert back_on_line(road)
    assert len(road.simulator.slips) == 1
    assert road.printer.print(slip()).confirmation is road.best


def test_a_power_cycle_between_two_slips_is_not_noticed(road: Road) -> None:
    road.printer.print(slip(Text("é")))
    road.simulator.power_cycle()
    assert back_on_line(road)
    assert road.printer.print(slip(Text("é"))).confirmation is road.best
    assert road.simulator.paper == slip(Text("é")).to_text(COLUMNS) * 2


def test_a_printer_that_falls_silent_is_not_sent_a_slip(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.mute()
    with pytest.raises(PrinterSilent, match="does not answer"):
        road.printer.print(slip())
    assert road.printer.status().online is Known.UNKNOWN
    road.simulator.mute(False)
    assert len(road.simulator.slips) == 1
    assert road.printer.print(slip()).confirmation is road.best


# In the middle of a slip.


def test_paper_that_ends_in_the_middle_is_a_doubt_told_at_once(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.out_of_paper_after(3)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match=r"out of paper.*Look at what was printed"):
        road.printer.print(slip(lines=80))
    assert time.monotonic() - start_s < IN_TIME_S  # Printing it all might have taken twice as long.
    road.simulator.load_paper()
    # What was left of the doubtful slip does not come out by itself.
    assert len(road.simulator.slips) == 1
    assert road.simulator.torn[0].count("\n") == 3
    assert road.printer.print(slip()).confirmation is road.best
    assert road.simulator.slips[1] == road.simulator.slips[0]


def test_a_cover_opened_in_the_middle_is_a_doubt(road: Road) -> None:
    road.printer.print(slip())
    opener = in_the_middle(road.simulator, road.simulator.cover_open)
    with pytest.raises(OutcomeUnknown, match="cover is open"):
        road.printer.print(slip(lines=30))
    opener.join()
    road.simulator.cover_open(False)
    assert len(road.simulator.slips) == 1


@pytest.mark.parametrize("bytes_left", [1, 2, 40, 150])
def test_a_connection_that_breaks_in_the_middle_is_a_doubt_and_leaves_nothing_behind(
    road: Road, bytes_left: int
) -> None:
    road.printer.print(slip())
    asked_first = 4 * 3  # DLE EOT n.
    road.simulator.cut_off_after(asked_first + bytes_left)
    with pytest.raises(OutcomeUnknown, match="Look at what was printed"):
        road.printer.print(slip())
    assert back_on_line(road)
    assert road.printer.print(slip()).confirmation is road.best
    assert road.simulator.slips[-1].endswith(slip().to_text(COLUMNS).rsplit("\n", 2)[0] + "\n")
    assert len(road.simulator.slips) == 2
    assert road.simulator.kicks == 0


def printed_in_the_end(road: Road, document: Document, timeout_s: float = 30.0) -> Confirmation:
    """Print once, trying again for a limited time where nothing was done."""
    deadline_s = time.monotonic() + timeout_s
    while True:
        try:
            return road.printer.print(document).confirmation
        except NotDone:
            if time.monotonic() > deadline_s:
                raise
            time.sleep(0.05)


def test_a_connection_that_breaks_before_the_slip_prints_nothing(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.cut_off_after(2)
    # The first question dies with the connection; the second one is asked on a new one, once there is one.
    assert printed_in_the_end(road, slip()) is road.best
    assert road.simulator.paper == slip().to_text(COLUMNS) * 2


def test_a_slip_that_is_not_confirmed_is_a_doubt(road: Road) -> None:
    road.printer.print(slip())
    silencer = in_the_middle(road.simulator, road.simulator.mute)
    with pytest.raises(OutcomeUnknown, match="did not confirm"):
        road.printer.print(slip())
    silencer.join()
    road.simulator.mute(False)
    assert road.printer.print(slip()).confirmation is road.best


def test_devices_open_again_after_they_were_closed(road: Road) -> None:
    road.printer.print(slip())
    road.devices.close()
    assert road.printer.print(slip()).confirmation is road.best


def test_every_wait_has_an_end(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.hang()
    start_s = time.monotonic()
    road.printer.status()
    with pytest.raises(NotDone):
        road.printer.print(slip())
    road.drawer.position()
    assert time.monotonic() - start_s < IN_TIME_S
