"""The table of the configuration that says where backups go, how many are kept, and who can read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from till.sale_tables import wrong

KEPT_MAX: Final = 10_000


@dataclass(frozen=True, slots=True)
class BackupTable:
    """The table `[backup]`; the folder is named from the configuration's."""

    folder: str
    keep: int = 30
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Backups:
    """Where backups go, as a whole path; `recipient` is an age key (`age1…`), or empty."""

    folder: Path
    keep: int
    recipient: str


def backups(path: Path, table: BackupTable | None) -> Backups | None:
    """Check where backups go.

    Raises:
        BadConfiguration: A key has a value that cannot be used.
    """
    if table is None:
        return None
    if not table.folder.strip() or not table.folder.isprintable():
        raise wrong(path, "backup.folder", 'a folder like "/media/stick/till"')
    if not 1 <= table.keep <= KEPT_MAX:
        raise wrong(path, "backup.keep", f"a number from 1 to {KEPT_MAX}")
    if table.recipient and not re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", table.recipient):
        raise wrong(path, "backup.recipient", 'a key like "age1…", as “till backup --new-key” gives it')
    return Backups((path.parent / table.folder).absolute(), table.keep, table.recipient)
