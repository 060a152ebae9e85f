"""A program in a pseudo-terminal: type keys, wait for words, kill it."""

from __future__ import annotations

import codecs
import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Self

from tests.terminal.screen import Screen

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "backspace": "\x7f",
    "space": " ",
    **{f"f{number}": keys for number, keys in enumerate(("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"), start=1)},
    "f5": "\x1b[15~",
    **{f"f{number}": f"\x1b[{number + 11}~" for number in range(6, 11)},
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}
"""What a terminal sends for each key (xterm)."""


class Program:
    """Runs `command` with a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        columns: int = 80,
        rows: int = 25,
    ) -> None:
        self.screen = Screen(columns, rows)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._terminal, ours = os.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        surroundings = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
        surroundings.pop("NO_COLOR", None)
        self.child = subprocess.Popen(
            command,
            stdin=ours,
            stdout=ours,
            stderr=ours,
            env=surroundings,
            start_new_session=True,
            close_fds=True,
        )
        os.close(ours)

    def type(self, *keys: str) -> None:
        """Press keys: names of KEYS, anything else as its characters."""
        for key in keys:
            os.write(self._terminal, KEYS.get(key, key).encode())

    def wait_for(self, words: str, timeout_s: float = 40.0) -> str:
        """Read until `words` are on the screen; give the screen.

        Raises:
            AssertionError: They did not come in time; with the screen as it is.
        """
        deadline = monotonic() + timeout_s
        while words not in self.screen.text:
            if not self.read(max(deadline - monotonic(), 0)):
                raise AssertionError(f"“{words}” did not appear:\n{self.screen.text}")
        return self.screen.text

    def wait_until_gone(self, words: str, timeout_s: float = 40.0) -> str:
        """Read until `words` are no longer on the screen; give the screen.

        Raises:
            AssertionError: They stayed.
        """
        deadline = monotonic() + timeout_s
        while words in self.screen.text:
            if not self.read(max(deadline - monotonic(), 0)):
                raise AssertionError(f"“{words}” stayed:\n{self.screen.text}")
        return self.screen.text

    def read(self, timeout_s: float) -> bool:
        """Take in what the program writes next; say whether anything came in time."""
        ready, _, _ = select.select([self._terminal], [], [], timeout_s)
        if not ready:
            return False
        try:
            output = os.read(self._terminal, 65536)
        except OSError:  # EIO: the program has closed its terminal.
            return False
        self.screen.feed(self._decoder.decode(output))
        return bool(output)

    def settle(self, quiet_s: float = 0.15, timeout_s: float = 2.0) -> str:
        """Read until nothing comes for a moment, or for `timeout_s`; give the screen."""
        deadline = monotonic() + timeout_s
        while monotonic() < deadline and self.read(quiet_s):
            pass
        return self.screen.text

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.poll() is None:
            self.kill()

    def hang_up(self, timeout_s: float = 40.0) -> int:
        """Take the terminal away, as a line that breaks, and wait for the end; give its exit code."""
        os.close(self._terminal)
        return self.child.wait(timeout_s)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.child.send_signal(signal.SIGKILL)
        self.end()

    def end(self, timeout_s: float = 10.0) -> int:
        """Wait for its end, reading on; give its exit code."""
        deadline = monotonic() + timeout_s
        while self.child.poll() is None and monotonic() < deadline:
            self.read(0.05)
        if self.child.poll() is None:
            self.child.kill()
        code = self.child.wait(timeout_s)
        os.close(self._terminal)
        return code
