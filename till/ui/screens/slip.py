"""A slip on the screen, as it is on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from till.ui.screens.base import FullScreen
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.entries import Entry


class SlipScreen(FullScreen[None]):
    """The text of an entry's slip; who may not see what is expected sees a slip without it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_back", show=False, id="slip.go_on"),
        Binding("up", "scroll(-1)", marked("Up"), id="slip.up"),
        Binding("down", "scroll(1)", marked("Down"), id="slip.down"),
        Binding("pageup", "scroll(-15)", show=False, id="slip.page_up"),
        Binding("pagedown", "scroll(15)", show=False, id="slip.page_down"),
        Binding("f8", "print_copy", marked("Print a copy"), id="slip.print_copy"),
        Binding("escape", "go_back", marked("Back"), id="slip.go_back"),
    ]

    def __init__(self, entry: Entry, said: str = "", seq: int | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.said = said
        self.seq = seq

    def contents(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(self.text(), id="paper", markup=False), id="paper-box", can_focus=False)

    def text(self) -> str:
        """Lay out the slip for these eyes."""
        from till.domain.own import closed_by
        from till.slips import slip_for

        if not self.now.may_read(self.entry):
            return ""
        own = closed_by(self.entry, self.now.person)
        slip = slip_for(self.entry, full=self.now.sees_expected, own=own)
        return "" if slip is None else slip.to_text(self.now.settings.paper_columns).rstrip()

    def opened(self) -> None:
        """Say where the slip is."""
        self.answer(self.said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer a copy of what is in the journal."""
        return self.seq is not None if action == "print_copy" else True

    def action_scroll(self, lines: int) -> None:
        """Show another part of the slip."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_print_copy(self) -> None:
        """Print the slip again, marked as a copy."""
        from till.domain.people import Right

        seq = self.seq
        assert seq is not None
        self.attempt(
            lambda act: self.cash.copy_slip(act, seq),
            lambda _job: self.answer(_("A copy is recorded and goes to the printer.")),
            Right.REPRINT,
        )
