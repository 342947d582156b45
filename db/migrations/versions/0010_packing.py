"""The log can be packed: payloads lie in segments, and each operation says in which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table and a column; nothing is packed yet."""
    op.add_column("log_op", sa.Column("segment", sa.Integer))
    op.create_table(
        "log_segment",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("actor", sa.Integer, nullable=False),
        sa.Column("ops", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
