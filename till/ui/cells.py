"""Text in cells of the terminal: cut, filled up, aligned."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def width(text: str) -> int:
    """Give how many cells `text` takes."""
    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """Give `text` in exactly `cells` cells, ending with "…" where it had to be cut."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text + " " * (cells - cell_len(text))
    return set_cell_size(text, cells - 1) + "…"


def right(text: str, cells: int) -> str:
    """Give `text` at the right end of `cells` cells; money is never cut off, so it may be longer."""
    return " " * (cells - cell_len(text)) + text


def between(left: str, end: str, cells: int) -> str:
    """Give `left` and `end` at the two ends of `cells` cells; `left` gives way."""
    room = cells - cell_len(end) - 1
    return f"{fit(left, room)} {end}" if room > 0 else end


def initials(name: str) -> str:
    """Give the first letters of the first and the last word of a name."""
    words = name.split()
    if not words:
        return ""
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
