"""The office's tables, on SQLite as on PostgreSQL; the steps that make them are in `migrations`."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata: Final = MetaData()

# `held_…` is the newest record that the office holds; `proven_…` the newest up to which every signature was
# checked, and the shifts read; `head_seq` the newest that the register says it has. Of a `distrusted`
# register nothing is held before it is proven whole.
registers: Final = Table(
    "registers",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("enrolled_at", Text, nullable=False),
    Column("held_seq", BigInteger, nullable=False),
    Column("held_seal", Text, nullable=False),
    Column("held_at", Text),
    Column("head_seq", BigInteger, nullable=False),
    Column("proven_seq", BigInteger, nullable=False, default=0),
    Column("proven_seal", Text, nullable=False, default=""),
    Column("distrusted", Boolean, nullable=False, default=False),
    Column("contact_at", Text),
    Column("sent_at", Text),
    Column("store", Text),
    Column("currency", Text),
    Column("locale", Text),
    Column("heading", Text),
)

tokens: Final = Table(
    "tokens",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("register_no", Integer, ForeignKey("registers.no"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("revoked_at", Text),
)

codes: Final = Table(
    "codes",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("register_id", Text),
    Column("used_at", Text),
)

records: Final = Table(
    "records",
    metadata,
    Column("register_no", Integer, ForeignKey("registers.no"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("recorded_at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Index(
        "records_deposits",
        "register_no",
        "seq",
        sqlite_where=text("kind = 'cash-deposited/1'"),
        postgresql_where=text("kind = 'cash-deposited/1'"),
    ),
)

shifts: Final = Table(
    "shifts",
    metadata,
    Column("register_no", Integer, ForeignKey("registers.no"), primary_key=True),
    Column("shift", Integer, primary_key=True, autoincrement=False),
    Column("drawer", Integer, nullable=False),
    Column("business_date", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_seq", BigInteger, nullable=False),
    Column("float_counted", BigInteger, nullable=False),
    Column("closed_at", Text),
    Column("closed_by", Text),
    Column("closed_seq", BigInteger),
    Column("z_no", Integer),
    Column("expected", BigInteger),
    Column("counted", BigInteger),
    Column("difference", BigInteger),
    Column("taken", BigInteger),
    Column("forced", Boolean),
    Column("uncounted", Boolean),
    Column("no_sales", Integer),
    Index("shifts_by_date", "business_date", "opened_at", "register_no"),
    Index("shifts_of_register", "register_no", "business_date", "opened_at"),
    Index("shifts_by_z", "register_no", "z_no"),
)

alarms: Final = Table(
    "alarms",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("register_no", Integer, ForeignKey("registers.no")),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("first_at", Text, nullable=False),
    Column("last_at", Text, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("register_no", "kind", "subject"),
    Index("alarms_by_last", "last_at"),
)

payloads: Final = Table(
    "payloads",
    metadata,
    Column("register_no", Integer, ForeignKey("registers.no"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

people: Final = Table(
    "people",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("role", Text, nullable=False),
)

sessions: Final = Table(
    "sessions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("person", Integer, ForeignKey("people.no"), nullable=False),
    Column("expires_at", Text, nullable=False),
)

# Who may ask through which interface; `registers` are the numbers of those that may be asked for, NULL all.
grants: Final = Table(
    "grants",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("registers", Text),
    Column("made_at", Text, nullable=False),
    Column("revoked_at", Text),
)

# What registers are asked to do when they connect next; `shift` and `seq` are what came of it.
errands: Final = Table(
    "errands",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("register_no", Integer, ForeignKey("registers.no"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("shift", Integer),
    Column("seq", BigInteger),
    Column("answered_at", Text),
    Index(
        "errands_waiting",
        "register_no",
        "no",
        sqlite_where=text("status = 'waiting'"),
        postgresql_where=text("status = 'waiting'"),
    ),
    Index("errands_by_digest", "register_no", "digest"),
)
