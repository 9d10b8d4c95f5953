"""What holds for every text: no letter is lost, ids are unique, and print damage changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policies_kb.clauses import ClauseTree, bare, parse, render
from policies_kb.clauses.numbering import read_marker

_MARKERS = ["一、", "二、", "（一）", "(二)", "1.", "2. ", "10.", "1“", "注：1.", "附件1", "附件 2"]
_OPENINGS = ["附件：1. 承诺书", "承诺书", "各单位：", "联系人：", "上述材料", "申报人员须"]
_WORDS = ["的通知", "2024年9月3日", "甲乙丙", "满3年", "abc", "，", "。", "；", "（", "）", "”"]
_DRESS = ["\n", "\n\n", "\r\n", " ", "\t", "## ", "**", "---\n", "- ", "\\_", "<http://a.cn/>"]
_PIECES = st.sampled_from(_MARKERS + _OPENINGS + _WORDS + _DRESS)
_ANY_TEXT = st.lists(_PIECES, max_size=60).map("".join)
_CHINESE_PAIR = re.compile(r"(?<=[一-鿿])(?=[一-鿿])")
_QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _words(tree: ClauseTree) -> str:
    return bare("".join(paragraph.printed for paragraph in tree.paragraphs))


def _content(tree: ClauseTree) -> list[tuple[str, str, str]]:
    return [(clause.id, clause.number, clause.text) for clause in tree.clauses.values()]


@settings(max_examples=300, deadline=None)
@given(_ANY_TEXT)
def test_no_letter_is_lost_or_moved(text: str) -> None:
    tree = parse(text)
    assert _words(tree) == bare(text)
    assert {paragraph.clause_id for paragraph in tree.paragraphs} == set(tree.clauses)
    assert all(tree.clauses[child].parent == at for at in tree.clauses for child in tree.clauses[at].children)


@settings(max_examples=300, deadline=None)
@given(_ANY_TEXT)
def test_sentences_are_the_text_cut_up(text: str) -> None:
    tree = parse(text)
    for clause in tree.clauses.values():
        assert "".join(tree.sentences(clause.id)) == clause.text.replace("\n", "")


def test_no_letter_of_a_notice_is_lost(texts: Mapping[str, str], trees: Mapping[str, ClauseTree]) -> None:
    for notice_id, text in texts.items():
        assert _words(trees[notice_id]) == bare(text)


def test_rendered_notice_parses_to_the_same_tree(trees: Mapping[str, ClauseTree]) -> None:
    for tree in trees.values():
        assert _content(parse(render(tree))) == _content(tree)


def test_line_ends_and_byte_order_mark_do_not_matter(texts: Mapping[str, str], trees: Mapping[str, ClauseTree]) -> None:
    for notice_id, text in texts.items():
        assert parse("\ufeff" + text.replace("\n", "\r\n")).clauses == trees[notice_id].clauses
        assert parse(text.replace("\n", "\r")).clauses == trees[notice_id].clauses


def test_text_without_words_has_no_clauses() -> None:
    assert not parse(" \n---\n\n").clauses


@_QUICK
@given(data=st.data())
def test_a_page_break_inside_a_sentence_changes_nothing(trees: Mapping[str, ClauseTree], data: st.DataObject) -> None:
    """Cut one long paragraph between two Chinese characters, as a page break does."""
    tree = trees[data.draw(st.sampled_from(sorted(trees)))]
    ruling = [item for item in tree.paragraphs if len(item.text) > 60 and not item.clause_id.startswith("附件")]
    paragraph = data.draw(st.sampled_from(ruling))
    cuts = [found.start() for found in _CHINESE_PAIR.finditer(paragraph.text) if found.start() > 40]
    assume(cuts)
    at = data.draw(st.sampled_from(cuts))
    rest = paragraph.text[at:]
    # A cut right before a label or a numeral reads as a new paragraph even to people.
    assume(not re.search("[：:]", rest[:18]) and read_marker(rest) is None)
    cut = paragraph.text[:at] + "\n\n\n" + rest
    assert _content(parse(render(tree).replace(paragraph.text, cut, 1))) == _content(tree)
