"""What a printer, a drawer and a transport promise, and the words for what they report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from hardware.document import Document
    from hardware.simulators.printer import SimulatedPrinter


class Known(StrEnum):
    """A yes or no that may also not be known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, fact: bool) -> "Known":
        """Return `fact` as something known."""
        return cls.YES if fact else cls.NO


class Paper(StrEnum):
    """What the paper sensors say."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


class Confirmation(StrEnum):
    """How a printer vouches for a slip, the strongest first."""

    PRINTED = "printed"  # The printer answered, after printing, with the number it was given.
    PROCESSED = "processed"  # The printer has worked through every byte, in order.
    SENT = "sent"  # The bytes were taken; nothing more is known.


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip was printed, as far as `confirmation` goes."""

    confirmation: Confirmation


class Kick(StrEnum):
    """What became of a pulse to a drawer."""

    CONFIRMED = "confirmed"  # The sensor saw the drawer open.
    NO_MOTION = "no_motion"  # The sensor works and saw nothing: locked by key, jammed, or unplugged.
    UNVERIFIED = "unverified"  # The pulse was given; there is no sensor that can be trusted.


class Level(StrEnum):
    """The level of the drawers' sense line, pin 3 of the DK port."""

    LOW = "low"
    HIGH = "high"
    UNKNOWN = "unknown"


class DrawerPosition(StrEnum):
    """Where a drawer stands, as far as a trusted sensor tells."""

    OPEN = "open"
    SHUT = "shut"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What is known of a printer at this moment; silence is `UNKNOWN`, never "fine"."""

    reachable: Known = Known.UNKNOWN
    online: Known = Known.UNKNOWN
    paper: Paper = Paper.UNKNOWN
    cover_open: Known = Known.UNKNOWN
    error: Known = Known.UNKNOWN
    unrecoverable: Known = Known.UNKNOWN
    cutter_error: Known = Known.UNKNOWN
    remedy: str = ""  # A sentence that says why it cannot be reached and what to do.

    @property
    def well(self) -> bool | None:
        """Whether a slip would come out now; None when the printer does not tell."""
        troubles = (self.cover_open, self.error, self.unrecoverable, self.cutter_error)
        if Known.NO in (self.reachable, self.online) or Known.YES in troubles:
            return False
        if self.paper is Paper.OUT or self.remedy:
            return False
        return True if self.online is Known.YES else None

    def sentence(self) -> str:
        """Return the status in words for a cashier, what to do included."""
        if self.reachable is Known.NO:
            return self.remedy or "The printer cannot be reached."
        if self.paper is Paper.OUT:
            return "The printer is out of paper. Put in a new roll."
        if self.cover_open is Known.YES:
            return "The printer's cover is open. Close it."
        if self.unrecoverable is Known.YES:
            return "The printer has failed. Switch it off, wait a moment, and switch it on."
        if self.cutter_error is Known.YES:
            return "The printer's cutter is jammed. Open the cover and take out the paper."
        if self.error is Known.YES:
            return "The printer reports an error. Open and close the cover, or switch it off and on."
        if self.online is Known.NO:
            return "The printer is off-line. Press its FEED button, or switch it off and on."
        if self.online is Known.UNKNOWN:
            return self.remedy or "The printer does not say how it is."
        if self.paper is Paper.LOW:
            return "Printer ready. Paper is low."
        return "Printer ready"


LOOK_WHILE_WRITING_S = 0.25
"""How long a transport waits for room before it asks whether to go on waiting (seconds)."""


def wait_on() -> bool:
    """Do not give up a write before its deadline."""
    return False


class Transport(Protocol):
    """Bytes to and from one device, each wait with a deadline in seconds; used by one thread at a time."""

    def open(self, timeout_s: float) -> None:
        """Open the way to the device; what an earlier opening left unsent is gone.

        Raises:
            NotDone: It cannot be opened; the sentence says what to do.
        """
        ...

    def close(self) -> None:
        """Close it, if it is open. Never raises."""
        ...

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        """Hand over all of `code`; while the device takes nothing, ask now and then whether to `give_up`.

        Raises:
            NotDone: Not one byte was taken.
            OutcomeUnknown: Some of it was taken.
        """
        ...

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        """Return what has come, as soon as anything has; empty when nothing comes in time.

        Raises:
            Unreachable: The connection is gone.
        """
        ...

    def flush(self, timeout_s: float) -> bool:
        """Wait until the other end has everything; False when it had not in time, True also if none can tell.

        Raises:
            Unreachable: The connection is gone.
        """
        ...


@runtime_checkable
class UsbPort(Protocol):
    """What a USB printer's port says beside the bytes, even of a printer that answers nothing."""

    def device_id(self) -> str:
        """Return the IEEE 1284 device id (maker, model, command set); empty where there is none."""
        ...

    def says_paper_out(self) -> bool:
        """Return whether the port's status has the bit for paper out; False where it cannot be had."""
        ...


class ReceiptPrinter(Protocol):
    """A printer of slips."""

    def print(self, document: "Document") -> Printed:
        """Print `document` and return what the printer confirmed.

        Raises:
            NotDone: Nothing was printed. It is safe to ask again.
            OutcomeUnknown: Some of it may have been printed. Only a person can tell.
        """
        ...

    def status(self) -> PrinterStatus:
        """Ask the printer how it is. Never raises: what it does not answer is unknown."""
        ...


class CashDrawer(Protocol):
    """A drawer that can be opened by a pulse, or by a person."""

    def kick(self) -> Kick:
        """Open the drawer, once; return what was seen of it. Never repeats a pulse by itself.

        Raises:
            NotDone: No pulse was given.
            OutcomeUnknown: A pulse may have been given.
        """
        ...

    def position(self) -> DrawerPosition:
        """Ask where the drawer stands. Never raises: what no proven sensor tells is unknown."""
        ...

    def level(self) -> Level:
        """Ask for the level of the sense line, whatever it means. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Devices:
    """The printer and the drawers of one register, and the simulator behind them, if there is one."""

    printer: ReceiptPrinter
    drawers: Mapping[int, CashDrawer]
    simulator: "SimulatedPrinter | None" = None
    closers: tuple[Callable[[], None], ...] = field(default=(), repr=False)
    learned_values: Callable[[], dict[str, str]] = field(default=dict, repr=False)
    listeners: tuple[Callable[[], bool], ...] = field(default=(), repr=False)
    doubters: tuple[Callable[[], None], ...] = field(default=(), repr=False)

    def learned(self) -> dict[str, str]:
        """Return what the printer has shown that it is and can do, to be kept for `open_devices`."""
        return self.learned_values()

    def noticed(self) -> bool:
        """Return at once whether something has changed that is worth a look. Never raises."""
        return any(listener() for listener in self.listeners)

    def doubt(self) -> None:
        """Note that an earlier life of the program may have left half a job in the printer.

        Whoever uses it next brings it back to order first; otherwise half a picture would swallow the
        beginning of the next slip.
        """
        for doubter in self.doubters:
            doubter()

    def close(self) -> None:
        """Let go of the devices; they open again when they are next used."""
        for close in self.closers:
            close()
