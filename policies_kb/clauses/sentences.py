"""Cut a clause's own text into sentences."""

from __future__ import annotations

import re

from policies_kb.clauses.bare import bare

_FINAL = "。；！？;"
_CLOSERS = "”’）)》"
_SHORT_REMARK = re.compile(r"[（(][^（()）]{1,12}[）)][。；;]?")


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of `text` in order; nothing but line feeds is dropped.

    A sentence ends at 。；！？ outside brackets, or at the end of its paragraph. Closing quotation marks
    and a short remark in brackets that follows, such as (见附件4), belong to the sentence before them.
    """
    return tuple(sentence for paragraph in text.split("\n") for sentence in _split_paragraph(paragraph))


def _split_paragraph(paragraph: str) -> list[str]:
    sentences: list[str] = []
    start = at = depth = 0
    while at < len(paragraph):
        sign = paragraph[at]
        at += 1
        depth += (sign in "（(") - (sign in "）)" and depth > 0)
        if sign in _FINAL and (depth == 0 or not _closed_later(paragraph, at)):
            at, depth = _absorb(paragraph, at), 0
            sentences.append(paragraph[start:at])
            start = at
    if start < len(paragraph):
        sentences.append(paragraph[start:])
    return _merge_wordless(sentences)


def _closed_later(paragraph: str, at: int) -> bool:
    """A bracket that never closes again (print damage) must not swallow the rest of the paragraph."""
    rest = paragraph[at:]
    closing = min((rest.find(sign) for sign in "）)" if sign in rest), default=-1)
    opening = min((rest.find(sign) for sign in "（(" if sign in rest), default=len(rest))
    return -1 < closing < opening


def _absorb(paragraph: str, at: int) -> int:
    while at < len(paragraph) and paragraph[at] in _CLOSERS:
        at += 1
    remark = _SHORT_REMARK.match(paragraph, at)
    return remark.end() if remark else at


def _merge_wordless(sentences: list[str]) -> list[str]:
    merged: list[str] = []
    for sentence in sentences:
        if merged and not bare(sentence):
            merged[-1] += sentence
        else:
            merged.append(sentence)
    return merged
