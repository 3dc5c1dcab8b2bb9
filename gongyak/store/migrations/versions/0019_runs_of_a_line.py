"""Let the last runs of each line of the timetable be found without reading all runs of years."""

from __future__ import annotations

from typing import Final

from alembic import op

revision: Final = "0019"
down_revision: Final = "0018"
branch_labels: Final = None
depends_on: Final = None

INDEX: Final = "ix_occurrences_line_due"


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f(INDEX), "occurrences", ["line", "due"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f(INDEX), "occurrences")
