"""Journals as released programs wrote them, kept for ever: every later program must open them.

    python -m tests.store.released        makes that of this version, once; it is never made again

Each is a backup as `till backup` writes it, packed, with the register's key beside it.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.cli.shop import ANA, BEN, CIA, Shop
from till import __version__
from till.cash_register import KEY
from till.store.backup import take_sheet
from till.store.engine import DATABASE

FOLDER = Path(__file__).with_name("journals")


@dataclass(frozen=True, slots=True)
class Released:
    """The journal of one version: what it was when it was written."""

    version: str
    journal: Path
    key: str
    records: int
    seal: str

    def unpack(self, folder: Path) -> None:
        """Put it where a register looks for its journal."""
        folder.mkdir(mode=0o700)
        (folder / DATABASE).write_bytes(gzip.decompress(self.journal.read_bytes()))
        take_sheet(folder / DATABASE)
        (folder / KEY).write_text(self.key)
        (folder / KEY).chmod(0o600)


def released() -> list[Released]:
    """List what is kept, oldest first."""
    return [
        Released(**json.loads(path.read_text()), journal=path.with_suffix(".sqlite.gz"))
        for path in sorted(FOLDER.glob("*.json"))
    ]


def keep() -> None:
    """Write a day with this program and keep its journal."""
    name = __version__.replace(".", "-")
    plain = FOLDER / f"{name}.json"
    if plain.exists():
        sys.exit(f"{plain} is there already; a released journal is never made again.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder), None)
        shop.config.write_text(shop.config.read_text() + DEPARTMENT)
        work(shop)
        copy = Path(folder) / "copy.sqlite"
        taken = shop.ask("backup", str(copy)).plain["head"]
        FOLDER.joinpath(f"{name}.sqlite.gz").write_bytes(gzip.compress(copy.read_bytes(), 9, mtime=0))
        key = (Path(folder) / "data" / KEY).read_text()
    text = {"version": __version__, "key": key, "records": taken["records"], "seal": taken["seal"]}
    plain.write_text(json.dumps(text, indent=2) + "\n")


DEPARTMENT = """
[[department]]
code = "coffee"
name = "Coffee"
vat_rate = "12.00"

[[tender]]
code = "card"
name = "Card"
counted = true
"""
DAY = (
    (BEN, "shift open --float 200.00", ""),
    (BEN, "cash in --amount 50 --reason float", ""),
    (BEN, "sale --line coffee#32.00#x2 --tender cash=100", ""),
    (BEN, "sale --line coffee#32.00#-10% --tender card=28.80", ""),
    (BEN, "refund 1 --line 1", CIA),
    (BEN, "copy 1", ""),
    (BEN, "cash pay-out --amount 15 --reason cleaning --payee Eva", ""),
    (BEN, "cash drop --amount 60 --bag 7731", ""),
    (BEN, "no-sale --reason change", ""),
    (CIA, "report x", ""),
    (ANA, "training on", ""),
    (ANA, "training off", ""),
    (BEN, "shift count --amount 200 --tender card=28.80", ""),
    (BEN, "shift close --left 100 --bag 7732 --reason counted", CIA),
    (ANA, "cash receive-bag --bag 7731 --amount 60", ""),
    (BEN, "shift open --float 100.00", ""),
)
"""Who does what, and who approves it; a # stands for a blank in a word."""


def work(shop: Shop) -> None:
    """Carry out the day; what a rule refuses is told and left out."""
    for person, line, approver in DAY:
        words = [word.replace("#", " ") for word in line.split()]
        answer = shop.say(person, *words, approved_by=approver)
        if answer.code not in (0, 4):
            print(f"{person}: {line}: {answer.errors.strip()}", file=sys.stderr)


if __name__ == "__main__":
    keep()
