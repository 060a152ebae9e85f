"""Printers that know only some of the questions, or none: what is told of them, and no more is claimed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from hardware.addresses import UsbAddress
from hardware.errors import OutcomeUnknown, OutOfPaper
from hardware.protocols import Confirmation, Known, Paper
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.usb import SimulatedUsb, SimulatedUsbPrinter
from hardware.transports.usb import UsbTransport
from tests.hardware.roads import COLUMNS, Road, opener, over_tcp, slip

BUFFER_BYTES = 1024
LONG_SLIP = slip(lines=60)


def tells_nothing(plugged: SimulatedUsbPrinter) -> None:
    plugged.in_end = None


def answers_only_gs_r(plugged: SimulatedUsbPrinter) -> None:
    plugged.printer.no_real_time_status()
    plugged.printer.no_process_id()
    plugged.printer.no_automatic()
    plugged.printer.no_identity()


def answers_only_dle_eot(plugged: SimulatedUsbPrinter) -> None:
    plugged.printer.no_process_id()
    plugged.printer.no_transmit_status()
    plugged.printer.no_automatic()
    plugged.printer.no_identity()


@dataclass(frozen=True)
class Model:
    """A model of printer, and how it vouches for a slip."""

    forgets: Callable[[SimulatedUsbPrinter], None]
    best: Confirmation


MODELS = {
    "tells nothing": Model(tells_nothing, Confirmation.SENT),
    "answers only GS r": Model(answers_only_gs_r, Confirmation.SENT),
    "answers only DLE EOT": Model(answers_only_dle_eot, Confirmation.SENT),
    "tells nothing by itself": Model(lambda plugged: plugged.printer.no_automatic(), Confirmation.PRINTED),
}


Claim = Callable[[Road, Model], None]


def on_every_model(claim: Claim) -> None:
    """See that a claim is true of each model; at the same time, for most of it is waiting for answers."""
    with ThreadPoolExecutor(len(MODELS)) as threads:
        tried = {name: threads.submit(try_on, model, claim) for name, model in MODELS.items()}
    told = {name: each.exception() for name, each in tried.items()}
    assert {name: error for name, error in told.items() if error is not None} == {}


def try_on(model: Model, claim: Claim) -> None:
    """Put a small printer on USB, whose port tells of its paper by the printer class, and print a slip."""
    plugged = SimulatedUsbPrinter(SimulatedPrinter(COLUMNS, buffer_bytes=BUFFER_BYTES))
    model.forgets(plugged)
    address = UsbAddress(plugged.vendor_id, plugged.product_id)
    bus = SimulatedUsb(plugged)
    with opener(str(address), plugged.printer, lambda: UsbTransport(address, bus)) as open_road:
        road = open_road()
        assert road.printer.print(slip()).confirmation is model.best
        claim(road, model)


def test_a_slip_is_called_no_more_than_the_model_can_vouch_for() -> None:
    def claim(road: Road, model: Model) -> None:
        assert road.printer.print(LONG_SLIP).confirmation is model.best
        assert road.simulator.paper == slip().to_text(COLUMNS) + LONG_SLIP.to_text(COLUMNS)

    on_every_model(claim)


def test_a_printer_without_paper_is_not_sent_a_slip() -> None:
    def claim(road: Road, _model: Model) -> None:
        road.simulator.paper_out()
        assert road.printer.status().paper is Paper.OUT
        with pytest.raises(OutOfPaper, match="Put in a new roll"):
            road.printer.print(slip())
        road.simulator.load_paper()
        assert len(road.simulator.slips) == 1

    on_every_model(claim)


def test_paper_that_ends_in_a_slip_longer_than_the_buffer_is_told_as_such() -> None:
    def claim(road: Road, _model: Model) -> None:
        road.simulator.out_of_paper_after(3)
        with pytest.raises(OutcomeUnknown, match=r"middle of the slip\. The printer is out of paper.*Look"):
            road.printer.print(LONG_SLIP)
        road.simulator.load_paper()
        assert road.simulator.paper.count("Line 60 ") == 0

    on_every_model(claim)


def test_paper_that_ends_while_the_printer_still_has_room_is_no_printed_slip() -> None:
    def claim(road: Road, _model: Model) -> None:
        road.simulator.out_of_paper_after(3)
        with pytest.raises(OutcomeUnknown, match="out of paper"):
            road.printer.print(slip(lines=12))

    on_every_model(claim)


def test_what_it_does_not_say_is_not_known() -> None:
    def claim(road: Road, model: Model) -> None:
        status = road.printer.status()
        says = Known.YES if model.forgets not in (tells_nothing, answers_only_gs_r) else Known.UNKNOWN
        assert status.online is says
        assert (status.paper is Paper.OK) == (says is Known.YES)

    on_every_model(claim)


def test_a_network_printer_that_answers_only_gs_r_is_sent_slips_and_nothing_is_claimed() -> None:
    """A network has no port that tells of paper."""
    with over_tcp() as open_road:
        road = open_road()
        road.simulator.no_real_time_status()
        assert road.printer.print(slip()).confirmation is Confirmation.SENT
        road.simulator.paper_out()
        assert road.printer.status().paper is Paper.UNKNOWN
        assert road.printer.print(slip()).confirmation is Confirmation.SENT
