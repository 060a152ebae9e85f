"""What interfaces of other systems need: whose register it is, deposits, who may ask, what is asked for."""

from __future__ import annotations

import json
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0001"
_HEADING: Final = ("organisation", "store", "register", "currency", "locale")


def upgrade() -> None:
    """Make the columns and tables, and read whose registers are known already."""
    op.add_column("registers", sa.Column("heading", sa.Text))
    _read_headings()
    deposits = sa.text("kind = 'cash-deposited/1'")
    op.create_index(
        "records_deposits",
        "records",
        ["register_no", "seq"],
        sqlite_where=deposits,
        postgresql_where=deposits,
    )
    op.create_table(
        "grants",
        sa.Column("no", sa.Integer, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("rights", sa.Text, nullable=False),
        sa.Column("registers", sa.Text),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text),
    )
    op.create_table(
        "errands",
        sa.Column("no", sa.Integer, primary_key=True),
        sa.Column("register_no", sa.Integer, sa.ForeignKey("registers.no"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("shift", sa.Integer),
        sa.Column("seq", sa.BigInteger),
        sa.Column("answered_at", sa.Text),
    )
    waiting = sa.text("status = 'waiting'")
    op.create_index(
        "errands_waiting", "errands", ["register_no", "no"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_index("errands_by_digest", "errands", ["register_no", "digest"])


def _read_headings() -> None:
    """Take what a register last said of itself from its records."""
    connection = op.get_bind()
    newest = sa.text(
        "SELECT r.register_no, r.body FROM records r JOIN (SELECT register_no, max(seq) AS seq FROM records "
        "WHERE kind = 'settings-changed/1' GROUP BY register_no) n "
        "ON r.register_no = n.register_no AND r.seq = n.seq"
    )
    for no, body in connection.execute(newest).all():
        rules: dict[str, Any] = json.loads(body)["settings"]
        heading = json.dumps({name: rules[name] for name in _HEADING}, ensure_ascii=False)
        connection.execute(
            sa.text("UPDATE registers SET heading = :heading WHERE no = :no"), {"heading": heading, "no": no}
        )
