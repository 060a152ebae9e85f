"""A Linux console has the 256 characters of code page 437; what it lacks is shown as the nearest it has."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_NEAREST: Final = str.maketrans("●○…“”‘’–—−×▁▂▃▅▆▇", "•o.\"\"''---x▄▄▄▄██")


class PlainGlyphs(LineFilter):
    """Replaces characters, one cell by one cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 -- the framework's hook
        """Give the same line in characters that every console can show."""
        return [
            segment if segment.text.isascii() else Segment(segment.text.translate(_NEAREST), segment.style)
            for segment in segments
        ]


def is_plain_console() -> bool:
    """Say whether this is a terminal with few characters."""
    return os.environ.get("TERM", "") in ("linux", "vt100", "vt220", "ansi")
