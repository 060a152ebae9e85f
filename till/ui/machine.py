"""What the screens may ask of the machine they run on: what is plugged in, and its configuration."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from till.config import Config
    from till.domain.settings import Settings

LOOK_TIMEOUT_S: Final = 10.0
"""How long looking for what is plugged in may take."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something plugged in that may be a printer: the address to configure, its name, what to mind."""

    address: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PluggedIn:
    """All that was found, the best first, and sentences on what could not be looked at."""

    findings: tuple[Finding, ...]
    troubles: tuple[str, ...] = ()


class Draft(Protocol):
    """A changed configuration that is not written yet; what it says can be used."""

    @property
    def settings(self) -> Settings:
        """The rules it makes."""

    def write(self) -> None:
        """Put it in the place of the old one.

        Raises:
            NotRecorded: The file cannot be written, or somebody has changed it meanwhile.
        """


class Looking(Protocol):
    """What can find printers."""

    def look_around(self) -> PluggedIn:
        """Find what is plugged in. It may take its time: never on the screens' own thread."""


class Machine(Looking, Protocol):
    """This machine; the command line carries it out."""

    def config(self) -> Config:
        """Read the configuration as it is now.

        Raises:
            BadConfiguration: It cannot be read or used.
        """

    def draft(self, changes: Mapping[str, object]) -> Draft:
        """Give the configuration with other values for some keys, as `register.drawer_limit`.

        A drawer's key is named with its number: `drawer.1.open_level`.

        Raises:
            BadConfiguration: A value cannot be used, or the file cannot be read.
        """


async def aside(work: Callable[[], Answer], timeout_s: float) -> Answer:
    """Do `work` in a thread of its own, which is left alone when it takes longer than `timeout_s`.

    Raises:
        TimeoutError: It is not done in time.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Answer] = loop.create_future()

    def settle(answer: Answer | None, fault: Exception | None) -> None:
        if done.done():
            return
        if fault is None:
            done.set_result(cast("Answer", answer))
        else:
            done.set_exception(fault)

    def run() -> None:
        answer, fault = None, None
        try:
            answer = work()
        except Exception as caught:  # Whatever it is, it belongs to who waits for the answer.
            fault = caught
        with suppress(RuntimeError):  # Who asked may have gone with its loop.
            loop.call_soon_threadsafe(settle, answer, fault)

    # No executor: at its end the program would wait for a thread that hangs in a driver.
    threading.Thread(target=run, name="aside", daemon=True).start()
    return await asyncio.wait_for(done, timeout_s)
