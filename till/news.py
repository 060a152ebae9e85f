"""What the device worker tells whoever draws the screen, and what it can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from hardware.document import Document
from till.jobs import Job


@dataclass(frozen=True, slots=True)
class DeviceNews:
    """How the devices are now. `well` is None when it is not known; the words are sentences to show.

    `drawers` gives, for each drawer number, `open`, `shut` or `unknown`. `owner` is False when another
    process has the devices, and what is known here is old. `waiting` and `in_doubt` count slips;
    `left_open` names the drawers that have stood open for too long; `learned` is who the printer is and
    what it can do, each as yes, no or unknown; `last_error` says when and what, also if it is over.
    """

    printer_well: bool | None
    printer_words: str
    drawers: dict[int, str]
    waiting: int = 0
    in_doubt: int = 0
    owner: bool = True
    left_open: tuple[int, ...] = ()
    learned: Mapping[str, str] = field(default_factory=dict)
    last_error: str = ""


@dataclass(frozen=True, slots=True)
class JobNews:
    """A job came to an end, or could not be done yet: its status and cause say which."""

    job: Job
    words: str
    well: bool


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """A person is asked to do something; `answer` takes whether they did. Without words nobody is asked."""

    words: str
    answer: Callable[[bool], None]


@dataclass(frozen=True, slots=True)
class TrialNews:
    """What became of something that was only tried: a sentence, and whether it went well."""

    words: str
    well: bool


@dataclass(frozen=True, slots=True)
class LessonNews:
    """How far a lesson about a drawer's sensor is: what to do next, or at its end what was learned.

    `open_level` is what the configuration must say, None where nothing certain was learned.
    """

    drawer: int
    instruction: str
    conclusion: str = ""
    open_level: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeNews:
    """How an office stands: `waiting` records since `since` (RFC 3339), and what is the matter, if anything.

    `loud` when it holds another journal than the register: that does not mend itself.
    """

    peer: str
    waiting: int
    since: str | None = None
    words: str = ""
    loud: bool = False


@dataclass(frozen=True, slots=True)
class OfficeStanding:
    """All that is known of a peer: as in its news, and when it was last heard of and is tried next."""

    peer: str
    waiting: int
    since: str | None
    words: str
    contact_at: str | None
    next_at: str | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that a peer refused for ever, with its answer; `again` if a person wants it sent again."""

    peer: str
    seq: int
    answer: str
    again: bool


News = DeviceNews | JobNews | PersonAsked | TrialNews | LessonNews | OfficeNews


class DeviceWork(Protocol):
    """The thread that owns the devices, as others may use it. No call waits for a device."""

    def wake(self) -> None:
        """Say that there are new jobs."""

    def print_trial(self, document: Document) -> None:
        """Print a slip that follows from nothing, to try the printer."""

    def print_as_wide_as(self, document: Document, columns: int) -> None:
        """Print at once, on paper as if `columns` wide; news says what became of it."""

    def find_out(self) -> None:
        """Ask the printer who it is and what it can do; news tells when more is known."""

    def begin_lesson(self, drawer: int) -> None:
        """Begin to learn what a drawer's sensor says; news says what a person is to do."""

    def go_on_with_lesson(self) -> None:
        """Say that the person did it; news says what is next."""

    def send_now(self) -> None:
        """Have what waits for each office sent at once, whatever went wrong before."""

    def begin_anew(self) -> None:
        """Let go of the devices and take them as they are configured now."""

    @property
    def alive(self) -> bool:
        """Whether the thread goes round; one that hangs in a device does not."""

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the thread and let go of the devices."""


class Overseer(Protocol):
    """Whoever started the program and restarts it when it hangs."""

    def ready(self) -> None:
        """Hear that somebody can work."""

    def troubled(self, words: str) -> None:
        """Hear that the screens say why nobody can."""

    def beat(self) -> None:
        """Hear that the program goes round."""
