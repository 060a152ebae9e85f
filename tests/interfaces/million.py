"""Asks the interfaces for a shift with very many entries, and says what that takes of memory and time.

    python -m tests.interfaces.million 1000000 [1000]

Two registers of one office have a closed shift each, one with few movements and one with so many; what the
process needs at most while it answers must be the same for both. Answers go nowhere as they are made, as on a
socket. It is a process of its own because only then the high-water mark of its memory says something.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import insert

from tests.backoffice.registers import new_office
from tests.formats.day import TWO_DRAWERS
from tests.slips.day import Day
from till.backoffice.granting import make_grant
from till.backoffice.office import Office
from till.backoffice.projecting import project
from till.backoffice.server import application
from till.backoffice.tables import records, registers
from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.commands import CashIn, CloseShift, CountCash, OpenShift, StartCount
from till.domain.entries import CashMoved, Entry
from till.domain.settings import Settings
from till.domain.state import Count
from till.formats import toast
from till.interfaces.door import Right

FEW = 1_000
GROWTH_MAX_MIB = 4
"""What the peaks may differ by, as memory comes in large pages on some machines; four thousand movements are
8 MiB as objects."""
CHUNK = 5_000
Row = dict[str, Any]
_FIELDS = ("seq", "recorded_at", "kind", "body", "seal", "signature")


@dataclass(frozen=True)
class Asked:
    """One question: its name, and what it took."""

    name: str
    answer_bytes: int
    growth_mib: float
    seconds: float


class Lived(Day):
    """A shift with one movement, whose entries are kept."""

    def __init__(self, settings: Settings) -> None:
        self.entries: list[Entry] = []
        super().__init__(settings)
        self.do("x", OpenShift(self.act(2), Count(100_00)))
        self.do("moved", CashIn(self.act(2), 1_00, "petty"))
        self.do("x", StartCount(self.act(2)))
        self.do("x", CountCash(self.act(2), Count(101_00)))
        self.do("x", CloseShift(self.act(2), 101_00))

    def believe(self, entry: Entry) -> None:
        super().believe(entry)
        self.entries.append(entry)


def rows(no: int, entries: list[Entry], movements: int) -> Iterator[tuple[Row, Entry | None]]:
    """Give the records of a journal in which the one movement happens so often, made as they are written."""
    seq = 0
    for entry in entries:
        kind, body = encode(entry)
        times = movements if isinstance(entry, CashMoved) else 1
        for copy in range(times):
            seq += 1
            text = body if not copy else body.replace(entry.id, f"{entry.id[:24]}{copy:012x}", 1)
            found = {"seq": seq, "recorded_at": entry.at, "kind": kind, "body": text}
            seal = {"seal": f"{seq:064x}", "signature": f"{seq:0128x}"}
            yield {"register_no": no, **found, **seal}, None if copy else entry


def fill(office: Office, no: int, day: Lived, movements: int) -> None:
    """Let the office hold a journal as if it had been received and proven."""
    with office.engine.begin() as connection:
        row = {"no": no, "id": f"r{no}", "name": "", "public_key": "0" * 64, "enrolled_at": office.clock()}
        connection.execute(insert(registers).values(**row, held_seq=0, held_seal="", head_seq=0))
        made, seq = rows(no, day.entries, movements), 0
        while chunk := list(islice(made, CHUNK)):
            connection.execute(insert(records), [row for row, _entry in chunk])
            seq = chunk[-1][0]["seq"]
            for row, entry in chunk:
                if entry is not None:
                    fields: Row = {name: row[name] for name in _FIELDS}
                    project(connection, no, Record(**fields), office.clock())
        held = registers.update().where(registers.c.no == no)
        connection.execute(held.values(held_seq=seq, held_seal=f"{seq:064x}", proven_seq=seq))


def answered(app: FastAPI, method: str, path: str, headers: dict[str, str], body: bytes) -> int:
    """Ask, throw the answer away as it comes, and say how long it was."""
    name, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": name, "raw_path": name.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(each.lower().encode(), value.encode()) for each, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("office", 80),
    }  # fmt: skip
    found = {"status": 0, "bytes": 0}
    given = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        if given:
            return given.pop()
        await asyncio.Event().wait()  # The client stays until it has the whole answer.
        return None

    async def send(message: Any) -> None:
        found["status"] = message.get("status", found["status"])
        found["bytes"] += len(message.get("body", b""))

    asyncio.run(app(scope, receive, send))
    assert found["status"] == 200, (path, found)
    return found["bytes"]


def questions(no: int, movements: int) -> dict[str, tuple[str, str, bytes]]:
    """Give what is asked of a register: each a method, a path and a body."""
    gid, middle = f"gid://till/CashTrackingSession/{no}-1", movements // 2
    page = f'{{ cashTrackingSession(id: "{gid}") {{ adjustments(first: 250) {{ nodes {{ id }} }} }} }}'
    later = f"?after={middle * 1000}&limit=250"
    return {
        "toast, the whole day": ("GET", "/cashmgmt/v1/entries?businessDate=20260302", b""),
        "sushigo, the session": ("GET", f"/api/v1/cash-sessions/{no}000001", b""),
        "sushigo, its summary": ("GET", f"/api/v1/cash-sessions/{no}000001/summary", b""),
        "onslip, a page in the middle": ("GET", f"/~till/journal/{no}/{later}", b""),
        "shopify, a page": ("POST", "/admin/api/2025-10/graphql.json", json.dumps({"query": page}).encode()),
    }


def measured(ask: Callable[[], int]) -> tuple[int, float, float]:
    """Ask; give the length of the answer, by how much the memory grew at most (MiB), and the seconds."""
    with suppress(OSError):  # A kernel that cannot forget its high-water mark only sees what is above it.
        Path("/proc/self/clear_refs").write_text("5")
    before, begun = memory_kib("VmHWM"), time.monotonic()
    length = ask()
    return length, (memory_kib("VmHWM") - before) / 1024, time.monotonic() - begun


def memory_kib(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])


def main(few: int, many: int) -> dict[str, list[Asked]]:
    """Fill an office, ask everything of both registers; give what it took, few first."""
    taken: dict[str, list[Asked]] = {}
    with tempfile.TemporaryDirectory() as folder:
        office = new_office(Path(folder))
        token = make_grant(office, "somebody", tuple(Right), None)
        app = application(office)
        for no, movements in ((1, few), (2, few), (3, many)):
            register = replace(TWO_DRAWERS.register, id=no)
            store = replace(TWO_DRAWERS.store, location=no)
            day = Lived(replace(TWO_DRAWERS, register=register, store=store, tenders=()))
            fill(office, no, day, movements)
            headers = {
                "Authorization": f"Bearer {token}",
                "X-Shopify-Access-Token": token,
                "Content-Type": "application/json",
                "Toast-Restaurant-External-ID": toast.restaurant(day.state.rules.heading),
            }
            for name, (method, path, body) in questions(no, movements).items():
                found = measured(lambda: answered(app, method, path, headers, body))  # noqa: B023 -- at once
                taken.setdefault(name, []).append(Asked(f"{movements} entries", *found))
        office.engine.dispose()
    return taken


if __name__ == "__main__":
    told = main(int(sys.argv[2]) if len(sys.argv) > 2 else FEW, int(sys.argv[1]))
    for question, (_warm, few, many_) in told.items():
        grown = f"{few.growth_mib:.1f} MiB for {few.name}, {many_.growth_mib:.1f} MiB for {many_.name}"
        print(f"{question}: {grown} ({many_.answer_bytes} bytes in {many_.seconds:.1f} s)", flush=True)
    held = [
        question
        for question, (_warm, few, many_) in told.items()
        if many_.growth_mib > few.growth_mib + GROWTH_MAX_MIB
    ]
    sys.exit(f"Held more than a page: {', '.join(held)}" if held else 0)
