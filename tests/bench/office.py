"""What an office of a hundred registers costs: a million records proven, and its page read, on PostgreSQL."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.bench.figure import Figure, spread
from tests.bench.shop import LongJournal, shop
from tests.sync.office_program import OfficeProgram
from tests.sync.postgresql import postgresql
from till.backoffice.database import open_database
from till.backoffice.enrolling import enrol, make_code
from till.backoffice.office import Office
from till.backoffice.receiving import receive
from till.backoffice.signing_in import OfficeRole, set_person, sign_in
from till.clock import wall_clock
from till.domain.chain import Record, genesis, seal
from till.domain.state import Head
from till.ids import new_id
from till.wire.answers import Enrolled, EnrolmentWish, proof_text
from till.wire.batches import FORMAT, RECORDS_MAX, BatchHeader, pack
from till.wire.lines import line_of

REGISTERS = 100
RECORDS = 1_000_000
PAGE_MS = 200.0
LOOKS = 60
PASSWORD = "a long password"
PROVERS = 2


@dataclass
class Register:
    """One of the hundred: the same days as the others, under a key and an id of its own."""

    id: str
    key: Ed25519PrivateKey
    token: str
    sent: Head

    @classmethod
    def enrolled(cls, office: Office, no: int) -> Register:
        key, register_id = Ed25519PrivateKey.generate(), new_id()
        code, name = make_code(office, f"REG-{no:03}"), f"REG-{no:03}"
        proof = key.sign(proof_text(code, register_id).encode()).hex()
        public_key = key.public_key().public_bytes_raw().hex()
        enrolled = enrol(office, EnrolmentWish(code, register_id, name, public_key, proof))
        assert isinstance(enrolled, Enrolled)
        return cls(register_id, key, enrolled.token, Head())

    def batches(self, days: list[Record]) -> Iterator[bytes]:
        """Seal and sign these records as its own, behind what it has sent, and pack them."""
        public_key = self.key.public_key().public_bytes_raw().hex()
        for at in range(0, len(days), RECORDS_MAX):
            after = self.sent
            previous = after.seal or genesis(self.id, public_key)
            lines = []
            for record in days[at : at + RECORDS_MAX]:
                previous = seal(previous, record.seq, record.recorded_at, record.kind, record.body)
                signature = self.key.sign(previous.encode()).hex()
                lines.append(line_of(replace(record, seal=previous, signature=signature)))
                self.sent = Head(record.seq, previous)
            now = wall_clock("UTC")()
            yield pack(BatchHeader(FORMAT, self.id, after, self.sent, now, len(lines)), lines)


def office_figures(records: int) -> Iterator[Figure]:
    """Let the registers send a tenth, look at the page, let them send the rest, prove it, and look again."""
    with tempfile.TemporaryDirectory() as name, postgresql() as url:
        folder = Path(name)
        days = _days(folder, records // REGISTERS)
        office = Office(open_database(url), wall_clock("UTC"))
        registers = [Register.enrolled(office, no) for no in range(REGISTERS)]
        set_person(office, "Olga", PASSWORD, OfficeRole.OWNER)
        program = OfficeProgram(folder, url)
        try:
            tenth = len(days) // 10
            _arrive(office, registers, days[:tenth])
            _proven_s(url)
            young_ms = _page_ms(office, program)
            arrived_s = _arrive(office, registers, days[tenth:])
            proven_s = _proven_s(url)
            old_ms = _page_ms(office, program)
        finally:
            program.kill()
            office.engine.dispose()
        rest = (len(days) - tenth) * REGISTERS
    late = statistics.quantiles(old_ms, n=20)[18]
    middle, before = statistics.median(old_ms), statistics.median(young_ms)
    held = f"{len(days) * REGISTERS:,} records of {REGISTERS} registers"
    words = f"median {middle:.1f} ms beside {before:.1f} ms with a tenth of it"
    yield Figure(f"registers page with {held}, p95", late, PAGE_MS, " ms", LOOKS, spread(old_ms), words)
    yield Figure(
        "the page beside a tenth of the history", middle / before, 1.25, "×", LOOKS, spread(old_ms), words
    )
    yield _rate("records taken in", rest, arrived_s, "one process, sealed and signed there besides")
    yield _rate("records proven, each signature", rest, proven_s, f"{PROVERS} processes")


def _rate(name: str, records: int, taken_s: float, beside: str) -> Figure:
    """Give a rate as the time for a thousand: a figure is better when it is smaller."""
    words = f"{records / taken_s:,.0f} records/s; {beside}"
    return Figure(name, taken_s / records * 1e6, 1000.0, " ms a thousand", 1, 0.0, words)


def _days(folder: Path, records: int) -> list[Record]:
    register = shop(folder / "shop")
    LongJournal(register).grow(records, movements_open=0)
    found = list(register.read.all_records())[:records]
    register.close()
    return found


def _arrive(office: Office, registers: list[Register], days: list[Record]) -> float:
    begun_s = perf_counter()
    for register in registers:
        for body in register.batches(days):
            answer = receive(office, register.id, register.token, body)
            assert answer.trouble is None, answer.words
    return perf_counter() - begun_s


def _proven_s(url: str) -> float:
    """Prove all that arrived, in programs of their own, and see that nothing is left."""
    begun_s = perf_counter()
    command = [sys.executable, "-m", "till", "--json", "backoffice", "prove", "--database", url]
    provers = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(PROVERS)]
    assert [prover.wait() for prover in provers] == [0] * PROVERS
    return perf_counter() - begun_s


def _page_ms(office: Office, program: OfficeProgram) -> list[float]:
    token = sign_in(office, "Olga", PASSWORD)
    taken = []
    with httpx.Client(headers={"Cookie": f"office={token}"}) as client:
        for _ in range(LOOKS):
            begun_s = perf_counter()
            page = client.get(program.url).raise_for_status()
            taken.append((perf_counter() - begun_s) * 1e3)
            assert page.text.count("/registers/") == REGISTERS
            assert "being proven" not in page.text
    return taken


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    for figure in office_figures(numbers[0] if numbers else RECORDS):
        print(figure, flush=True)
