"""XML written piece by piece: a text may be any length, and none of it is ever markup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from xml.sax.saxutils import escape

_LAST: Final = "\ufffd"


def cut(text: str, length: int) -> str:
    """Give a text as it may stand in XML, at most so long; what XML has no place for becomes a space."""
    fit = "".join(each if each.isprintable() and each <= _LAST else " " for each in text)
    return fit if len(fit) <= length else fit[: length - 1] + "…"


class Writer:
    """Gathers elements until they are taken away."""

    def __init__(self, depth: int = 0) -> None:
        self._pieces: list[str] = []
        self._depth = depth

    def put(self, name: str, text: str | int | None, length: int = 9999) -> None:
        """Write an element with a text; one that is not there, or empty, is left out."""
        if text is not None and text != "":
            self._pieces.append(f"{self._indent}<{name}>{escape(cut(str(text), length))}</{name}>\n")

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Write an element around what is written meanwhile."""
        self.open(name)
        yield
        self.shut(name)

    def open(self, name: str) -> None:
        """Begin an element."""
        self._pieces.append(f"{self._indent}<{name}>\n")
        self._depth += 1

    def shut(self, name: str) -> None:
        """End an element."""
        self._depth -= 1
        self._pieces.append(f"{self._indent}</{name}>\n")

    @property
    def _indent(self) -> str:
        return "\t" * self._depth

    def taken(self) -> str:
        """Give what was written since it was asked last."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text
