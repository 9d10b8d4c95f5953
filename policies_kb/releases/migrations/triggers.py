"""Triggers that keep what was released as it was, whoever writes to the database."""

from __future__ import annotations

from collections.abc import Sequence

from alembic import op

REFUSAL = "released content is never changed"


def keep_forever(table: str, key: Sequence[str]) -> None:
    """Rows of ``table`` can be added, not changed, removed or replaced."""
    if op.get_bind().dialect.name == "postgresql":
        _refuse_function()
        _execute(
            f'create trigger {table}_forever before update or delete on "{table}" '
            "for each row execute function refuse_change()",
            f'create trigger {table}_whole before truncate on "{table}" '
            "for each statement execute function refuse_change()",
        )
        return
    same = " and ".join(f"{column} = new.{column}" for column in key)
    for event, when in (
        ("update", ""),
        ("delete", ""),
        ("insert", f'when exists (select 1 from "{table}" where {same})'),  # `insert or replace` deletes unseen
    ):
        _execute(
            f'create trigger {table}_no_{event} before {event} on "{table}" {when} '
            f"begin select raise(abort, '{REFUSAL}'); end"
        )


def seal_releases() -> None:
    """A release that was activated takes no more documents and no more differences."""
    for table in ("release_document", "difference"):
        sealed = "exists (select 1 from activation where release = new.release)"
        if op.get_bind().dialect.name == "postgresql":
            _execute(
                f"create function refuse_{table}() returns trigger language plpgsql as $$ begin "
                f"if {sealed} then raise exception '{REFUSAL}'; end if; return new; end $$",
                f'create trigger {table}_sealed before insert on "{table}" '
                f"for each row execute function refuse_{table}()",
            )
        else:
            _execute(
                f'create trigger {table}_sealed before insert on "{table}" when {sealed} '
                f"begin select raise(abort, '{REFUSAL}'); end"
            )


def _refuse_function() -> None:
    _execute(
        "create or replace function refuse_change() returns trigger language plpgsql as $$ "
        f"begin raise exception '{REFUSAL}'; end $$"
    )


def _execute(*statements: str) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
