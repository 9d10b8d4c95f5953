"""Sentences written by hand: what they name must stand in the quotes, and must not contradict what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policies_kb.clauses import bare
from policies_kb.lexers import figures, numbers, plain
from policies_kb.lexers.numerals import NUMBER, numeral_value
from policies_kb.model.facts import AnyFact, AttachmentFact, DocumentFact, RouteFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .typed_values import faults_in
from .typed_values.amounts import spoken, years_by_education
from .typed_values.fault import codes

ENUMERATOR = re.compile(r"(?:(?<=[：:；;。，,、\s])|^)[（(]?\d{1,2}[.．、)）]")
SHARP = re.compile("[:：]00(?!\\d)")  # 19:00 is 19时
CITED = re.compile(r"“([^“”]{4,})”|《([^《》]{4,})》")
PERSON = re.compile(r"(?:联系人|签发人|负责人)(?:是|为|:)(?P<names>[一-龥·、]{2,20})")
GRADE = re.compile(r"[一二三]级[甲乙]等")
WORD = re.compile(r"[一-龥]{2,}$")
COUNTED = re.compile(r"(\d+)项：([^。]+)。")
HALF = "半"
SHOWN = 30  # characters of a quote in a message
MEND = "照原文改，或把写着它的原文加到 more_quotes"
GAP_MEND = "照原文改，或把写着它的原文加到 quotes"
# lists that a sentence may sum up; of the other kinds a hand-written sentence must hold these values
SUMMED_UP = (AttachmentFact, DocumentFact, RouteFact)
MUST_BE_SAID = {
    *("start", "end", "at", "amount", "copies", "years", "hours", "times", "working_days"),
    *("phone", "people", "address", "url", "series"),
}

# what is wrong, mend
Slip = tuple[str, str]


def slips(own: str, quotes: str, reference: Reference, allowed: Iterable[float] = ()) -> Iterator[Slip]:
    """What a fact's sentence names and its quotes do not. ``allowed``: numbers it may hold besides."""
    whole, own = own, SHARP.sub("时", ENUMERATOR.sub(" ", own))
    yield from _numbers_of_others(own, set(figures(own)) - set(allowed), quotes, reference, MEND)
    yield from _named(own, quotes, quotes)
    for code in codes(own, quotes):
        yield f"“{code}”不在引用的原文里", MEND
    yield from _counted_through(whole)


def gap_slips(own: str, quotes: str, notice: str, reference: Reference) -> Iterator[Slip]:
    """The same for a sentence on what is not stated: it may speak of what is not there, but its figures are quoted.

    ``notice``: all of its text; what the sentence cites stands anywhere in it.
    """
    own = SHARP.sub("时", ENUMERATOR.sub(" ", own))
    named = plain(own)
    for path in reference.paths.values():
        named = named.replace(plain(path.name), "")
    yield from _numbers_of_others(own, set(figures(named)), quotes, reference, GAP_MEND)
    yield from _named(own, notice, quotes)


def _numbers_of_others(own: str, stated: set[float], quotes: str, reference: Reference, mend: str) -> Iterator[Slip]:
    """Numbers that the quotes do not hold; where they hold them all, those that they hold of something else."""
    extra = stated - _numbers(quotes)
    if extra:
        yield f"句子里的 {'、'.join(f'{number:g}' for number in sorted(extra))} 不在引用的原文里", mend
    else:
        yield from _exchanged(own, quotes)
        yield from _years(own, quotes, reference)


def _named(own: str, cited: str, quotes: str) -> Iterator[Slip]:
    for found in CITED.finditer(own):
        words = found[1] or found[2]
        if bare(words) not in bare(cited):
            yield f"“{words[:SHOWN]}”不在引用的原文里", MEND
    for name in _names(own):
        if bare(name) not in bare(quotes):
            yield f"“{name}”不在引用的原文里", MEND


def contradictions(fact: AnyFact, head: NoticeHead, reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Typed values that the fact's hand-written sentence leaves out or says otherwise; each with its field."""
    if isinstance(fact, SUMMED_UP):
        return
    alone = fact.model_copy(update={"called": "", "handwritten": "", "kept": None})
    for found in faults_in(fact.say, alone, head, reference):
        field = str(found.at[0])
        typed = getattr(fact, field, None)
        if field in MUST_BE_SAID and typed is not None:
            shown = "、".join(typed) if isinstance(typed, tuple | dict) else typed
            yield field, f"句子和 {field}（{shown}）不一致", "改成一致，或删去 say，由字段生成"


def _numbers(text: str) -> set[float]:
    found = set(numbers(text))
    return found | ({0.5, 6.0} if HALF in text else set())


def _names(own: str) -> Iterator[str]:
    """People and grades."""
    printed = plain(own)
    for found in PERSON.finditer(printed):
        yield from found["names"].strip("、").split("、")
    yield from dict.fromkeys(GRADE.findall(printed))


def _counted_through(own: str) -> Iterator[Slip]:
    """A sentence that numbers its items numbers them through; one that counts them counts right."""
    items = [int(re.sub(r"\D", "", plain(found[0]))) for found in ENUMERATOR.finditer(own)]
    if items and items != list(range(items[0], items[0] + len(items))):
        yield f"句子里的编号不连续：{'、'.join(map(str, items))}", "照原文的编号改"
    for said, listed in COUNTED.findall(own):
        if int(said) != listed.count("；") + 1:
            yield f"句子写的是{said}项，后面列了{listed.count('；') + 1}项", "照原文的项数改"


def _exchanged(own: str, quotes: str) -> Iterator[Slip]:
    """Numbers that follow the same words in the quotes, but other numbers there: 公需科目60课时 for 30."""
    printed = plain(quotes)
    for found in re.finditer(NUMBER, plain(own)):
        words = _shared_end(plain(own)[: found.start()], printed)
        followed = re.findall(rf"{re.escape(words)}({NUMBER})", printed) if words else []
        said = {numeral_value(number) for number in followed}
        if said and numeral_value(found[0]) not in said:
            right = "、".join(f"{number:g}" for number in sorted(said))
            yield f"原文在“{words}”后面写的是{right}，句子里是{numeral_value(found[0]):g}", f"改成 {right}"


def _shared_end(before: str, printed: str) -> str:
    """The longest run of characters at the end of ``before`` that is printed, of two or more; "" for none."""
    found = WORD.search(before)
    ends = (found[0][at:] for at in range(len(found[0]) - 1)) if found else ()
    return next((end for end in ends if end in printed), "")


def _years(own: str, quotes: str, reference: Reference) -> Iterator[Slip]:
    printed = years_by_education(quotes, reference)
    for education, years in years_by_education(own, reference).items():
        right = printed.get(education, set())
        if years and right and not years <= right:
            shown = "、".join(map(spoken, sorted(right)))
            yield (
                f"原文对{education.value}写的是{shown}，句子里是{'、'.join(map(spoken, sorted(years)))}",
                f"改成{shown}",
            )
