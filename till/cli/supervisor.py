"""What systemd wants to hear of a program that it started, by its notification protocol (sd_notify(3))."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, MutableMapping
from typing import Final

_NAME: Final = "NOTIFY_SOCKET"


class Supervisor:
    """Tells systemd that the till is up and alive; without systemd, nobody."""

    def __init__(
        self,
        environment: MutableMapping[str, str] = os.environ,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Programs that we start are not the till: they must not speak for it.
        self._address = environment.pop(_NAME, "")
        watchdog_us = environment.pop("WATCHDOG_USEC", "")
        environment.pop("WATCHDOG_PID", None)
        self._every_s = int(watchdog_us) / 2e6 if watchdog_us.isdecimal() else None
        self._clock = clock
        self._beat_at_s = float("-inf")

    def ready(self) -> None:
        """Say that the journal is open and somebody can work."""
        self._say("READY=1\nSTATUS=The till is open for work.")

    def troubled(self, words: str) -> None:
        """Say that the screens are up and show why nobody can work; `words` is one sentence."""
        self._say(f"READY=1\nSTATUS={words.splitlines()[0] if words else ''}")

    def beat(self) -> None:
        """Say that the screens and the devices' thread are alive; call it as often as you like."""
        now_s = self._clock()
        if self._every_s is not None and now_s - self._beat_at_s >= self._every_s:
            self._beat_at_s = now_s
            self._say("WATCHDOG=1")

    def _say(self, words: str) -> None:
        if not self._address:
            return
        # A leading @ means a name that is in no folder (unix(7)).
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.setblocking(False)
            try:
                line.sendto(words.encode(), address)
            except OSError:
                return  # Nobody listens any more; the till works on, and systemd sees by itself that it does.
