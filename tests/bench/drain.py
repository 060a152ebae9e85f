"""How quickly a journal drains to the office, beside a bare client that posts the same bytes.

The server there unpacks them and inserts the records in a table of the same form, with the same flushes; it
proves, compares and answers nothing.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from time import perf_counter

import httpx

from tests.bench.figure import Figure
from tests.bench.shop import LongJournal, shop
from tests.sync.office_program import OfficeProgram
from till.backoffice.database import open_database
from till.backoffice.enrolling import enrol, make_code
from till.backoffice.office import Office
from till.cash_register import CashRegister
from till.clock import wall_clock
from till.domain.state import Head
from till.office_tables import Peer
from till.wire.answers import Enrolled, EnrolmentWish, proof_text
from till.wire.batches import AIMED_BYTES
from till.workers.made_ahead import BatchMaker
from till.workers.sync_thread import know_peers, worker_for

RECORDS = 60_000
_TABLE = """CREATE TABLE records (
    register_no INTEGER NOT NULL, seq BIGINT NOT NULL, recorded_at TEXT NOT NULL, kind TEXT NOT NULL,
    body TEXT NOT NULL, seal TEXT NOT NULL, signature TEXT NOT NULL,
    PRIMARY KEY (register_no, seq))"""
_INSERT = "INSERT INTO records VALUES (1, :seq, :recorded_at, :kind, :body, :seal, :signature)"
GOAL = 1.5
LEAST_A_SECOND = 5_000


def drain(folder: Path) -> Figure:
    """Time the drain of a journal into an office on SQLite, and the bare client's posts of the same lines."""
    register = shop(folder / "drained")
    LongJournal(register).grow(RECORDS)
    office = OfficeProgram(folder)
    try:
        ours_s = _drained(folder, register, office)
    finally:
        office.kill()
    bare_s = [_posted(folder / f"bare{no}.sqlite", register) for no in range(3)]
    register.close()
    floor_s, records = statistics.median(bare_s), register.state.head.records
    return Figure(
        "sync drain",
        ours_s / floor_s,
        GOAL,
        "×",
        1,
        (max(bare_s) - min(bare_s)) / floor_s,
        f"{records / ours_s:,.0f} records/s (at least {LEAST_A_SECOND:,}) beside {records / floor_s:,.0f}",
    )


def _drained(folder: Path, register: CashRegister, office: OfficeProgram) -> float:
    token = folder / "office.token"
    token.touch(mode=0o600)
    token.write_text(_token(register, office))
    know_peers(register, ["office"])
    worker = worker_for(register, Peer("office", office.url, token, None, None), lambda _news: None)
    worker.step()  # The greeting, and with it the import of the client.
    begun_s = perf_counter()
    while worker.look()[1].records:
        worker.step()
        assert worker.look()[0].trouble is None, worker.look()[0].words
    taken_s = perf_counter() - begun_s
    worker.close()
    return taken_s


def _token(register: CashRegister, program: OfficeProgram) -> str:
    identity = register.state.identity
    assert identity is not None
    office = Office(open_database(program.database), wall_clock("UTC"))
    code = make_code(office, "REG-001")
    proof = register.sign(proof_text(code, identity.register_id))
    enrolled = enrol(office, EnrolmentWish(code, identity.register_id, "REG-001", identity.public_key, proof))
    office.engine.dispose()
    assert isinstance(enrolled, Enrolled)
    return enrolled.token


def _posted(database: Path, register: CashRegister) -> float:
    """Post the same bytes to a server that inserts the records in them and does nothing else."""
    identity = register.state.identity
    assert identity is not None
    maker = BatchMaker(register.engine, identity.register_id, register.clock)
    batches, cursor = [], Head()
    while (batch := maker.make(cursor, AIMED_BYTES)).sent:
        batches.append(batch.body)
        cursor = batch.last
    with _bare_server(database) as port, httpx.Client() as client:
        begun_s = perf_counter()
        for body in batches:
            client.post(f"http://127.0.0.1:{port}/", content=body).raise_for_status()
        return perf_counter() - begun_s


@contextmanager
def _bare_server(database: Path) -> Iterator[int]:
    with sqlite3.connect(database, isolation_level=None, check_same_thread=False) as table:
        table.execute("PRAGMA journal_mode = WAL")
        table.execute("PRAGMA synchronous = FULL")
        table.execute(_TABLE)

        class Inserting(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                table.execute("BEGIN IMMEDIATE")
                rows = (json.loads(line) for line in gzip.decompress(body).split(b"\n")[1:-1])
                table.executemany(_INSERT, rows)
                table.execute("COMMIT")
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                """Say nothing: it is measured."""

        server = HTTPServer(("127.0.0.1", 0), Inserting)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        server.server_close()
        thread.join()
    table.close()
