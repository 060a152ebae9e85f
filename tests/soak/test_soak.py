"""A cashier at the real screens for an hour, printer and office failing: nothing is lost, and nothing grows.

`make soak`; TILL_SOAK_S is for how long, in seconds. What it found stands in build/soak/. No slice of it is
in the quick suite: to start a till, an office and a printer, and see that memory stays, takes half a minute
at least. The gauges have tests of their own there.
"""

from __future__ import annotations

import csv
import os
import random
from contextlib import closing
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from time import monotonic
from typing import Any, Final

import pytest

from tests.cli.shop import Answer, call
from tests.soak.cashier import PIN, Cashier
from tests.soak.gauges import Reading, child_of, read, verdicts
from tests.soak.trouble import Trouble
from tests.source import ROOT
from tests.sync.office_program import OfficeProgram
from tests.terminal.counter import Counter as ShopCounter
from tests.terminal.counter import counter
from till.cash_register import CashRegister
from till.config import load_config
from till.domain.codec import decode
from till.domain.entries import CashMoved, SaleConcluded
from till.domain.vocabulary import MovementType

pytestmark = pytest.mark.soak

LENGTH_S: Final = float(os.environ.get("TILL_SOAK_S", "3600"))
REPORT: Final = ROOT / "build" / "soak"
READ_EVERY_S: Final = 2.0
ACTS_A_SHIFT: Final = 120
SETTLED_TIMEOUT_S: Final = 180.0
BESIDE_JOURNAL_BYTES_MAX: Final = 8 << 20
"""SQLite's log of what is not in the file yet, locks, keys, what was learned of the printer: together."""
RECORD_BYTES_MAX: Final = 4096


@dataclass
class Run:
    """What was seen of one long run."""

    till: list[Reading] = field(default_factory=list)
    sync: list[Reading] = field(default_factory=list)
    sync_programs: set[int] = field(default_factory=set)
    read_at_s: float = 0.0

    def look(self, till: int, at_s: float) -> None:
        """Read the gauges, if it is time to."""
        if at_s < self.read_at_s + READ_EVERY_S:
            return
        self.read_at_s = at_s
        if (reading := read(till, at_s)) is not None:
            self.till.append(reading)
            keep("till", reading)
        sync = child_of(till, "sync")
        if sync is not None and (reading := read(sync, at_s)) is not None:
            self.sync_programs.add(sync)
            self.sync.append(reading)
            keep("sync", reading)


def keep(name: str, reading: Reading) -> None:
    """Add a line to the table of what was read, which can be looked at meanwhile."""
    with (REPORT / f"{name}.csv").open("a", newline="") as file:
        csv.writer(file).writerow(asdict(reading).values())


def test_a_shop_that_works_for_hours_loses_nothing_and_grows_nowhere(
    tmp_path: Path, dice: random.Random
) -> None:
    REPORT.mkdir(parents=True, exist_ok=True)
    for name in ("till", "sync"):
        (REPORT / f"{name}.csv").write_text(",".join(each.name for each in fields(Reading)) + "\n")
    office = OfficeProgram(tmp_path)
    try:
        with counter(tmp_path) as shop:
            enrol(shop, office)
            run, cashier, trouble = work(shop, office, dice)
            found = settle(shop, office, cashier)
            report(tmp_path, run, cashier, trouble, found)
    finally:
        office.kill()


def enrol(shop: ShopCounter, office: OfficeProgram) -> None:
    """Make the register known at the office."""
    with shop.config.open("a", encoding="utf-8") as config:
        config.write(f'\n[office]\nurl = "{office.url}"\n')
    code = office.ask("enrol", "REG-001").plain["code"]
    assert ask(shop, "sync", "enrol", code).code == 0


def ask(shop: ShopCounter, *words: str) -> Answer:
    """Ask the till on the command line, as Ana."""
    return call("--config", str(shop.config), "--json", *words, environment={"TILL_PIN": PIN})


def work(shop: ShopCounter, office: OfficeProgram, dice: random.Random) -> tuple[Run, Cashier, Trouble]:
    """Let the cashier work until the time is over, and leave in good order."""
    run = Run()
    with shop.till() as screens:
        cashier = Cashier(screens, shop.printer, dice)
        trouble = Trouble(shop.printer, office, dice)
        cashier.arrive()
        began_s, acts = monotonic(), 0
        while (at_s := monotonic() - began_s) < LENGTH_S:
            run.look(screens.child.pid, at_s)
            trouble.pass_time(at_s)
            cashier.act()
            acts += 1
            if acts % ACTS_A_SHIFT == 0:
                cashier.close_shift()
                cashier.open_shift()
        trouble.end()
        wait_for_paper(shop, cashier)
        screens.type("\x11", "enter")
        assert screens.end(60.0) == 0, screens.screen.text
    return run, cashier, trouble


def wait_for_paper(shop: ShopCounter, cashier: Cashier) -> None:
    """Wait until every slip has been printed or answered for."""
    deadline = monotonic() + SETTLED_TIMEOUT_S
    while ask(shop, "jobs", "list").plain["jobs"]:
        assert monotonic() < deadline, ask(shop, "jobs", "list").text
        cashier.answer_doubts()


def settle(shop: ShopCounter, office: OfficeProgram, cashier: Cashier) -> dict[str, Any]:
    """See that both ends hold the same journal, that it is intact, and that every confirmed act is in it."""
    deadline = monotonic() + SETTLED_TIMEOUT_S
    while (sent := ask(shop, "sync", "once")).plain["peers"][0]["waiting"]:
        assert monotonic() < deadline, sent.text
    ours, theirs = shop.config.parent / "ours.jsonl", shop.config.parent / "theirs.jsonl"
    assert ask(shop, "--as", "Ana", "journal", "export", str(ours)).code == 0
    assert office.ask("export", "REG-001", str(theirs)).code == 0
    here, there = ours.read_bytes(), theirs.read_bytes()
    assert here.startswith(there), "the office has another journal"
    assert there.count(b"\n") >= here.count(b"\n") - 3, "the office has less than was sent"
    verified = ask(shop, "journal", "verify", str(ours))
    assert verified.code == 0, verified.text
    seen = cash_in(shop)
    assert seen == cashier.cash, (seen, cashier.cash)
    return {"records": here.count(b"\n"), "verified": verified.plain, "cash in the journal": seen}


def cash_in(shop: ShopCounter) -> dict[str, int]:
    """Add up, in whole kronor, what the journal says of the acts that the cashier notes."""
    found = {"sale": 0, "cash-in": 0, "pay-out": 0, "drop": 0}
    moved = {MovementType.CASH_IN: "cash-in", MovementType.PAY_OUT: "pay-out", MovementType.CASH_OUT: "drop"}
    config = load_config(shop.config)
    with closing(CashRegister.open(config.data, config.settings.timezone)) as register:
        for record in register.read.all_records():
            entry = decode(record.kind, record.body)
            if isinstance(entry, SaleConcluded):
                found["sale"] += entry.receipt.total // 100
            elif isinstance(entry, CashMoved) and entry.type in moved:
                found[moved[entry.type]] += entry.amount // 100
    return found


def report(folder: Path, run: Run, cashier: Cashier, trouble: Trouble, found: dict[str, Any]) -> None:
    """Write down what was seen, then hold it against the limits."""
    grown = [*verdicts("till", run.till), *verdicts("what sends the journal", run.sync)]
    sizes = {path.name: path.stat().st_size for path in (folder / "data").iterdir()}
    sizes["office.err"] = (folder / "office.err").stat().st_size
    journal = sizes.pop("journal.sqlite")
    lines = [
        f"{LENGTH_S:,.0f} s, {sum(cashier.done.values()):,} acts",
        f"{found['records']:,} records, each of them at the office, the chain intact",
        *map(str, grown),
        f"the journal: {journal:,} bytes, {journal // found['records']:,} a record; beside it {sizes}",
        f"done: {dict(cashier.done)}",
        f"kronor: {cashier.cash}",
        f"happened: {dict(trouble.happened)}",
        f"programs that sent the journal: {len(run.sync_programs)}",
    ]
    (REPORT / "report.txt").write_text("\n".join(lines) + "\n")
    assert [str(each) for each in grown if not each.well] == []
    assert sum(sizes.values()) <= BESIDE_JOURNAL_BYTES_MAX, sizes
    assert journal <= RECORD_BYTES_MAX * found["records"] + BESIDE_JOURNAL_BYTES_MAX
    assert "last-trouble.txt" not in sizes
