"""ID numbers and telephone numbers are looked up across the register: they get an index."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three indexes; no record changes."""
    op.create_index("ix_household_phone", "household", ["phone"])
    op.create_index("ix_member_id_number", "member", ["id_number"])
    op.create_index("ix_member_phone", "member", ["phone"])


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
