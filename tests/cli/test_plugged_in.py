"""`till devices`: what is plugged in, and what the configured printer is and can do."""

from __future__ import annotations

from collections.abc import Callable

from hardware.discover import Found
from hardware.simulators.tcp import TcpSimulator
from tests.cli.shop import Shop, call
from till.cli.plugged_in import NOTHING, found_plain, found_text
from till.workers.ownership import own_devices

NewShop = Callable[..., Shop]
FOUND = (
    Found("lp", "lp:/dev/usb/lp0", "EPSON TM-T20II"),
    Found("serial", "serial:/dev/ttyUSB0", "USB Serial", "Set the speed to that of the printer's self-test."),
)


def test_each_thing_found_has_its_address_and_what_to_mind() -> None:
    text = found_text(FOUND, ["libusb is not there."])
    assert '  address = "lp:/dev/usb/lp0"\n      EPSON TM-T20II.\n' in text
    assert "USB Serial. Set the speed" in text
    assert text.endswith("\nlibusb is not there.")
    assert found_plain(FOUND, [])["found"][0] == {
        "kind": "lp",
        "address": "lp:/dev/usb/lp0",
        "name": "EPSON TM-T20II",
        "note": "",
    }
    assert found_text((), ()) == NOTHING


def test_the_printer_says_who_it_is_and_what_it_can_do(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        plain = shop.ask("devices").plain
        assert plain["address"] == plain["learned"]["address"] == simulator.address
        assert plain["learned"]["process_id"] == "yes"
        assert plain["learned"]["model"]
        assert isinstance(plain["found"], list)
        text = call("--config", str(shop.config), "devices").text
        assert plain["learned"]["model"] in text
        assert "confirms each slip: yes" in text
        assert simulator.printer.paper == ""
        assert simulator.printer.kicks == 0


def test_devices_of_another_program_are_not_asked(new_shop: NewShop) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        owner = own_devices(shop.journal.parent)
        assert owner is not None
        plain = shop.ask("devices").plain
        owner.release()
    assert (plain["devices"]["owner"], plain["learned"]) == (False, {})
    assert "found" in plain
