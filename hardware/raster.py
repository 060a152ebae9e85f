"""A picture as the bytes that print it. Pure.

A printer obeys its real-time commands wherever they stand, in the middle of a picture too: DLE (10) followed
by EOT (04), ENQ (05) or DC4 (14). Such pairs are broken up with one black dot, which nobody sees. (Switching
the real-time pulse off for the time of a picture, with GS ( D, would leave the questions and the clearing of
the buffers, and the drawer could not be opened when the paper ends in the middle of a slip.)
"""

from dataclasses import dataclass

COMMAND_BYTES_MAX = 4096  # No command of a job is longer; so many NULs complete any that was cut short.
_HEADER_BYTES = 8
_DLE = 0x10
_DOT_ADDED = {0x04: 0x0C, 0x05: 0x0D, 0x14: 0x15}


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of black and white dots: rows of `row_bytes` bytes, highest bit on the left, 1 is black."""

    row_bytes: int
    dots: bytes

    @property
    def rows(self) -> int:
        """How many rows of dots it has."""
        return len(self.dots) // self.row_bytes


def print_code(picture: Raster) -> bytes:
    """Return the commands (GS v 0) that print `picture`, in bands that a small buffer takes.

    Raises:
        ValueError: The picture is wider than 2040 dots or is not made of whole rows.
    """
    if not 1 <= picture.row_bytes <= 255 or len(picture.dots) % picture.row_bytes:
        raise ValueError("A picture must have whole rows of 8 to 2040 dots.")
    dots = without_commands(picture.dots)
    # 255 rows at most: the row count's second byte is 0 then, and completes no pair with its first.
    band_rows = min(255, (COMMAND_BYTES_MAX - _HEADER_BYTES) // picture.row_bytes)
    band_bytes = band_rows * picture.row_bytes
    return b"".join(
        _band(picture.row_bytes, dots[start : start + band_bytes])
        for start in range(0, len(dots), band_bytes)
    )


def _band(row_bytes: int, dots: bytes) -> bytes:
    return bytes([0x1D, 0x76, 0x30, 0, row_bytes, 0, len(dots) // row_bytes, 0]) + dots


def without_commands(dots: bytes) -> bytes:
    """Return `dots` with one more black dot wherever a real-time command could begin."""
    clean = bytearray(dots)
    at = clean.find(_DLE)
    while 0 <= at < len(clean) - 1:
        clean[at + 1] = _DOT_ADDED.get(clean[at + 1], clean[at + 1])
        at = clean.find(_DLE, at + 1)
    return bytes(clean)
