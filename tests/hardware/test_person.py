"""A person stands in for the knobs: what they are asked, and which tests they can help with."""

from collections.abc import Callable

import pytest

from hardware import DrawerConfig
from hardware.protocols import Confirmation
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.hardware import test_conformance, test_conformance_of_drawers
from tests.hardware.person import HANDS, PersonAtThePrinter, a_person_can_help_with, beside_a_person
from tests.hardware.roads import COLUMNS, slip


class Person:
    """Somebody at a simulated printer, who does as asked and answers truthfully."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self.printer = printer
        self.asked: list[str] = []
        self._hands: dict[str, Callable[[], None]] = {
            "Take out the paper": printer.paper_out,
            "Put the paper in": printer.load_paper,
            "Open the cover": printer.cover_open,
            "Close the cover": lambda: printer.cover_open(False),
            "Switch the printer off.": printer.switch_off,
            "Switch the printer on": printer.switch_on,
            "Open the drawer": printer.open_drawer_with_key,
            "Shut the drawer.": printer.shut_drawer,
        }

    def answer(self, question: str) -> str:
        self.asked.append(question)
        for instruction, do in self._hands.items():
            if question.startswith(instruction):
                do()
        if question.startswith("Is this"):
            shown = [
                line.removeprefix("    | ") for line in question.splitlines() if line.startswith("    | ")
            ]
            return "" if shown == self.printer.paper.splitlines() else "n"
        if question.startswith("How many slips"):
            return str(len(self.printer.slips))
        if question.startswith("How often"):
            return str(self.printer.kicks)
        return ""


TESTS = [
    test_conformance.test_what_is_printed_is_what_the_document_says,
    test_conformance.test_a_printer_without_paper_prints_nothing_now_or_later,
    test_conformance.test_an_open_cover_is_told,
    test_conformance.test_a_printer_that_is_switched_off_prints_nothing_now_or_later,
    test_conformance_of_drawers.test_the_sensor_confirms_a_kick,
    test_conformance_of_drawers.test_opening_with_the_key_is_seen,
]


@pytest.mark.parametrize("test", TESTS, ids=[test.__name__ for test in TESTS])
def test_the_suite_runs_with_a_person_instead_of_knobs(test: Callable[..., None]) -> None:
    assert a_person_can_help_with(test)
    with TcpSimulator(SimulatedPrinter(COLUMNS)) as simulator:
        person = Person(simulator.printer)
        with beside_a_person(simulator.address, person.answer) as open_road:
            test(open_road(DrawerConfig(1)))
    assert person.asked[0].startswith("The next test.")


def test_what_a_person_sees_differently_is_a_failure() -> None:
    person = PersonAtThePrinter(lambda question: "n" if "Is this" in question else "3")
    assert person.paper != "a\n"
    assert len(person.slips) == 3
    assert person.kicks == 3


def test_a_printer_that_cannot_vouch_for_a_slip_is_not_asked_to() -> None:
    printer = SimulatedPrinter(COLUMNS)
    printer.no_process_id()
    with (
        TcpSimulator(printer) as simulator,
        beside_a_person(simulator.address, Person(printer).answer) as open_road,
    ):
        road = open_road()
        assert road.best is Confirmation.PROCESSED
        assert road.printer.print(slip()).confirmation is road.best


def test_no_person_is_asked_for_what_only_a_simulator_can_do() -> None:
    helped = [
        name
        for suite in (test_conformance, test_conformance_of_drawers)
        for name, test in vars(suite).items()
        if name.startswith("test_") and a_person_can_help_with(test)
    ]
    assert len(helped) > 15
    assert "test_a_slip_that_is_not_confirmed_is_a_doubt" not in helped
    assert "test_no_kick_waits_in_a_printer_that_obeys_none" not in helped


def test_a_person_offers_a_part_of_what_a_simulator_does() -> None:
    assert {name for name in HANDS if not hasattr(SimulatedPrinter, name)} == set()
