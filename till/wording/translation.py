"""The words people read, in the language of the register. The English sentence is its own key.

The catalogues are gettext's: `catalogues/LANGUAGE/LC_MESSAGES/till.po` is written by people, `till.mo` beside
it is made of it by `make messages` and kept, so that a clone and a wheel speak every language at once.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Final

CATALOGUES: Final = Path(__file__).parent / "catalogues"
DOMAIN: Final = "till"
CONTEXT_END: Final = "\x04"
"""Ends the context before a message, as in gettext's own files."""


class _Language:
    """The language in use: one a program, as one register has one language."""

    __slots__ = ("_catalogue", "locale")

    def __init__(self) -> None:
        self.locale = ""
        self._catalogue: gettext.NullTranslations | None = None

    def speak(self, locale: str) -> None:
        self.locale, self._catalogue = locale, None

    def gettext(self, message: str) -> str:
        # Read when the first word is wanted, not when the language is named.
        if self._catalogue is None:
            self._catalogue = _catalogue_for(self.locale)
        return self._catalogue.gettext(message)


def _catalogue_for(locale: str) -> gettext.NullTranslations:
    if not locale:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGUES, languages=[locale], fallback=True)


_language: Final = _Language()


def use(locale: str) -> None:
    """Speak the language of `locale` (`sv_SE`) from now on; English where there is no catalogue for it."""
    _language.speak(locale)


def _(message: str) -> str:
    """Give `message` in the language in use; English where the catalogue does not have it."""
    # To gettext, an empty message is the head of its catalogue.
    return _language.gettext(message).rpartition(CONTEXT_END)[2] if message else ""


def marked(message: str, context: str = "") -> str:
    """Give `message` to be translated where it is used: it is marked for the catalogues here.

    A `context` keeps apart what is one word in English and two elsewhere: “Open” as a state and as a key.
    """
    return f"{context}{CONTEXT_END}{message}" if context else message
