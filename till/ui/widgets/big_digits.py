"""Amounts in large digits, out of the blocks that every console has."""

from __future__ import annotations

from typing import Final

# Three cells wide, five half cells high; two rows of dots make one line of blocks.
_DOTS: Final[dict[str, tuple[str, ...]]] = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "-": ("   ", "   ", "###", "   ", "   "),
    "+": ("   ", " # ", "###", " # ", "   "),
    ".": (" ", " ", " ", " ", "#"),
    ",": (" ", " ", " ", "#", "#"),
    "'": ("#", "#", " ", " ", " "),
    " ": (" ", " ", " ", " ", " "),
}
_BLOCKS: Final = {(" ", " "): " ", ("#", " "): "▀", (" ", "#"): "▄", ("#", "#"): "█"}


def big(text: str) -> tuple[str, str, str]:
    """Give three lines that show `text`, an amount, in large digits."""
    rows = _dotted(text)
    lines = [
        "".join(_BLOCKS[above, below] for above, below in zip(rows[at], rows[at + 1], strict=True))
        for at in (0, 2, 4)
    ]
    return lines[0], lines[1], lines[2]


def huge(text: str) -> list[str]:
    """Give five lines that show `text`, an amount, in digits that are read from across the counter."""
    return ["".join("██" if dot == "#" else "  " for dot in row) for row in _dotted(text)[:5]]


def _dotted(text: str) -> list[str]:
    """Give the dots of `text` in six rows of half a line each."""
    rows = [""] * 6
    for character in text:
        dots = (*_DOTS.get(character, _DOTS[" "]), " " * len(_DOTS.get(character, _DOTS[" "])[0]))
        rows = [row + part + " " for row, part in zip(rows, dots, strict=True)]
    return rows
