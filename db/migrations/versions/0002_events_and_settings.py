"""Events of families, what a county sets, and the facts an explained finding was about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables and one column."""
    op.create_table(
        "county_setting",
        sa.Column("uid", sa.Text, primary_key=True, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger),
        sa.Column("value", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("verified", sa.BigInteger),
        *_system(),
    )
    op.create_table(
        "life_event",
        sa.Column("uid", sa.Text, primary_key=True, nullable=False),
        sa.Column("household", sa.Text, sa.ForeignKey("household.uid"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("date", sa.Text),
        sa.Column("member", sa.Text),
        sa.Column("other_household", sa.Text),
        sa.Column("moved", sa.Text),
        sa.Column("note", sa.Text),
        *_system(),
    )
    op.create_index("ix_life_event_household", "life_event", ["household"])
    op.add_column("dq_issue", sa.Column("facts_digest", sa.Text))


def _system() -> list[sa.Column[object]]:
    """What every table of records carries besides its own fields."""
    return [
        sa.Column("sys_alive", sa.SmallInteger, nullable=False),
        sa.Column("sys_village", sa.Text, nullable=False),
        sa.Column("sys_clock", sa.LargeBinary, nullable=False),
        sa.Column("sys_created_at", sa.Text, nullable=False),
        sa.Column("sys_created_by", sa.Text, nullable=False),
        sa.Column("sys_updated_at", sa.Text, nullable=False),
        sa.Column("sys_updated_by", sa.Text, nullable=False),
    ]


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
