"""`till devices` and `till drawer …`: how printer and drawers are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from till.cli.options import Command, Group

if TYPE_CHECKING:
    from hardware.protocols import Devices
    from till.cli.devices_at_hand import DevicesAtHand

OTHERS = "Another program on this machine has the devices; ask it, or stop it."


@click.command("devices", cls=Command)
def devices() -> int:
    """Say how printer and drawers are, what the printer can do, and what is plugged in."""
    from hardware.discover import discover
    from till.cli.answers import answer, table
    from till.cli.devices_at_hand import devices_at_hand
    from till.cli.plugged_in import ask_all, found_plain, found_text, learned_rows

    with devices_at_hand() as hands:
        learned = ask_all(hands.devices) if hands.owner else {}
        looked = look(hands)
        rows = [("Printer", looked["printer"]["words"])] if "printer" in looked else [("Devices", OTHERS)]
        rows += learned_rows(learned)
        rows += [(f"Drawer {each['drawer']}", each["position"]) for each in looked["drawers"]]
        plugged_in = discover()
        address = hands.config.printer.address
        plain = {"devices": looked, "address": address, "learned": learned, **found_plain(*plugged_in)}
        answer(plain, f"{table([('Address', address), *rows])}\n\n{found_text(*plugged_in)}")
        return code_for(looked)


@click.group("drawer", cls=Group)
def drawer() -> None:
    """Look at the drawers, and learn about their sensors."""


@drawer.command("status")
def status() -> int:
    """Say whether each drawer is open or shut, as far as a sensor tells."""
    from till.cli.answers import answer
    from till.cli.devices_at_hand import devices_at_hand

    with devices_at_hand() as hands:
        looked = look(hands)
        lines = [f"Drawer {each['drawer']}: {each['position']}" for each in looked["drawers"]] or [OTHERS]
        answer({"drawers": looked["drawers"], "owner": looked["owner"]}, "\n".join(lines))
        return code_for(looked)


@drawer.command("learn")
@click.option("--drawer", "number", type=int, default=1, show_default=True, help="Its id.")
@click.option("--write", is_flag=True, help="Write what was learned into the configuration.")
def learn(number: int, *, write: bool) -> int:
    """Learn with a person who opens and shuts the drawer what its sensor says."""
    from till.cli.answers import Exit, answer
    from till.cli.devices_at_hand import devices_at_hand
    from till.cli.drawer_lesson import teach

    with devices_at_hand() as hands:
        if not hands.owner:
            answer({"owner": False, "words": OTHERS}, OTHERS)
            return Exit.DEVICE
        return teach(hands, number, write=write)


def look(hands: DevicesAtHand) -> dict[str, Any]:
    """Ask the devices how they are; if another program has them, that is all there is to say."""
    if not hands.owner:
        return {"owner": False, "words": OTHERS, "drawers": []}
    return {"owner": True, **look_at(hands.devices, has_printer=hands.has_printer)}


def look_at(devices: Devices, *, has_printer: bool) -> dict[str, Any]:
    """Ask devices that are ours how they are; where there is no printer, it is neither well nor ill."""
    printer = devices.printer.status()
    return {
        "printer": {
            "well": printer.well if has_printer else None,
            "words": printer.sentence(),
            "reachable": printer.reachable.value,
            "online": printer.online.value,
            "paper": printer.paper.value,
            "cover_open": printer.cover_open.value,
            "error": printer.error.value,
        },
        "drawers": [
            {"drawer": no, "position": each.position().value} for no, each in devices.drawers.items()
        ],
    }


def code_for(looked: dict[str, Any]) -> int:
    """Give the exit code: a device trouble if the configured printer would not print now."""
    from till.cli.answers import Exit

    printer = looked.get("printer")
    return Exit.DEVICE if printer is not None and printer["well"] is False else Exit.DONE
