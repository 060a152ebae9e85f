"""A full disk, a quota, a read-only folder: refused in words, believed by nobody, and soon over."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.durable.one_act import check_promises, templates_in, till_at_work
from tests.durable.shop import opened
from tests.durable.simulator import simulator
from tests.durable.zygote import Zygote
from till.domain.codec import decode

WRITING: Final = ("pwrite64", "write", "ftruncate")
FULL = "The disk is full. Nothing was recorded. Make room on the disk, then try again."
FAILED = "The disk reported an error. Nothing was recorded. Have the disk looked at."
READ_ONLY = "The journal cannot be written: the folder or the file is read-only. Nothing was recorded."


@pytest.mark.parametrize(
    ("error", "words"), [(errno.ENOSPC, FULL), (errno.EDQUOT, FAILED), (errno.EIO, FAILED)]
)
@pytest.mark.parametrize("left", ["shut", "killed"])
def test_a_disk_that_takes_nothing_is_said_in_words_until_it_takes_again(
    left: str, error: int, words: str, tmp_path: Path, zygote: Zygote
) -> None:
    templates = templates_in(tmp_path)
    folder = {"shut": templates.shut, "killed": templates.killed}[left]
    failing = [False]
    with till_at_work(
        zygote, folder, lambda call: error if failing[0] and call.name in WRITING else 0
    ) as till:
        till.order("a")
        till.answers(1)
        failing[0] = True
        till.order("aa")
        till.answers(3)
        failing[0] = False
        till.order("aaq")
        till.answers(5)
    assert _kinds(till.answered) == ["done", "NotRecorded", "NotRecorded", "done", "done"]
    assert [line.split(" ", 2)[2] for line in till.answered[1:3]] == [words, words]
    check_promises(till, folder, tmp_path / "copy")


def test_a_disk_that_no_longer_flushes_is_not_traded_on(tmp_path: Path, zygote: Zygote) -> None:
    folder = templates_in(tmp_path).shut
    failing = [False]
    with till_at_work(
        zygote, folder, lambda call: errno.EIO if failing[0] and call.name == "fdatasync" else 0
    ) as till:
        till.order("a")
        till.answers(1)
        failing[0] = True
        till.order("aa")
        till.answers(3)
        failing[0] = False
        till.order("aq")
    assert _kinds(till.answered) == ["done", "JournalBroken", "JournalBroken", "done"]
    check_promises(till, folder, tmp_path / "copy")


def _kinds(lines: list[str]) -> list[str]:
    return [line.split()[0] for line in lines]


@pytest.mark.parametrize("way", ["limit", "small disk"])
def test_room_that_runs_out_is_said_in_words_and_comes_back(way: str, tmp_path: Path, zygote: Zygote) -> None:
    with ExitStack() as disks:
        room = disks.enter_context(small_disk(tmp_path)) if way == "small disk" else None
        folder = templates_in(room or tmp_path).shut
        # Without the right to mount one, the limit on the size of files stands for the small disk.
        entry = "acts_on_a_full_disk" if room else "acts_below_a_limit"
        lines = said_by_child(zygote, entry, folder)
        answered = [line for line in lines if line.startswith(("done", "NotRecorded", "JournalBroken"))]
        assert _kinds(answered) == ["done", "NotRecorded", "NotRecorded", "done"]
        words = FULL if room else FAILED
        assert [line.split(" ", 2)[2] for line in answered[1:3]] == [words, words]
        register = opened(folder)
        there = {decode(record.kind, record.body).id for record in register.read.all_records()}
        register.close()
        assert [line.split()[1] in there for line in answered] == [True, False, False, True]


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a file system of one megabyte, if this machine lets us."""
    room = folder / "small"
    room.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(room)]
    mounted = bool(mount and unmount) and _succeeds(command)
    try:
        yield room if mounted else None
    finally:
        if mounted and unmount:
            subprocess.run([unmount, room], check=True)


def said_by_child(zygote: Zygote, entry: str, folder: Path, **wish: str) -> list[str]:
    """Let a child do something with the register in `folder`; give all it says."""
    report, theirs = os.pipe()
    pid = zygote.start(f"tests.durable.children:{entry}", [theirs], folder=str(folder), **wish)
    os.close(theirs)
    with os.fdopen(report) as said:
        lines = said.read().splitlines()
    assert zygote.end(pid) == 0, zygote.errors()
    return lines


def test_a_kick_left_over_is_not_sent_while_the_disk_takes_nothing_nor_later(
    tmp_path: Path, zygote: Zygote
) -> None:
    """Whoever takes over the devices must write down that the kick is over before anything else."""
    folder = templates_in(tmp_path).shut
    with simulator() as (printer, control):
        said = said_by_child(zygote, "devices_below_a_limit", folder, printer=printer)
        assert control.state()["pulses"] == []
    assert said[-3:] == ["building", "limited print:pending kick:pending", "lifted print:done kick:expired"]


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o500, 0o400), (0o500, 0o600), (0o700, 0o400)])
def test_a_folder_that_cannot_be_written_is_said_in_words(
    folder_mode: int, file_mode: int, tmp_path: Path, zygote: Zygote
) -> None:
    folder = templates_in(tmp_path).shut
    folder.chmod(folder_mode)
    for file in folder.iterdir():
        file.chmod(file_mode)
    said = said_by_child(zygote, "act_without_privileges", folder)
    folder.chmod(0o700)
    for file in folder.iterdir():
        file.chmod(0o600)
    # What can be read may be opened for reading; the act is refused then.
    assert _kinds(said) in (["NotRecorded"], ["opened", "begin", "NotRecorded"])
    assert said[-1].endswith(READ_ONLY)
    assert _kinds(said_by_child(zygote, "act_without_privileges", folder)) == ["opened", "begin", "done"]
