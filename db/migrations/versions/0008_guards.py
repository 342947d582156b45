"""Every shared table refuses what would be written past the door.

The guards themselves are made at the end of every upgrade, for all tables that it leaves behind;
this number makes stores that were written without them pass through one.
"""

from __future__ import annotations

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing of the tables themselves changes."""


def downgrade() -> None:
    """Older programs do not open newer stores; the copy set aside is the way back."""
