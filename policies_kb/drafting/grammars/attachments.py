"""The list of attachments: each title under its number, also where numbers were lost in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from policies_kb.clauses import bare, ids
from policies_kb.lexers import enumerated, plain

from ..found import Found, Mark
from ..source import Source
from ..words import words

Line = tuple[int | None, str]  # the number printed before a title, and the title


def attachments(source: Source) -> Iterator[Found]:
    """The titles in order. A line without a number goes on the one before it, or is a title whose number was lost."""
    clause = source.tree.get(ids.ATTACHMENT_LIST)
    if clause is None:
        return
    lines = list(_lines(clause.text))
    numbered = [number for number, _ in lines if number is not None]
    titles = _titles(lines, source)
    if not titles:
        return
    text = clause.text.replace("\n", "")
    fact = {"id": "attachments.list", "kind": "attachments", "quote": text, "titles": titles}
    unsure = ""
    if numbered != sorted(set(numbered)) or (numbered and numbered[0] != 1 and len(titles) < numbered[-1]):
        unsure = "附件的编号不连"
    elif len(titles) != len(numbered) and len(titles) > 1:
        unsure = "有的附件没有编号，是按行数的，请和原件对"
    mark = Mark.GUESSED if unsure else Mark.EXTRACTED
    yield Found(fact, ids.ATTACHMENT_LIST, mark, f"附件目录列了{len(titles)}个", ("titles",), unsure=unsure)


def _lines(text: str) -> Iterator[Line]:
    """Every line of the list, those with several numbers cut at each."""
    said = words()["attachments"]
    for line in text.split("\n"):
        body = line.strip().lstrip("-－— ")
        for pieces in enumerated(body, said["heads"]):
            title = pieces.words.strip("：: ").rstrip("。；; ")
            if bare(title) and bare(title) not in said["heads"]:
                yield pieces.number, title


def _titles(lines: Sequence[Line], source: Source) -> list[str]:
    """The titles in order; runs of lines without numbers are counted against the numbers around them."""
    titles: list[str] = []
    runs = [(has, list(group)) for has, group in groupby(lines, lambda line: line[0] is not None)]
    for at, (has, run) in enumerate(runs):
        if has:
            titles += [title for _, title in run]
            continue
        following = runs[at + 1][1][0][0] if at + 1 < len(runs) else None
        missing = None if following is None else following - 1 - len(titles)
        for _, title in run:
            if titles and (missing == 0 or (missing != len(run) and _goes_on(titles[-1], title, source))):
                titles[-1] += title
            else:
                titles.append(title)
    return titles


def _goes_on(before: str, line: str, source: Source) -> bool:
    """Whether a line without a number is the rest of a broken one: a full line before it that no form is titled as."""
    said = words()["attachments"]
    forms = {bare(name) for clause in source.tree.clauses.values() for name in clause.text.split("\n")[:2]}
    closed = plain(before).endswith(tuple(said["closes"])) and before.count("（") == before.count("）")
    return not closed and bare(line) not in forms and len(before) >= said["full_line"]
