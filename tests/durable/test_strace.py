"""The sweep over every system call once more, by another means: strace counts and injects, not the test."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.durable.one_act import Till, check_promises, templates_in, till_at_work
from tests.durable.zygote import Zygote
from till.cash_register import KEY
from till.store.engine import DATABASE

CALLS: Final = "openat,pread64,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat"
ERRORS: Final = ("EIO", "ENOSPC", "EDQUOT")
ATTACH_TIMEOUT_S: Final = 30.0
FILES: Final = ("", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY)


class Tracer:
    """Runs the same two acts under strace, which does something at the n-th call on the folder's files."""

    def __init__(self, zygote: Zygote, folder: Path) -> None:
        strace = shutil.which("strace")
        assert strace, "strace is not installed: apt install strace"
        self._strace = strace
        self._zygote = zygote
        self._template = templates_in(folder).killed
        self._folder, self._copy, self._traced = folder / "data", folder / "copy", folder / "traced.txt"

    def run(self, *injections: str) -> Till:
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._template, self._folder)
        with till_at_work(self._zygote, self._folder, lambda call: 0, "tracer") as till:
            till.hear_first("waiting")
            paths = [word for name in FILES for word in ("-P", str(self._folder / name))]
            options = [word for injection in injections for word in ("-e", f"inject={injection}")]
            command = [self._strace, "-f", "-o", str(self._traced), *paths, "-e", f"trace={CALLS}", *options]
            with subprocess.Popen([*command, "-p", str(till.pid)], stderr=subprocess.PIPE) as tracer:
                assert tracer.stderr is not None
                assert b"attached" in tracer.stderr.readline()
                till.order("!aaq")
                till.hear_all()
                tracer.wait(ATTACH_TIMEOUT_S)
        check_promises(till, self._folder, self._copy)
        return till

    def calls(self) -> list[tuple[str, int]]:
        """Give the calls of a run in which all goes well: names, and the how-manieth of its name each is."""
        till = self.run()
        assert [line.split()[0] for line in till.answered] == ["done", "done"]
        counted = Counter(self.seen())
        assert counted.total() > 40
        return [(name, no) for name, count in counted.items() for no in range(1, count + 1)]

    def seen(self) -> list[str]:
        """Give the names of the calls of the last run."""
        return re.findall(r"^\d+ +(\w+)\(", self._traced.read_text(errors="replace"), re.MULTILINE)


@pytest.fixture
def tracer(zygote: Zygote, tmp_path: Path) -> Tracer:
    return Tracer(zygote, tmp_path)


@pytest.mark.durable
def test_a_kill_at_any_call_that_strace_counts_leaves_acts_whole_or_absent(tracer: Tracer) -> None:
    for name, no in tracer.calls():
        till = tracer.run(f"{name}:signal=SIGKILL:when={no}")
        # Not every run takes the same number of reads to close.
        assert till.status == -signal.SIGKILL or tracer.seen().count(name) < no, (name, no)


@pytest.mark.durable
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_at_any_call_that_strace_counts_is_believed_by_nobody(error: str, tracer: Tracer) -> None:
    for name, no in tracer.calls():
        if name == "pread64" and error != "EIO":
            continue  # What only reads does not fill a disk.
        try:
            tracer.run(f"{name}:error={error}:when={no}")
        except AssertionError as broken:
            broken.add_note(f"{error} at {name} {no}")
            raise
