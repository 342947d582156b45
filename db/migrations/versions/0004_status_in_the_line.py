"""A household's line says whether the household still stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and fill it from the households."""
    op.add_column("household_summary", sa.Column("status", sa.Text))
    op.execute(
        "UPDATE household_summary SET status = "
        "(SELECT status FROM household WHERE uid = household_summary.household)"
    )


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
