"""Text as a printer can take it: no control characters, and every character counted in cells of the paper."""

import unicodedata

_SPACES = {"\t": " ", "\n": " ", "\v": " ", "\f": " ", "\r": " ", "\x85": " ", "\u2028": " ", "\u2029": " "}
_NO_BREAK_SPACE = "\u00a0"
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_UNSAYABLE = "?"
_DROPPED = ("Cc", "Cf")  # Controls (ESC, DLE, FS, DEL, C1) and formats (direction, joiners, soft hyphen).
_REPLACED = ("Cs", "Co", "Cn")  # Halves of characters, private ones, and ones that are none.
_COMBINING = ("Mn", "Me")
_MARKS = "\u0300"
"""The first character that may take no cell, or two, or become another one together with the one before."""


def clean(text: str) -> str:
    """Return `text` without anything that is not a character on paper.

    No character below a space, no DEL and no C1 control survives, so no text can be a printer command.
    Line ends become spaces; no-break spaces stay until the lines are laid out.
    """
    if text.isprintable() and (text.isascii() or max(text) < _MARKS):
        return text
    return "".join(map(_clean_character, unicodedata.normalize("NFC", text)))


def _clean_character(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    if character in _SPACES:
        return _SPACES[character]
    if character in _NO_BREAK_SPACES:
        return _NO_BREAK_SPACE
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    if category in _REPLACED:
        return _UNSAYABLE
    return " " if category == "Zs" else character


def cells(text: str) -> int:
    """Return how many cells of the paper `text` takes: two for wide characters, none for accents."""
    narrow = text.isascii() or max(text) < _MARKS
    return len(text) if narrow else sum(map(character_cells, text))


def character_cells(character: str) -> int:
    """Return how many cells one character takes: 0, 1 or 2."""
    if character < _MARKS:
        return 1
    if unicodedata.category(character) in _COMBINING:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def head(text: str, cells_max: int) -> str:
    """Return as much of the beginning of `text` as fits `cells_max` cells."""
    if cells(text) <= cells_max:
        return text
    taken = 0
    for position, character in enumerate(text):
        taken += character_cells(character)
        if taken > cells_max:
            return text[:position]
    return text


def cut(text: str, cells_max: int) -> str:
    """Return `text`, ending with "…" if it had to be cut to fit `cells_max` cells."""
    if cells(text) <= cells_max:
        return text
    return head(text, cells_max - 1).rstrip() + "…" if cells_max > 0 else ""


def chop(text: str, cells_max: int) -> list[str]:
    """Return `text` in pieces of at most `cells_max` cells, broken anywhere; at least one piece."""
    pieces = []
    while cells(text) > cells_max:
        piece = head(text, cells_max) or text[0]
        pieces.append(piece)
        text = text[len(piece) :]
    return [*pieces, text]


def wrap(text: str, cells_max: int) -> list[str]:
    """Return `text` in lines of at most `cells_max` cells, broken between words where there are any."""
    if cells(text) <= cells_max:
        return [text.rstrip(" ")]
    lines = []
    line = text[: len(text) - len(text.lstrip(" "))]
    for word in text.split(" "):
        if not word:
            continue
        joined = f"{line} {word}" if line.strip(" ") else line + word
        if cells(joined) <= cells_max:
            line = joined
            continue
        if line.strip(" "):
            lines.append(line)
        *whole, line = chop(word, cells_max)
        lines.extend(whole)
    return [*lines, line]
