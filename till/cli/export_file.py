"""An export as a file or a folder, written whole or not at all; a journal is one JSON record a line."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from till.domain.chain import Record
from till.wire.lines import line_of


class ExportFile:
    """A file that is there whole or not at all: written beside its name, synced, then given it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        self._unfinished = Path(name)
        self._file: BinaryIO = os.fdopen(descriptor, "wb")

    def write(self, records: Iterable[Record]) -> int:
        """Write the records and give the file its name; return how many there are."""
        number = 0

        def lines() -> Iterator[bytes]:
            nonlocal number
            for record in records:
                yield line_of(record)
                number += 1

        self.write_pieces(lines())
        return number

    def write_pieces(self, pieces: Iterable[bytes]) -> None:
        """Write what is given and give the file its name."""
        for piece in pieces:
            self._file.write(piece)
        self.finish()

    @property
    def file(self) -> BinaryIO:
        """The file as it is so far, for whoever writes it in another way; `finish` gives it its name."""
        return self._file

    def finish(self) -> None:
        """Put what was written on the disk and give it its name."""
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        self._unfinished.replace(self._path)
        _sync_folder(self._path.parent)

    def give_up(self) -> None:
        """Leave nothing behind, if it was not finished."""
        self._file.close()
        self._unfinished.unlink(missing_ok=True)


class ExportFolder:
    """A folder of files that is there whole or not at all: written beside its name, synced, then given it.

    Raises:
        FileExistsError: There is something of that name already.
    """

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        self._path = path
        self._unfinished = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
        self._files: dict[str, BinaryIO] = {}

    def add(self, name: str, text: str) -> None:
        """Write to the end of a file, in UTF-8; its first text makes it."""
        if name not in self._files:
            self._files[name] = (self._unfinished / name).open("xb")
        self._files[name].write(text.encode())

    def finish(self) -> None:
        """Put what was written on the disk and give the folder its name."""
        for file in self._files.values():
            with file:
                file.flush()
                os.fsync(file.fileno())
        _sync_folder(self._unfinished)
        self._unfinished.rename(self._path)
        _sync_folder(self._path.parent)

    def give_up(self) -> None:
        """Leave nothing behind, if it was not finished."""
        for file in self._files.values():
            file.close()
        shutil.rmtree(self._unfinished, ignore_errors=True)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
