"""The heads of the five notices, as printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.clauses import ClauseTree, Read, bare, read_head
from policies_kb.clauses.head import Head

_NOTICES = Path(__file__).parents[1] / "book"
_PRINTS_A_SHORT_NAME = {"akesu-2024-h1"}  # 地区人力资源和社会保障局


def _record(notice_id: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_NOTICES / notice_id / "record.yml").read_text(encoding="utf-8"))
    head: dict[str, Any] = loaded["notice"]
    return head


@pytest.fixture(scope="module")
def heads(trees: Mapping[str, ClauseTree]) -> Mapping[str, Head]:
    return {notice_id: read_head(tree) for notice_id, tree in trees.items()}


def test_heads_agree_with_the_records(heads: Mapping[str, Head]) -> None:
    for notice_id, head in heads.items():
        record = _record(notice_id)
        number = head.document_number.value if head.document_number else None
        assert head.title is not None and bare(head.title.value) == bare(record["title"])
        assert head.issued is not None and head.issued.value == record["issued"]
        assert number == record.get("document_number")
        names = [issuer.value for issuer in head.issuers]
        assert any(record["issuer"].endswith(name) for name in names)
        assert record["issuer"] in names or notice_id in _PRINTS_A_SHORT_NAME


def test_each_value_names_its_clause(heads: Mapping[str, Head]) -> None:
    akesu, archives = heads["akesu-2024-h1"], heads["bazhou-archives-2024"]
    assert akesu.signatory == Read("朱英山", "标题", 9)
    assert akesu.document_number == Read("阿地人社传〔2024〕6号", "标题", 11)
    assert akesu.issuers == (Read("地区人力资源和社会保障局", "标题", 7),)
    assert archives.issued == Read(date(2024, 9, 4), "落款", 147)
    assert archives.issuers == (
        Read("巴音郭楞蒙古自治州档案局", "标题", 3),
        Read("自治州档案系列中、初级专业技术人员职称评审委员会", "落款", 145),
    )
    assert [name.value for name in archives.addressees] == [
        "各县（市）党委办公室（档案局）",
        "各县（市）人力资源和社会保障局",
        "各相关企事业单位",
    ]
    assert heads["luntai-2024-chuding"].addressees == ()
    assert heads["yanqi-2024-chuding"].signatory is None
