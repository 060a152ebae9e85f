"""Finds real-time commands in the bytes as they arrive, wherever they stand: a printer obeys them at once,
even in the middle of the data of another command."""

import re
from dataclasses import dataclass

# Full commands of the reference card: DLE EOT n, DLE ENQ n, DLE DC4 with its functions 1, 2, 7 and 8.
_COMMAND = re.compile(
    rb"\x10(?:\x04[\x01-\x04]|\x05[\x00-\x02]"
    rb"|\x14(?:\x01[\x00\x01][\x01-\x08]|\x02\x01\x08|\x07[\x01\x02\x04\x05]|\x08\x01\x03\x14\x01\x06\x02\x08))"
)
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class RealTimeCommand:
    """One real-time command: its name ("DLE EOT"), its bytes, and where in the arrived bytes it ended."""

    name: str
    code: bytes
    end: int

    @property
    def arguments(self) -> bytes:
        """What follows the name's two bytes."""
        return self.code[2:]


class RealTimeScanner:
    """Remembers the last bytes, so that a command is found although it arrives in pieces."""

    def __init__(self) -> None:
        self._tail = b""

    def scan(self, arrived: bytes) -> list[RealTimeCommand]:
        """Return the real-time commands that are complete now, in order."""
        seen = self._tail + arrived
        before = len(self._tail)
        found = []
        position = 0
        for match in _COMMAND.finditer(seen):
            names = {0x04: "DLE EOT", 0x05: "DLE ENQ", 0x14: "DLE DC4"}
            code = match.group()
            found.append(RealTimeCommand(names[code[1]], code, match.end() - before))
            position = match.end()
        self._tail = seen[max(position, len(seen) - _LONGEST + 1) :]
        return found

    def forget(self) -> None:
        """Start afresh, as after a power cycle."""
        self._tail = b""
