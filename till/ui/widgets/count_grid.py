"""How many of each note and coin: cursor keys and digits only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from till.domain.money import AMOUNT_MAX
from till.domain.state import Count, CountLine
from till.ui import cells
from till.ui.painting import is_touched
from till.ui.widgets.rows import TOUCHED_LINES
from till.wording.messages import pack_name
from till.wording.money import money

if TYPE_CHECKING:
    from textual import events

    from till.domain.settings import Settings

_NUMBER_CELLS: Final = 6
_NUMBER_MAX: Final = 999_999
_AROUND_LINES: Final = 9
"""What the screens have above and below the grid, where they are touched."""


def worth(row: tuple[int, int | None]) -> int:
    """Say what one piece, roll or bag of a row is worth."""
    value, pieces = row
    return value * (pieces or 1)


class CountGrid(Widget, can_focus=True):
    """A row for each denomination, then for rolls and bags: value, number, amount. Enter goes down."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="count.up"),
        Binding("down", "move(1)", show=False, id="count.down"),
        Binding("enter", "next_row", show=False, id="count.next_row"),
        Binding("home", "move(-100)", show=False, id="count.first"),
        Binding("end", "move(100)", show=False, id="count.last"),
        Binding("backspace", "take_back", show=False, id="count.take_back"),
        Binding("delete", "clear", show=False, id="count.clear"),
    ]

    class Changed(Message):
        """The sum is another one now."""

    class Finished(Message):
        """Enter was pressed on the last row."""

    def __init__(self, settings: Settings, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.settings = settings
        loose = [(value, None) for value in settings.denominations]
        packs = [(pack.value, pack.pieces) for pack in settings.packs]
        self.rows: list[tuple[int, int | None]] = [*loose, *packs]
        self.names = {(pack.value, pack.pieces): pack_name(pack.kind) for pack in settings.packs}
        self.numbers: dict[tuple[int, int | None], int] = {}
        self.at = 0
        self.fresh = True
        self.row_lines = 1

    def on_mount(self) -> None:
        """Be as high as a finger wants, where all rows then still have room."""
        room = self.app.size.height - _AROUND_LINES
        if is_touched(self) and len(self.rows) * TOUCHED_LINES <= room:
            self.row_lines = TOUCHED_LINES

    @property
    def top(self) -> int:
        """The first row that is seen."""
        return max(0, min(self.at - self.shown_max + 1, len(self.rows)))

    @property
    def shown_max(self) -> int:
        """How many rows there is room for."""
        return max(1, self.size.height // self.row_lines)

    @property
    def count(self) -> Count:
        """What was counted so far."""
        lines = [
            CountLine(value, number, pieces) for (value, pieces), number in self.numbers.items() if number
        ]
        lines.sort(key=lambda line: (-line.value, -(line.pieces or 0)))
        return Count(sum(line.amount for line in lines), tuple(lines))

    @property
    def touched(self) -> bool:
        """Whether any number was typed, be it zero."""
        return bool(self.numbers)

    def start_again(self) -> None:
        """Forget all numbers."""
        self.numbers = {}
        self.move_to(0)
        self.post_message(self.Changed())

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 -- a hook
        return len(self.rows) * self.row_lines

    def render(self) -> Content:
        texts = [self.row_name(row) for row in self.rows]
        value_cells = max((cells.width(text) for text in texts), default=0)
        lines = [self.line(at, texts[at], value_cells) for at in range(self.top, len(self.rows))]
        return Content("\n" * self.row_lines).join(lines[: self.shown_max])

    def money(self, amount: int) -> str:
        """Write an amount."""
        return money(amount, self.settings.currency, self.settings.locale)

    def row_name(self, row: tuple[int, int | None]) -> str:
        """Name a row: `5.00`, or `Roll 1.00`; what a roll is worth stands at its end once one is counted."""
        value, pieces = row
        return self.money(value) if pieces is None else f"{self.names[value, pieces]} {self.money(value)}"

    def line(self, at: int, value: str, value_cells: int) -> Content:
        """Lay out one row; the current one has a mark and stands out."""
        row = self.rows[at]
        number = self.numbers.get(row)
        here = at == self.at
        shown = "" if number is None else str(number)
        amount = self.money(worth(row) * number) if number else ""
        # Money is never cut off; where there is no room for it, the sum stands beside the grid.
        room = self.size.width - value_cells - _NUMBER_CELLS - 9
        end = f" = {cells.right(amount, 13)}" if room >= 13 or not is_touched(self) else ""
        field = cells.right(shown + ("_" if here else " "), _NUMBER_CELLS + 1)
        style = "bold $on-chosen on $chosen" if here and self.has_focus else "on $field"
        return Content.assemble(
            (f"{'►' if here else ' '} {cells.right(value, value_cells)} × ", "bold" if here else ""),
            (field, style),
            end,
        )

    # -- keys and touch --------------------------------------------------------------------------------------

    def move_to(self, at: int) -> None:
        """Go to a row; the first digit typed there begins its number anew."""
        self.at = max(0, min(at, len(self.rows) - 1))
        self.fresh = True
        self.refresh()

    def action_move(self, by: int) -> None:
        """Go up or down."""
        self.move_to(self.at + by)

    def action_next_row(self) -> None:
        """Go to the next row, or say that this was the last."""
        if self.at == len(self.rows) - 1:
            self.post_message(self.Finished())
        else:
            self.move_to(self.at + 1)

    def on_key(self, event: events.Key) -> None:
        """Take digits."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        if not (event.character.isascii() and event.character.isdecimal()):
            self.app.bell()
            return
        before = 0 if self.fresh else self.numbers.get(self.rows[self.at], 0)
        self.set_number(before * 10 + int(event.character))

    def set_number(self, number: int) -> None:
        """Note how many there are of the current denomination."""
        row = self.rows[self.at]
        if number > _NUMBER_MAX or number * worth(row) > AMOUNT_MAX:
            self.app.bell()
            return
        self.numbers = {**self.numbers, row: number}
        self.fresh = False
        self.refresh()
        self.post_message(self.Changed())

    def action_take_back(self) -> None:
        """Take the last digit back."""
        self.fresh = False
        self.set_number(self.numbers.get(self.rows[self.at], 0) // 10)

    def action_clear(self) -> None:
        """Forget the number of this row."""
        self.numbers = {row: number for row, number in self.numbers.items() if row != self.rows[self.at]}
        self.move_to(self.at)
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Go to the touched row."""
        at = self.top + event.y // self.row_lines
        if at < len(self.rows):
            self.move_to(at)

    def on_focus(self) -> None:
        """Show where typing goes."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that typing goes elsewhere."""
        self.refresh()
