"""Many choices in two columns, each with its number and the key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from till.ui import cells
from till.ui.widgets.rows import TOUCHED_LINES, Rows

if TYPE_CHECKING:
    from textual import events

_GAP: Final = 2
_THREE_FROM: Final = (96, 28)
"""From so many columns and lines on, a menu that is touched has a third column, and rows two lines high."""


class Menu(Rows):
    """Rows that go on at the top of a second column; a number, the cursor keys or a touch choose one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "beside(-1)", show=False, id="menu.left"),
        Binding("right", "beside(1)", show=False, id="menu.right"),
    ]

    columns = 2

    def make_room(self) -> None:
        size = self.app.size
        if size.width >= _THREE_FROM[0] and size.height >= _THREE_FROM[1]:
            self.columns, self.row_lines = 3, TOUCHED_LINES

    @property
    def lines(self) -> int:
        """How many rows stand in a column."""
        return -(-len(self.rows) // self.columns)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 -- a hook
        return max(1, self.lines * self.row_lines)

    def column_cells(self) -> int:
        """Give how wide a column is."""
        return (self.size.width - _GAP * (self.columns - 1)) // self.columns

    def render(self) -> Content:
        if not self.rows:
            return super().render()
        number_cells = max(cells.width(row.number) for row in self.rows)
        width, height = self.column_cells(), self.shown_max
        top = 0 if self.at is None else max(0, self.at % self.lines - height + 1)
        lines = []
        for line in range(top, min(top + height, self.lines)):
            places = range(line, len(self.rows), self.lines)
            pieces = [self.line(at, self.rows[at], number_cells, width) for at in places]
            lines.append(Content(" " * _GAP).join(pieces))
        self.top = top
        return Content("\n" * self.row_lines).join(lines)

    def action_beside(self, by: int) -> None:
        """Choose the row beside the chosen one."""
        at = 0 if self.at is None else self.at + by * self.lines
        if 0 <= at < len(self.rows):
            self.pick(at)

    def on_click(self, event: events.Click) -> None:
        """Choose the touched row; a touch on the chosen one takes it."""
        event.stop()
        event.prevent_default()  # The single column's way of finding the row would come after this one.
        column = min(event.x // (self.column_cells() + _GAP), self.columns - 1)
        line = self.top + event.y // self.row_lines
        at = column * self.lines + line
        if line < self.lines and at < len(self.rows):
            self.pick(at, at_once=at == self.at)

    def action_page(self, by: int) -> None:
        """Go to the other column: there are no pages."""
        self.action_beside(by)
