"""Registers with long journals, made quickly, with the kinds, seals and signatures of real ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.shop import CONFIG, LongJournal, settings
from till.cash_register import CashRegister
from till.domain.commands import OpenShift
from till.domain.state import Count


def long_register(folder: Path, records: int, url: str) -> Path:
    """Make a register in `folder` with a journal of about `records` records; give its configuration."""
    config = folder / "config.toml"
    folder.mkdir()
    config.write_text(f'{CONFIG.format(printer="none")}\n[office]\nurl = "{url}"\n')
    register = CashRegister.create(folder / "data", settings(), "Ana Lima", "4711")
    register.handle(OpenShift(register.act(1), Count(200_00)))
    LongJournal(register).grow(records)
    register.close()
    return config


def forwarding(config: Path) -> subprocess.Popen[bytes]:
    """Start the program that sends its journal."""
    with (config.parent / "sync.err").open("ab") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", "till", "--config", str(config), "sync", "run"], stderr=errors
        )
