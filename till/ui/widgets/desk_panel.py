"""The simulated printer's paper and the drawer, beside the screens where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from till.ui import cells
from till.ui.desk import KNOBS, Desk
from till.ui.messages import DeskTouched
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

LOOK_EVERY_S: Final = 0.2


class DeskPaper(Widget):
    """The end of the paper as it came out, and where the drawer is."""

    ALLOW_SELECT = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shown: tuple[str, bool] = ("", False)

    def on_mount(self) -> None:
        """Look again and again: the devices say nothing by themselves."""
        self.set_interval(LOOK_EVERY_S, self.look)
        self.look()

    def look(self) -> None:
        """Draw what came out since."""
        seen = (self.desk.paper(), self.desk.drawer_open())
        if seen != self.shown:
            self.shown = seen
            self.refresh()

    def render(self) -> Content:
        paper, is_open = self.shown
        width, height = self.size.width, self.size.height
        drawer = _("Drawer: OPEN") if is_open else _("Drawer: shut")
        lines = paper.rstrip("\n").split("\n")[-max(1, height - 1) :] if height > 1 else []
        blank = [""] * (height - 1 - len(lines))
        rows = [
            Content.assemble((cells.fit(f" {line}", width), "#000000 on #ffffff"))
            for line in (*blank, *lines)
        ]
        return Content("\n").join([*rows, Content.assemble((drawer, "bold $warning" if is_open else "bold"))])


class Knobs(Rows, inherit_css=False):
    """The list of knobs. Whoever asks a screen for its Rows means the screen's own, not these."""


class DeskPanel(Vertical):
    """Paper, drawer and knobs for the mouse; F12 has the knobs for the keyboard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(classes="box")
        self.desk = desk

    def compose(self) -> ComposeResult:
        self.border_title = _("Simulated printer and drawer: F12")
        yield DeskPaper(self.desk)
        knobs = Knobs([Row(knob, _(words)) for knob, words in KNOBS])
        knobs.can_focus = False
        yield knobs

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Do what was touched."""
        message.stop()
        message.rows.choose(None)
        self.app.post_message(DeskTouched(message.row.key))
