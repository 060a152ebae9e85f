"""As much of a terminal as Textual writes to: a grid of characters, moved about by cursor addressing."""

from __future__ import annotations

import re
from itertools import chain

_CONTROL = re.compile(
    r"\x1b\[(?P<private>[?>=<]?)(?P<numbers>[0-9;:]*)(?P<final>[@-~])"  # CSI
    r"|\x1b[\]P_^][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS, APC, PM with their text
    r"|\x1b[()][0-9A-B]"  # character sets
    r"|\x1b[=>78cDEHM]"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[?>=<]?[0-9;:]*|[\]P_^][^\x07\x1b]*\x1b?|[()])?\Z")


class Screen:
    """What a person sees: `text` is the lines, without colours."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._held = ""

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join("".join(row).rstrip() for row in self._cells)

    def feed(self, output: str) -> None:
        """Show what the program wrote; a control sequence that is cut off waits for its rest."""
        output, self._held = self._held + output, ""
        unfinished = _UNFINISHED.search(output)
        if unfinished and unfinished.group():
            output, self._held = output[: unfinished.start()], unfinished.group()
        at = 0
        for match in _CONTROL.finditer(output):
            self._write(output[at : match.start()])
            self._obey(match)
            at = match.end()
        self._write(output[at:])

    def _write(self, text: str) -> None:
        for character in text:
            if character == "\r":
                self._column = 0
            elif character == "\n":
                self._next_row()
            elif character == "\b":
                self._column = max(self._column - 1, 0)
            elif character >= " " and character != "\x7f":
                if self._column >= self.columns:
                    self._column = 0
                    self._next_row()
                self._cells[self._row][self._column] = character
                self._column += 1

    def _next_row(self) -> None:
        self._row += 1
        if self._row == self.rows:
            self._row -= 1
            self._cells = [*self._cells[1:], [" "] * self.columns]

    def _obey(self, match: re.Match[str]) -> None:
        if match["final"] is None or match["private"]:
            return
        numbers = [int(number or 0) for number in match["numbers"].split(";") if ":" not in number] or [0]
        first = max(numbers[0], 1)
        match match["final"]:
            case "H" | "f":
                self._row = min(first, self.rows) - 1
                self._column = max(numbers[1] if len(numbers) > 1 else 1, 1) - 1
            case "A":
                self._row = max(self._row - first, 0)
            case "B":
                self._row = min(self._row + first, self.rows - 1)
            case "C":
                self._column += first
            case "D":
                self._column = max(self._column - first, 0)
            case "G":
                self._column = first - 1
            case "J":
                self._erase_rows(numbers[0])
            case "K":
                self._erase_line(numbers[0])
            case _:
                pass

    def _erase_rows(self, which: int) -> None:
        below = range(self._row + 1, self.rows)
        for row in chain(range(self.rows)) if which >= 2 else below:
            self._cells[row] = [" "] * self.columns
        if which == 0:
            self._erase_line(0)

    def _erase_line(self, which: int) -> None:
        begin = 0 if which else self._column
        end = self._column + 1 if which == 1 else self.columns
        self._cells[self._row][begin:end] = [" "] * (min(end, self.columns) - begin)
