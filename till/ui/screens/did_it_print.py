"""A slip may or may not have been printed; only a person can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from till.ui.screens.question import QuestionScreen
from till.wording.dates import time_of_day
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from till.jobs import Job


class DidItPrintScreen(QuestionScreen):
    """Yes ends the matter; no prints the slip again, marked as a copy."""

    heading = marked("Did it print?")

    def __init__(self, job: Job) -> None:
        self.job = job
        time = time_of_day(job.created_at)
        question = _("“{title}” of {time}: look at the printer. Is the whole slip there?").format(
            title=job.title, time=time
        )
        answers = (
            ("yes", _("Yes, it is there")),
            ("no", _("No, or not all of it: print it again, marked as a copy")),
        )
        super().__init__(question, _(job.cause or ""), answers)

    def give(self, answer: str) -> None:
        """Hand the answer to the register."""
        job, printed = self.job.id, answer == "yes"
        self.attempt(
            lambda act: self.cash.answer_slip(act, job, printed=printed), lambda _none: self.dismiss(answer)
        )
