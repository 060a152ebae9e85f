"""What `till doctor` looks at, one check at a time; each says what it found and what to do."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from till.cli.answers import Exit
from till.cli.condition import DISK_FREE_MIN_BYTES, backup_age, disk_health, disk_of
from till.cli.smart import smart_health
from till.faults import BadConfiguration, JournalBroken, NotRecorded
from till.store.read_only import FULL, hindrance
from till.wording.dates import duration

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.config import Config

COLUMNS_MIN: Final = 80
ROWS_MIN: Final = 24
UNSEEN: Final = (
    "Nothing says that the journal is damaged. Do what the sentence says; then ask the doctor again."
)
"""What to do about a journal that could not be looked at."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `code` is the exit code if it is not well."""

    name: str
    words: str
    well: bool = True
    remedy: str = ""
    code: Exit = Exit.DISK
    known: bool = True
    """Whether it could be looked at; what nobody knows is no trouble, and is not called well either."""


def examine(config: Config) -> Iterator[Check]:
    """Look at everything that a register needs, in the order in which one thing rests on another."""
    from till.cli.device_checks import devices, drawers

    yield Check("configuration", f"{config.path} is sound")
    yield from data_folder(config.data)
    yield disk(config.data)
    yield wear(config.data)
    yield journal(config.data)
    register, check = _opened(config)
    yield check
    if register is not None:
        try:
            yield clock(register)
            yield backup(config, register.clock())
            yield people(register)
            yield jobs(register)
            yield from drawers(register)
            yield from queue(config, register)
        finally:
            register.close()
    yield devices(config)
    if config.printer.logo:
        yield logo(config)
    yield terminal()


def data_folder(folder: Path) -> Iterator[Check]:
    """See that nobody but the till's own user can read what is in the data folder."""
    if not folder.is_dir():
        words = f"{folder} is not there"
        yield Check("data folder", words, False, "Run “till init”, or restore a backup.")
        return
    wide = [each for each in (folder, *sorted(folder.iterdir())) if each.stat().st_mode & 0o077]
    if not wide:
        yield Check("data folder", f"{folder} can be read by its owner only")
    for each in wide:
        mode = "0700" if each.is_dir() else "0600"
        found = stat.filemode(each.stat().st_mode)
        yield Check(
            "data folder", f"{each} can be used by others ({found})", False, f"Run: chmod {mode} {each}"
        )


def disk(folder: Path) -> Check:
    """See that the disk can be written and has room. That it is a local one is seen with the journal."""
    if not folder.is_dir():
        return Check("disk", "cannot be looked at without the data folder", False, "See above.")
    free = shutil.disk_usage(folder).free
    words = f"{free // 1024 // 1024} MiB are free"
    if hindrance(folder) == FULL:
        return Check(
            "disk", f"it is full ({words}); nothing can be recorded", False, "Make room on the disk."
        )
    if os.statvfs(folder).f_flag & os.ST_RDONLY or not os.access(folder, os.W_OK):
        return Check("disk", f"{folder} cannot be written", False, "Mount it for writing; see its owner.")
    if free < DISK_FREE_MIN_BYTES:
        return Check("disk", words, False, "Make room on the disk.")
    health = disk_health(folder)
    if not health.well:
        found = f"its file system has had {health.errors} errors" if health.errors else health.words
        remedy = "Back the journal up now (till backup FILE), and replace the disk."
        return Check("disk", f"{found}; {words}", False, remedy)
    return Check("disk", words)


def wear(folder: Path) -> Check:
    """Ask the disk itself how it is."""
    health = smart_health(disk_of(folder))
    if health.well is False:
        remedy = "Back the journal up now (till backup FILE), and replace the disk."
        return Check("disk health", health.words, False, remedy)
    return Check("disk health", health.words, known=health.well is not None)


def backup(config: Config, now: str) -> Check:
    """See that there is a backup, and that it is not old."""
    newest = backup_age(config, now)
    if not newest.configured:
        return Check("backup", "none is configured: a disk that dies takes the journal with it")
    if newest.age_s is None:
        return Check("backup", "there is none yet", False, "Run: till backup")
    words = f"the newest is {duration(int(newest.age_s))} old, {newest.file}"
    if not newest.well:
        return Check("backup", words, False, "Run: till backup. Then see why the nightly one did not.")
    return Check("backup", words)


def journal(folder: Path) -> Check:
    """Check the database and every record in it."""
    from till.cli.verify import check_database

    restore = "Do not trade. Restore the newest backup, and keep the damaged files for whoever looks into it."
    try:
        finding = check_database(folder)
    except NotRecorded as fault:
        return Check("journal", str(fault), False, UNSEEN)
    except JournalBroken as fault:
        return Check("journal", str(fault), False, restore)
    if not finding.verdict.intact:
        return Check("journal", str(finding), False, restore)
    return Check("journal", str(finding))


def _opened(config: Config) -> tuple[CashRegister | None, Check]:
    """Open the register, which looks at the key on the way."""
    from till.cli.configured import open_configured

    try:
        register = open_configured(config)
    except NotRecorded as fault:
        return None, Check("key", str(fault), False, UNSEEN)
    except BadConfiguration as wrong:
        return None, Check("key", str(wrong), False, "Correct the configuration.", Exit.USAGE)
    except JournalBroken as fault:
        return None, Check(
            "key", str(fault), False, "Without the journal and its key the register cannot trade."
        )
    if register.state.identity is None:
        register.close()
        return None, Check("key", "the journal is empty", False, "Run “till init”.")
    return register, Check("key", "it is the one the journal is signed with")


def clock(register: CashRegister) -> Check:
    """See that the clock was not set, and is neither before the newest record nor before this program."""
    from till.domain.clock import set_from, went_back

    now = register.clock()
    if went_back(register.state, now):
        words = f"it is {now}, but the newest record is of {register.state.last_at}"
        return Check("clock", words, False, "Set the machine's clock.")
    if (due := set_from(register.state, now, register.watch.ticks())) is not None:
        words = f"it is {now}, but by the machine's steady clock it is {due}"
        return Check("clock", words, False, "See whether somebody set the machine's clock.")
    if time.gmtime().tm_year < 2025:
        return Check("clock", f"it is {now}, which cannot be", False, "Set the machine's clock.")
    return Check("clock", f"it is {now}")


def people(register: CashRegister) -> Check:
    """See that somebody can manage the people, and name who cannot sign in."""
    from till.domain.people import Right

    state = register.state
    active = [each for each in state.employees.values() if each.active]
    without = ", ".join(each.name for each in active if not each.has_pin)
    managing = [each for each in active if each.has_pin and state.rules.role(each.role).may(Right.EMPLOYEES)]
    if not managing:
        words = "nobody with a PIN may manage the people"
        return Check("people", words, False, "See the rights of the roles in the configuration.")
    return Check("people", f"{len(active)} work here" + (f"; no PIN yet: {without}" if without else ""))


def jobs(register: CashRegister) -> Check:
    """See that no slip waits or is in doubt."""
    slips = [job for job in register.read.open_jobs() if job.document is not None]
    if not slips:
        return Check("jobs", "no slip waits")
    in_doubt = sum(job.status == "unknown" for job in slips)
    words = f"{len(slips) - in_doubt} slips wait, {in_doubt} are in doubt"
    return Check("jobs", words, False, "See: till jobs list", Exit.DEVICE)


def queue(config: Config, register: CashRegister) -> Iterator[Check]:
    """See that the back offices have the journal, or get it; where there is none there is nothing to see."""
    from till.cli.queue import office_text, offices
    from till.workers.sync import LOUD

    for state, waits in offices(register, [peer.name for peer in config.peers]):
        words = office_text(state, waits, register.clock())
        remedy = "See: till sync status" if state.trouble else ""
        if state.trouble in LOUD:
            remedy = "Two journals of this register exist. Ask who looks after the office before trading."
        yield Check(
            "queue", words.rstrip("."), state.trouble is None, remedy if state.trouble else "", Exit.OFFICE
        )


def logo(config: Config) -> Check:
    """See that the picture over the receipts can be drawn; where it cannot, they come without it."""
    from hardware.picture import load_logo

    path = config.path.parent / config.printer.logo
    try:
        raster = load_logo(str(path), config.printer.columns)
    except ValueError as wrong:
        return Check("logo", str(wrong).rstrip("."), False, "Name another picture: printer.logo.", Exit.USAGE)
    return Check("logo", f"{path}, {raster.row_bytes * 8} by {raster.rows} dots")


def terminal() -> Check:
    """See that the screens have room; where there is no terminal there is nothing to see."""
    if not sys.stdout.isatty():
        return Check("terminal", "there is none here")
    columns, rows = shutil.get_terminal_size()
    words = f"{columns} columns, {rows} rows, {_colours()}"
    if columns < COLUMNS_MIN or rows < ROWS_MIN:
        remedy = f"Make it at least {COLUMNS_MIN} by {ROWS_MIN}."
        return Check("terminal", words, False, remedy, Exit.DEVICE)
    return Check("terminal", words)


def _colours() -> str:
    import curses

    try:
        curses.setupterm()
        return f"{max(curses.tigetnum('colors'), 0)} colours"
    except curses.error:
        return "a terminal of unknown kind"
