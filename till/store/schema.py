"""The tables, and the steps that make them from any earlier version."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, Table, Text, insert
from sqlalchemy.dialects.sqlite import dialect

from till.faults import JournalBroken

metadata: Final = MetaData()

journal: Final = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("recorded_at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("signature", Text, nullable=False),
)

outbox: Final = Table(
    "outbox",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("drawer", Integer, nullable=False),
    Column("document", Text),
    Column("shift", Integer),
    Column("employee", Integer),
    Column("no_sale", Boolean, nullable=False),
    Column("expires_at", Text),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("cause", Text),
)

receipts: Final = Table(
    "receipts",
    metadata,
    Column("no", Integer, nullable=False),
    Column("training", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("seq", Integer, nullable=False),
)

credentials: Final = Table(
    "credentials",
    metadata,
    Column("employee", Integer, primary_key=True),
    Column("pin", Text),
    Column("badge", Text),
)

peers: Final = Table(
    "peers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    Column("contact_at", Text),
    Column("trouble", Text),
    Column("words", Text),
    Column("trouble_at", Text),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Text),
)

parked: Final = Table(
    "parked",
    metadata,
    Column("peer", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Text, nullable=False),
)

# A step is never changed once released; a new one is added below it. PRAGMA user_version counts them.
_STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """CREATE TABLE journal (
            seq INTEGER PRIMARY KEY,
            recorded_at TEXT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            seal TEXT NOT NULL,
            signature TEXT NOT NULL
        ) STRICT""",
        # The newest shift-closed record and every Z report are found without reading the rest.
        "CREATE INDEX journal_closes ON journal (seq) WHERE kind = 'shift-closed/1'",
        """CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal
           BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        """CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal
           BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        """CREATE TRIGGER journal_refuses_gap BEFORE INSERT ON journal
           WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
           BEGIN SELECT RAISE(ABORT, 'the next record of the journal must follow the last'); END""",
        """CREATE TABLE outbox (
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            act TEXT NOT NULL,
            created_at TEXT NOT NULL,
            title TEXT NOT NULL,
            drawer INTEGER NOT NULL,
            document TEXT,
            shift INTEGER,
            employee INTEGER,
            no_sale INTEGER NOT NULL,
            expires_at TEXT,
            status TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            cause TEXT
        ) STRICT""",
        "CREATE INDEX outbox_open ON outbox (no) WHERE status IN ('pending', 'started', 'unknown')",
        "CREATE TABLE credentials (employee INTEGER PRIMARY KEY, pin TEXT NOT NULL) STRICT",
    ),
    (
        # A receipt is found by its number, and so is what was taken back of it and its copy.
        """CREATE TABLE receipts (
            no INTEGER NOT NULL,
            training INTEGER NOT NULL,
            what TEXT NOT NULL,
            seq INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX receipts_by_no ON receipts (no, training)",
        """CREATE TRIGGER receipts_refuses_update BEFORE UPDATE ON receipts
           BEGIN SELECT RAISE(ABORT, 'what became of a receipt is never changed'); END""",
        """CREATE TRIGGER receipts_refuses_delete BEFORE DELETE ON receipts
           BEGIN SELECT RAISE(ABORT, 'what became of a receipt is never forgotten'); END""",
    ),
    (
        # How far each back office has acknowledged the journal.
        """CREATE TABLE peers (
            name TEXT PRIMARY KEY,
            seq INTEGER NOT NULL,
            seal TEXT NOT NULL,
            contact_at TEXT,
            trouble TEXT,
            words TEXT,
            trouble_at TEXT,
            attempts INTEGER NOT NULL,
            next_at TEXT
        ) STRICT""",
    ),
    (
        # Somebody may have a badge and no PIN; one badge is one person's.
        "ALTER TABLE credentials RENAME TO credentials_before",
        """CREATE TABLE credentials (
            employee INTEGER PRIMARY KEY,
            pin TEXT,
            badge TEXT UNIQUE
        ) STRICT""",
        "INSERT INTO credentials (employee, pin) SELECT employee, pin FROM credentials_before",
        "DROP TABLE credentials_before",
    ),
    (
        # Records that a peer of another form refused for ever.
        """CREATE TABLE parked (
            peer TEXT NOT NULL,
            seq INTEGER NOT NULL,
            status TEXT NOT NULL,
            answer TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (peer, seq)
        ) STRICT""",
    ),
    (
        # What other systems ask for by its date is found without reading the rest; a sale writes neither.
        "CREATE INDEX journal_openings ON journal (seq) WHERE kind = 'shift-opened/1'",
        "CREATE INDEX journal_deposits ON journal (seq) WHERE kind = 'cash-deposited/1'",
    ),
)


def insert_text(table: Table, columns: tuple[str, ...]) -> str:
    """Compile an INSERT of these columns once: the cashier waits for it at every act."""
    return str(insert(table).values(dict.fromkeys(columns)).compile(dialect=dialect()))


VERSION: Final = len(_STEPS)
"""The version of the tables that this program writes."""


def version(connection: Connection) -> int:
    """Say which version the database has; 0 is an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection) -> None:
    """Bring the tables to this program's version.

    Raises:
        JournalBroken: A newer program wrote this database.
    """
    found = version(connection)
    if found > VERSION:
        raise JournalBroken(
            f"This journal was written by a newer version of the program (tables {found}, known {VERSION}). "
            "Install that version again."
        )
    for step in _STEPS[found:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    if found < VERSION:
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
