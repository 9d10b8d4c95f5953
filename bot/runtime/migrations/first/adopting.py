"""Makes a table or an index where it is missing, and keeps one that is there if it is the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from bot.runtime.schema import SchemaForeign

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SINCE_1970 = "seconds since 1970, UTC"


def table(name: str, *parts: SchemaItem, **options: Any) -> None:
    """Programs before migrations made their tables at the first use of each, so any of them may be there already.

    Raises `SchemaForeign` where one of that name has other columns.
    """
    there = sa.inspect(op.get_bind())
    if not there.has_table(name):
        op.create_table(name, *parts, **options)
        return
    missing = {part.name for part in parts if isinstance(part, sa.Column)} - {
        column["name"] for column in there.get_columns(name)
    }
    if missing:
        raise SchemaForeign(
            f"对话库里的表 {name} 缺少 {'、'.join(sorted(missing))} 列，不是这个程序建的："
            "换一个空的库，或先升级到中间的版本"
        )


def index(name: str, of: str, columns: Sequence[str], **options: Any) -> None:
    """An index of the table ``of``."""
    op.create_index(name, of, columns, if_not_exists=True, **options)
