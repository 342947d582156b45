"""Runs the numbered migrations on the engine that the upgrade hands over."""

from __future__ import annotations

from alembic import context


def _run() -> None:
    engine = context.config.attributes["engine"].execution_options(fieldapp_write=True)
    with engine.connect() as connection:
        context.configure(connection=connection, transactional_ddl=True)
        with context.begin_transaction():
            context.run_migrations()


_run()
