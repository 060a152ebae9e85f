"""A register is restored: built whole beside the old journal, proven, and only then put in its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from till.cash_register import KEY, CashRegister
from till.cli.backup_work import FORMAT
from till.cli.recipients import decrypt, is_encrypted
from till.cli.verify import check_database
from till.domain.commands import RestoreJournal
from till.domain.vocabulary import RestoreProof
from till.faults import JournalBroken, NotRecorded
from till.pins import hash_pin
from till.store import backup, opening
from till.store.engine import DATABASE
from till.workers.ownership import own_devices, own_sync

if TYPE_CHECKING:
    from till.cli.verify import Finding
    from till.config import Config
    from till.domain.state import Head

STAGE: Final = ".restoring"
ASIDE: Final = f"{DATABASE}.before-restore-"
_BESIDE: Final = ("-wal", "-shm")
_NOTHING: Final = "Nothing was restored."
_IN_USE: Final = "The till is running on this journal. Close the screens and stop the sending first."
_NO_KEY: Final = (
    "The backup has no key, as it is not encrypted, and there is none at {key}. A register never goes on "
    "under another key: put the old {name} there, or set up a new register in another folder; its journal "
    "begins anew, and that of the old one stays readable in the backup. "
)
_CAUSE: Final = "The journal was restored from a backup meanwhile."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a restore is given: the backup, the key that opens it, the newest seal known, records after it."""

    file: Path
    key_file: Path | None = None
    head: str | None = None
    then: Path | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: up to which record, how it was proven, how many records came from elsewhere."""

    head: Head
    taken_at: str
    proof: RestoreProof
    salvaged: int
    aside: Path | None


@dataclass(frozen=True, slots=True)
class Staged:
    """A backup in a folder of its own, and the sheet that came with it."""

    folder: Path
    sheet: dict[str, str]


Prove = Callable[[CashRegister, "Finding"], RestoreProof]
"""Says how it is shown that nothing is missing after the restored journal; raises if something is."""
Choose = Callable[[CashRegister], tuple[int, str]]
"""Says which manager gets the first PIN, and the PIN."""


@contextmanager
def unpack(folder: Path, wanted: Wanted) -> Iterator[Staged]:
    """Have the backup in a folder beside the journal, with its sheet; nobody else uses the journal.

    Raises:
        NotRecorded: The till runs, or there is no room.
        JournalBroken: The file is no backup.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owned = (own_devices(folder), own_sync(folder))
    stage = folder / STAGE
    try:
        if None in owned:
            raise NotRecorded(f"{_IN_USE} {_NOTHING}")
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(mode=0o700)
        yield Staged(stage, unpacked(wanted, stage))
    except OSError as error:
        raise NotRecorded(
            f"{folder} or {wanted.file} cannot be used: {error.strerror}. {_NOTHING}"
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        for ownership in owned:
            if ownership is not None:
                ownership.release()


def restore(config: Config, wanted: Wanted, staged: Staged, prove: Prove, choose: Choose) -> Restored:
    """Make the staged backup the register's journal, with all that can be had of what came after it.

    Raises:
        JournalBroken: The backup is not sound, has no key, or the journal that is there has more than it.
        NotRecorded: The disk did not take it.
    """
    stage, sheet = staged.folder, staged.sheet
    undo_half_a_restore(config.data)
    _bring_key(config.data, stage, sheet)
    salvaged = _bring_what_followed(config, stage, wanted)
    finding = check_database(stage, wanted.head)
    if not finding.verdict.intact:
        raise JournalBroken(f"{wanted.file} is not sound: {finding}. {_NOTHING} Take another backup.")
    register = CashRegister.open(stage, config.settings.timezone)
    try:
        proof = prove(register, finding)
        manager, pin = choose(register)
        taken_at = sheet.get("taken_at") or register.state.last_at
        _note(register, taken_at, proof, manager, pin)
        head = register.state.head
    finally:
        register.close()
    aside = _put_in_place(config.data, stage, register.clock())
    return Restored(head, taken_at, proof, salvaged, aside)


def undo_half_a_restore(folder: Path) -> None:
    """Take back the newest journal that a restore moved aside before it was killed."""
    aside = sorted(each for each in folder.glob(f"{ASIDE}*") if not each.name.endswith(_BESIDE))
    if (folder / DATABASE).exists() or not aside:
        return
    for ending in reversed(("", *_BESIDE)):
        moved = aside[-1].with_name(aside[-1].name + ending)
        if moved.exists():
            moved.replace(folder / f"{DATABASE}{ending}")
    opening.sync_folder(folder)


def unpacked(wanted: Wanted, stage: Path) -> dict[str, str]:
    """Put the backup's journal into `stage`, decrypted, and return the sheet that came with it.

    Raises:
        click.UsageError: It is encrypted, and the key is missing or another one.
        JournalBroken: It is no backup, or a newer program made it.
    """
    copy = stage / DATABASE
    if is_encrypted(wanted.file):
        if wanted.key_file is None:
            raise click.UsageError(f"{wanted.file} is encrypted: name the file with its key, --key KEYFILE.")
        decrypt(wanted.file, copy, wanted.key_file)
    else:
        shutil.copyfile(wanted.file, copy)
        copy.chmod(0o600)
    sheet = backup.take_sheet(copy)
    if sheet.get("format", FORMAT) != FORMAT:
        raise JournalBroken(f"{wanted.file} was made by a newer program. Install that one. {_NOTHING}")
    return sheet


def _bring_key(folder: Path, stage: Path, sheet: dict[str, str]) -> None:
    """Put the key beside the staged journal: the backup's own, or the one that the machine still has."""
    key = folder / KEY
    if "key" in sheet:
        descriptor = os.open(stage / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(sheet["key"] + "\n")
    elif key.exists():
        shutil.copy(key, stage / KEY)
    else:
        raise JournalBroken(_NO_KEY.format(key=key, name=KEY) + _NOTHING)


def _bring_what_followed(config: Config, stage: Path, wanted: Wanted) -> int:
    """Add what the office gave, and what can be read of a damaged journal that is still there."""
    from till.wire.lines import NotARecord, records_in

    before = head = backup.head_of(stage / DATABASE)
    register = CashRegister.open(stage, config.settings.timezone)
    try:
        identity = register.state.identity
        if identity is None:
            raise JournalBroken(f"{wanted.file} has no record. {_NOTHING} Take another backup.")
        if wanted.then is not None:
            with wanted.then.open("rb") as file:
                head = backup.append_stored(register.engine, records_in(file), head, identity.public_key)
        if (config.data / DATABASE).exists():
            _require_unsound_or_shorter(config.data, head)
            found = backup.records_after(config.data / DATABASE, head.records)
            head = backup.append_stored(register.engine, found, head, identity.public_key)
        return head.records - before.records
    except NotARecord as wrong:
        raise JournalBroken(f"{wanted.then}, line {wrong.line_no}: {wrong}. {_NOTHING}") from wrong
    finally:
        register.close()


def _require_unsound_or_shorter(folder: Path, head: Head) -> None:
    """See that no sound journal with as many records is replaced.

    Raises:
        JournalBroken: The journal that is there is sound and has all that the backup has.
    """
    try:
        there = check_database(folder).verdict
    except JournalBroken:
        return
    if there.intact and there.head.records >= head.records:
        raise JournalBroken(
            f"The journal in {folder} is sound and has {there.head.records} records, the backup has "
            f"{head.records}. {_NOTHING}"
        )


def _note(register: CashRegister, taken_at: str, proof: RestoreProof, manager: int, pin: str) -> None:
    """Write down what was restored; the manager's PIN and the doubtful slips go with it, or nothing does."""
    command = RestoreJournal(register.act(), taken_at, proof, manager)
    register.handle(command, backup.settling(manager, hash_pin(pin), _CAUSE))


def _put_in_place(folder: Path, stage: Path, at: str) -> Path | None:
    """Move the old journal aside and the new one to its place; killed in between, there is no journal."""
    for name in (KEY, DATABASE):
        backup.sync_file(stage / name)
    stamp = "".join(each for each in at[:19] if each.isdigit())
    key = folder / KEY
    if not key.exists() or key.read_bytes() != (stage / KEY).read_bytes():
        if key.exists():
            key.replace(key.with_name(f"{KEY}.before-restore-{stamp}"))
        (stage / KEY).replace(key)
        opening.sync_folder(folder)
    aside = None
    if (folder / DATABASE).exists():
        aside = folder / f"{ASIDE}{stamp}"
        for ending in ("", *_BESIDE):
            beside = folder / f"{DATABASE}{ending}"
            if beside.exists():
                beside.replace(aside.with_name(aside.name + ending))
        opening.sync_folder(folder)
    (stage / DATABASE).replace(folder / DATABASE)
    opening.sync_folder(folder)
    return aside
