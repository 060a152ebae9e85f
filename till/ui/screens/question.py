"""A question with a few answers; each has a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Static

from till.ui.screens.base import Dialog
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


ANSWERS_SHOWN_MAX: Final = 15


class QuestionScreen(Dialog[str]):
    """Answers with the key of the answer, or None for Esc. A typed number answers at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Choose"), id="question.go_on"),
        Binding("escape", "go_back", marked("Back"), id="question.go_back"),
    ]

    def __init__(
        self, question: str, more: str, answers: Sequence[tuple[str, str]], first: str | None = None
    ) -> None:
        super().__init__()
        self.question = question
        self.more = more
        self.answers = tuple(answers)
        self.first = first

    def contents(self) -> Iterable[Widget]:
        yield Static(self.question, id="needed", markup=False)
        if self.more:
            yield Static(self.more, classes="more", markup=False)
        rows = [Row(key, words, "", str(at)) for at, (key, words) in enumerate(self.answers, start=1)]
        yield Rows(rows, lines_max=ANSWERS_SHOWN_MAX)

    def opened(self) -> None:
        """Offer the first answer, where there is one that does no harm."""
        self.query_one(Rows).choose(self.first)

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number answers."""
        message.stop()
        if message.at_once:
            self.give(message.row.key)

    async def action_go_on(self) -> None:
        """Take the chosen answer."""
        chosen = self.query_one(Rows).chosen
        if chosen is None:
            self.refuse(_("Type the number of the answer."))
        else:
            self.give(chosen.key)

    def give(self, answer: str) -> None:
        """Answer."""
        self.dismiss(answer)
