"""The file of a token: whole or not at all, and for its owner's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

from till.faults import NotRecorded


def write_token(path: Path, token: str) -> None:
    """Write a token in place of an earlier one.

    Raises:
        NotRecorded: The folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(token + "\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise NotRecorded(
            f"{path} cannot be written: {error.strerror}. Enrol again with the same code."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
