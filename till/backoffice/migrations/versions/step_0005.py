"""Lists of shifts are read off an index, so that they cost the same however long the history is."""

from __future__ import annotations

from typing import Final

from alembic import op

revision: Final = "0005"
down_revision: Final = "0004"


def upgrade() -> None:
    """Make the indexes."""
    op.drop_index("shifts_by_date", "shifts")
    op.create_index("shifts_by_date", "shifts", ["business_date", "opened_at", "register_no"])
    op.create_index("shifts_of_register", "shifts", ["register_no", "business_date", "opened_at"])
    op.create_index("shifts_by_z", "shifts", ["register_no", "z_no"])
