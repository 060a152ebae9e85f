"""What the devices tell and ask of the person in front of the screens; F11 and F12 answer."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, assert_never, cast

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from till.ui.messages import NewsArrived
from till.ui.openings import after_kick, after_look
from till.ui.painting import PaintedApp
from till.ui.view import Notice, View
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from till.news import JobNews, News, PersonAsked


class AskingApp(PaintedApp):
    """Shows what the devices tell, and what a person is to do for them, while whatever is typed goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f11", "did_as_asked", marked("Done"), show=False, priority=True, id="app.did_as_asked"),
    ]

    # Before the first screen there is the one of __init__.
    view: reactive[View] = reactive(cast("View", None), init=False, repaint=False)
    asked: PersonAsked | None = None
    told_at = 0.0

    def look(self) -> None:
        """Draw what the register knows now; the screens of a register say how."""

    def tell(self, news: News) -> None:
        """Take news from the worker's thread."""
        self.post_message(NewsArrived(news))

    def on_news_arrived(self, message: NewsArrived) -> None:
        """Show how the devices are, what became of a job, or what a person is to do."""
        from till.news import DeviceNews, JobNews, LessonNews, OfficeNews, PersonAsked, TrialNews

        news = message.news
        match news:
            case DeviceNews():
                self.view = after_look(self.view, news)
            case PersonAsked():
                self.ask_for(news)
            case LessonNews():
                self.view = replace(self.view, lesson=news)
            case TrialNews():
                self.say(news.words, well=news.well)
            case OfficeNews():
                self.view = self.view.heard(news)
            case JobNews():
                self.job_ended(news)
            case _:
                assert_never(news)
        self.look()

    def job_ended(self, news: JobNews) -> None:
        """Say what became of a job; a drawer that did not open can be tried again."""
        if news.job.kind == "kick":
            self.view = after_kick(self.view, news)
        if news.job.status == "unknown" and news.job.kind == "print":
            self.bell()
            return  # The line that asks whether it printed says it.
        words = _(news.words)
        if not news.well and news.job.kind == "kick" and self.view.shift is not None:
            words = f"{words} {_('Press F6 to try again.')}"
        if not news.well:
            self.bell()
        elif self.view.notice is not None and not self.view.notice.well and news.job.kind == "print":
            return  # A slip that came out does not hide that the drawer stayed shut.
        self.say(words, well=news.well)

    def say(self, words: str, *, well: bool) -> None:
        """Tell the person something that is not the answer of the screen in front."""
        self.told_at = time.monotonic()
        self.view = replace(self.view, notice=Notice(words, well))

    def ask_for(self, asked: PersonAsked) -> None:
        """Show what a person is to do, or that nobody is asked any more."""
        self.asked = asked if asked.words else None
        if asked.words:
            self.bell()
        self.view = replace(self.view, asked=asked.words)

    def action_did_as_asked(self) -> None:
        """Tell the devices that it is done."""
        self.give_answer(done=True)

    def action_could_not(self) -> None:
        """Tell the devices that it could not be done: the drawer did not open."""
        self.give_answer(done=False)

    def give_answer(self, *, done: bool) -> None:
        """Say to the devices whether the person did as asked."""
        asked, self.asked = self.asked, None
        if asked is not None:
            asked.answer(done)
            self.view = replace(self.view, asked="")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take F11 and F12 for answers only while somebody is asked; else they are the screen's own."""
        if action in ("did_as_asked", "could_not"):
            return self.asked is not None and self.view.person is not None
        return super().check_action(action, parameters)
