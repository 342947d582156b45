"""Who looked at what is masked, and who typed for whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make a table; tell of each write unit who held the keyboard, where that was another."""
    op.create_table(
        "access_entry",
        sa.Column("uid", sa.Text, primary_key=True, nullable=False),
        *(
            sa.Column(name, sa.Text)
            for name in (
                "village", "household", "record", "way", "person", "at", "reason", "note",
            )
        ),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("rows", sa.BigInteger),
        sa.Column("sys_alive", sa.SmallInteger, nullable=False),
        sa.Column("sys_village", sa.Text, nullable=False),
        sa.Column("sys_clock", sa.LargeBinary, nullable=False),
        sa.Column("sys_created_at", sa.Text, nullable=False),
        sa.Column("sys_created_by", sa.Text, nullable=False),
        sa.Column("sys_updated_at", sa.Text, nullable=False),
        sa.Column("sys_updated_by", sa.Text, nullable=False),
    )  # fmt: skip
    op.add_column("log_unit", sa.Column("typist", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
