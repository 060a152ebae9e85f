"""The first tables: registers, their records, and what the office makes of them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    """Make the tables."""
    _registers()
    _journals()
    _findings()
    _people()


def _key(name: str, kind: type[sa.types.TypeEngine[int]] = sa.Integer) -> sa.Column[int]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _whose() -> sa.Column[int]:
    return sa.Column("register_no", sa.Integer, sa.ForeignKey("registers.no"), primary_key=True)


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=nullable) for name in names]


def _numbers(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=nullable) for name in names]


def _registers() -> None:
    op.create_table(
        "registers",
        sa.Column("no", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_texts("name", "public_key", "enrolled_at", "held_seal"),
        *_numbers("held_seq", "head_seq"),
        *_texts("held_at", "contact_at", "sent_at", "store", "currency", "locale", nullable=True),
    )
    op.create_table(
        "tokens",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("register_no", sa.Integer, sa.ForeignKey("registers.no"), nullable=False),
        *_texts("made_at"),
        *_texts("revoked_at", nullable=True),
    )
    op.create_table(
        "codes",
        sa.Column("hash", sa.Text, primary_key=True),
        *_texts("name", "made_at", "expires_at"),
        *_texts("register_id", "used_at", nullable=True),
    )


def _journals() -> None:
    op.create_table(
        "records",
        _whose(),
        _key("seq", sa.BigInteger),
        *_texts("recorded_at", "kind", "body", "seal", "signature"),
    )
    op.create_table(
        "shifts",
        _whose(),
        _key("shift"),
        sa.Column("drawer", sa.Integer, nullable=False),
        *_texts("business_date", "opened_at", "opened_by"),
        *_numbers("opened_seq", "float_counted"),
        *_texts("closed_at", "closed_by", nullable=True),
        *_numbers("closed_seq", "expected", "counted", "difference", "taken", nullable=True),
        sa.Column("z_no", sa.Integer),
        sa.Column("forced", sa.Boolean),
        sa.Column("uncounted", sa.Boolean),
        sa.Column("no_sales", sa.Integer),
    )
    op.create_index("shifts_by_date", "shifts", ["business_date"])


def _findings() -> None:
    op.create_table(
        "alarms",
        sa.Column("no", sa.Integer, primary_key=True),
        sa.Column("register_no", sa.Integer, sa.ForeignKey("registers.no")),
        *_texts("kind", "subject", "words", "first_at", "last_at"),
        sa.Column("times", sa.Integer, nullable=False),
        sa.UniqueConstraint("register_no", "kind", "subject"),
    )
    op.create_index("alarms_by_last", "alarms", ["last_at"])
    op.create_table(
        "payloads",
        _whose(),
        sa.Column("digest", sa.Text, primary_key=True),
        *_texts("kind", "words", "received_at"),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("no", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        *_texts("password", "role"),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.no"), nullable=False),
        *_texts("expires_at"),
    )
