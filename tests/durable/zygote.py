"""A process that has loaded everything and forks: a child is at work milliseconds after it was asked for.

It has no threads, so that what it forks is whole. A child that outlives its test ends itself.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

ROOT: Final = Path(__file__).resolve().parents[2]
CHILD_LIFE_S: Final = 120
_REPLY_TIMEOUT_S: Final = 60.0
_MESSAGE_BYTES: Final = 65536
_FILES_MAX: Final = 8
_LOADED: Final = (
    "hardware.drawer",
    "hardware.escpos",
    "hardware.opening",
    "hardware.printer",
    "hardware.transports.tcp",
    "tests.durable.robot",
    "tests.durable.children",
    "till.workers.device_thread",
)


class Zygote:
    """The test's end: starts children and waits for them."""

    def __init__(self, folder: Path) -> None:
        self._errors = (folder / "children.txt").open("a+", encoding="utf-8")
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.settimeout(_REPLY_TIMEOUT_S)
        with theirs:
            command = [sys.executable, "-m", "tests.durable.zygote", str(theirs.fileno())]
            self._program = subprocess.Popen(
                command, cwd=ROOT, stderr=self._errors, pass_fds=[theirs.fileno()]
            )
        assert self._line.recv(_MESSAGE_BYTES) == b"ready", self.errors()

    def start(self, entry: str, files: list[int], **wish: Any) -> int:
        """Fork a child that calls `entry` (`module:function`) with `files` and `wish`; give its pid."""
        message = json.dumps({"entry": entry, "wish": wish}).encode()
        socket.send_fds(self._line, [message], files)
        return int(self._line.recv(_MESSAGE_BYTES))

    def end(self, pid: int) -> int:
        """Wait for a child to end; give its exit code, negative for the signal that ended it."""
        socket.send_fds(self._line, [json.dumps({"reap": pid}).encode()], [])
        return int(self._line.recv(_MESSAGE_BYTES))

    def kill(self, pid: int) -> int:
        """End a child at once. Its number is its own until it was waited for."""
        os.kill(pid, signal.SIGKILL)
        return self.end(pid)

    def errors(self) -> str:
        """Give what the children have written to their standard error."""
        self._errors.seek(0)
        return self._errors.read()

    def close(self) -> None:
        """End the zygote."""
        self._line.close()
        self._program.wait(_REPLY_TIMEOUT_S)
        self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def main() -> None:
    """Load everything, then fork a child for each wish until the test hangs up."""
    import gc

    line = socket.socket(fileno=int(sys.argv[1]))
    for name in _LOADED:
        importlib.import_module(name)
    importlib.import_module("tests.durable.children").warm_up()
    gc.freeze()
    line.sendall(b"ready")
    while True:
        message, files, _, _ = socket.recv_fds(line, _MESSAGE_BYTES, _FILES_MAX)
        if not message:
            return
        wish = json.loads(message)
        if "reap" in wish:
            _, status = os.waitpid(wish["reap"], 0)
            line.sendall(b"%d" % os.waitstatus_to_exitcode(status))
            continue
        pid = os.fork()
        if pid == 0:
            line.close()
            _live(wish, files)
        for file in files:
            os.close(file)
        line.sendall(b"%d" % pid)


def _live(wish: dict[str, Any], files: list[int]) -> None:
    signal.alarm(CHILD_LIFE_S)
    code = 1
    try:
        module, _, name = wish["entry"].partition(":")
        getattr(importlib.import_module(module), name)(files, **wish["wish"])
        code = 0
    except BaseException:  # A child must not return into the zygote's loop, whatever happened in it.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
