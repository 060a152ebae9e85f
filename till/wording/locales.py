"""What Babel knows about a locale, asked once. Babel is imported when it is first needed: it takes 25 ms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'"})


@lru_cache(maxsize=32)
def known(locale: str) -> Locale:
    """Give Babel's description of `locale`.

    Raises:
        ValueError: There is no such locale; the message is a sentence.
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        shown = "".join(each if each.isprintable() else "?" for each in locale[:40])
        raise ValueError(f"“{shown}” is not a known locale; expected one like en_US or sv_SE.") from None


def plain_signs(text: str) -> str:
    """Give `text` with plain spaces and apostrophes, and without marks that only steer the direction."""
    return "".join(each for each in text.translate(_PLAIN) if unicodedata.category(each) != "Cf")


def is_locale(text: str) -> bool:
    """Say whether Babel knows this locale, without importing it where a look at its files is enough."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(_[A-Za-z]{4})?(_[A-Za-z]{2}|_\d{3})?", text, re.ASCII):
        return False
    babel = Path(getattr(find_spec("babel"), "origin", None) or "")
    if (babel.parent / "locale-data" / f"{text}.dat").exists():
        return True
    try:
        known(text)
    except ValueError:
        return False
    return True
