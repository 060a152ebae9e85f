"""The journal as a file: one JSON record a line (`till.wire.lines`), written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from till.domain.chain import Record
from till.wire.lines import line_of


class ExportFile:
    """A file that is there whole or not at all: written beside its name, synced, then given it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        self._unfinished = Path(name)
        self._file = os.fdopen(descriptor, "wb")

    def write(self, records: Iterable[Record]) -> int:
        """Write the records and give the file its name; return how many there are."""
        number = 0
        with self._file:
            for record in records:
                self._file.write(line_of(record))
                number += 1
            self._file.flush()
            os.fsync(self._file.fileno())
        self._unfinished.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return number

    def give_up(self) -> None:
        """Leave nothing behind, if it was not finished."""
        self._file.close()
        self._unfinished.unlink(missing_ok=True)
