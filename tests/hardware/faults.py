"""Every fault, and what must come of it on each road: the one table behind the tests and the README."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hardware.errors import (
    Busy,
    CoverOpen,
    DeviceError,
    NoPermission,
    NotDone,
    OutcomeUnknown,
    OutOfPaper,
    PrinterFault,
    PrinterOffline,
    PrinterSilent,
    Unreachable,
)
from hardware.protocols import Confirmation, Kick
from tests.hardware.places import Place

ROADS = ("tcp", "serial", "lp", "usb")
CHECK = "Check that it is switched on and its cable is plugged in."
LOOK = "Look at what was printed."

Came = type[DeviceError] | Confirmation | Kick
_KICKS = {
    Kick.CONFIRMED: ("Drawer opened", "The drawer is open."),
    Kick.NO_MOTION: ("Drawer did not open", "The drawer did not open. Is it locked?"),
    Kick.UNVERIFIED: (
        "Drawer told to open",
        "The drawer was told to open. No sensor can say whether it did.",
    ),
}
Paper = Literal["nothing", "a part", "the slip"]


@dataclass(frozen=True)
class Outcome:
    """What came of an order: an error with the cashier's sentence, or how it was confirmed."""

    came: Came
    sentence: str = ""  # ADDRESS stands for the printer's, or its node.


@dataclass(frozen=True)
class Fault:
    """What happens to a printer that has printed a slip before, and what must come of the next order.

    `paper` is what is there of a slip before anything is mended. What is not, never comes by itself: when it
    is mended, the same slip is ordered again, and comes once.
    """

    name: str
    happens: Callable[[Place], None]
    outcome: Outcome | dict[str, Outcome]
    paper: Paper = "nothing"
    pulses: int | None = None  # Of a kick; None: it is about a slip.

    def journal(self, outcome: Outcome) -> str:
        """Say what the journal of the till says of it, without the details."""
        came = outcome.came
        if isinstance(came, Confirmation):
            return "Slip printed"
        if isinstance(came, Kick):
            return _KICKS[came][0]
        in_doubt = issubclass(came, OutcomeUnknown)
        if self.pulses is None:
            return "Slip in doubt" if in_doubt else "Slip waits"
        return "Drawer in doubt" if in_doubt else "Drawer not reached"

    def read(self, outcome: Outcome) -> str:
        """Say what the cashier reads."""
        came = outcome.came
        if isinstance(came, Confirmation):
            return "Slip printed."
        if isinstance(came, Kick):
            return _KICKS[came][1]
        if self.pulses is not None and issubclass(came, OutcomeUnknown):
            return "The drawer may or may not have opened. Look at it."
        return outcome.sentence

    @property
    def roads(self) -> tuple[str, ...]:
        """Return the roads on which it can happen."""
        return tuple(self.outcome) if isinstance(self.outcome, dict) else ROADS

    def on(self, road: str) -> Outcome:
        """Return what must come of it on a road."""
        return self.outcome[road] if isinstance(self.outcome, dict) else self.outcome


_QUESTIONS_BYTES = 4 * 3  # DLE EOT n, four times, before a slip; once before a kick.
_ONE_QUESTION_BYTES = 3
_GONE = {
    "tcp": Outcome(Unreachable, f"The printer at ADDRESS takes no connection. {CHECK}"),
    "serial": Outcome(Unreachable, f"There is no ADDRESS. {CHECK}"),
    "lp": Outcome(Unreachable, f"There is no ADDRESS. {CHECK}"),
    "usb": Outcome(Unreachable, f"There is no printer ADDRESS on USB. {CHECK}"),
}
_NOT_PERMITTED = {
    "serial": Outcome(
        NoPermission,
        "This user may not open ADDRESS. Add the user to the group dialout (usermod -aG) and sign in again.",
    ),
    "lp": Outcome(
        NoPermission,
        "This user may not open ADDRESS. Add the user to the group lp (usermod -aG) and sign in again.",
    ),
    "usb": Outcome(
        NoPermission,
        "This user may not open the printer ADDRESS. Add the user to the group lp (usermod -aG) and sign in"
        " again; a printer without the printer class needs a udev rule besides.",
    ),
}
_QUEUE = "Stop it: a print queue (CUPS) on the same printer, perhaps."
_SILENT = Outcome(PrinterSilent, "The printer does not answer. Switch it off and on, and check its cable.")
_IN_USE = {
    "tcp": _SILENT,
    "serial": Outcome(Busy, f"Another program has ADDRESS. {_QUEUE}"),
    "usb": Outcome(Busy, f"Another program has the printer ADDRESS. {_QUEUE}"),
}
_BROKE = Outcome(OutcomeUnknown, f"The connection to the printer broke. {LOOK}")
_WITH_KEY = Outcome(NotDone, "The printer is off-line and cannot open the drawer. Open it with the key.")
_DRAWER = Outcome(OutcomeUnknown, "It is not known whether the drawer was opened. Look at the drawer.")

FAULTS = (
    Fault("switched off or unplugged", lambda place: place.switch_off(), _GONE),
    Fault(
        "no paper",
        lambda place: place.printer.paper_out(),
        Outcome(OutOfPaper, "The printer is out of paper. Put in a new roll."),
    ),
    Fault(
        "cover open",
        lambda place: place.printer.cover_open(),
        Outcome(CoverOpen, "The printer's cover is open. Close it."),
    ),
    Fault(
        "cutter jammed",
        lambda place: place.printer.jam_cutter(),
        Outcome(PrinterFault, "The printer's cutter is jammed. Open the cover and take out the paper."),
    ),
    Fault(
        "broken",
        lambda place: place.printer.fail(),
        Outcome(PrinterFault, "The printer has failed. Switch it off, wait a moment, and switch it on."),
    ),
    Fault(
        "off-line",
        lambda place: place.printer.offline(),
        Outcome(PrinterOffline, "The printer is off-line. Press its FEED button, or switch it off and on."),
    ),
    Fault("takes bytes, answers nothing", lambda place: place.printer.hang(), _SILENT),
    Fault("no permission", lambda place: place.deny(), _NOT_PERMITTED),
    Fault("another program has it", lambda place: place.occupy(), _IN_USE),
    Fault(
        "plugged out and in between two slips",
        lambda place: place.replug(),
        Outcome(Confirmation.PRINTED),
        "the slip",
    ),
    Fault("little paper", lambda place: place.printer.paper_low(), Outcome(Confirmation.PRINTED), "the slip"),
    Fault("slow", lambda place: place.printer.slow(900), Outcome(Confirmation.PRINTED), "the slip"),
    Fault(
        "the paper ends in the middle",
        lambda place: place.printer.out_of_paper_after(3),
        Outcome(
            OutcomeUnknown,
            "The printer stopped in the middle of the slip."
            f" The printer is out of paper. Put in a new roll. {LOOK}",
        ),
        "a part",
    ),
    Fault(
        "the cover is opened in the middle",
        lambda place: place.soon(place.printer.cover_open),
        Outcome(
            OutcomeUnknown,
            f"The printer stopped in the middle of the slip. The printer's cover is open. Close it. {LOOK}",
        ),
        "a part",
    ),
    Fault(
        "the connection breaks in the middle",
        lambda place: place.printer.cut_off_after(_QUESTIONS_BYTES + 120),
        {
            **dict.fromkeys(ROADS, _BROKE),
            "usb": Outcome(OutcomeUnknown, f"The printer ADDRESS was unplugged. {LOOK}"),
        },
        "a part",
    ),
    Fault(
        "switched off in the middle",
        lambda place: place.soon(place.printer.switch_off),
        _BROKE,
        "a part",
    ),
    Fault(
        "answers no more in the middle",
        lambda place: place.soon(place.printer.mute),
        Outcome(OutcomeUnknown, f"The printer did not confirm the slip. {LOOK}"),
        "the slip",
    ),
    Fault(
        "the transfer stalls",
        lambda place: place.stall(),
        {"usb": Outcome(Confirmation.PRINTED)},
        "the slip",
    ),
    Fault("kick: switched off or unplugged", lambda place: place.switch_off(), _GONE, pulses=0),
    Fault(
        "kick: no paper",
        lambda place: place.printer.paper_out(),
        Outcome(Kick.CONFIRMED),
        pulses=1,
    ),
    Fault("kick: off-line", lambda place: place.printer.offline(), _WITH_KEY, pulses=0),
    Fault("kick: answers nothing", lambda place: place.printer.hang(), _SILENT, pulses=0),
    Fault("kick: no permission", lambda place: place.deny(), _NOT_PERMITTED, pulses=0),
    Fault(
        "kick: the connection breaks in the middle",
        lambda place: place.printer.cut_off_after(_ONE_QUESTION_BYTES + 2),
        _DRAWER,
        pulses=0,
    ),
    Fault(
        "kick: the drawer is locked by its key",
        lambda place: place.lock_the_drawer(),
        Outcome(Kick.NO_MOTION),
        pulses=1,
    ),
    Fault(
        "kick: the drawer has no sensor",
        lambda place: place.printer.no_sensor(),
        Outcome(Kick.UNVERIFIED),
        pulses=1,
    ),
)
