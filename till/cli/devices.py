"""`till devices` and `till drawer …`: how printer and drawers are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from till.cli.wishes import Command, Group

if TYPE_CHECKING:
    from hardware.protocols import PrinterStatus
    from till.cli.devices_at_hand import DevicesAtHand

OTHERS = "Another program on this machine has the devices; ask it, or stop it."


@click.command("devices", cls=Command)
def devices() -> int:
    """Say how printer and drawers are."""
    from till.cli.answers import answer, table
    from till.cli.devices_at_hand import devices_at_hand

    with devices_at_hand() as hands:
        looked = look(hands)
        rows = [("Printer", looked["printer"]["words"])] if "printer" in looked else [("Devices", OTHERS)]
        rows += [(f"Drawer {each['drawer']}", each["position"]) for each in looked["drawers"]]
        answer({"devices": looked}, table(rows))
        return code_for(looked)


@click.group("drawer", cls=Group)
def drawer() -> None:
    """Look at the drawers."""


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


def look(hands: DevicesAtHand) -> dict[str, Any]:
    """Ask the devices how they are; if another program has them, that is all there is to say."""
    if not hands.owner:
        return {"owner": False, "words": OTHERS, "drawers": []}
    printer = hands.devices.printer.status()
    return {
        "owner": True,
        "printer": {
            "well": _well(hands, printer),
            "words": printer.sentence(),
            "reachable": printer.reachable.value,
            "online": printer.online.value,
            "paper": printer.paper.value,
            "cover_open": printer.cover_open.value,
            "error": printer.error.value,
        },
        "drawers": [
            {"drawer": no, "position": each.position().value} for no, each in hands.devices.drawers.items()
        ],
    }


def _well(hands: DevicesAtHand, printer: PrinterStatus) -> bool | None:
    """Say whether a slip would come out now; None if there is no printer, or it does not tell."""
    from hardware.protocols import Known

    if Known.NO in (printer.reachable, printer.online):
        return False if hands.has_printer else None
    return True if printer.online is Known.YES else None


def code_for(looked: dict[str, Any]) -> int:
    """Give the exit code: a device trouble if the configured printer would not print now."""
    from till.cli.answers import Exit

    printer = looked.get("printer")
    return Exit.DEVICE if printer is not None and printer["well"] is False else Exit.DONE
