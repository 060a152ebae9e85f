"""What is plugged in, and what the configured printer is and can do, in words and in plain values."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hardware.discover import Found
    from hardware.protocols import Devices

NOTHING: Final = "Nothing was found. A network printer cannot be; its own self-test prints its address."
_ABILITIES: Final = (
    ("answers", "tells how it is"),
    ("process_id", "confirms each slip"),
    ("transmit_status", "says when it is through"),
    ("automatic", "tells of changes by itself"),
    ("drawer_sensor", "drawer's sensor seen to move"),
    ("paper_low_seen", "tells when paper is low"),
)


def found_plain(found: Sequence[Found], troubles: Sequence[str]) -> dict[str, Any]:
    """Give what is plugged in as plain values."""
    return {"found": [asdict(each) for each in found], "troubles": list(troubles)}


def found_text(found: Sequence[Found], troubles: Sequence[str]) -> str:
    """Give what is plugged in for a person: each with the address to configure."""
    lines = ["Plugged in, with the address for the configuration:"] if found else [NOTHING]
    for each in found:
        lines.append(f'  address = "{each.address}"')
        lines.append(f"      {each.name.rstrip('.')}. {each.note}".rstrip())
    return "\n".join([*lines, *troubles])


def ask_all(devices: Devices) -> dict[str, str]:
    """Ask the printer who it is and what it can do, without printing; give all that is known of it."""
    from hardware.errors import NotDone
    from hardware.printer import EscPosPrinter

    if isinstance(devices.printer, EscPosPrinter):
        with suppress(NotDone):  # Its status says why.
            devices.printer.find_out()
    return devices.learned()


def learned_rows(learned: dict[str, str]) -> list[tuple[str, str]]:
    """Give who the printer is and what it can do for a person."""
    if not learned:
        return []
    who = " ".join(learned[what] for what in ("maker", "model", "firmware", "serial_no") if learned[what])
    rows = [("Model", who or learned["device_id"] or "it does not say")]
    return rows + [("", f"{words}: {learned[name]}") for name, words in _ABILITIES]
