"""What a first start asks for, and what the screens may ask of the machine meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from till.wording.translation import marked

if TYPE_CHECKING:
    from hardware.document import Document
    from till.news import LessonNews
    from till.ui.machine import PluggedIn

ROUNDINGS: Final[Mapping[str, str]] = {
    "AUD": "0.05",
    "CAD": "0.05",
    "CHF": "0.05",
    "CZK": "1.00",
    "DKK": "0.50",
    "HUF": "5.00",
    "NOK": "1.00",
    "NZD": "0.10",
    "SEK": "1.00",
}
"""The smallest step of cash where it is not the smallest unit: the least coin in use."""
REASONS: Final = (
    ("supplies", marked("Supplies")),
    ("cleaning", marked("Cleaning")),
    ("postage", marked("Postage and freight")),
    ("food", marked("Food and drink")),
    ("repairs", marked("Repairs")),
    ("fuel", marked("Fuel and parking")),
)
"""What shops pay for out of the drawer, with the code that the command line knows it by."""
DEVICE_TIMEOUT_S: Final = 20.0
"""How long a printer may take for what the set-up asks of it."""


@dataclass(frozen=True, slots=True)
class SetUpAnswers:
    """What was typed and chosen so far, as it was typed; nothing of it is written before the end.

    `drawer` is `printer`, `manual` or `none`; `open_level` what its sensor says when it is open. `reasons`
    are the codes of REASONS, `own_reason` one more in the person's words. `second` is somebody else who
    works here, `office_url` where the back office is; empty is nobody, and none.
    """

    organisation: str = ""
    number: str = ""
    address: str = ""
    store: str = ""
    code: str = "REG-001"
    currency: str = "EUR"
    locale: str = "en_US"
    timezone: str = "UTC"
    cash_rounding: str = "0"
    manager: str = ""
    pin: str = ""
    pin_again: str = ""
    printer: str = ""
    network: str = ""
    columns: int = 42
    came_out: bool = False
    drawer: str = ""
    open_level: str = "low"
    reasons: tuple[str, ...] = tuple(code for code, _words in REASONS[:3])
    own_reason: str = ""
    second: str = ""
    second_role: str = "cashier"
    second_pin: str = ""
    second_pin_again: str = ""
    office_url: str = ""
    office_code: str = ""


class SetUpWork(Protocol):
    """The machine during a set-up. What asks a printer is never called on the screens' own thread."""

    @property
    def place(self) -> str:
        """The file that the configuration will be written to."""

    @property
    def aside(self) -> str:
        """Where a configuration that is there already will be moved; empty where there is none."""

    def proposals(self) -> SetUpAnswers:
        """Propose what can be known of this machine: its time zone, language and currency."""

    def wrong(self, answers: SetUpAnswers) -> tuple[str, str] | None:
        """Name the key of the configuration that cannot be used, and what was expected; None if all can."""

    def look_around(self) -> PluggedIn:
        """Find what is plugged in."""

    def identify(self, answers: SetUpAnswers) -> tuple[str, bool]:
        """Say in a sentence who the printer is and how, and whether it could be reached."""

    def print_trial(self, answers: SetUpAnswers, document: Document, columns: int = 0) -> str:
        """Print a slip, on paper as if `columns` wide; say what is wrong, or nothing."""

    def begin_lesson(self, answers: SetUpAnswers) -> LessonNews:
        """Begin to learn what the drawer's sensor says."""

    def go_on_with_lesson(self) -> LessonNews:
        """Read the sensor once more; say what is next or what was learned."""

    def found(self, answers: SetUpAnswers) -> None:
        """Make the register and write its configuration.

        Raises:
            Refused: The PIN or the name cannot be used, or there is a register already.
            BadConfiguration: The configuration cannot be used or written.
            NotRecorded: The data folder cannot be written.
        """

    def enrol(self, answers: SetUpAnswers) -> str:
        """Make the register that was founded known at its back office; say what is wrong, or nothing."""

    def close(self) -> None:
        """Let go of the printer."""
