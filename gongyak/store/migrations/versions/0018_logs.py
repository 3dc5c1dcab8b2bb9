"""Make the table of the logs of runs, and let the log of comings and goings tell of those who went."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0018"
down_revision: Final = "0017"
branch_labels: Final = None
depends_on: Final = None

LEVELS: Final = ("info", "warning", "error")
OLD: Final = ("login", "refused", "locked", "download")
NEW: Final = ("login", "logout", *OLD[1:])
KIND: Final = "ck_access_log_accesskind"


def upgrade() -> None:
    """Make it, and allow the kind."""
    level = sa.Enum(*LEVELS, name="loglevel", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "run_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("runner", sa.Text(), nullable=False),
        sa.Column("level", level, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("runner <> ''", name=op.f("ck_run_log_runner")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_run_log_text")),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrences.id"],
            name=op.f("fk_run_log_occurrence"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_log")),
    )
    op.create_index(op.f("ix_run_log_at"), "run_log", ["at"])
    op.create_index(op.f("ix_run_log_occurrence_at_id"), "run_log", ["occurrence", "at", "id"])
    _allow(OLD, NEW)


def downgrade() -> None:
    """Drop it, and forget who went."""
    op.drop_table("run_log")
    op.execute("DELETE FROM access_log WHERE kind = 'logout'")
    _allow(NEW, OLD)


def _allow(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    # SQLite makes the table anew, as it is told here: checks cannot be read from the database.
    with op.batch_alter_table("access_log", copy_from=_access_log(before)) as batch:
        batch.drop_constraint(op.f(KIND), type_="check")
        batch.create_check_constraint(op.f(KIND), _is_one_of(after))


def _is_one_of(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"


def _access_log(kinds: tuple[str, ...]) -> sa.Table:
    """Return the table as it stands since 0014, with the *kinds* that it allows."""
    table = sa.Table(
        "access_log",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("official", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.CheckConstraint(_is_one_of(kinds), name=op.f(KIND)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    sa.Index(op.f("ix_access_log_at"), table.c.at)
    return table
