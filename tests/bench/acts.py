"""What the cashier waits for at each act: the rules, the seal, the signature and the disk."""

from __future__ import annotations

import sqlite3
import statistics
from pathlib import Path

from tests.bench.figure import Figure, side_by_side, spread
from tests.bench.shop import shop
from till.domain.commands import CashIn

ROUNDS = 400


def cash_in(folder: Path) -> Figure:
    """Time `handle(cash in)` beside a bare insert and commit of the same bytes, WAL and FULL as ours is."""
    register = shop(folder / "acts")
    register.handle(CashIn(register.act(1), 50_00, "float"))
    stored = register.read.record(register.state.head.records)
    assert stored is not None
    documents = "".join(job.document or "" for job in register.read.jobs_of(_last_act(stored.body)))
    row = stored.body + stored.seal + stored.signature + documents
    bare = _bare_table(folder / "acts" / "bare.sqlite")

    def ours() -> None:
        register.handle(CashIn(register.act(1), 50_00, "float"))

    def limit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO bare (body) VALUES (?)", (row,))
        bare.execute("COMMIT")

    ours_s, limit_s = side_by_side(ours, limit, ROUNDS)
    bare.close()
    register.close()
    middle_s, floor_s = statistics.median(ours_s), statistics.median(limit_s)
    return Figure(
        "handle(cash in)",
        middle_s / floor_s,
        2.0,
        "×",
        ROUNDS,
        spread(ours_s),
        f"{middle_s * 1e3:.2f} ms beside a bare commit of {floor_s * 1e3:.2f} ms",
    )


def _last_act(body: str) -> str:
    return body.partition('"id":"')[2].partition('"')[0]


def _bare_table(path: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE bare (no INTEGER PRIMARY KEY, body TEXT)")
    return bare
