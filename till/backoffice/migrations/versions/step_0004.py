"""Up to which record each register's journal is proven; until now nothing was held that was not."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0004"
down_revision: Final = "0003"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("registers", sa.Column("proven_seq", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("registers", sa.Column("proven_seal", sa.Text, nullable=False, server_default=""))
    op.add_column("registers", sa.Column("distrusted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE registers SET proven_seq = held_seq, proven_seal = held_seal")
