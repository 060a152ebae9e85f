"""What the device worker tells whoever draws the screen, and what it can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from till.jobs import Job


@dataclass(frozen=True, slots=True)
class DeviceNews:
    """How the devices are now. `well` is None when it is not known; the words are sentences to show.

    `drawers` gives, for each drawer number, `open`, `shut` or `unknown`. `owner` is False when another
    process has the devices, and what is known here is old. `waiting` and `in_doubt` count slips;
    `left_open` names the drawers that have stood open for too long.
    """

    printer_well: bool | None
    printer_words: str
    drawers: dict[int, str]
    waiting: int = 0
    in_doubt: int = 0
    owner: bool = True
    left_open: tuple[int, ...] = ()


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


News = DeviceNews | JobNews | PersonAsked


class DeviceWork(Protocol):
    """The thread that owns the devices, as others may use it. No call waits for a device."""

    def wake(self) -> None:
        """Say that there are new jobs."""

    def test_slip(self) -> None:
        """Ask for a test slip."""

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
