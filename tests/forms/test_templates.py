"""A form is what the notice prints: its words, its tables, its gaps, and not a word more."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from policies_kb.clauses.bare import bare
from policies_kb.forms import Row, file_name, templates, word_file
from policies_kb.loading import Notice
from policies_kb.serving import serving_base

PRINTED = {
    "akesu-2024-h1": [1, 2, 3, 4],
    "bazhou-archives-2024": [1, 2, 3, 4, 6],
    "bazhou-techschool-2024": [1, 2, 3, 4, 6],
    "luntai-2024-chuding": [],
    "yanqi-2024-chuding": [],
}


@pytest.fixture(scope="module", params=sorted(PRINTED))
def notice(request: pytest.FixtureRequest) -> Notice:
    return serving_base().notices[request.param]


def test_which_forms_a_notice_prints(notice: Notice) -> None:
    assert [form.number for form in templates(notice)] == PRINTED[notice.id]


def test_word_files_say_what_the_notice_says(notice: Notice) -> None:
    for form in templates(notice):
        document = docx.Document(BytesIO(word_file(form, notice.head.title)))
        words = [paragraph.text for paragraph in document.paragraphs]
        words += [cell.text for table in document.tables for row in table.rows for cell in dict.fromkeys(row.cells)]
        clause = notice.tree.clauses[f"附件{form.number}"]
        printed = bare("".join([f"附件{form.number}", clause.full_text.removeprefix(clause.number)]))
        assert sorted(bare("".join(words))) == sorted(printed), file_name(form)
        assert form.title in file_name(form).replace(" ", "") or file_name(form).endswith(f"{form.title}.docx")


def test_tables_stay_tables_and_gaps_stay_gaps() -> None:
    form = next(form for form in templates(serving_base().notices["bazhou-archives-2024"]) if form.number == 4)
    rows = [block for block in form.blocks if isinstance(block, Row)]
    assert rows[0].cells == ("姓名", "", "性别", "", "出生年月", "")
    (table,) = docx.Document(BytesIO(word_file(form, ""))).tables
    assert (len(table.rows), len(table.columns)) == (7, 6)
    assert any("年 月 日" in getattr(block, "text", "") for block in form.blocks)


def test_a_row_without_words_is_a_row() -> None:
    form = next(form for form in templates(serving_base().notices["bazhou-archives-2024"]) if form.number == 6)
    rows = [block for block in form.blocks if isinstance(block, Row)]
    assert [row.cells for row in rows[:2]] == [("序号", "材料名称", "件数"), ("1", "", "")] and len(rows) == 13
