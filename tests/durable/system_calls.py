"""Every system call of a child on a folder's files, one at a time in the hands of the test.

The kernel's seccomp hands each call over before it is carried out (seccomp_unotify(2), Linux 5.5): the test
lets it go on, answers it with an error, or kills the child there. Nothing but Python is needed for it.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

# The kernel's numbers, from asm/unistd.h of each machine.
_X86_64: Final = {
    "write": 1,
    "open": 2,
    "pread64": 17,
    "pwrite64": 18,
    "fsync": 74,
    "fdatasync": 75,
    "ftruncate": 77,
    "unlink": 87,
    "openat": 257,
    "unlinkat": 263,
}
_AARCH64: Final = {
    "unlinkat": 35,
    "ftruncate": 46,
    "openat": 56,
    "write": 64,
    "pread64": 67,
    "pwrite64": 68,
    "fsync": 82,
    "fdatasync": 83,
}
NUMBERS: Final = {"x86_64": _X86_64, "aarch64": _AARCH64}[platform.machine()]
_SECCOMP: Final = {"x86_64": 317, "aarch64": 277}[platform.machine()]
_PATH_AT: Final = {"open": 0, "unlink": 0, "openat": 1, "unlinkat": 1}
_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _NEW_LISTENER = 38, 1, 1 << 3
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # Classic BPF.
_ALLOW, _NOTIFY = 0x7FFF0000, 0x7FC00000
_RECEIVE, _SEND = 0xC0502100, 0xC0182101  # SECCOMP_IOCTL_NOTIF_*
_GO_ON: Final = 1
_NOTICE: Final = struct.Struct("=QIIiIQ6Q")
_ANSWER: Final = struct.Struct("=QqiI")
_LIFE_MAX_S: Final = 60.0
_PATH_BYTES_MAX: Final = 4096

KILL: Final = -1
"""What a plan answers to end the child before the call is carried out."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call on a file of the folder: the how-manieth, its name, and the file's."""

    no: int
    name: str
    file: str

    def __str__(self) -> str:
        return f"{self.no} {self.name}({self.file})"


Plan = Callable[[Call], int]
"""What becomes of a call: 0 lets it be, KILL, or the number of an error (errno)."""


def hand_over(line: int) -> None:
    """Let whoever is at the other end of this socket decide on every call from now on; for the child."""
    library = ctypes.CDLL(None, use_errno=True)
    program = b"".join(struct.pack("=HBBI", *step) for step in _filter())
    steps = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("@HP", len(program) // 8, ctypes.addressof(steps))
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    listener = library.syscall(_SECCOMP, _SET_MODE_FILTER, _NEW_LISTENER, filter_)
    if listener < 0:
        raise OSError(ctypes.get_errno(), "this kernel does not hand over system calls (seccomp_unotify)")
    with socket.socket(fileno=os.dup(line)) as to_test:
        socket.send_fds(to_test, [b"listener"], [listener])
    os.close(listener)


def _filter() -> Iterator[tuple[int, int, int, int]]:
    yield _LOAD, 0, 0, 0
    for left, number in zip(range(len(NUMBERS), 0, -1), NUMBERS.values(), strict=True):
        yield _JUMP_IF_EQUAL, left, 0, number
    yield _RETURN, 0, 0, _ALLOW
    yield _RETURN, 0, 0, _NOTIFY


@contextmanager
def supervised(folder: Path, plan: Plan) -> Iterator[tuple[int, list[Call]]]:
    """Decide by `plan` on a child's calls on files of `folder`; give its end of the line and the calls."""
    ours, theirs = socket.socketpair()
    calls: list[Call] = []
    thread = Thread(target=_supervise, args=(ours, folder, plan, calls))
    thread.start()
    try:
        yield theirs.fileno(), calls
    finally:
        theirs.close()
        thread.join(_LIFE_MAX_S)
        ours.close()


def _supervise(line: socket.socket, folder: Path, plan: Plan, calls: list[Call]) -> None:
    _, files, _, _ = socket.recv_fds(line, 16, 1)
    if not files:
        return
    listener, names = files[0], {number: name for name, number in NUMBERS.items()}
    waiting = select.poll()
    waiting.register(listener, select.POLLIN)
    deadline_s = time.monotonic() + _LIFE_MAX_S
    try:
        while time.monotonic() < deadline_s:
            found = waiting.poll(1000)
            if found and found[0][1] & select.POLLHUP:
                return
            if found:
                _decide(listener, folder, plan, calls, names)
    finally:
        os.close(listener)


def _decide(listener: int, folder: Path, plan: Plan, calls: list[Call], names: dict[int, str]) -> None:
    notice = bytearray(_NOTICE.size)
    try:
        fcntl.ioctl(listener, _RECEIVE, notice)
        notice_id, pid, _, number, _, _, *arguments = _NOTICE.unpack(notice)
        file = _file_of(pid, names[number], arguments)
        wish = 0
        if file is not None and (file == folder or file.is_relative_to(folder)):
            calls.append(Call(len(calls) + 1, names[number], file.name))
            wish = plan(calls[-1])
        if wish == KILL:
            os.kill(pid, signal.SIGKILL)
            return
        answer = _ANSWER.pack(notice_id, 0, -wish, 0 if wish else _GO_ON)
        fcntl.ioctl(listener, _SEND, bytearray(answer))
    except (FileNotFoundError, ProcessLookupError):
        return  # The child is gone.


def _file_of(pid: int, name: str, arguments: list[int]) -> Path | None:
    if name not in _PATH_AT:
        try:
            return Path(os.readlink(f"/proc/{pid}/fd/{arguments[0]}"))
        except OSError as error:
            if error.errno == errno.ENOENT:
                return None
            raise
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(arguments[_PATH_AT[name]])
        written = memory.read(_PATH_BYTES_MAX).partition(b"\0")[0]
    return Path(os.fsdecode(written))
