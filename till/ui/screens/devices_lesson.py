"""Learning what a drawer's sensor says: shut it, open it, shut it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from till.ui.screens.base import Dialog
from till.ui.screens.changing import keep_changes
from till.ui.widgets.lines import Line
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.settings import Settings
    from till.news import LessonNews
    from till.ui.view import View


class DrawerLessonScreen(Dialog[None]):
    """Enter says that it was done; at the end what was learned goes into the configuration."""

    heading = marked("What does the drawer’s sensor say?")

    def __init__(self, drawer: int) -> None:
        super().__init__()
        self.drawer = drawer
        self.heard: LessonNews | None = None

    def contents(self) -> Iterable[Widget]:
        yield Line(id="lesson", may_grow=True)
        yield Line(id="lesson-next", classes="outcome", may_grow=True)

    def opened(self) -> None:
        """Begin the lesson."""
        self.till.view = replace(self.till.view, lesson=None)  # What is there may be of an earlier one.
        if self.till.devices is not None:
            self.till.devices.begin_lesson(self.drawer)

    def draw(self, view: View) -> None:
        super().draw(view)
        lesson = view.lesson
        if lesson is None:
            words, hint = _("The printer is being asked…"), ""
        elif lesson.instruction:
            words, hint = _(lesson.instruction), _("Press Enter when it is done.")
        elif lesson.open_level is None:
            words, hint = _(lesson.conclusion), _("Nothing is changed. Press Enter to begin again.")
        else:
            words, hint = _(lesson.conclusion), _("Press Enter to keep it.")
        self.query_one("#lesson", Line).set(Content.assemble((words, "bold")))
        self.query_one("#lesson-next", Line).set(Content.assemble((hint, "$quiet")))

    async def action_go_on(self) -> None:
        """Go on with the lesson, keep what was learned, or begin again."""
        lesson, devices = self.now.lesson, self.till.devices
        if lesson is None or devices is None or lesson is self.heard:
            return  # The answer to the last Enter is still under way.
        if lesson.instruction:
            self.heard = lesson
            devices.go_on_with_lesson()
        elif lesson.open_level is None:
            self.opened()
        else:
            keep_changes(self, {f"drawer.{self.drawer}.open_level": lesson.open_level}, self.kept)

    def kept(self, _settings: Settings) -> None:
        """Say so, and leave."""
        words = _("Drawer {drawer}: what its sensor says is in the configuration now.")
        self.till.say(words.format(drawer=self.drawer), well=True)
        self.dismiss(None)
