"""A question with one line as its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from till.ui.screens.base import Dialog
from till.ui.widgets.text_field import TextField
from till.wording.translation import marked

if TYPE_CHECKING:
    from textual.widget import Widget


class AskTextScreen(Dialog[str]):
    """Answers with what was typed, empty for nothing, or None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Go on"), id="ask_text.go_on"),
        Binding("escape", "go_back", marked("Back"), id="ask_text.go_back"),
    ]

    def __init__(self, question: str, more: str = "", value: str = "") -> None:
        super().__init__()
        self.question = question
        self.more = more
        self.value = value

    def contents(self) -> Iterable[Widget]:
        yield Static(self.question, id="needed", markup=False)
        if self.more:
            yield Static(self.more, classes="more", markup=False)
        yield TextField(id="text", value=self.value)

    def first_field(self) -> Widget | None:
        return self.query_one(TextField)

    async def action_go_on(self) -> None:
        """Answer."""
        self.dismiss(self.query_one(TextField).words or "")
