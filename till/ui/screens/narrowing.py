"""What lists are narrowed to: a person, or a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from till.ui.screens.ask_text import AskTextScreen
from till.ui.screens.journal_filter import date_typed
from till.ui.screens.question import QuestionScreen
from till.wording.translation import _

if TYPE_CHECKING:
    from till.ui.screens.base import TillScreen


def ask_person(screen: TillScreen[Any], question: str, then: Callable[[int | None], None]) -> None:
    """Let somebody who works here be chosen; None is everybody."""
    people = () if screen.now.state is None else screen.now.state.employees.values()
    answers = [*((str(each.no), each.name) for each in people), ("", _("everybody"))]

    def answered(person: str | None) -> None:
        if person is not None:
            then(int(person) if person else None)

    screen.till.push_screen(QuestionScreen(question, "", answers), answered)


def ask_date(screen: TillScreen[Any], shown: str | None, then: Callable[[str | None], None]) -> None:
    """Let a date be typed, beginning with the one that is shown; None is every day."""

    def answered(text: str | None) -> None:
        if text is None:
            return
        wanted = date_typed(text, screen.now.now) if text else None
        if text and wanted is None:
            screen.refuse(_("That is no date. Type it as 20260302, 0302 or 2."))
            return
        then(wanted)

    more = _("20260302, 0302 this year, or 2 this month; empty shows every day.")
    screen.till.push_screen(AskTextScreen(_("Which day?"), more, shown or ""), answered)
