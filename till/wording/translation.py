"""The words people read, in the language of the register. The English sentence is its own key."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Final

_CATALOGUES: Final = Path(__file__).parent / "catalogues"


class _Language:
    """The language in use: one a program, as one register has one language."""

    __slots__ = ("catalogue",)

    def __init__(self) -> None:
        self.catalogue = gettext.NullTranslations()


_language: Final = _Language()


def use(locale: str) -> None:
    """Speak the language of `locale` (`sv_SE`) from now on; English where there is no catalogue for it."""
    _language.catalogue = gettext.translation("till", _CATALOGUES, languages=[locale], fallback=True)


def _(message: str) -> str:
    """Give `message` in the language in use; English where the catalogue does not have it."""
    return _language.catalogue.gettext(message)


def marked(message: str) -> str:
    """Give `message` as it is: it is marked for the catalogues here and translated where it is used."""
    return message
