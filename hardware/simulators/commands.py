"""Splits the bytes in a printer's receive buffer into ESC/POS commands, as the printer's manual says.

Unknown bytes below a space are dropped one by one, unknown ESC, FS and GS commands two by two; after a bad
parameter the command is given up and what follows is ordinary data.
"""

from collections.abc import Callable
from dataclasses import dataclass

NUL, LF, CR, DLE, ESC, FS, GS = 0x00, 0x0A, 0x0D, 0x10, 0x1B, 0x1C, 0x1D


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name as in the manual ("ESC p", "TEXT", "DROPPED"), what follows it, its length."""

    name: str
    arguments: bytes
    length: int


# How many bytes follow each command of a fixed length.
_FIXED: dict[int, dict[str, int]] = {
    ESC: {
        **dict.fromkeys("@2LSim<v", 0),
        **dict.fromkeys("t!EGa-dJM3R{V rTUuK=+", 1),
        **dict.fromkeys("$\\c", 2),
        "W": 8,
    },
    GS: {**dict.fromkeys(":", 0), **dict.fromkeys("!BHfhwarIb/TE", 1), **dict.fromkeys("LWP$\\", 2), "^": 3},
    FS: {**dict.fromkeys("&.", 0), **dict.fromkeys("!-WC", 1), **dict.fromkeys("pS", 2)},
}
_LEADS = {ESC: "ESC", GS: "GS", FS: "FS"}
# The real-time commands were obeyed when they arrived; in the buffer they are only skipped.
_REAL_TIME_LENGTHS = {(0x14, 0x01): 5, (0x14, 0x02): 5, (0x14, 0x07): 4, (0x14, 0x08): 10}


def next_command(buffer: bytes) -> Command | None:
    """Return the first command in `buffer`, or None if more bytes have to come."""
    lead = buffer[0]
    if lead >= 0x20 and lead != 0x7F:
        return _text(buffer)
    if lead == DLE:
        return _real_time(buffer)
    if lead not in _LEADS:
        names = {LF: "LF", CR: "CR", 0x09: "HT", 0x0C: "FF", 0x18: "CAN"}
        return Command(names.get(lead, "DROPPED"), buffer[:1], 1)
    if len(buffer) < 2:
        return None
    letter = chr(buffer[1])
    name = f"{_LEADS[lead]} {letter}"
    variable = _VARIABLE.get(name)
    if variable is not None:
        return variable(name, buffer)
    following = _FIXED[lead].get(letter)
    if following is None:
        return Command("DROPPED", buffer[:2], 2)
    return _take(name, buffer, 2, following)


def _text(buffer: bytes) -> Command:
    end = next((at for at, byte in enumerate(buffer) if byte < 0x20 or byte == 0x7F), len(buffer))
    return Command("TEXT", buffer[:end], end)


def _real_time(buffer: bytes) -> Command | None:
    if len(buffer) < 3:
        return None
    if buffer[1] in (0x04, 0x05):
        return Command("SKIPPED", buffer[:3], 3)
    length = _REAL_TIME_LENGTHS.get((buffer[1], buffer[2]))
    if length is None:
        return Command("DROPPED", buffer[:1], 1)
    return Command("SKIPPED", buffer[:length], length) if len(buffer) >= length else None


def _take(name: str, buffer: bytes, start: int, count: int) -> Command | None:
    end = start + count
    return Command(name, buffer[start:end], end) if len(buffer) >= end else None


def _pulse(name: str, buffer: bytes) -> Command | None:
    """ESC p m t1 t2; with an impossible m, what would be the times is printed as text."""
    if len(buffer) < 3:
        return None
    return _take(name, buffer, 2, 3) if buffer[2] in (0, 1, 0x30, 0x31) else Command("DROPPED", buffer[:3], 3)


def _cut(name: str, buffer: bytes) -> Command | None:
    """GS V m, or GS V m n where m says that paper is fed by n first."""
    if len(buffer) < 3:
        return None
    if buffer[2] in (0, 1, 0x30, 0x31):
        return _take(name, buffer, 2, 1)
    if buffer[2] in (0x41, 0x42, 0x61, 0x62, 0x67, 0x68):
        return _take(name, buffer, 2, 2)
    return Command("DROPPED", buffer[:3], 3)


def _bar_code(name: str, buffer: bytes) -> Command | None:
    """GS k m d… NUL for m 0 to 6, GS k m n d… for m 65 to 78."""
    if len(buffer) < 4:
        return None
    if buffer[2] <= 6:
        end = buffer.find(NUL, 3)
        return Command(name, buffer[2:end], end + 1) if end >= 0 else None
    if 0x41 <= buffer[2] <= 0x4E:
        return _take(name, buffer, 2, 2 + buffer[3])
    return Command("DROPPED", buffer[:3], 3)


def _counted(name: str, buffer: bytes) -> Command | None:
    """GS ( x pL pH d…: the letter, then as many bytes as pL and pH say."""
    if len(buffer) < 5:
        return None
    command = _take(name, buffer, 5, buffer[3] + 256 * buffer[4])
    return command and Command(f"{name} {chr(buffer[2])}", command.arguments, command.length)


def _counted_long(_: str, buffer: bytes) -> Command | None:
    """GS 8 L p1 p2 p3 p4 d…: graphics of more than 64 KiB."""
    if len(buffer) < 7:
        return None
    if buffer[2] != ord("L"):
        return Command("DROPPED", buffer[:2], 2)
    return _take("GS ( L", buffer, 7, int.from_bytes(buffer[3:7], "little"))


def _raster(name: str, buffer: bytes) -> Command | None:
    """GS v 0 m xL xH yL yH d…"""
    if len(buffer) < 8:
        return None
    if buffer[2] != ord("0"):
        return Command("DROPPED", buffer[:2], 2)
    rows, row_bytes = buffer[6] + 256 * buffer[7], buffer[4] + 256 * buffer[5]
    return _take(name, buffer, 3, 5 + rows * row_bytes)


def _bit_image(name: str, buffer: bytes) -> Command | None:
    """ESC * m nL nH d…: one or three bytes a dot column."""
    if len(buffer) < 5:
        return None
    return _take(name, buffer, 2, 3 + (3 if buffer[2] >= 32 else 1) * (buffer[3] + 256 * buffer[4]))


def _tab_stops(name: str, buffer: bytes) -> Command | None:
    end = buffer.find(NUL, 2)
    return Command(name, buffer[2:end], end + 1) if end >= 0 else None


_VARIABLE: dict[str, Callable[[str, bytes], Command | None]] = {
    "ESC p": _pulse,
    "ESC *": _bit_image,
    "ESC D": _tab_stops,
    "GS V": _cut,
    "GS k": _bar_code,
    "GS (": _counted,
    "GS 8": _counted_long,
    "GS v": _raster,
    "FS (": _counted,
}
