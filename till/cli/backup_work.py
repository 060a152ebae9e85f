"""A backup is made: copied, stripped, checked, written beside its name, and only then given it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from till import __version__
from till.cash_register import KEY
from till.faults import JournalBroken, NotRecorded
from till.store.backup import copy_database, head_of, make_portable, room_for
from till.store.engine import DATABASE

if TYPE_CHECKING:
    from till.config import Config
    from till.domain.state import Head

FORMAT: Final = "1"
"""The version of what a backup has beside the journal."""
LAST: Final = "last-backup.json"
"""The file in the data folder that says when the newest backup was taken, and where it is."""
_LOCK: Final = "backup.lock"
_STAGE: Final = ".backup-"
_PART: Final = ".part"
_KEPT: Final = "The backups that were there are untouched."
_BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made: where, when, up to which record, and whether only a key opens it."""

    path: Path
    at: str
    head: Head
    encrypted: bool
    bytes: int


def take_backup(config: Config, path: Path | None, at: str) -> Taken:
    """Make a backup at `path`, or as a new file in the configured folder, of which the oldest go.

    Raises:
        JournalBroken: The journal is not sound; what is kept is better than a copy of it.
        NotRecorded: It could not be written. What was there before is untouched.
    """
    recipient = "" if config.backups is None else config.backups.recipient
    target = path or _dated(config, at, encrypted=bool(recipient))
    with _stage(config.data) as stage:
        head = _copied(config, stage, at, encrypted=bool(recipient))
        try:
            size = _written(stage / DATABASE, target, recipient)
        except OSError as error:
            raise NotRecorded(f"{target} could not be written: {error.strerror}. {_KEPT}") from error
    taken = Taken(target, at, head, bool(recipient), size)
    if path is None:
        _rotate(config)
    _remember(config.data, taken)
    return taken


def last_backup(folder: Path) -> dict[str, object]:
    """Read when the newest backup was taken; empty if none was."""
    try:
        plain = json.loads((folder / LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return plain if isinstance(plain, dict) else {}


def age_s(taken: dict[str, object], now: str) -> float | None:
    """Say how old the newest backup is (seconds); None if that cannot be read."""
    try:
        past = datetime.fromisoformat(str(taken.get("at")))
        return (datetime.fromisoformat(now) - past).total_seconds()
    except (ValueError, TypeError):
        return None


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """Have a folder for the copy beside the journal, where the key is safe; one backup at a time."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise NotRecorded(f"{folder} cannot be written: {error.strerror}. {_KEPT}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # What a backup that was killed left behind.
        for left_over in folder.glob(f"{_STAGE}*"):
            shutil.rmtree(left_over, ignore_errors=True)
        if not room_for(folder / DATABASE, folder, times=2):
            raise NotRecorded(f"There is no room for a copy of the journal in {folder}. {_KEPT}")
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=folder))
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except BlockingIOError as busy:
        raise NotRecorded(f"Another backup is under way. {_KEPT}") from busy
    finally:
        os.close(lock)


def _copied(config: Config, stage: Path, at: str, *, encrypted: bool) -> Head:
    """Copy the journal into `stage`, without credentials, and see that the copy is sound from end to end."""
    from till.cli.verify import check_database

    copy = stage / DATABASE
    copy_database(config.data / DATABASE, copy)
    head = head_of(copy)
    sheet = {
        "format": FORMAT,
        "taken_at": at,
        "program": __version__,
        "records": str(head.records),
        "seal": head.seal,
        "config": config.path.read_text(encoding="utf-8"),
    }
    if encrypted:
        sheet["key"] = (config.data / KEY).read_text(encoding="ascii").strip()
    make_portable(copy, sheet)
    finding = check_database(stage)
    if not finding.verdict.intact:
        raise JournalBroken(f"The journal is not sound, and was not backed up: {finding}. {_KEPT}")
    return head


def _written(copy: Path, target: Path, recipient: str) -> int:
    """Write the copy beside `target`, read it back, and give it its name; return its length (bytes)."""
    from till.cli.recipients import encrypt

    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left_over in target.parent.glob(f".{target.name}.*{_PART}"):
        left_over.unlink(missing_ok=True)
    sealed = copy
    if recipient:
        sealed = copy.with_suffix(".age")
        encrypt(copy, sealed, recipient)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}{_PART}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with sealed.open("rb") as source, os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(source, file, _BLOCK_BYTES)
            file.flush()
            os.fsync(file.fileno())
            # What the disk has, and not what is still remembered of it, is compared.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if _digest(unfinished) != _digest(sealed):
            raise NotRecorded(f"{target} does not read as it was written: the disk is failing. {_KEPT}")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return target.stat().st_size


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _dated(config: Config, at: str, *, encrypted: bool) -> Path:
    """Name a new file in the configured folder; names sort by time."""
    assert config.backups is not None
    moment = datetime.fromisoformat(at).astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    ending = ".sqlite.age" if encrypted else ".sqlite"
    return config.backups.folder / f"{_stem(config)}-{moment}{ending}"


def _stem(config: Config) -> str:
    code = "".join(each if each.isalnum() else "-" for each in config.settings.register.code)
    return f"till-{code}"


def _rotate(config: Config) -> None:
    """Remove the oldest backups of this register, and what killed ones left; other files stay."""
    assert config.backups is not None
    folder, stem = config.backups.folder, _stem(config)
    digits = "[0-9]" * 8 + "T" + "[0-9]" * 6
    found = sorted(folder.glob(f"{stem}-{digits}.sqlite")) + sorted(
        folder.glob(f"{stem}-{digits}.sqlite.age")
    )
    found.sort(key=lambda each: each.name.partition(".")[0])
    old = found[: -config.backups.keep]
    for path in (*old, *folder.glob(f".{stem}-*{_PART}")):
        with suppress(OSError):
            path.unlink()


def _remember(folder: Path, taken: Taken) -> None:
    plain = {
        "at": taken.at,
        "file": str(taken.path),
        "records": taken.head.records,
        "encrypted": taken.encrypted,
        "bytes": taken.bytes,
    }
    unfinished = folder / f".{LAST}{_PART}"
    with suppress(OSError):  # The backup is there; that it is told of again is not worth losing the word.
        unfinished.write_text(json.dumps(plain), encoding="utf-8")
        unfinished.chmod(0o600)
        unfinished.replace(folder / LAST)
