"""A shop run by the command line: set up once, asked in words, answered in JSON."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from till.__main__ import main
from till.cash_register import CashRegister
from till.config import load_config

ANA, BEN, CIA = "Ana", "Ben", "Cia"
PINS = {ANA: "1111", BEN: "2222", CIA: "3333"}
ROLES = {ANA: "manager", BEN: "cashier", CIA: "supervisor"}

CONFIG = """
[organisation]
name = "Kaffe AB"
number = "556000-0000"

[store]
name = "Main Street"

[register]
id = 1
code = "REG-001"
currency = "SEK"
locale = "en_GB"
timezone = "Europe/Stockholm"
data = "data"
difference_limit = "1.00"
{register}

[pin]
{pin}

[printer]
address = "{printer}"
timeout_s = 1

[[pay_out_reason]]
code = "cleaning"
name = "Window cleaner"
account = 6060

[[no_sale_reason]]
code = "change"
name = "Change for a customer"

[[cash_in_reason]]
code = "float"
name = "Change from the bank"
"""


@dataclass(frozen=True)
class Answer:
    """What one call of the program said, and how it ended."""

    code: int
    output: bytes
    errors: str

    @property
    def text(self) -> str:
        return self.output.decode()

    @property
    def plain(self) -> dict[str, Any]:
        """The one JSON object on standard output; anything else there is a failure."""
        plain = json.loads(self.output)
        assert isinstance(plain, dict)
        assert self.text.count("\n") == 1
        return plain

    @property
    def done(self) -> dict[str, Any]:
        assert self.code == 0, (self.text, self.errors)
        done = self.plain["done"]
        assert isinstance(done, dict)
        return done

    @property
    def refused(self) -> str:
        """The kind of the refusal; exit code and sentence must fit."""
        assert self.code == 3, (self.code, self.text, self.errors)
        refused = self.plain["refused"]
        assert refused["message"] == self.errors.strip()
        assert refused["message"].endswith((".", "!"))
        assert "Traceback" not in self.errors
        return str(refused["kind"])


def call(*words: str, environment: Mapping[str, str] | None = None) -> Answer:
    """Run the program in this process."""
    output, errors = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment or {}),
        redirect_stdout(output),
        redirect_stderr(errors),
    ):
        code = main(words)
    buffer = output.buffer
    assert isinstance(buffer, io.BytesIO)
    return Answer(code, buffer.getvalue(), errors.getvalue())


def call_apart(*words: str, environment: Mapping[str, str] | None = None, **settings: Any) -> Answer:
    """Run the program as a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "till", *words],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
        **settings,
    )
    return Answer(ended.returncode, ended.stdout, ended.stderr.decode())


class Shop:
    """A register in a folder, with Ana (manager), Ben (cashier) and Cia (supervisor)."""

    def __init__(
        self, folder: Path, template: Path | None, printer: str = "none", pin: str = "", register: str = ""
    ) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.export = folder / "journal.jsonl"
        self.config.write_text(CONFIG.format(printer=printer, pin=pin, register=register))
        if template is not None:
            shutil.copytree(template / "data", folder / "data")
            return
        config = load_config(self.config)
        CashRegister.create(config.data, config.settings, ANA, PINS[ANA]).close()
        self.hire(BEN)
        self.hire(CIA)

    @property
    def journal(self) -> Path:
        return self.folder / "data" / "journal.sqlite"

    def hire(self, name: str) -> None:
        environment = {"TILL_PIN": PINS[ANA], "TILL_NEW_PIN": PINS[name]}
        words = ("--as", ANA, "employee", "add", "--name", name, "--role", ROLES[name])
        assert self.ask(*words, environment=environment).code == 0

    def ask(self, *words: str, environment: Mapping[str, str] | None = None) -> Answer:
        """Call the program for this shop, with JSON as its answer."""
        return call("--config", str(self.config), "--json", *words, environment=environment)

    def say(self, person: str, *words: str, approved_by: str = "", pin: str = "") -> Answer:
        """Let `person` do something."""
        general = ["--as", person]
        environment = {"TILL_PIN": pin or PINS.get(person, "0000")}
        if approved_by:
            general += ["--approved-by", approved_by]
            environment["TILL_APPROVER_PIN"] = PINS[approved_by]
        return self.ask(*general, *words, environment=environment)

    def reads(self, person: str, *words: str) -> Answer:
        """Let `person` do something and answer in a person's text."""
        environment = {"TILL_PIN": PINS[person]}
        return call("--config", str(self.config), "--as", person, *words, environment=environment)

    def open(self, amount: str = "200.00", person: str = BEN) -> Answer:
        return self.say(person, "shift", "open", "--float", amount)
