"""The last line: the keys that do something now. Each can be touched as well."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from till.ui import cells
from till.ui.painting import is_touched
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual import events
    from textual.binding import ActiveBinding
    from textual.geometry import Size

_NAMES: Final = {
    "enter": marked("Enter"),
    "escape": marked("Esc"),
    "tab": marked("Tab"),
    "delete": marked("Del"),
    "pageup": marked("PgUp"),
    "pagedown": marked("PgDn"),
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "slash": "/",
    "up": "↑",
    "down": "↓",
}

TOUCHED_LINES: Final = 3
"""How high a key is where it is touched with a finger."""
TOUCHED_CELLS_MIN: Final = 10
"""How wide it is at least."""


def key_name(key: str) -> str:
    """Give what is printed on a key."""
    return _(_NAMES[key]) if key in _NAMES else key.upper()


class KeyBar(Widget):
    """Keys with their words, as many as there is room for."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[tuple[str, str], ...] = ()

    def show(self, bindings: Mapping[str, ActiveBinding]) -> None:
        """Show the keys among `bindings` that are meant to be seen."""
        keys = [
            (key, _(active.binding.description))
            for key, active in bindings.items()
            if active.binding.show and active.enabled
        ]
        if is_touched(self):
            keys += self.only_touched(bindings)
        keys.sort(key=lambda pair: place(pair[0]))
        if tuple(keys) != self.keys:
            self.keys = tuple(keys)
            self.refresh(layout=is_touched(self))

    def only_touched(self, bindings: Mapping[str, ActiveBinding]) -> list[tuple[str, str]]:
        """Give what a keyboard has anyway: answers for the devices, and the pages of a long list."""
        keys = ["f11"]
        if "f12" in bindings and bindings["f12"].binding.action == "could_not":
            keys.append("f12")
        if getattr(self.screen.focused, "is_longer", False) or self.screen.query(VerticalScroll):
            keys += ["pageup", "pagedown"]
        words = {"pageup": _("Up"), "pagedown": _("Down")}
        return [
            (key, words.get(key) or _(bindings[key].binding.description))
            for key in keys
            if key in bindings and bindings[key].enabled and not bindings[key].binding.show
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- a hook
        return len(self.touched_rows(width)) * TOUCHED_LINES if is_touched(self) else 1

    def touched_rows(self, width: int) -> list[tuple[tuple[str, str], ...]]:
        """Divide the keys into rows of the same length."""
        rows = max(1, -(-len(self.keys) // max(1, width // TOUCHED_CELLS_MIN)))
        in_row = max(1, -(-len(self.keys) // rows))
        return [self.keys[at : at + in_row] for at in range(0, len(self.keys), in_row)]

    def render(self) -> Content:
        return self.touched() if is_touched(self) else self.one_line()

    def touched(self) -> Content:
        """Lay out keys for fingers: their words on two lines, and their names for who has a keyboard too."""
        lines: list[Content] = []
        for row in self.touched_rows(self.size.width):
            wide = self.size.width // len(row)
            texts = [[*_in_lines(words, wide - 1), key_name(key)] for key, words in row]
            for line in range(TOUCHED_LINES):
                style = "$quiet on $field" if line == TOUCHED_LINES - 1 else "bold $foreground on $field"
                pieces = [(cells.fit(text[line].center(wide - 1), wide - 1), style) for text in texts]
                lines.append(Content(" ").join([Content.assemble(piece) for piece in pieces]))
        return Content("\n").join(lines)

    def one_line(self) -> Content:
        """Lay out as many keys as there is room for."""
        pieces: list[str | tuple[str, str]] = []
        for key, words, _at in self.placed():
            pieces += [" ", (key_name(key), "bold $on-key on $key"), f" {words}"]
        return Content.assemble(*pieces)

    def placed(self) -> list[tuple[str, str, int]]:
        """Give key, words and the column after it, for the keys that fit."""
        placed, at = [], 0
        for key, words in self.keys:
            at += cells.width(f" {key_name(key)} {words}")
            if at > self.size.width:
                break
            placed.append((key, words, at))
        return placed

    def on_click(self, event: events.Click) -> None:
        """Do what the touched key does."""
        event.stop()
        if is_touched(self):
            rows = self.touched_rows(self.size.width)
            row = rows[min(event.y // TOUCHED_LINES, len(rows) - 1)]
            self.app.simulate_key(row[min(event.x // (self.size.width // len(row)), len(row) - 1)][0])
            return
        for key, _words, end in self.placed():
            if event.x < end:
                self.app.simulate_key(key)
                return


def _in_lines(words: str, width: int) -> list[str]:
    """Give words on two lines, the second one empty where they fit on one."""
    lines = [*wrap(words, max(1, width)), "", ""]
    return lines[: TOUCHED_LINES - 1]


def place(key: str) -> tuple[int, int]:
    """Order: Enter, function keys by number, the others as they were bound, Esc."""
    if key[:1] == "f" and key[1:].isdecimal():
        return 1, int(key[1:])
    return {"enter": (0, 0), "escape": (3, 0)}.get(key, (2, 0))
