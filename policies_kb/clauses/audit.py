"""Look at a finished tree for what is out of proportion or stands twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policies_kb.clauses import ids
from policies_kb.clauses.bare import bare
from policies_kb.clauses.dates import is_date
from policies_kb.clauses.model import Clause, Paragraph
from policies_kb.clauses.remarks import Kind, Remark, remark
from policies_kb.clauses.sentences import split_sentences

# Letters; the largest seen on real notices are 95, 130 and 26.
_LARGEST_TITLE = 200
_LARGEST_PREAMBLE = 500
_LARGEST_SIGNATURE = 80
_UNNUMBERED_TEXT = 60
_TELLING_SENTENCE = 12


def audit(clauses: Mapping[str, Clause], paragraphs: Sequence[Paragraph]) -> list[Remark]:
    """Return the remarks that only the whole tree shows."""
    return [*_sizes(clauses, paragraphs), *_unsigned(clauses, paragraphs), *_repeated(paragraphs)]


def _sizes(clauses: Mapping[str, Clause], paragraphs: Sequence[Paragraph]) -> list[Remark]:
    found: list[Remark] = []
    letters = {part: len(bare(clauses[part].text)) for part in (ids.TITLE, ids.PREAMBLE) if part in clauses}
    letters[ids.SIGNATURE] = _signature_letters(paragraphs)
    for part, largest, kind in (
        (ids.TITLE, _LARGEST_TITLE, Kind.OVERSIZED_TITLE),
        (ids.PREAMBLE, _LARGEST_PREAMBLE, Kind.OVERSIZED_PREAMBLE),
        (ids.SIGNATURE, _LARGEST_SIGNATURE, Kind.OVERSIZED_SIGNATURE),
    ):
        if letters.get(part, 0) > largest:
            found.append(remark(kind, clauses[part].line, _first_line(clauses[part]), letters=letters[part]))
    if all(map(_is_unnumbered, clauses)) and letters.get(ids.PREAMBLE, 0) > _UNNUMBERED_TEXT:
        preamble = clauses[ids.PREAMBLE]
        found.append(remark(Kind.NO_NUMBERING, preamble.line, _first_line(preamble)))
    return found


def _unsigned(clauses: Mapping[str, Clause], paragraphs: Sequence[Paragraph]) -> list[Remark]:
    """A notice without a date below its clauses, where they end."""
    own = [item for item in paragraphs if not ids.is_attachment_body(item.clause_id)]
    if ids.SIGNATURE in clauses or all(map(_is_unnumbered, clauses)):
        return []
    last = own[-1]
    return [remark(Kind.NO_SIGNATURE, last.line, last.text, place=last.clause_id)]


def _first_line(clause: Clause) -> str:
    return clause.text.split("\n")[0]


def _is_unnumbered(clause_id: str) -> bool:
    return clause_id in ids.UNNUMBERED or ids.is_attachment_body(clause_id)


def _signature_letters(paragraphs: Sequence[Paragraph]) -> int:
    """Letters of the signature down to its last date; what follows is remarked as text after it."""
    own = [paragraph for paragraph in paragraphs if paragraph.clause_id == ids.SIGNATURE]
    dated = max((at for at, paragraph in enumerate(own) if is_date(paragraph.text)), default=-1)
    return sum(len(bare(paragraph.text)) for paragraph in own[: dated + 1])


def _repeated(paragraphs: Sequence[Paragraph]) -> list[Remark]:
    """Sentences of rule clauses that stand in two of them."""
    first: dict[str, str] = {}
    found: list[Remark] = []
    for paragraph in paragraphs:
        place = paragraph.clause_id
        if _is_unnumbered(place) or "\t" in paragraph.text:
            continue
        for sentence in split_sentences(paragraph.text):
            said = bare(sentence)
            if len(said) >= _TELLING_SENTENCE and first.setdefault(said, place) != place:
                found.append(remark(Kind.REPEATED_SENTENCE, paragraph.line, sentence, first=first[said], second=place))
    return found
