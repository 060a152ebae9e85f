"""The journal is sent by a program of its own while the screens are open: the cashier waits for no batch."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from till.cash_register import CashRegister
from till.news import News
from till.office_tables import Peer
from till.workers.loop import Loop
from till.workers.ownership import own_sync
from till.workers.sync_thread import IDLE_S, worker_for

START_AFTER_S: Final = 2.0
"""How long the first picture and the devices have the machine for themselves."""
END_TIMEOUT_S: Final = 5.0
LOOK_EVERY_S: Final = 0.5
START_AGAIN_S: Final = 10.0
"""How often it is seen to that somebody sends: the program that ended, or another one's place."""


class SyncBeside:
    """Runs `program`, which sends the journal while its standard input is open; tells how each peer stands.

    Where another program sends already, as the one that systemd starts, none is run until that has ended.
    """

    def __init__(
        self,
        folder: Path,
        register: CashRegister,
        peers: Sequence[Peer],
        tell: Callable[[News], None],
        program: Sequence[str],
        *,
        start_after_s: float = START_AFTER_S,
    ) -> None:
        self._folder = folder
        self._program = list(program)
        self._start_after_s = start_after_s
        self._ending = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep_running, name="sync program", daemon=True)
        workers = [worker_for(register, peer, tell) for peer in peers]
        # They only look here: whoever sends writes down how it went.
        self._looks = [
            Loop(f"sync {peer.name}", partial(_look, worker.look), IDLE_S)
            for peer, worker in zip(peers, workers, strict=True)
        ]

    def start(self) -> None:
        """Begin."""
        self._keeper.start()
        for look in self._looks:
            look.start()

    def wake(self) -> None:
        """Say that there is something new in the journal."""
        self._say(b"wake\n")
        for look in self._looks:
            look.wake()

    def again(self) -> None:
        """Have every peer tried at once, whatever went wrong before; a person asks for it."""
        self._say(b"again\n")

    def stop(self, timeout_s: float = 2.0) -> None:
        """End what runs; a program that is left behind ends by itself, for its standard input has."""
        self._ending.set()
        for look in self._looks:
            look.stop(timeout_s)
        self._keeper.join(timeout_s)

    def _say(self, words: bytes) -> None:
        program = self._running
        if program is not None and program.stdin is not None:
            # It may just have ended; then it is started again and looks for itself.
            with suppress(OSError, ValueError):
                program.stdin.write(words)
                program.stdin.flush()

    def _keep_running(self) -> None:
        wait_s = self._start_after_s
        while not self._ending.wait(wait_s):
            wait_s = START_AGAIN_S
            with suppress(OSError):
                if self._is_needed():
                    self._run()

    def _is_needed(self) -> bool:
        ownership = own_sync(self._folder)
        if ownership is not None:
            ownership.release()
        return ownership is not None

    def _run(self) -> None:
        quiet = subprocess.DEVNULL  # The screens are drawn on standard error.
        program = subprocess.Popen(
            self._program, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
        )
        self._running = program
        while program.poll() is None and not self._ending.wait(LOOK_EVERY_S):
            continue
        self._running = None
        assert program.stdin is not None
        with suppress(OSError):
            program.stdin.close()
        try:
            program.wait(END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            program.kill()  # It waits for an office; what was not answered is sent again.
            program.wait()


def _look(look: Callable[[], object]) -> bool:
    look()
    return False
