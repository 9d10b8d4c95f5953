"""Every follow-up made a whole question: what it lacks comes from the question before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import jieba

from policies_kb.choosing import guesses, in_use
from policies_kb.model.question import Scope, TopicGuess
from policies_kb.reading import ASKING, Reader, Reading
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import moments_blanked
from policies_kb.reading.quantities import heads, quantities
from policies_kb.reference import load_reference

from .circumstances import without_circumstances
from .frame import Asked
from .words import longest_first, without, words

SURE = 0.5  # probability from which a topic needs nothing of the question before it
SEVERAL = 2  # people told of in one message
NOUN = 6  # characters of a thing that is named alone
RECENT = 256  # texts
LONGEST = 24  # characters: who writes more has said what is meant
_EDGE = " ,，。.!！?？、;；:：~…“”\"'()（）"
_MARK = re.compile(r"[①②③④⑤⑥⑦⑧⑨]|(?<![\d.])[1-9][.、．)）](?!\d)|(?:^|(?<=[\s,，。;；:：]))[一二三四五六七八九]、")
_ORDINAL = re.compile(r"第?\s*(?:([①②③④⑤⑥⑦⑧⑨])|([1-9一二三四五六七八九]))\s*(?:个|条|项|问|点)?(?:问题)?")
_NUMERALS = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True)
class Whole:
    """``text``: the question as it is understood; ``goes_on``: made with the one before it; ``because``: the rule."""

    text: str
    goes_on: bool = False
    because: str = ""
    numbered: bool = False  # a numbered part of the last question, taken up
    tells: bool = False  # it tells again what was told of one of several


def lacks(text: str, reading: Reading) -> tuple[bool, bool]:
    """Whether the text has no subject of its own, and no aspect."""
    rest = _bare(text, reading)
    aspects = longest_first("asking", "aspects")
    asked = any(word in rest for word in aspects) or bool(quantities(text))
    return not _names_thing(without(rest, aspects)), not asked


def _names_thing(text: str) -> bool:
    """Whether more than fillers is left. A word of several characters is one where it ends in no filler: 评审表."""
    fillers = longest_first("asking", "fillers")
    text = without(text, tuple(word for word in fillers if len(word) > 1))
    if any(word in text for word in words("asking")["short_subjects"]):
        return True
    for token in _cut(text, len(jieba.dt.FREQ)):
        if len(token) > 1 and token.isalpha() and token[-1] not in fillers:
            return True
    return len(re.sub(rf"[\s{re.escape(_EDGE)}]", "", without(text, fillers))) > 1


@lru_cache(maxsize=RECENT)
def _cut(text: str, words_known: int) -> tuple[str, ...]:
    """The words of a text, which several steps of a turn ask for; anew when jieba has learnt a word."""
    return tuple(jieba.lcut(text))


def make_whole(text: str, reading: Reading, asked: Asked, reader: Reader) -> Whole:
    """The whole question. What is named anew replaces what the last question named; the classifier has the last word.

    A message that is sure of its own topic stays as it is, and so does one that reads no better with the last.
    """
    if not asked.text or len(text) > LONGEST:
        return Whole(text)
    if numbered := numbered_part(text, asked):
        return Whole(numbered, True, "a numbered part is taken up", numbered=True)
    if one := _one_of_them(text, reading, asked, reader):
        return Whole(one, True, "one of those told in one breath", tells=True)
    if day := _another_day(text, asked):
        return Whole(day, True, "the same of another day")
    if two := _two_questions(text, asked, reader):
        return Whole(two, True, "a follow-up, and a question beside it")
    if adds(text):
        return Whole(f"{_plain(asked.text)}，{_stem(text)}", True, "added to the last one")
    no_subject, no_aspect = lacks(text, reading)
    no_subject = no_subject or _only_of_whom(text, reader)
    bare = no_aspect and (_stem(text) != text.strip(_EDGE) or _is_noun(text))
    before = reader.read(asked.text)
    kept = _kept(asked.text, before, text, reading)
    if swapped := _swapped(text, reading, kept, asked, reader):
        return Whole(swapped, True, "in the place of its counterpart")
    if asked.counts:  # whoever asks on of a sum asks of what it is made
        kept = _surest_name(asked.topics[0], text, reader)
    if circumstances := _after_a_bare_one(text, reader):
        return Whole(f"{_plain(kept)}，{circumstances}", True, "the last one, of a case that is told")
    if not (no_subject or bare):
        if asked.fresh and _leans_on(text, asked, reader):
            return Whole(f"{_plain(kept)}，{text}", True, "sure of nothing, and the likeliest is the last topic")
        return Whole(text)
    if no_subject and _asks_the_same(text, reading, asked):
        return Whole(_plain(kept), True, "the same is asked of another scope")
    aspect = ""
    if no_subject and ASKING.search(text) and _only_compares(text, reading):
        return Whole(f"{_plain(kept)}，{text}", True, "what was asked, held against another place or series")
    if no_subject and not no_aspect:
        kept = without(kept, longest_first("asking", "aspects"))
        joined, because = f"{_plain(kept)}{text}", "no subject: the last one"
    elif no_subject:
        joined, because = (
            f"{_stem(text).removesuffix('的')} {_plain(kept)}",
            "only whom it is about is new",
        )
    else:
        aspect = next((word for word in longest_first("asking", "aspects") if word in asked.text), "")
        joined, because = f"{_stem(text)}{aspect}", "no aspect: the last one"
    rows_alone, rows_joined = guesses(in_use(), reader, [text, joined])
    alone, with_last = _sureness(rows_alone), _sureness(rows_joined)
    same = bool(rows_alone and rows_joined) and rows_alone[0].topic == rows_joined[0].topic
    if aspect and same and _alike(rows_alone, asked):
        return Whole(joined, True, because)  # the same matter either way: what is asked of it is kept
    if aspect and _alike(rows_alone, asked):
        # of the thing named, what was asked before is still asked, where that reads as the same matter
        again = f"{_stem(text)}{_plain(asked.text[asked.text.index(aspect) :])}"
        rows = guesses(in_use(), reader, [again])[0]
        if _alike(rows, asked) and rows[0].probability >= SURE:
            return Whole(again, True, because)
    if alone >= SURE and not no_subject:
        return Whole(text, False, "sure of its own topic")
    if aspect and not _alike(rows_alone, asked):
        return Whole(text, False, "of another group of matters, which what was asked says nothing of")
    if alone > with_last:
        return Whole(text, no_subject and reading.scope == Scope(), "reads better alone")
    return Whole(joined, True, because)


def _only_of_whom(text: str, reader: Reader) -> bool:
    """「我驻过村的呢」: a follow-up that names nothing but somebody's work, place and service."""
    stem = _stem(text)
    if stem == text.strip(_EDGE):
        return False
    left = without_circumstances(stem, reader.read(stem))
    return left is not None and not _names_thing(left)


def _another_day(text: str, asked: Asked) -> str:
    """「那31号呢」 after 「26号再交行不」: the last question with the day in the place of its day; "" without a day."""
    stem = without(_stem(text), tuple(words("asking")["lead_in"])).strip(_EDGE)
    day = "".join(stem.split())
    if not day or moments_blanked(day).strip(_EDGE):
        return ""
    blanked = moments_blanked(asked.text)
    own = [at for at, (char, left) in enumerate(zip(asked.text, blanked, strict=True)) if char != left]
    return f"{asked.text[: own[0]]}{day}{asked.text[own[-1] + 1 :]}" if own else ""


def _two_questions(text: str, asked: Asked, reader: Reader) -> str:
    """「纸质的呢 交到哪」: the bare one is made whole with the last question, and the other one is asked of it too.

    Only where the bare one is plain with the last one: 「纸质的呢 交几份」 after 「几号开始报」 names a thing alone.
    """
    clause, rest = _first_clause(text)
    reading = reader.read(clause)
    if not rest or _stem(clause) == clause or not ASKING.search(rest) or not lacks(clause, reading)[1]:
        return ""
    if reading.scope.regions or reading.scope.series:
        return ""  # 「某县呢，电话多少」 moves on to the place, and asks one thing of it
    if reading.scope_only:
        return f"{_stem(clause)} {_plain(_kept(asked.text, reader.read(asked.text), clause, reading))}，{rest}"
    first = make_whole(clause, reading, asked, reader)
    plain = first.goes_on and _sureness(guesses(in_use(), reader, [first.text])[0]) >= SURE
    return f"{first.text}，{rest}" if plain else ""


def _first_clause(text: str) -> tuple[str, str]:
    """The text up to its first pause, and what follows."""
    clause, _, rest = text.strip(_EDGE).replace("，", " ").replace(",", " ").partition(" ")
    return clause, rest.strip(_EDGE)


def _leans_on(text: str, asked: Asked, reader: Reader) -> bool:
    """「领导说差半年也能先报上」: unsure alone, and what it is likeliest about was asked right before."""
    row = guesses(in_use(), reader, [text])[0]
    return bool(row) and row[0].topic in asked.topics[:1] and row[0].probability < SURE


def enough_of(text: str) -> Whole:
    """「我三甲」 after a rule on grades: whoever then tells their own value asks whether it is enough."""
    return Whole(f"{text.strip(_EDGE)}{words('asking')['enough_asked']}", True, "a value told after a rule")


def _sureness(rows: tuple[TopicGuess, ...]) -> float:
    """How sure the likeliest is; what is no topic counts only where it is sure."""
    if not rows or (rows[0].topic not in load_reference().topics and rows[0].probability < SURE):
        return 0.0
    return rows[0].probability


def _alike(rows: tuple[TopicGuess, ...], asked: Asked) -> bool:
    """Whether the likeliest topic stands in the same group of the catalogue as one asked about before."""
    topics = load_reference().topics
    groups = {topics[topic].group for topic in asked.topics if topic in topics}
    return bool(rows) and rows[0].topic in topics and topics[rows[0].topic].group in groups


def adds(text: str) -> bool:
    """「再加2个中级呢」: so many people more; what was counted before stays counted."""
    start = next((word for word in longest_first("asking", "adds") if text.lstrip(_EDGE + "那").startswith(word)), "")
    return bool(start and heads(text))


def numbered_parts(text: str) -> dict[str, str]:
    """Number → part, where a message numbers two or more of its parts; at most as many as frame.yml allows."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 and not (marks and marks[0][0] in _CIRCLED):
        return {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    bound = words("frame")["bounds"]["parts"]
    cut = {_number(mark[0]): text[mark.end() : end].strip(_EDGE) for mark, end in zip(marks, ends, strict=True)}
    return dict(list({number: part for number, part in cut.items() if part}.items())[:bound])


def numbered_part(text: str, asked: Asked) -> str:
    """「第2个 大专行不」: the part that bears the number, with what is said of it now; "" where there is none."""
    found = _ORDINAL.match(text.strip(_EDGE))
    if not found or not asked.numbered or not ("第" in found[0] or found[1]):
        return ""
    part = asked.numbered.get(_number(found[1] or found[2]))
    return f"{part} {text.strip(_EDGE)[found.end() :]}" if part else ""


def _number(mark: str) -> str:
    for digits in (_CIRCLED, _NUMERALS):
        if mark[0] in digits:
            return str(digits.index(mark[0]) + 1)
    return mark[0]


def _bare(text: str, reading: Reading) -> str:
    """The text without scope words, groups, rounds, days and quantities."""
    rest = list(text)
    spans = [(m.start, m.end) for m in reading.mentions] + [(m.start, m.end) for m in reading.rounds]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    plain = without("".join(rest), longest_first("asking", "groups"))
    plain = without(plain, (*longest_first("people", "others"), *longest_first("people", "self")))
    for quantity in quantities(plain):
        plain = plain.replace(quantity.surface, " " * len(quantity.surface))
    return moments_blanked(plain)


def _kept(last: str, before: Reading, text: str, reading: Reading) -> str:
    """What of the last question is not named anew: places, series and rounds go (the scope holds them), and each kind
    of thing that the message names itself."""
    anew = {mention.entity for mention in reading.mentions} | {"region"}
    rest = list(last)
    for mention in before.mentions:
        of_scope = mention.entity == "series" and mention.value in before.own_notice
        if of_scope or (mention.entity in anew and mention.entity != "specialty"):
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    for mention_ in before.rounds:
        rest[mention_.start : mention_.end] = " " * (mention_.end - mention_.start)
    kept = moments_blanked("".join(rest))
    groups = longest_first("asking", "groups")
    if any(group in text for group in groups):
        other = without(kept, groups)
        asks = any(word in other for word in longest_first("asking", "aspects"))
        kept = other if asks or _says_something(other) else kept
    told = {quantity.dimension for quantity in quantities(text)}
    for quantity in quantities(kept):
        if quantity.dimension in told:
            kept = kept.replace(quantity.surface, " " * len(quantity.surface))
    return kept


def _is_noun(text: str) -> bool:
    """Whether a short message names a thing and says nothing of it: 「评审表」 after 「…要几份」."""
    plain = text.strip(_EDGE)
    if not 1 < len(plain) <= NOUN or re.search(rf"[{re.escape(_EDGE)}]", plain):
        return False
    return not any(word in plain for word in words("asking")["says"])


def _only_compares(text: str, reading: Reading) -> bool:
    """Whether no more is asked than whether it is the same elsewhere: 「跟…一样吗」 compares what was asked before."""
    aspects = words("asking")["aspects"]
    rest = without(text, tuple(aspects["same"]))
    elsewhere = any(mention.entity in ("region", "series") for mention in reading.mentions)
    return (
        elsewhere
        and rest != text
        and not any(word in rest for kind, ways in aspects.items() if kind != "same" for word in ways)
    )


def _says_something(text: str) -> bool:
    """Whether a subject is left in what is kept."""
    return _names_thing(without(text, longest_first("asking", "aspects")))


def _one_of_them(text: str, reading: Reading, asked: Asked, reader: Reader) -> str:
    """「大专那个啥时候够」 after several were told of: what was told of that one, and what is asked now."""
    named = [mention for mention in reading.mentions if mention.entity == "education"]
    if len(named) != 1:
        return ""
    told = [
        (clause, education)
        for clause in clauses(asked.text)
        if quantities(clause)
        and len(education := {m.value for m in reader.read(clause).mentions if m.entity == "education"}) == 1
    ]
    own = [clause for clause, education in told if named[0].value in education]
    if len(told) < SEVERAL or len(own) != 1 or quantities(text):
        return ""
    start, end = named[0].start, named[0].end
    rest = without(text[end:].removeprefix("的"), tuple(words("asking")["that_one"]))
    return f"{own[0]}{text[:start].strip(_EDGE)}{rest.strip()}" if rest.strip(_EDGE) else ""


def _swapped(text: str, reading: Reading, kept: str, asked: Asked, reader: Reader) -> str:
    """「专业的呢」 after 「公需要几个课时」: the last question with the word in the place of its counterpart."""
    places = [mention for mention in reading.mentions if mention.entity == "region"]
    plain = "".join(" " if any(m.start <= at < m.end for m in places) else char for at, char in enumerate(text))
    for family in words("asking")["counterparts"]:
        own, said = next(((one, word) for one in family for word in one if _only(word, _stem(plain))), ((), ""))
        if not own or any(word in kept for word in own):
            continue
        others = sorted((word for listed in family if listed is not own for word in listed), key=len, reverse=True)
        other = next((word for word in others if word in kept), "")
        swapped = _plain(kept.replace(other, said)) if other else ""
        first = asked.model_copy(update={"topics": asked.topics[:1]})
        alone, as_swapped = guesses(in_use(), reader, [text, swapped])
        sure_itself = _sureness(alone) >= SURE and _alike(alone, first)  # 「纸质的不是还在收么」
        if swapped and not sure_itself and _alike(as_swapped, first):
            return swapped
    return ""


def _surest_name(topic: str, text: str, reader: Reader) -> str:
    """The topic's name, or one of the words that stand for it, with which the text reads best."""
    entry = load_reference().topics[topic]
    names = [entry.name, *(sign for sign in entry.signs if "#" not in sign)]
    rows = guesses(in_use(), reader, [f"{name}{text}" for name in names])
    return max(zip(names, rows, strict=True), key=lambda pair: pair[1][0].probability if pair[1] else 0.0)[0]


def _only(word: str, text: str) -> bool:
    """Whether the text says the word and no more."""
    return word in text and not _names_thing(text.replace(word, " ", 1))


def _after_a_bare_one(text: str, reader: Reader) -> str:
    """「那他呢 他刚来一年」「一般技术员呢 事业编的」: of whom the last question is asked, and what is told of them."""
    clause, told = _first_clause(text)
    if not told or _stem(clause) == clause or ASKING.search(told):
        return ""
    reading = reader.read(clause)
    if reading.scope != Scope():
        return ""
    return told if all(lacks(clause, reading)) else f"{_stem(clause)}，{told}" if lacks(clause, reading)[1] else ""


def _asks_the_same(text: str, reading: Reading, asked: Asked) -> bool:
    """「那另一个县呢 还能不能报」: no more is new than the place or series."""
    kinds = words("asking")["aspects"].items()
    now, before = ({kind for kind, ways in kinds if any(way in said for way in ways)} for said in (text, asked.text))
    plain = moments_blanked(text) == text and not quantities(text)
    elsewhere = bool(reading.scope.regions or reading.scope.series)
    groups = any(group in text for group in longest_first("asking", "groups"))
    others = reading.scope.path or reading.scope.level or reading.scope.education or groups
    return bool(now) and now == before and plain and elsewhere and not others


def _stem(text: str) -> str:
    """The text without the particle that makes a question of a bare word: 「评审表呢」."""
    plain = text.strip(_EDGE)
    particle = next((word for word in longest_first("asking", "going_on") if plain.endswith(word)), "")
    return plain.removesuffix(particle).rstrip(_EDGE) if particle else plain


def _plain(text: str) -> str:
    return _stem(re.sub(r"\s+", "", text)).removesuffix("吗")
