"""The notices on file load without a problem, and every sentence of them is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies_kb.loading import NOTICES, RecordError, load_notice, notice_folders, read_notice
from policies_kb.loading.coverage import coverage


@pytest.mark.parametrize("folder", notice_folders(NOTICES), ids=lambda path: path.name)
def test_every_sentence_is_accounted_for(folder: Path) -> None:
    assert [found.sentence for found in coverage(load_notice(read_notice(folder))) if not found.by] == []


@pytest.mark.parametrize("missing", ["record.yml", "text.txt"])
def test_a_missing_file_is_named(missing: str) -> None:
    source = read_notice(notice_folders(NOTICES)[0])
    files = {name: text for name, text in source.files.items() if name != missing}
    with pytest.raises(RecordError, match=f"{missing}.*缺少这个文件"):
        load_notice(type(source)(source.id, files))
