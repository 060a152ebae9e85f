"""How wide is the paper? A ruler is printed, and the person says where its first line ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widgets import Static

from till.slips.trials import RULER_COLUMNS, USUAL_WIDTHS, WIDTHS, width_slip
from till.ui.screens.changing import keep_changes
from till.ui.screens.form import FormDialog
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.settings import Settings


class PaperWidthScreen(FormDialog):
    """Asks for the last whole number of the first line, and writes it into the configuration."""

    heading = marked("How wide is the paper?")

    def contents(self) -> Iterable[Widget]:
        yield Static(
            _("A ruler is being printed. Which is the last number that is whole on its first line?"),
            id="needed",
            markup=False,
        )
        yield Rows(width_rows(), lines_max=12)

    def opened(self) -> None:
        """Print the ruler."""
        self.query_one(Rows).choose(str(self.now.settings.paper_columns))
        if self.till.devices is not None:
            self.till.devices.print_as_wide_as(width_slip(), RULER_COLUMNS)

    def missing(self) -> tuple[Widget, str] | None:
        rows = self.query_one(Rows)
        return (rows, _("Type the number.")) if rows.chosen is None else None

    def record(self) -> None:
        chosen = self.query_one(Rows).chosen
        assert chosen is not None
        keep_changes(self, {"printer.columns": int(chosen.key)}, self.kept)

    def kept(self, settings: Settings) -> None:
        """Say so, and leave."""
        words = _("{columns} characters stand on a line from now on.").format(columns=settings.paper_columns)
        self.till.say(words, well=True)
        self.recorded()


def width_rows() -> list[Row]:
    """Give the widths that the ruler names; each is typed as itself."""
    return [
        Row(str(width), _(USUAL_WIDTHS[width]) if width in USUAL_WIDTHS else "", "", str(width))
        for width in WIDTHS
    ]
