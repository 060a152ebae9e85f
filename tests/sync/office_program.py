"""The back office as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep

from tests.cli.shop import Answer, call

START_TIMEOUT_S = 120.0
END_TIMEOUT_S = 120.0
"""A program that was killed in the middle of a flush ends when the disk has done it."""


class OfficeProgram:
    """`till backoffice serve` on a port of this machine; killed, it can be started again on the same port."""

    def __init__(self, folder: Path, database: str = "", *words: str) -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder}/office.sqlite"
        self.words = words
        self.port = 0
        self.start()

    def start(self) -> None:
        ports = self.folder / f"port-{os.getpid()}-{id(self)}"
        ports.unlink(missing_ok=True)
        words = ("till", "backoffice", "serve", "--database", self.database, "--port", str(self.port))
        with (self.folder / "office.err").open("ab") as errors:
            self.program = subprocess.Popen(
                [sys.executable, "-m", *words, "--port-file", str(ports), *self.words], stderr=errors
            )
        deadline = monotonic() + START_TIMEOUT_S
        while not ports.exists():
            assert monotonic() < deadline, "the office did not start"
            assert self.program.poll() is None, (self.folder / "office.err").read_text()
            sleep(0.02)
        self.port = int(ports.read_text())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        self.program.kill()
        self.program.wait(END_TIMEOUT_S)

    def ask(self, *words: str, environment: Mapping[str, str] | None = None) -> Answer:
        """Ask the office's database on the command line."""
        return call("--json", "backoffice", *words, "--database", self.database, environment=environment)
