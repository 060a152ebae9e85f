"""What every refusal is. The refusals themselves are in `errors.py`."""

from __future__ import annotations

from typing import ClassVar


class Refused(Exception):
    """The rules do not allow it. Nothing was recorded. `str()` is a sentence for the cashier.

    `sentence` is the template that translations are keyed by; `values` fill it.
    """

    sentence: ClassVar[str] = "This is not allowed."

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        """Give the sentence in English, amounts with a decimal point."""
        return self.sentence.format(**self.values)

    @property
    def kind(self) -> str:
        """Give the name that scripts can rely on."""
        return type(self).__name__


class Telling(Refused):
    """A refusal that depends on what is in a drawer: whoever may not know that learns something by it.

    `values` has the drawer, its shift (None before one is open) and what it is about, for `guesses.py`.
    """
