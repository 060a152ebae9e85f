"""A thread that takes one bounded step after another until it is told to end."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

_trace: Final = logging.getLogger(__name__)
STUCK_AFTER_S: Final = 300.0
"""How long one step may take. A receipt of a thousand lines needs a minute; what takes longer hangs."""
RESTART_AFTER_S: Final = 1.0
"""How long a thread waits after a step failed in a way nobody foresaw, before it goes on."""


class Loop:
    """Calls `step` again and again: at once while it says there is more, else when woken or after idle_s."""

    def __init__(self, name: str, step: Callable[[], bool], idle_s: float) -> None:
        self._step = step
        self._idle_s = idle_s
        self._woken = threading.Event()
        self._ending = threading.Event()
        self._turned_at_s = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Take the next step now."""
        self._woken.set()

    def stop(self, timeout_s: float) -> bool:
        """Ask the thread to end after its step; say whether it did within `timeout_s`."""
        self._ending.set()
        self._woken.set()
        if self._thread.ident is None:
            return True  # It never began.
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @property
    def alive(self) -> bool:
        """Whether the thread goes round."""
        return self._thread.is_alive() and time.monotonic() - self._turned_at_s < STUCK_AFTER_S

    def _run(self) -> None:
        while not self._ending.is_set():
            self._woken.clear()
            self._turned_at_s = time.monotonic()
            try:
                more = self._step()
            except Exception:
                # A worker that died would leave slips unprinted without a word: say it, go on from the disk.
                _trace.exception("a step of %s failed", self._thread.name)
                more = False
                self._ending.wait(RESTART_AFTER_S)
            if not more:
                self._woken.wait(self._idle_s)
