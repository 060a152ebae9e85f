"""What a register says when its network printer's cable is pulled: never "printed", and never too late."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hardware import Devices, NotDone, OutcomeUnknown, PrinterConfig, open_devices
from hardware.document import Columns, Cut, Document, Text
from hardware.protocols import Confirmation, Kick, Known
from tests.cable.conftest import COLUMNS, TIMEOUT_S, Shop

pytestmark = pytest.mark.cable

# Of `open`, of one question, and of what a slip may take beyond its own printing.
REFUSED_WITHIN_S = 2 * TIMEOUT_S + 1.0
NOTICED_WITHIN_S = 2.0
# One try that began too early (a second), a pause (a second), a look (half a second), a printer that must
# first miss the lost connection, and a neighbour asked for twice (a second): near four on a quiet machine.
RECOVERED_WITHIN_S = 10.0
POLL_EVERY_S = 0.5
# After this nothing is on its way any more, not even an acknowledgement: the printer misses nobody.
QUIET_S = 0.5


def slip(text: str, lines: int = 4) -> Document:
    rows = tuple(Columns(f"{text} {number}", "12.50") for number in range(1, lines + 1))
    return Document("Slip", (Text(text), *rows, Cut()))


def on_paper(*texts: str) -> str:
    return "".join(slip(text).to_text(COLUMNS) for text in texts)


@contextmanager
def within(limit_s: float) -> Iterator[None]:
    start_s = time.monotonic()
    yield
    took_s = time.monotonic() - start_s
    assert took_s < limit_s, f"took {took_s:.1f} s"


def comes_back(devices: Devices) -> bool:
    deadline_s = time.monotonic() + RECOVERED_WITHIN_S
    while devices.printer.status().online is not Known.YES:
        if time.monotonic() > deadline_s:
            return False
        time.sleep(POLL_EVERY_S)
    return True


def test_nothing_is_printed_without_a_cable_now_or_later(shop: Shop) -> None:
    assert shop.printer.print(slip("first")).confirmation is Confirmation.PRINTED
    time.sleep(QUIET_S)
    shop.pull()
    for _ in range(2):
        with within(REFUSED_WITHIN_S), pytest.raises(NotDone):
            shop.printer.print(slip("second"))
    shop.plug_in()
    assert comes_back(shop.devices)
    assert shop.simulator.paper == on_paper("first")
    assert shop.printer.print(slip("third")).confirmation is Confirmation.PRINTED
    assert shop.simulator.paper == on_paper("first", "third")


def test_a_printer_that_was_never_reached_is_refused_with_a_sentence(shop: Shop) -> None:
    shop.pull()
    with within(REFUSED_WITHIN_S), pytest.raises(NotDone, match="its cable is plugged in"):
        shop.printer.print(slip("first"))
    with within(REFUSED_WITHIN_S):
        status = shop.printer.status()
    assert status.reachable is Known.NO
    assert "its cable is plugged in" in status.sentence()
    shop.plug_in()
    assert comes_back(shop.devices)
    assert shop.simulator.paper == ""


def test_a_cable_pulled_in_the_middle_of_a_slip_is_a_doubt_in_bounded_time(shop: Shop) -> None:
    shop.printer.print(slip("first"))
    shop.simulator.slow(300)
    with (
        shop.pulled_after(0.6),
        within(TIMEOUT_S + 60 * 0.2 + 3.0),
        pytest.raises(OutcomeUnknown, match="Look at what was printed"),
    ):
        shop.printer.print(slip("second", lines=40))
    shop.simulator.slow(None)
    time.sleep(0.2)
    printed = shop.simulator.paper
    shop.plug_in()
    assert comes_back(shop.devices)
    # What had reached the printer may be on paper; nothing of it comes later, and nothing a second time.
    assert shop.simulator.paper.startswith(printed)
    assert shop.printer.print(slip("third")).confirmation is Confirmation.PRINTED
    assert shop.simulator.paper.endswith(on_paper("third"))
    assert shop.simulator.paper.count("second 1 ") <= 1
    assert shop.simulator.kicks == 0


def test_a_slip_that_was_printed_behind_a_pulled_cable_is_a_doubt_too(shop: Shop) -> None:
    shop.printer.print(slip("first"))
    shop.simulator.slow(150)
    with shop.pulled_after(0.5), pytest.raises(OutcomeUnknown):
        shop.printer.print(slip("second"))
    shop.simulator.slow(None)
    assert shop.simulator.paper == on_paper("first", "second")
    shop.plug_in()
    assert comes_back(shop.devices)
    assert shop.simulator.paper == on_paper("first", "second")


def test_a_cable_out_for_a_moment_costs_a_moment(shop: Shop) -> None:
    patient = open_devices(PrinterConfig(shop.address, COLUMNS, timeout_s=6.0))
    shop.devices.close()
    patient.printer.print(slip("first"))
    shop.simulator.slow(300)
    with shop.pulled_after(0.5, plugged_in_after=0.8):
        assert patient.printer.print(slip("second", lines=12)).confirmation is Confirmation.PRINTED
    patient.close()
    assert shop.simulator.paper == on_paper("first") + slip("second", lines=12).to_text(COLUMNS)


def test_a_kick_without_a_cable_never_comes_later(shop: Shop) -> None:
    assert shop.drawer.kick() is Kick.CONFIRMED
    shop.simulator.shut_drawer()
    shop.pull()
    with within(REFUSED_WITHIN_S), pytest.raises(NotDone):
        shop.drawer.kick()
    shop.plug_in()
    assert comes_back(shop.devices)
    time.sleep(2 * TIMEOUT_S)
    assert shop.simulator.kicks == 1
    assert shop.drawer.kick() is Kick.CONFIRMED


def test_a_kick_whose_cable_is_pulled_is_a_doubt_and_is_never_repeated(shop: Shop) -> None:
    shop.drawer.kick()
    shop.simulator.shut_drawer()
    shop.simulator.drawer_stuck()
    time.sleep(0.6)
    with shop.pulled_after(0.4), pytest.raises(OutcomeUnknown, match="Look at the drawer"):
        shop.drawer.kick()
    shop.plug_in()
    assert comes_back(shop.devices)
    assert shop.simulator.kicks == 2


def test_a_watched_printer_is_missed_within_seconds_and_comes_back_by_itself(shop: Shop) -> None:
    shop.devices.close()
    watched = open_devices(PrinterConfig(shop.address, COLUMNS))  # As it is when nothing else is configured.
    for _ in range(2):
        assert comes_back(watched)
        time.sleep(QUIET_S)
        shop.pull()
        with within(NOTICED_WITHIN_S):
            while watched.printer.status().reachable is not Known.NO:
                time.sleep(POLL_EVERY_S)
        shop.plug_in()
    assert comes_back(watched)
    assert watched.printer.print(slip("first")).confirmation is Confirmation.PRINTED
    watched.close()
