"""Obeys ESC/POS commands in the order of the receive buffer: settings, text, codes, paper."""

from collections.abc import Callable
from dataclasses import dataclass

from hardware.simulators.commands import Command
from hardware.simulators.paper import (
    PaperCut,
    PaperRoll,
    PrintedBarcode,
    PrintedItem,
    PrintedLine,
    PrintedPicture,
    PrintedQr,
    indent,
    text_cells,
)

DOTS_PER_COLUMN = 12
LINE_DOTS = 30  # The usual line spacing.
_CUTTER_LINES = 3  # From the print head to the knife.
_CODE128 = 73
# ESC t n, from the manuals' tables of code pages; what is not here reads as PC437.
_CODE_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    14: "cp737",
    15: "iso8859_7",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    33: "cp775",
    34: "cp855",
    36: "cp862",
    39: "iso8859_2",
    40: "iso8859_15",
    45: "cp1250",
    46: "cp1251",
    47: "cp1253",
    48: "cp1254",
}


@dataclass(slots=True)
class Settings:
    """What ESC @ sets back."""

    code_page: str = "cp437"
    bold: bool = False
    wide: int = 1
    tall: int = 1
    underline: bool = False
    align: int = 0
    module_dots: int = 3
    qr_module_dots: int = 3
    wide_letters: bool = False  # Whether letters are read two bytes each (FS &).


class Interpreter:
    """The part of the printer that puts things on paper; lines go out through `print_item`."""

    def __init__(self, roll: PaperRoll, print_item: Callable[[PrintedItem, int], bool]) -> None:
        self._roll = roll
        self._print_item = print_item
        self._obey: dict[str, Callable[[bytes], None]] = {
            "TEXT": self._text,
            "LF": lambda _: self._line_feed(),
            "HT": lambda _: self._tab(),
            "ESC @": lambda _: self.reset(),
            "ESC t": self._code_page,
            "ESC !": self._text_mode,
            "ESC E": lambda a: self._set(bold=bool(a[0] & 1)),
            "ESC G": lambda a: self._set(bold=bool(a[0] & 1)),
            "ESC -": lambda a: self._set(underline=a[0] in (1, 2, 49, 50)),
            "ESC a": self._align,
            "ESC d": lambda a: self._feed(a[0]),
            "ESC J": lambda a: self._feed(a[0] // LINE_DOTS),
            "ESC *": lambda _: None,
            "GS !": lambda a: self._set(wide=(a[0] >> 4 & 7) + 1, tall=(a[0] & 7) + 1),
            "GS w": lambda a: self._set(module_dots=a[0]),
            "GS k": self._bar_code,
            "GS ( k": self._two_dimensional,
            "GS v": self._raster,
            "GS V": self._cut,
            "FS &": lambda _: self._set(wide_letters=bool(self.wide_script)),
            "FS .": lambda _: self._set(wide_letters=False),
        }
        self.wide_script = ""  # The code of its wide letters, if this model has any; it begins with them.
        self.reset()
        self._qr_stored = ""

    def reset(self) -> None:
        """Do what ESC @ does: forget the line in the print buffer and every setting."""
        self.settings = Settings(wide_letters=bool(self.wide_script))
        self.clear_line()

    def clear_line(self) -> None:
        """Forget what stands in the print buffer; the settings stay."""
        self._line: list[str] = []
        self._cells = 0
        self._bold = self._wide = self._tall = self._underline = False

    def obey(self, command: Command) -> None:
        """Carry out one command; a command that puts nothing on paper and sets nothing is passed over."""
        action = self._obey.get(command.name)
        if action is not None:
            action(command.arguments)

    def _set(self, **settings: bool | int) -> None:
        for name, value in settings.items():
            setattr(self.settings, name, value)

    def _code_page(self, arguments: bytes) -> None:
        self.settings.code_page = _CODE_PAGES.get(arguments[0], "cp437")

    def _text_mode(self, arguments: bytes) -> None:
        bits = arguments[0]
        self._set(bold=bool(bits & 8), underline=bool(bits & 128))
        self._set(tall=2 if bits & 16 else 1, wide=2 if bits & 32 else 1)

    def _align(self, arguments: bytes) -> None:
        if not self._line:  # Only obeyed at the beginning of a line.
            self.settings.align = {0: 0, 1: 1, 2: 2, 48: 0, 49: 1, 50: 2}.get(arguments[0], 0)

    def _text(self, arguments: bytes) -> None:
        code = self.wide_script if self.settings.wide_letters else self.settings.code_page
        for character in arguments.decode(code, "replace"):
            width = self.settings.wide * text_cells(character)
            if self._cells + width > self._roll.columns:
                self._line_feed()
            self._line.append(character)
            self._cells += width
            if character != " " or self.settings.underline:
                self._bold |= self.settings.bold
                self._wide |= self.settings.wide > 1
                self._tall |= self.settings.tall > 1
                self._underline |= self.settings.underline

    def _tab(self) -> None:
        self._text(b" " * (8 - self._cells % 8))

    def _line_feed(self) -> None:
        text = "".join(self._line)
        line = PrintedLine(
            text,
            indent(self._cells, self.settings.align, self._roll.columns),
            self._bold,
            self._wide,
            self._tall,
            self._underline,
        )
        self._line, self._cells = [], 0
        self._bold = self._wide = self._tall = self._underline = False
        self._print_item(line, 1)

    def _feed(self, lines: int) -> None:
        if self._line:
            self._line_feed()
            lines -= 1
        for _ in range(lines):
            if not self._print_item(PrintedLine(""), 1):
                return

    def _bar_code(self, arguments: bytes) -> None:
        kind = arguments[0]
        coded = arguments[2:] if kind >= 0x41 else arguments[1:]
        text = coded.decode("latin-1")
        if kind == _CODE128:
            if text[:2] not in ("{A", "{B", "{C"):
                return  # Without a code set the printer prints nothing.
            text = text[2:].replace("{{", "{")
            modules = 11 * len(text) + 35
            if modules * self.settings.module_dots > self._roll.columns * DOTS_PER_COLUMN:
                return  # Wider than the paper: nothing is printed.
        self._print_item(PrintedBarcode(text, kind, self.settings.module_dots, self.settings.align), 4)

    def _two_dimensional(self, arguments: bytes) -> None:
        if arguments[:1] != b"1" or len(arguments) < 2:
            return
        function, rest = arguments[1], arguments[2:]
        if function == 67 and rest:
            self.settings.qr_module_dots = rest[0]
        elif function == 80:
            self._qr_stored = rest[1:].decode("utf-8", "replace")
        elif function == 81 and self._qr_stored:
            code = PrintedQr(self._qr_stored, self.settings.qr_module_dots, self.settings.align)
            self._print_item(code, 8)

    def _raster(self, arguments: bytes) -> None:
        width = 8 * (arguments[1] + 256 * arguments[2])
        height = arguments[3] + 256 * arguments[4]
        self._print_item(PrintedPicture(width, height, arguments[5:]), max(1, height // LINE_DOTS))

    def _cut(self, arguments: bytes) -> None:
        if self._line:
            return  # Only obeyed at the beginning of a line.
        if len(arguments) == 2:  # Feeds the last line past the knife first; the paper shows no line for it.
            self._print_item(PaperCut(full=arguments[0] in (0x41, 0x61, 0x67)), _CUTTER_LINES)
        else:
            self._print_item(PaperCut(full=arguments[0] in (0, 0x30)), 0)
