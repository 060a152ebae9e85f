"""From a document to the bytes of one print job. Pure; the only importer of python-escpos.

python-escpos is an encoder here and nothing else: it puts text into the printer's code pages and writes the
commands for codes and cuts. It is imported late, because its import takes a third of a second.
"""

import functools
import json
import logging
import os
import pickle
import platform
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, assert_never

from hardware.dialect import USUAL, Dialect
from hardware.document import Document
from hardware.layout import PLAIN, BarLine, CutLine, Item, Line, LogoLine, QrLine, Style, lay_out
from hardware.raster import Raster, print_code
from hardware.text import character_cells

_ALIGN_LEFT, _ALIGN_CENTRE = b"\x1ba\x00", b"\x1ba\x01"
_CODE128, _TEXT_BELOW, _FONT_A, _BAR_HEIGHT_DOTS = 73, 2, 0, 72
_QR_ERROR_CORRECTION_M = 1
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_CYRILLIC_AS_LATIN = "abvgdezzijklmnoprstufhccss'y'euaeiieg"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_GREEK_AS_LATIN = "avgdezitiklmnxoprstyfhpo"
_REPLACEMENTS = str.maketrans(
    {
        **dict.fromkeys(map(chr, [*range(0x2010, 0x2016), 0x2212]), "-"),  # Hyphens, dashes, minus.
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2022\u00b7\u2219\u25cf", "*"),
        **dict(zip("ŁłĐđØøŦŧĦħıŊŋ", "LlDdOoTtHhiNn", strict=True)),
        # A letter for a letter, so that columns stay where they are.
        **dict(zip(_CYRILLIC, _CYRILLIC_AS_LATIN, strict=True)),
        **dict(zip(_CYRILLIC.upper(), _CYRILLIC_AS_LATIN.upper(), strict=True)),
        **dict(zip(_GREEK, _GREEK_AS_LATIN, strict=True)),
        **dict(zip(_GREEK.upper(), _GREEK_AS_LATIN.upper(), strict=True)),
        **dict(zip("\u2026\u00d7\u00f7\u2044\u20ac\u2502\u2500\u2039\u203a", ".x//E|-<>", strict=True)),
    }
)
# The Kanji mode: on, off, and for Japanese which of two codes. Only for a printer that is known to have it.
_WIDE_ON, _WIDE_OFF, _SHIFT_JIS = b"\x1c&", b"\x1c.", b"\x1cC\x01"
_WIDE = "wide"
_import_lock = Lock()
_characters_of_pages: dict[str, dict[str, int]] = {}
"""What python-escpos would find out again for each job: which characters a code page has, by its name."""


def encode(document: Document, columns: int, dialect: Dialect = USUAL) -> bytes:
    """Return `document` as one print job for paper `columns` characters wide.

    No byte of it acts as a command that the document's parts do not ask for, whatever their text is.
    """
    items = lay_out(document.parts, columns)
    job = _Job(_new_encoder(), dialect, set() if dialect.text_as_image else _characters(items))
    if not dialect.text_as_image:
        for item in items:
            job.add(item)
        return job.finish()
    from hardware.picture import to_raster

    for has_own_command, run in groupby(items, key=lambda item: isinstance(item, CutLine | LogoLine)):
        if has_own_command:
            for item in run:
                job.add(item)
        else:
            job.draw(to_raster(list(run), columns, dialect.font))
    return job.finish()


class _Job:
    """Collects the bytes of one job and remembers what the printer has been told so far."""

    def __init__(self, encoder: Any, dialect: Dialect, characters: set[str]) -> None:
        self._encoder = encoder
        self._dialect = dialect
        self._style = PLAIN
        self._can_encode = encoder.magic.encoder.can_encode
        encoder.magic.encoder.available_characters = _characters_of_pages
        encoder.magic.encoder.codepages = {page.name: str(page.number) for page in dialect.code_pages}
        self._pages = [page.name for page in dialect.code_pages]
        encoder.hw("INIT")
        if dialect.wide_script != "none":
            self._raw(_WIDE_OFF + (_SHIFT_JIS if dialect.wide_script == "shift_jis" else b""))
        self._page = min(self._pages, key=lambda page: sum(not self._can_encode(page, c) for c in characters))
        # What the main page cannot say is said from another one, or in other letters.
        self._detours = {c: self._detour(c) for c in characters if not self._can_encode(self._page, c)}
        encoder.charcode(self._page)

    def add(self, item: Item) -> None:
        match item:
            case Line():
                self._line(item)
            case BarLine():
                self._plain(_ALIGN_CENTRE + _bar_code(item) + _ALIGN_LEFT)
            case QrLine():
                self._plain(_ALIGN_CENTRE)
                self._encoder.qr(item.text, _QR_ERROR_CORRECTION_M, item.module_dots, native=True)
                self._raw(_ALIGN_LEFT)
            case CutLine():
                self._plain(b"")
                self._encoder.cut(feed=False)
            case LogoLine():
                if self._dialect.logo is not None:
                    self._plain(_ALIGN_CENTRE)
                    self.draw(self._dialect.logo)
                    self._raw(_ALIGN_LEFT)
            case _:
                assert_never(item)

    def draw(self, picture: Raster) -> None:
        """Print dots; the paper is at the beginning of a line before and after it."""
        self._raw(print_code(picture))

    def finish(self) -> bytes:
        self._plain(b"")
        return bytes(self._encoder.output)

    def _line(self, line: Line) -> None:
        if line.indent and (line.style.wide or line.style.underline):
            self._plain(b" " * line.indent)
            self._set_style(line.style)
            self._say(line.text)
        else:
            if line.text:
                self._set_style(line.style)
            self._say(" " * line.indent + line.text)
        self._raw(b"\n")

    def _say(self, text: str) -> None:
        if text.isascii() or not self._detours:
            self._encoder.text(text)
            return
        for page, characters in groupby(text, key=lambda c: self._detours.get(c, (self._page, c))[0]):
            if page == _WIDE:
                self._raw(_WIDE_ON + "".join(characters).encode(self._dialect.wide_script) + _WIDE_OFF)
                continue
            self._encoder.charcode(page)
            self._encoder.text("".join(self._detours.get(c, (page, c))[1] for c in characters))
        self._encoder.charcode(self._page)

    def _detour(self, character: str) -> tuple[str, str]:
        """Return the page and the text that stand for a character the main page does not have."""
        if self._is_wide_letter(character):
            return _WIDE, character
        for page in self._pages:
            if self._can_encode(page, character):
                return page, character
        return self._page, _plain_letters(character)

    def _is_wide_letter(self, character: str) -> bool:
        """Whether the printer has it in its wide letters, two bytes and two cells each."""
        script = self._dialect.wide_script
        if script == "none" or character_cells(character) != 2:
            return False
        coded = character.encode(script, "ignore")
        return len(coded) == 2 and min(coded) > 0x20

    def _plain(self, code: bytes) -> None:
        self._set_style(PLAIN)
        self._raw(code)

    def _set_style(self, style: Style) -> None:
        if style != self._style:
            self._style = style
            bits = style.bold << 3 | style.tall << 4 | style.wide << 5 | style.underline << 7
            self._raw(b"\x1b!" + bytes([bits]))

    def _raw(self, code: bytes) -> None:
        self._encoder._raw(code)  # noqa: SLF001 - python-escpos' only way to add bytes to a job


def _characters(items: Iterable[Item]) -> set[str]:
    """Return every character that is not ASCII."""
    said = "".join(item.text for item in items if isinstance(item, Line))
    return set() if said.isascii() else {character for character in set(said) if not character.isascii()}


def _plain_letters(character: str) -> str:
    """Return ASCII that stands for `character` and takes exactly as many cells."""
    taken = character_cells(character)
    replaced = character.translate(_REPLACEMENTS)
    if not replaced.isascii():
        parts = unicodedata.normalize("NFKD", character)
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        replaced = bare.translate(_REPLACEMENTS)
    if replaced.isascii() and replaced.isprintable() and len(replaced) == taken:
        return replaced
    return "?" * taken


def _bar_code(item: BarLine) -> bytes:
    """Encode a bar code here: python-escpos prints a line to standard output for each of them."""
    coded = b"{B" + item.text.replace("{", "{{").encode("ascii")
    settings = bytes([0x1D, 0x68, _BAR_HEIGHT_DOTS, 0x1D, 0x77, item.module_dots, 0x1D, 0x66, _FONT_A])
    return settings + bytes([0x1D, 0x48, _TEXT_BELOW, 0x1D, 0x6B, _CODE128, len(coded)]) + coded


def load() -> None:
    """Import python-escpos now, so that the first slip need not wait for it."""
    _new_encoder()


def _new_encoder() -> Any:
    # A new one for each job: it remembers a code page that the printer has forgotten after ESC @.
    return _encoder_class()()


@functools.cache
def _encoder_class() -> Any:
    with _import_lock, tempfile.TemporaryDirectory(prefix="escpos-") as directory, _quiet_import(directory):
        from escpos.printer import Dummy
    return Dummy


@contextmanager
def _quiet_import(directory: str) -> Iterator[None]:
    """Keep what python-escpos does at import away from the process: log set-up, stray folder, slow YAML.

    It reads its printer database with a slow YAML parser unless it finds a pickle of it. The database is
    JSON, so the pickle is made here, in a private folder that only lives for the import. The temporary
    folder it makes, and forgets, lands inside.
    """
    spec = find_spec("escpos")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("python-escpos is not installed.")
    database = json.loads((Path(spec.submodule_search_locations[0]) / "capabilities.json").read_bytes())
    (Path(directory) / f"{platform.python_version()}.capabilities.pickle").write_bytes(pickle.dumps(database))
    configured, temporary = os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR"), tempfile.tempdir
    quiet = logging.NullHandler()
    logging.getLogger().addHandler(quiet)  # With a handler there, basicConfig() does nothing.
    os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = tempfile.tempdir = directory
    try:
        yield
    finally:
        tempfile.tempdir = temporary
        logging.getLogger().removeHandler(quiet)
        if configured is None:
            del os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"]
        else:
            os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = configured
