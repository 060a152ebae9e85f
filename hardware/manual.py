"""A person as the device, and no device at all: a shop with a key, or without a printer, works too."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hardware.errors import NotConfigured
from hardware.protocols import DrawerPosition, Kick, Known, Level, Printed, PrinterStatus

if TYPE_CHECKING:
    from hardware.document import Document

OPEN_WITH_KEY = "Please open the drawer with the key."


class ManualDrawer:
    """A drawer without a cable; a person opens it with the key."""

    def __init__(self, ask_person: Callable[[str], bool] | None = None) -> None:
        self._ask_person = ask_person

    def kick(self) -> Kick:
        """Ask the person, if there is a way to ask; what they answer is what is known."""
        if self._ask_person is None:
            return Kick.UNVERIFIED
        return Kick.CONFIRMED if self._ask_person(OPEN_WITH_KEY) else Kick.NO_MOTION

    def position(self) -> DrawerPosition:
        return DrawerPosition.UNKNOWN

    def level(self) -> Level:
        return Level.UNKNOWN


class NoDrawer:
    """The drawer of a register that has none."""

    def kick(self) -> Kick:
        raise NotConfigured("No drawer is configured. Nothing was opened.")

    def position(self) -> DrawerPosition:
        return DrawerPosition.UNKNOWN

    def level(self) -> Level:
        return Level.UNKNOWN


class NoPrinter:
    """The printer of a register that has none."""

    def print(self, document: "Document") -> Printed:
        raise NotConfigured(f"No printer is configured. {document.title} was not printed.")

    def status(self) -> PrinterStatus:
        return PrinterStatus(reachable=Known.NO, remedy="No printer is configured.")
