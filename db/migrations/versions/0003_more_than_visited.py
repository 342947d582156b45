"""Whether a source says “more than” of the households it counts as visited."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one column."""
    op.add_column("village_year", sa.Column("households_visited_over", sa.BigInteger))


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
