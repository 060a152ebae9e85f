"""The person at the register as a device: asked on the screens, waited for, and not for ever."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final

from hardware.errors import OutcomeUnknown
from till.news import News, PersonAsked
from till.wording.translation import _

ANSWER_TIMEOUT_S: Final = 20.0
"""How long the devices wait for a person; slips wait as long."""


class PersonAtRegister:
    """Puts a sentence on the screens and waits, in the thread of the devices, for the answer to it."""

    def __init__(self, tell: Callable[[News], None], timeout_s: float = ANSWER_TIMEOUT_S) -> None:
        self._tell = tell
        self._timeout_s = timeout_s
        self._answers: SimpleQueue[bool | None] = SimpleQueue()
        self._left = False

    def __call__(self, sentence: str) -> bool:
        """Ask; return whether the person did as the sentence says.

        Raises:
            OutcomeUnknown: Nobody answered in time.
        """
        answers = self._answers = SimpleQueue()
        if self._left:
            answers.put(None)
        self._tell(PersonAsked(sentence, answers.put))
        try:
            answered = answers.get(timeout=self._timeout_s)
        except Empty:
            answered = None
        self._tell(PersonAsked("", _nobody))
        if answered is None:
            raise OutcomeUnknown(_("Nobody said whether the drawer was opened. Look at the drawer."))
        return answered

    def leave(self) -> None:
        """Wait for nobody any more: the screens end."""
        self._left = True
        self._answers.put(None)


def _nobody(_done: bool) -> None:
    """Take no answer."""
