"""How one printer is to be spoken to: its code pages, its wide letters, its logo. Pure data."""

from dataclasses import dataclass

from hardware import WideScript
from hardware.raster import Raster

WIDE_SCRIPTS = ("none", "gb18030", "big5", "shift_jis", "euc_kr")
# Code pages that most printers have, as python-escpos names them; the first that says most is taken.
CODE_PAGES = ("CP858", "CP1252", "CP852", "CP866", "CP437", "CP850", "CP860", "CP863", "CP865")
# ESC t n by the manuals; printers of some makes have other numbers, which are configured.
_NUMBERS = {
    "CP437": 0,
    "CP850": 2,
    "CP860": 3,
    "CP863": 4,
    "CP865": 5,
    "CP1252": 16,
    "CP866": 17,
    "CP852": 18,
    "CP858": 19,
}
_NUMBER_MAX = 255


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page and the number by which this printer knows it (ESC t n)."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one printer understands, and what it is to print beside the slip's own parts."""

    code_pages: tuple[CodePage, ...] = tuple(CodePage(name, _NUMBERS[name]) for name in CODE_PAGES)
    wide_script: WideScript = "none"
    logo: Raster | None = None
    text_as_image: bool = False
    logo_file: str = ""  # Where the logo is, until it is read.
    font: str = ""


USUAL = Dialect()


def code_pages(names: tuple[str, ...]) -> tuple[CodePage, ...]:
    """Return the code pages of a configuration, such as `CP858` or `CP858=19`; without any, the usual ones.

    Raises:
        ValueError: There is no such page, or no such number.
    """
    return tuple(map(_code_page, names)) or USUAL.code_pages


def _code_page(text: str) -> CodePage:
    name, equals, number = text.partition("=")
    if name not in _NUMBERS:
        raise ValueError(f"The printer's code page {text!r} must be one of {', '.join(CODE_PAGES)}.")
    if not equals:
        return CodePage(name, _NUMBERS[name])
    if not (number.isascii() and number.isdecimal() and int(number) <= _NUMBER_MAX):
        raise ValueError(f"The printer's code page {text!r} must have a number up to {_NUMBER_MAX}.")
    return CodePage(name, int(number))
