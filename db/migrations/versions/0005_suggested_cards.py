"""What the county's conditions suggested when a card was rated, beside what a person decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two columns."""
    op.add_column("card_rating", sa.Column("suggested_colour", sa.Text))
    op.add_column("card_rating", sa.Column("suggestion_text", sa.Text))


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
