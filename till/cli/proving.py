"""The program beside a back office's server that proves what arrives, when there is time for it."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from till.cli.office_database import VARIABLE

if TYPE_CHECKING:
    from till.backoffice.office import Office

LOOK_EVERY_S: Final = 0.5
START_AGAIN_S: Final = 2.0
_NICE: Final = 15


def follow_arrivals(office: Office) -> None:
    """Prove what arrives until standard input ends: whoever started this holds its other end."""
    from till.backoffice.database import in_sentences
    from till.backoffice.proving import prove_arrived
    from till.faults import NotRecorded

    os.nice(_NICE)  # Taking in comes first; what is taken in is proven when there is time.
    dice = random.Random()  # noqa: S311 -- it spreads work, it guards nothing
    idle_s = 0.0
    while not _is_over(idle_s):
        try:
            with in_sentences():
                idle_s = 0.0 if prove_arrived(office, dice, patient=True) else LOOK_EVERY_S
        except NotRecorded:
            idle_s = START_AGAIN_S  # Busy, full or away: it is all still there when the database is back.


def _is_over(wait_s: float) -> bool:
    readable, _, _ = select.select([sys.stdin], [], [], wait_s)
    return bool(readable) and not os.read(sys.stdin.fileno(), 1024)


@contextmanager
def proving_beside(database: str) -> Iterator[None]:
    """Run the program that proves while the block runs; one that ends is started again."""
    ending = threading.Event()
    # The URL may have a password in it, and everybody on the machine can read how a program was started.
    environment = {**os.environ, VARIABLE: database}
    words = [sys.executable, "-m", "till", "backoffice", "prove", "--follow"]

    def keep_running() -> None:
        while not ending.is_set():
            # At its end the block shuts its standard input, and so does the kernel if this program is killed.
            with subprocess.Popen(words, stdin=subprocess.PIPE, env=environment) as program:
                while program.poll() is None and not ending.wait(LOOK_EVERY_S):
                    continue
            ending.wait(START_AGAIN_S)

    thread = threading.Thread(target=keep_running, name="prover", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(10)
