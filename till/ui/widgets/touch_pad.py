"""Keys on the screen, for a till that is touched and has no keyboard: a number pad, or letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events
from textual.content import Content
from textual.widget import Widget

from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.count_grid import CountGrid
from till.ui.widgets.key_bar import key_name
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.sale_field import SaleField
from till.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.dom import DOMNode

LINES_MAX: Final = 5
"""How high a key is at most (lines)."""
SHIFT: Final = "shift"
_FIELDS: Final = (AmountField, CountGrid, PinField, TextField)
_NAMES: Final = {
    ".": "full_stop",
    "+": "plus",
    "-": "minus",
    "*": "asterisk",
    "/": "slash",
    ",": "comma",
    " ": "space",
    "@": "at",
    "'": "apostrophe",
}
_DIGITS: Final = ("7 8 9 backspace", "4 5 6 up", "1 2 3 down", "0 00 . delete", "escape enter")
_SIGNS: Final = "+ - * /"
_LETTERS: Final = ("1 2 3 4 5 6 7 8 9 0", "q w e r t y u i o p", "a s d f g h j k l '", "z x c v b n m . , -")
_OF_LANGUAGES: Final = {
    "sv": "å ä ö é ü : / _ @",
    "de": "ä ö ü ß é : / _ @",
    "es": "ñ á é í ó ú ü : / @",
    "fr": "é è à ç ê ù î : / @",
}
_OF_OTHERS: Final = "é ä ö å ñ : / _ @"
_LETTER_KEYS: Final = "escape shift space backspace enter"


@dataclass(frozen=True, slots=True)
class Place:
    """A key and where it is: columns and lines, the last ones not in it."""

    key: str
    left: int
    right: int
    top: int
    bottom: int

    @property
    def shown_at(self) -> int:
        """The line with the key's name."""
        return (self.top + self.bottom - 1) // 2


class TouchPad(Widget):
    """Types into whatever has the focus, and never has it itself: digits, or letters for words."""

    ALLOW_SELECT = False

    def __init__(self, locale: str) -> None:
        super().__init__()
        self.special = _OF_LANGUAGES.get(locale.partition("_")[0], _OF_OTHERS)
        self.rows: tuple[str, ...] = _DIGITS
        self.capitals = False

    def on_mount(self) -> None:
        """Be there as soon as something can be typed, and follow the focus."""
        self.display = False
        self.watch(self.screen, "focused", self.follow)

    def follow(self, focused: DOMNode | None) -> None:
        """Show the keys that what has the focus wants."""
        if not self.display:
            self.display = any(isinstance(each, _FIELDS) for each in self.screen.query("*"))
        rows: tuple[str, ...] = _DIGITS
        if isinstance(focused, TextField):
            rows = (*_LETTERS, self.special, _LETTER_KEYS)
        elif isinstance(focused, SaleField):
            rows = (*_DIGITS, _SIGNS)
        if rows != self.rows:
            self.rows, self.capitals = rows, False
            self.refresh()

    def places(self) -> Iterator[Place]:
        """Give every key with its place; rows share the height, keys of a row its width."""
        width, height = self.size.width, self.size.height
        lines = max(1, min(LINES_MAX, height // len(self.rows)))
        for row_no, row in enumerate(self.rows):
            keys = row.split()
            # Enter is as wide as what is left: it is the one that is pressed most.
            wide = width // (4 if row in (*_DIGITS, _SIGNS) else 10 if row != _LETTER_KEYS else 5)
            for at, key in enumerate(keys):
                right = width if at == len(keys) - 1 and key == "enter" else (at + 1) * wide
                yield Place(key, at * wide, right, row_no * lines, (row_no + 1) * lines)

    def render(self) -> Content:
        lines: dict[int, list[str | tuple[str, str]]] = {}
        for place in self.places():
            width = place.right - place.left - 1
            for line in range(place.top, place.bottom):
                # A line between two rows tells them apart, where there is room for one.
                gap = line == place.bottom - 1 and place.bottom - place.top > 1
                text = self.label(place.key) if line == place.shown_at else ""
                style = "" if gap else "bold $foreground on $field"
                lines.setdefault(line, []).extend([(text.center(width)[:width], style), " "])
        return Content("\n").join([Content.assemble(*pieces) for _line, pieces in sorted(lines.items())])

    def label(self, key: str) -> str:
        """Give what stands on a key."""
        if key == SHIFT:
            return "ABC" if not self.capitals else "abc"
        named = {"backspace": "←", "up": "▲", "down": "▼", "delete": "C", "space": "___"}
        if key in named:
            return named[key]
        if len(key) > 2:
            return key_name(key)
        return key.upper() if self.capitals else key

    def on_click(self, event: events.Click) -> None:
        """Press the touched key."""
        event.stop()
        for place in self.places():
            if place.left <= event.x < place.right and place.top <= event.y < place.bottom:
                self.press(place.key)
                return

    def press(self, key: str) -> None:
        """Type what a key stands for."""
        if key == SHIFT:
            self.capitals = not self.capitals
        elif key == "space":
            self.app.post_message(events.Key("space", " "))
        elif len(key) > 2:
            self.app.post_message(events.Key(key, None))
        else:
            for character in key.upper() if self.capitals else key:
                self.app.post_message(events.Key(_NAMES.get(character, character), character))
            self.capitals = False
        self.refresh()
