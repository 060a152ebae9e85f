"""`till doctor` names for each fault of the printer what it is and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hardware.discover import Found
from hardware.errors import Busy, NoPermission
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.cli.shop import Shop
from till.cli.remedies import cause_and_remedy

NewShop = Callable[..., Shop]
FAULTS: dict[str, tuple[Callable[[SimulatedPrinter], None], str, str]] = {
    "paper": (SimulatedPrinter.paper_out, "out of paper", "Put in a new roll."),
    "cover": (SimulatedPrinter.cover_open, "cover is open", "Close it."),
    "cutter": (SimulatedPrinter.jam_cutter, "cutter is jammed", "take out the paper"),
    "failed": (SimulatedPrinter.fail, "has failed", "Switch it off"),
    "off-line": (SimulatedPrinter.offline, "off-line", "FEED"),
    "off": (SimulatedPrinter.switch_off, "", "switched on"),
}


def trouble(shop: Shop) -> tuple[str, str]:
    answer = shop.ask("doctor")
    check = next(check for check in answer.plain["checks"] if check["name"] == "devices")
    assert (answer.code, check["ok"]) == (4, False)
    return check["words"], check["remedy"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_printer_has_its_cause_and_its_remedy(new_shop: NewShop, fault: str) -> None:
    befall, cause, what_to_do = FAULTS[fault]
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        befall(simulator.printer)
        words, remedy = trouble(shop)
    assert cause in words
    assert what_to_do in remedy
    assert remedy.endswith(".")


@pytest.mark.parametrize("fault", [SimulatedPrinter.hang, SimulatedPrinter.mute])
def test_a_printer_that_answers_no_more_has_its_cause_and_its_remedy(
    new_shop: NewShop, fault: Callable[[SimulatedPrinter], None]
) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        assert shop.ask("devices").code == 0
        fault(simulator.printer)
        words, remedy = trouble(shop)
    assert "does not answer" in words
    assert "Switch it off and on, and check its cable." in remedy


def test_an_address_where_nobody_is_names_the_self_test(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
    words, remedy = trouble(shop)
    assert "takes no connection" in words
    assert remedy.endswith(
        f"The self-test of the printer prints its address: it must be that of {simulator.address}."
    )


@pytest.mark.parametrize(
    ("address", "cause", "what_to_do"),
    [
        ("lp:/dev/usb/lp99", "There is no /dev/usb/lp99", "The configuration says lp:/dev/usb/lp99"),
        ("lp:/etc/hostname", "/etc/hostname is not a device", "Check the printer's address."),
        ("serial:/dev/ttyUSB99", "There is no /dev/ttyUSB99", "cable"),
    ],
)
def test_a_cable_that_is_not_there_is_told(
    new_shop: NewShop, address: str, cause: str, what_to_do: str
) -> None:
    words, remedy = trouble(new_shop(address))
    assert cause in words
    assert what_to_do in remedy.replace("Nothing that could be a printer is plugged in; the", "The")


def test_what_is_plugged_in_instead_is_named() -> None:
    found = [Found("lp", "lp:/dev/usb/lp1", "EPSON TM-T20II")]
    cause, remedy = cause_and_remedy(
        "There is no /dev/usb/lp0. Check its cable.", "lp:/dev/usb/lp0", reachable=False, found=found
    )
    assert cause == "There is no /dev/usb/lp0"
    assert remedy == ("Check its cable. The configuration says lp:/dev/usb/lp0; plugged in: lp:/dev/usb/lp1.")


@pytest.mark.parametrize(
    ("words", "what_to_do"),
    [(str(NoPermission()), "group lp"), (str(Busy()), "try again")],
)
def test_a_printer_that_is_there_needs_no_other_address(words: str, what_to_do: str) -> None:
    found = [Found("serial", "serial:/dev/ttyUSB0", "USB Serial")]
    _cause, remedy = cause_and_remedy(words, "serial:/dev/ttyUSB0?baud=9600", reachable=False, found=found)
    assert what_to_do in remedy
    assert "plugged in:" not in remedy
