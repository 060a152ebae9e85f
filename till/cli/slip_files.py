"""A slip written where and how somebody wants it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, assert_never

import click

from till.cli.wishes import wishes_of

if TYPE_CHECKING:
    from hardware.document import Document

Rendering = Literal["text", "json", "png", "escpos"]


class SlipFile:
    """Writes one slip. Made before the act, so that a file that cannot be written is refused before it."""

    def __init__(self, form: Rendering, output: Path | None) -> None:
        self._form: Rendering = form
        self._output = output
        self.text = ""
        self.is_answer = False
        if output is not None:
            self._require_room(output)
        elif form in ("png", "escpos") and (sys.stdout.isatty() or wishes_of().json):
            raise click.UsageError(f"--format {form} is not for reading: name a file with --output.")

    def write(self, slip: Document, figures: dict[str, Any], columns: int) -> None:
        """Write the slip; `text` is then what to say, unless standard output has it already (`is_answer`)."""
        if self._form in ("png", "escpos"):
            content = self._rendered(slip, figures, columns)
            if self._output is None:
                sys.stdout.buffer.write(content)
                sys.stdout.flush()
                self.is_answer = True
                return
        elif self._output is None:
            self.text = self._rendered(slip, figures, columns).decode().rstrip("\n")
            return
        else:
            content = self._rendered(slip, figures, columns)
        try:
            self._output.write_bytes(content)
        except OSError as error:
            raise click.FileError(str(self._output), error.strerror) from error
        self.text = f"{slip.title} is in {self._output}."

    def _rendered(self, slip: Document, figures: dict[str, Any], columns: int) -> bytes:
        match self._form:
            case "text":
                return slip.to_text(columns).encode()
            case "json":
                return json.dumps(figures, ensure_ascii=False).encode() + b"\n"
            case "png":
                from hardware.picture import to_png

                return to_png(slip, columns)
            case "escpos":
                from hardware.escpos import encode

                return encode(slip, columns)
            case _:
                assert_never(self._form)

    @staticmethod
    def _require_room(output: Path) -> None:
        folder = output.parent
        if not folder.is_dir() or not os.access(output if output.exists() else folder, os.W_OK):
            raise click.UsageError(f"{output} cannot be written.")
