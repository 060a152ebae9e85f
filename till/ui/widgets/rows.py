"""A list to choose from: by its number, with the cursor keys, or by touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from till.ui import cells
from till.ui.painting import is_touched

if TYPE_CHECKING:
    from textual import events

_GAP = 2
TOUCHED_LINES: Final = 2
"""How high a row is where it is touched with a finger."""
_AROUND_LINES: Final = 16
"""What a dialog holds beside its list, where it is touched."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it stands for, its words, what stands at its right end, the number to type if any."""

    key: str
    words: str
    end: str = ""
    number: str = ""
    style: str = ""


class Rows(Widget, can_focus=True):
    """Rows of which one may be chosen. Nothing is chosen until somebody does."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="rows.up"),
        Binding("down", "move(1)", show=False, id="rows.down"),
        Binding("pageup", "page(-1)", show=False, id="rows.page_up"),
        Binding("pagedown", "page(1)", show=False, id="rows.page_down"),
        Binding("home", "move(-1000000)", show=False, id="rows.first"),
        Binding("end", "move(1000000)", show=False, id="rows.last"),
    ]

    class Chosen(Message):
        """Somebody chose a row; `at_once` says that a number was typed or the row touched twice."""

        def __init__(self, rows: Rows, row: Row, *, at_once: bool) -> None:
            super().__init__()
            self.rows = rows
            self.row = row
            self.at_once = at_once

    class EndReached(Message):
        """The last row was reached; there may be more to load."""

    def __init__(
        self, rows: Sequence[Row] = (), *, id: str | None = None, empty: str = "", lines_max: int = 0
    ) -> None:
        super().__init__(id=id)
        self.rows = tuple(rows)
        self.at: int | None = None
        self.top = 0
        self.typed = ""
        self.empty = empty
        self.lines_max = lines_max
        self.row_lines = 1
        if lines_max:
            self.styles.max_height = lines_max

    def on_mount(self) -> None:
        """Be as high as a finger wants, where there are fingers."""
        if is_touched(self):
            self.make_room()

    def make_room(self) -> None:
        """Take more room for each row, as far as there is any."""
        self.row_lines = TOUCHED_LINES
        if self.lines_max:
            room = max(_AROUND_LINES // 2, self.app.size.height - _AROUND_LINES)
            self.styles.max_height = min(self.lines_max * self.row_lines, room)

    @property
    def shown_max(self) -> int:
        """How many rows there is room for."""
        return max(1, self.size.height // self.row_lines)

    @property
    def is_longer(self) -> bool:
        """Whether there are more rows than are seen."""
        return len(self.rows) > self.shown_max

    @property
    def chosen(self) -> Row | None:
        """The row that was chosen."""
        return None if self.at is None else self.rows[self.at]

    def fill(self, rows: Sequence[Row]) -> None:
        """Show other rows; the chosen one stays chosen while it is there."""
        if tuple(rows) == self.rows:
            return
        before = self.chosen
        grown = len(rows) != len(self.rows)
        self.rows = tuple(rows)
        keys = [row.key for row in self.rows]
        self.at = keys.index(before.key) if before is not None and before.key in keys else None
        self.refresh(layout=grown)

    def choose(self, key: str | None) -> None:
        """Choose the row that stands for `key`, or none."""
        self.at = next((at for at, row in enumerate(self.rows) if row.key == key), None)
        self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 -- a hook
        return max(1, len(self.rows) * self.row_lines)

    def render(self) -> Content:
        height, width = self.shown_max, self.size.width
        if not self.rows:
            return Content.assemble((cells.fit(self.empty, width), "$quiet"))
        self.keep_in_sight(height)
        number_cells = max(cells.width(row.number) for row in self.rows)
        shown = self.rows[self.top : self.top + height]
        lines = [self.line(self.top + at, row, number_cells, width) for at, row in enumerate(shown)]
        return Content("\n" * self.row_lines).join(lines)

    def keep_in_sight(self, height: int) -> None:
        """Move the window so that the chosen row is in it."""
        self.top = max(0, min(self.top, len(self.rows) - height))
        if self.at is not None:
            self.top = max(min(self.top, self.at), self.at - height + 1)

    def line(self, at: int, row: Row, number_cells: int, width: int) -> Content:
        """Lay out one row; the chosen one has a mark, so that it is seen without colour."""
        here = at == self.at
        mark = "►" if here else " "
        number = f"{cells.right(row.number, number_cells)} " if number_cells else ""
        words = f"{mark}{number}{row.words}"
        text = cells.between(words, row.end, width) if row.end else cells.fit(words, width)
        if here:
            return Content.assemble((text, "bold $on-chosen on $chosen"))
        split = 1 + cells.width(number)
        return Content.assemble((text[:split], "bold $accent"), (text[split:], row.style))

    # -- keys and touch --------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Choose a row further up or down; from the first or last one the key goes to the field beyond."""
        last = len(self.rows) - 1
        if self.at is None:
            if not self.rows or by < 0:
                raise SkipAction
            self.pick(0)
        elif abs(by) == 1 and not 0 <= self.at + by <= last:
            raise SkipAction
        else:
            self.pick(max(0, min(self.at + by, last)))

    def action_page(self, by: int) -> None:
        """Choose a row one height further up or down."""
        self.action_move(by * max(2, self.shown_max - 1))

    def pick(self, at: int, *, at_once: bool = False) -> None:
        """Choose the row at a place, and say so."""
        self.at = at
        self.refresh()
        self.post_message(self.Chosen(self, self.rows[at], at_once=at_once))
        if at == len(self.rows) - 1:
            self.post_message(self.EndReached())

    def on_key(self, event: events.Key) -> None:
        """Choose by number: at once where no longer number begins with what was typed."""
        if event.character is None or not (event.character.isascii() and event.character.isdecimal()):
            self.typed = ""
            return
        numbers = [row.number for row in self.rows]
        typed = self.typed + event.character
        if not any(number.startswith(typed) for number in numbers):
            typed = event.character
        if not any(number.startswith(typed) for number in numbers):
            return
        event.stop()
        self.typed = typed
        if typed in numbers:
            longer = any(number != typed and number.startswith(typed) for number in numbers)
            if not longer:
                self.typed = ""
            self.pick(numbers.index(typed), at_once=not longer)

    def on_blur(self) -> None:
        """Forget half a number."""
        self.typed = ""

    def on_click(self, event: events.Click) -> None:
        """Choose the touched row; a touch on the chosen one counts as going on."""
        event.stop()
        at = self.top + event.y // self.row_lines
        if 0 <= at < len(self.rows):
            self.pick(at, at_once=at == self.at)

    def on_mouse_scroll_down(self) -> None:
        """Show what is further down."""
        self.scroll_by(1)

    def on_mouse_scroll_up(self) -> None:
        """Show what is further up."""
        self.scroll_by(-1)

    def scroll_by(self, by: int) -> None:
        """Go up or down in a list that is longer than what is shown of it."""
        if self.is_longer:
            self.pick(max(0, min((self.at or 0) + by, len(self.rows) - 1)))
