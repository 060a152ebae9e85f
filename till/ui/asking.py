"""What the devices ask of the person in front of the screens, and F11, which answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from till.ui.view import View
from till.wording.translation import marked

if TYPE_CHECKING:
    from till.news import PersonAsked


class AskingApp(App[None], inherit_bindings=False):
    """Shows what a person is to do for the devices, while whatever is being typed goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f11", "did_as_asked", marked("Done"), show=False, priority=True, id="app.did_as_asked"),
    ]

    # Before the first screen there is the one of __init__.
    view: reactive[View] = reactive(cast("View", None), init=False)
    asked: PersonAsked | None = None

    def ask_for(self, asked: PersonAsked) -> None:
        """Show what a person is to do, or that nobody is asked any more."""
        self.asked = asked if asked.words else None
        if asked.words:
            self.bell()
        self.view = replace(self.view, asked=asked.words)

    def action_did_as_asked(self) -> None:
        """Tell the devices that it is done."""
        asked, self.asked = self.asked, None
        if asked is not None:
            asked.answer(True)
            self.view = replace(self.view, asked="")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take F11 for an answer only while somebody is asked; else it is the screen's own."""
        if action == "did_as_asked":
            return self.asked is not None and self.view.person is not None
        return super().check_action(action, parameters)
