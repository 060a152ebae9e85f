"""What `till doctor` looks at in printer and drawers: what is wrong with each, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from till.cli.answers import Exit
from till.cli.checkup import Check
from till.domain.codec import decode
from till.domain.entries import DrawerKicked
from till.domain.vocabulary import KickOutcome
from till.faults import BadConfiguration
from till.wording.dates import time_of_day
from till.wording.messages import kick_sentence
from till.workers.printer_file import learned_of

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.config import Config

KICKS_MAX: Final = 50
"""How many of the newest attempts to open a drawer are looked at."""
ABOUT_DRAWER: Final = {
    KickOutcome.CONFIRMED: "",
    KickOutcome.UNVERIFIED: "If it has a sensor, let the till learn it: till drawer learn",
    KickOutcome.NO_MOTION: (
        "Unlock it with its key; see that nothing holds it and that its cable is in the printer."
    ),
    KickOutcome.NOT_SENT: "Open it with the key as long as the printer is not well.",
    KickOutcome.EXPIRED: "Open it again.",
    KickOutcome.UNKNOWN: "Look whether it stands open.",
}


def devices(config: Config) -> Check:
    """See that the printer can be reached and would print."""
    from till.cli.devices import look
    from till.cli.devices_at_hand import DevicesAtHand

    try:
        hands = DevicesAtHand(config)
    except BadConfiguration as wrong:
        return Check("devices", str(wrong), False, "Correct the address.", Exit.USAGE)
    try:
        looked = look(hands)
    finally:
        hands.close()
    if not looked["owner"]:
        return Check("devices", looked["words"])
    return check_of(looked, config.printer.address, config.data)


def check_of(looked: dict[str, Any], address: str, folder: Path) -> Check:
    """Say what was seen of printer and drawers; where it is not well, what is wrong and what to do."""
    from till.cli.devices import code_for

    printer = looked["printer"]
    drawers = "".join(f"; drawer {each['drawer']} {each['position']}" for each in looked["drawers"])
    # A printer that never says how it is may be well; one that has fallen silent is not.
    silent = printer["online"] == "unknown" and learned_of(folder).get("answered")
    if code_for(looked) == Exit.DONE and not silent:
        remedy = "Keep a new roll at hand." if printer["paper"] == "low" else ""
        return Check("devices", f"{printer['words'].rstrip('.')}{drawers}", remedy=remedy)
    from hardware.discover import discover
    from till.cli.remedies import cause_and_remedy

    reachable = printer["reachable"] != "no"
    found = () if reachable else discover()[0]
    cause, remedy = cause_and_remedy(printer["words"], address, reachable=reachable, found=found)
    return Check("devices", f"{cause}{drawers}", False, remedy, Exit.DEVICE)


def drawers(register: CashRegister) -> Iterator[Check]:
    """See what became of each drawer when it was last told to open; where none was, there is nothing."""
    last: dict[int, DrawerKicked] = {}
    for record in register.read.newest(KICKS_MAX, kind="drawer-kicked"):
        entry = decode(record.kind, record.body)
        if isinstance(entry, DrawerKicked):
            last.setdefault(entry.drawer, entry)
    for number, kicked in sorted(last.items()):
        sentence = kicked.cause or kick_sentence(kicked.outcome)
        # What kept a pulse from the printer may be over; whether it is, the devices say.
        stuck = kicked.outcome is KickOutcome.NO_MOTION
        words = f"{number}, last told to open at {time_of_day(kicked.at)}: {sentence.rstrip('.')}"
        yield Check("drawer", words, not stuck, ABOUT_DRAWER[kicked.outcome], Exit.DEVICE)
