"""The drawer: how it opens, and what its sensor says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from till.ui.screens.set_up import SetUpScreen
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.news import LessonNews
    from till.ui.set_up import SetUpAnswers


class DrawerStep(SetUpScreen):
    """A drawer on the printer teaches its sensor: it is shut, opened with the key, and shut again."""

    heading = marked("How does the drawer open?")

    def contents(self) -> Iterable[Widget]:
        yield Rows(id="drawers")
        yield Line(id="lesson", may_grow=True)
        yield Line(id="lesson-next", classes="outcome", may_grow=True)

    def opened(self) -> None:
        """Offer what is possible with this printer."""
        self.lesson: LessonNews | None = None
        rows = [
            Row("none", _("There is no drawer"), "", "0"),
            Row("manual", _("With its key: the till asks for it"), "", "3"),
        ]
        if self.setting_up.has_printer():
            rows[1:1] = [
                Row("learn", _("By a cable from the printer; find out what its sensor says"), "", "1"),
                Row("none-level", _("By a cable from the printer; it has no sensor"), "", "2"),
            ]
        self.query_one(Rows).fill(rows)
        answers = self.answers
        known = {"printer": "learn" if answers.open_level != "none" else "none-level"}
        self.query_one(Rows).choose(known.get(answers.drawer, answers.drawer) or None)

    def take(self) -> SetUpAnswers:
        chosen = self.query_one(Rows).chosen
        if chosen is None:
            return replace(self.answers, drawer="")
        if chosen.key == "learn":
            # What was learned stands until something else is.
            level = "low" if self.answers.open_level == "none" else self.answers.open_level
            return replace(self.answers, drawer="printer", open_level=level)
        if chosen.key == "none-level":
            return replace(self.answers, drawer="printer", open_level="none")
        return replace(self.answers, drawer=chosen.key)

    def missing(self) -> tuple[Widget, str] | None:
        rows = self.query_one(Rows)
        return (rows, _("Type the number.")) if rows.chosen is None else None

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Give up a lesson that was begun for another choice."""
        super().on_rows_chosen(message)
        self.show_lesson(None)

    def finished(self) -> None:
        """Go through the lesson where there is something to learn; then go on."""
        chosen, work, answers = self.query_one(Rows).chosen, self.setting_up.work, self.answers
        # A simulated drawer has no key, and its sensor is known.
        if chosen is None or chosen.key != "learn" or answers.printer == "sim:":
            super().finished()
        elif self.lesson is None or (not self.lesson.instruction and self.lesson.open_level is None):
            self.answer(_("The printer is being asked…"))
            self.beside(lambda: work.begin_lesson(answers), self.show_lesson)
        elif self.lesson.instruction:
            self.answer(_("The printer is being asked…"))
            self.beside(work.go_on_with_lesson, self.show_lesson)
        else:
            super().finished()

    def show_lesson(self, lesson: LessonNews | None) -> None:
        """Say what is next, or what was learned."""
        self.answer("")
        self.lesson = lesson
        words, hint = "", ""
        if lesson is not None and lesson.instruction:
            words, hint = _(lesson.instruction), _("Press Enter when it is done.")
        elif lesson is not None and lesson.open_level is None:
            words, hint = _(lesson.conclusion), _("Press Enter to begin again, or choose something else.")
        elif lesson is not None:
            words, hint = _(lesson.conclusion), _("Press Enter to go on.")
            self.setting_up.answers = replace(self.take(), open_level=lesson.open_level or "none")
            if lesson.open_level == "none":
                self.query_one(Rows).choose("none-level")
        self.query_one("#lesson", Line).set(Content.assemble((words, "bold")))
        self.query_one("#lesson-next", Line).set(Content.assemble((hint, "$quiet")))
