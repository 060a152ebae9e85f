"""A journal in memory: what happened as sealed and signed records, and the means to tamper with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.domain.given import PEOPLE, SHOP, by
from till.domain.apply import apply
from till.domain.chain import Record, Verdict, genesis, seal, verify
from till.domain.codec import encode
from till.domain.commands import AddEmployee, Command, CreateRegister
from till.domain.decide import decide
from till.domain.entries import Entry, RegisterCreated
from till.domain.settings import Settings
from till.domain.state import Head, State
from till.signing import signed_by


def key(name: str) -> Ed25519PrivateKey:
    """Give the key that belongs to a name: always the same."""
    return Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())


KEY = key("register")
PUBLIC = KEY.public_key().public_bytes_raw().hex()


def sealed(record: Record, previous: str, signed_with: Ed25519PrivateKey = KEY) -> Record:
    """Seal and sign a record anew, after `previous`."""
    fresh = seal(previous, record.seq, record.recorded_at, record.kind, record.body)
    return replace(record, seal=fresh, signature=signed_with.sign(fresh.encode()).hex())


def sealed_anew(
    records: Iterable[Record], first_seal: str, signed_with: Ed25519PrivateKey = KEY
) -> list[Record]:
    """Seal and sign a whole list of records, as somebody with a key can."""
    previous, done = first_seal, []
    for record in records:
        done.append(sealed(record, previous, signed_with))
        previous = done[-1].seal
    return done


def checked(records: Iterable[Record]) -> Verdict:
    """Verify records with real signatures."""
    return verify(records, signed_by)


@dataclass
class Books:
    """What the rules decided, as it would stand in the database."""

    state: State = field(default_factory=State)
    entries: list[Entry] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    @classmethod
    def opened(cls, shop: Settings = SHOP) -> Books:
        """Begin the books of the shop that the tests know."""
        books = cls()
        books.do(CreateRegister(by(), "a register", PUBLIC, shop, "Ana"))
        for name, role in PEOPLE.items():
            books.do(AddEmployee(by(1), name, role))
        return books

    def do(self, command: Command) -> tuple[Entry, ...]:
        """Decide, write down, believe."""
        entries = decide(self.state, command)
        for entry in entries:
            self.write(entry)
        return entries

    def write(self, entry: Entry) -> None:
        """Write down and believe."""
        kind, body = encode(entry)
        previous = self.state.head.seal
        if isinstance(entry, RegisterCreated):
            previous = genesis(entry.register_id, entry.public_key)
        record = sealed(Record(len(self.records) + 1, entry.at, kind, body, "", ""), previous)
        self.records.append(record)
        self.entries.append(entry)
        self.state = replace(apply(self.state, entry), head=Head(record.seq, record.seal))
