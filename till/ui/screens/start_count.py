"""F9: before the drawer is counted, say what that means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from till.domain.commands import StartCount
from till.domain.people import Right
from till.ui.screens.base import Dialog
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class StartCountScreen(Dialog[None]):
    """Enter closes the shift to movements and opens the drawer for counting."""

    heading = marked("Close the shift: count the drawer")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Count"), id="start_count.go_on"),
        Binding("f9", "go_on", show=False, id="start_count.go_on_too"),
        Binding("escape", "go_back", marked("Back"), id="start_count.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        words = _(
            "While the drawer is counted, no cash may move. "
            "You can go back as long as the shift is not closed."
        )
        yield Static(words, markup=False)
        yield Static(_("The drawer opens."), classes="outcome", markup=False)

    async def action_go_on(self) -> None:
        """Begin to count."""
        drawer = self.now.drawer
        self.do(lambda act: StartCount(act, drawer), self.started, Right.COUNT)

    def started(self) -> None:
        """Go on to the count."""
        from till.ui.screens.count import CountScreen

        self.dismiss(None)
        self.till.push_screen(CountScreen())
