"""What the county asks its teams, and what it says of the visits it received."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables."""
    op.create_table(
        "question",
        sa.Column("uid", sa.Text, primary_key=True, nullable=False),
        sa.Column("household", sa.Text, sa.ForeignKey("household.uid"), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Text)
            for name in (
                "text", "laptop", "laptop_name", "asked_by", "asked_at", "answer", "right_value",
                "answered_by", "answered_at", "closed_by", "closed_at",
            )
        ),
        *_system(),
    )  # fmt: skip
    op.create_index("ix_question_household", "question", ["household"])
    op.create_table(
        "visit_review",
        sa.Column("uid", sa.Text, primary_key=True, nullable=False),
        sa.Column("visit", sa.Text, sa.ForeignKey("visit.uid"), nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Text)
            for name in (
                "comment", "reviewer", "reviewed_at", "seen", "reply", "replied_by", "replied_at",
            )
        ),
        *_system(),
    )  # fmt: skip
    op.create_index("ix_visit_review_visit", "visit_review", ["visit"])


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
