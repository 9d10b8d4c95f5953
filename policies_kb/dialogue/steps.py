"""The steps of a turn. Each takes the turn, fills its own fields, and leaves a line in the trace."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policies_kb.choosing import Understood, belonging, circumstance, in_use, parts_of, understand, with_subjects
from policies_kb.eligibility.telling import Told, tell
from policies_kb.model.answer import Answer, Status
from policies_kb.model.facts import Level
from policies_kb.model.question import Part, Question, Scope
from policies_kb.reading import ASKING, Reading
from policies_kb.reading.quantities import heads
from policies_kb.scope import offers, resolve

from .acts import ASK, Act, cut_leaving, leads_of, whole_act
from .alike import alike
from .counting import counted, groups_in, sum_topic
from .destination import without_destination
from .everyday import route
from .frame import ME, Asked, Frame
from .memory import beside, carried, events_of, held_against, still_beside
from .people import NEW, of_them, own_words, person_of
from .recall import going_back, once_more, varying
from .turn import Turn
from .whole import lacks, make_whole, numbered_parts
from .words import longest_first, words

REPEAT = "repeat"


def message(turn: Turn) -> Turn:
    """Reads the text once, and what it tells of a case."""
    reader = turn.brain.reader
    reading = reader.read(turn.message.text)
    told = tell(turn.message.text, reader, turn.message.day, turn.asking)
    entities = ",".join(dict.fromkeys(m.entity for m in reading.mentions)) or "none"
    saw = f"{len(turn.message.text)} characters, {turn.message.intent or 'no intent'}"
    return replace(turn, reading=reading, text=reading.text, told=told).noted(
        "message", saw, f"entities {entities}; tells {','.join(told.values) or 'nothing'}"
    )


def act(turn: Turn) -> Turn:
    """What the message does; words that only say so are cut off, and the rest is read on."""
    whole = whole_act(turn.text)
    if whole:
        return replace(turn, act=Act(whole)).noted("act", "the whole message", whole, "acts.yml")
    leads, rest = leads_of(turn.text)
    rest, left_behind = cut_leaving(rest)
    if left_behind:
        leads = leads | {"leave"}
        turn = replace(turn, left_behind=left_behind)
    if whole_act(rest):
        return replace(turn, act=Act(whole_act(rest), leads), text=rest).noted("act", "the rest", whole_act(rest))
    reading = turn.reading if rest == turn.text else turn.brain.reader.read(rest)
    return replace(turn, act=Act(ASK, leads), text=rest, reading=reading).noted(
        "act", "no whole act", ASK, ",".join(sorted(leads))
    )


def person(turn: Turn) -> Turn:
    """Whose case is spoken of. Another person keeps place and path, and brings the question along."""
    who, because = person_of(turn.message.text, turn.reading, turn.frame)
    frame = turn.frame
    asked = of_them(turn.text) if turn.act.name == ASK and who != ME and not turn.told.values else turn.text
    if asked != turn.text:  # of whom it is asked says nothing of what is asked
        turn = replace(turn, text=asked, reading=turn.brain.reader.read(asked))
    if who == frame.who:
        return turn.noted("person", f"{len(frame.cases)} known", "the same", because)
    scope, last = frame.scope, frame.case.asked
    known = who in frame.cases
    if not known:
        scope = replace(scope, education=(), level=None)
        frame = frame.model_copy(update={"who": who}).with_case(scope=scope.as_dict(), asked=last)
    else:
        frame = frame.model_copy(update={"who": who}).with_case(asked=last)
    turn = replace(turn, told=_of_the_other(turn, who))
    first = turn.frame.case
    same = alike(turn.text, turn.told.values, (first.check or {}).get("told") or first.told)
    if same is not None:
        frame = frame.with_case(told=same, like=turn.frame.who, check=None)
    return replace(turn, frame=frame, another=True).noted(
        "person", f"{len(frame.cases)} known", "the speaker" if who == ME else "another", because
    )


def _of_the_other(turn: Turn, who: str) -> Told:
    """What is told of somebody else than the speaker: of the one case told, or beside the words that bring them in."""
    told = turn.told
    if who.startswith(NEW):
        return tell(own_words(turn.reading.text), turn.brain.reader, turn.message.day)
    if who != ME and len(told.others) == 1 and not told.values.keys() & told.others[0].values.keys():
        return replace(told, values={**told.values, **told.others[0].values})
    return told


def recall(turn: Turn) -> Turn:
    """Goes back to an earlier question: by its matter, to hear it again, or as its facts vary by what is named."""
    if turn.act.name != ASK:
        return turn.noted("recall", turn.act.name, "nothing")
    case, reader = turn.frame.case, turn.brain.reader
    typed = turn.message.text if numbered_parts(turn.message.text) else turn.text  # a reading makes ③ a plain 3
    back = going_back(turn.text, case, reader) or once_more(typed, case, reader)
    if back is None:
        earlier = varying(turn.reading.scope, case) if turn.reading.scope_only else None
        if earlier is None:
            return turn.noted("recall", f"{len(case.recent)} earlier", "the last question")
        frame = turn.frame.with_case(asked=earlier)
        return replace(turn, frame=frame).noted("recall", "a level or education alone", ",".join(earlier.topics))
    frame = turn.frame.with_case(asked=back.asked) if back.asked else turn.frame
    if not back.rest:
        return replace(turn, frame=frame, act=Act(REPEAT, turn.act.leads)).noted("recall", "an earlier matter", REPEAT)
    return replace(turn, frame=frame, text=back.rest, reading=reader.read(back.rest)).noted(
        "recall", "an earlier matter", "found" if back.asked else "none", "asking.yml"
    )


def whole(turn: Turn) -> Turn:
    """The follow-up made whole; whether it goes on with the last question decides what is remembered."""
    asked, reader = turn.frame.case.asked, turn.brain.reader
    text, day = turn.text, asked.day
    for word in words("asking")["that_day"]["words"] if day else ():
        if word in text and not text[: text.index(word)].endswith(tuple(words("asking")["that_day"]["not_after"])):
            text = text.replace(word, f"{int(day[5:7])}月{int(day[8:])}日")
    reading = turn.reading if text == turn.text else reader.read(text)
    if turn.act.name == ASK and (sum_ := counted(text, reading, turn.frame, _counts_for(turn, reading))):
        return replace(turn, text=text, reading=reading, whole_text=sum_.text, goes_on=True, counts=sum_.groups).noted(
            "whole", f"{len(text)} characters", f"{len(sum_.groups)} groups counted", "the last matter"
        )
    no_subject, no_aspect = lacks(text, reading)
    groups = any(word in text for word in longest_first("asking", "groups"))
    bare = no_subject and no_aspect and not groups and _names(reading)
    alone = (reading.scope_only or (bare and bool(asked.topics))) and not heads(text)  # so many people are no scope
    if alone:
        return replace(turn, text=text, reading=reading, whole_text="", goes_on=True).noted(
            "whole", f"{len(text)} characters", "a scope alone: the last topics"
        )
    found = make_whole(text, reading, asked, reader)
    if found.goes_on and found.numbered:
        reading = reader.read(found.text)
    if found.tells:
        turn = replace(turn, told=tell(found.text, reader, turn.message.day))
    return replace(turn, text=text, reading=reading, whole_text=found.text, goes_on=found.goes_on).noted(
        "whole", f"{len(text)} characters", "with the last question" if found.goes_on else "as it stands", found.because
    )


def _counts_for(turn: Turn, reading: Reading) -> Scope:
    return carried(turn.frame.scope, reading.scope_on(turn.message.day), frozenset())[0]


def _names(reading: Reading) -> bool:
    """Whether a place, series, path, level or education is named."""
    return reading.scope != Scope()


def memory(turn: Turn) -> Turn:
    """What this message names, over what is known; a place held only against it does not move the talk."""
    known, base = turn.frame.scope, turn.brain.base
    named = without_destination(turn.text, turn.reading.mentions, turn.reading.scope_on(turn.message.day))
    if held_against(turn.text, turn.reading, known):
        return replace(turn, named=named, scope=beside(known, named), aside=True).noted(
            "memory", "a place or series held against", "both sides, nothing moves", "contrast"
        )
    if both := still_beside(turn.text, named, known, Scope.from_dict(turn.frame.case.asked.scope)):
        return replace(turn, named=named, scope=both, aside=True).noted(
            "memory", "the comparison goes on", "both sides, nothing moves", "contrast"
        )
    home = Scope.from_dict(turn.frame.home)
    returns = not (named.regions or named.series) and any(w in turn.text for w in words("asking")["home"])
    if returns and (home.regions or home.series):
        known = replace(known, regions=home.regions, series=home.series)
    known = _before_left(turn, known, named)
    events = events_of(named, known, turn.reading, base, topic=not turn.goes_on)
    scope, dropped = carried(known, named, events)
    if not scope.regions and not scope.series:
        scope = replace(scope, regions=turn.reading.contact_of.regions, series=turn.reading.contact_of.series)
    moved = any(getattr(named, s) and getattr(known, s) not in ((), getattr(named, s)) for s in ("regions", "series"))
    moved = moved or "regions" in dropped or "series" in dropped
    frame = turn.frame.leaving(known) if moved else turn.frame
    if turn.frame.who == ME and not turn.frame.home and (scope.regions or scope.series):
        frame = frame.model_copy(update={"home": scope.as_dict()})
    return replace(turn, frame=frame, named=named, scope=scope).noted(
        "memory", ",".join(sorted(events)) or "nothing named", f"dropped {','.join(dropped) or 'nothing'}", "frame.yml"
    )


def _before_left(turn: Turn, known: Scope, named: Scope) -> Scope:
    """「不问某地了」: place and series as they were before the one left behind, unless others are named now."""
    gone = turn.brain.reader.read(turn.left_behind).scope if turn.left_behind else Scope()
    of_known = {*gone.regions, *gone.series} & {*known.regions, *known.series}
    if not of_known or named.regions or named.series:
        return known
    for kept in reversed(turn.frame.left):
        before = Scope.from_dict(kept)
        if not of_known & {*before.regions, *before.series}:
            return replace(known, regions=before.regions, series=before.series)
    return known


def everyday(turn: Turn) -> Turn:
    """评 in the everyday sense becomes the route that the notice has, before anything is parsed."""
    text = turn.whole_text or turn.text
    reading = turn.brain.reader.read(text)
    found = route(text, reading, turn.scope, turn.brain.base, turn.message.day)
    if found.text == text and found.path == turn.scope.path:
        return turn.noted("everyday", "no such verb" if not found.because else "a verb", "as it stands", found.because)
    scope, named = turn.scope, turn.named
    if found.path:
        scope, named = replace(scope, path=found.path), replace(named, path=found.path)
    changed = found.text if turn.whole_text else ""
    return replace(turn, whole_text=changed, scope=scope, named=named).noted(
        "everyday", "a verb", found.path or "no path", found.because
    )


def parts(turn: Turn) -> Turn:
    """Every question in the message, with the topics it may be about; none of its own where only a scope is named."""
    asked, reader = turn.frame.case.asked, turn.brain.reader
    alone = not turn.whole_text or (turn.aside and turn.goes_on)
    text = turn.text if alone else turn.whole_text
    typed = text == reader.read(turn.message.text).text
    numbered = numbered_parts(turn.message.text) if typed else {}
    numbered = dict(zip(numbered, with_subjects(in_use(), reader, list(numbered.values())), strict=True))
    understood: Understood | None = None
    if not alone:
        understood = turn.message.understood if typed and not numbered else None
        understood = understood or understand(in_use(), reader, reader.read(text))
    by = circumstance(turn.named, turn.frame.scope, asked.topics, turn.reading.contact_of)
    found = parts_of(understood, in_use(), by) if understood else ()
    told = turn.told.values
    question = Question(
        text=text,
        as_of=turn.message.day,
        scope=_of_the_last_path(turn),
        parts=found,
        inherited_topics=_own_conditions(asked.topics, turn) if alone else asked.topics,
        scope_only=alone,
        named=turn.named,
        belonging=belonging(in_use(), understood.whole.ours if understood else None, by),
        asker={**turn.frame.case.told, **told},
        told=frozenset(told),
    )
    return replace(turn, question=question, numbered=numbered).noted(
        "parts", f"{len(text)} characters", f"{len(found)} parts, {len(numbered)} numbered"
    )


def _of_the_last_path(turn: Turn) -> Scope:
    """The scope; a question without a subject of its own (「要干满几年」) is about the path that was just told of."""
    asked = turn.frame.case.asked
    new = turn.named.regions or turn.named.series or turn.named.path or turn.named.level
    if not turn.goes_on or not turn.whole_text or turn.scope.path or new:
        return turn.scope
    return replace(turn.scope, path=asked.path or None)


def _own_conditions(topics: tuple[str, ...], turn: Turn) -> tuple[str, ...]:
    """The last topics; a condition of another path gives way to that of the path named now."""
    table, reference = words("frame")["conditions"], turn.brain.base.reference
    path = turn.named.path
    if path is None and turn.named.level is Level.JUNIOR:
        notices = resolve(turn.scope, turn.brain.base, turn.message.day).notices
        boards = [p.id for p in reference.paths.values() if p.board]
        offered = any(offers(notice, board, None) for notice in notices for board in boards)
        path = None if offered else reference.ordinary_path.id
    if path is None or path not in table:
        return topics
    return tuple(dict.fromkeys(table[path] if topic in table.values() else topic for topic in topics))


def facts(turn: Turn) -> Turn:
    """The notices of the scope, and what they state."""
    question = turn.whole
    resolution = resolve(question.scope, turn.brain.base, question.as_of)
    turn = turn.noted("scope", _kinds(question.scope), ",".join(n.id for n in resolution.notices), resolution.fit)
    answers = [turn.brain.answer(_part(turn, part)) for part in turn.numbered.values()] or [turn.brain.answer(question)]
    return replace(turn, answer=merged(answers))


def choice(turn: Turn) -> Turn:
    """Notes what was chosen."""
    answer = turn.answer
    if answer is None:
        return turn
    scores = ",".join(f"{s.topic}={s.score:.2f}" for s in answer.statements[:4])
    return turn.noted("choice", f"{len(turn.whole.parts)} parts", ",".join(answer.topics) or "none", scores).noted(
        "facts",
        f"{len(answer.notices)} notices",
        str(answer.status),
        ",".join(f.id for s in answer.statements for f in s.facts),
    )


def _kinds(scope: Scope) -> str:
    kinds = ("regions", "series", "path", "level", "education", "rounds")
    return ",".join(kind for kind in kinds if getattr(scope, kind)) or "nothing"


def _part(turn: Turn, text: str) -> Question:
    """A numbered part as a question of its own; what another part names does not bind it."""
    reader = turn.brain.reader
    text = reader.read(text).text
    named = reader.read(text).scope_on(turn.message.day)
    known = replace(turn.scope, path=None, level=None, education=())
    scope, _ = carried(known, named, frozenset())
    found = _parts_of(text, turn, named)
    return replace(turn.whole, text=text, scope=scope, named=named, parts=found, scope_only=False)


def _parts_of(text: str, turn: Turn, named: Scope) -> tuple[Part, ...]:
    """The parts of a text that was not typed as it stands."""
    reader = turn.brain.reader
    reading = reader.read(text)
    by = circumstance(named, turn.frame.scope, turn.frame.case.asked.topics, reading.contact_of)
    return parts_of(understand(in_use(), reader, reading), in_use(), by)


def merged(answers: list[Answer]) -> Answer:
    """One answer out of those to the parts, in their order; each statement once."""
    if len(answers) == 1:
        return answers[0]
    each = {(s.notice_id, s.topic, s.kind, s.say, s.facts[:1]): s for a in answers for s in a.statements}
    statements = tuple(each.values())
    kinds = {answer.status for answer in answers}
    status = kinds.pop() if len(kinds) == 1 else Status.PARTIAL
    return Answer(
        status=status if statements else answers[0].status,
        statements=statements,
        notices=tuple(dict.fromkeys(n for a in answers for n in a.notices)),
        contacts=tuple(dict.fromkeys(c for a in answers for c in a.contacts)),
        missing=answers[0].missing if status is Status.CLARIFY else "",
        unanswered=tuple(dict.fromkeys(part for a in answers for part in a.unanswered)),
        several=True,
        topics=tuple(dict.fromkeys(t for a in answers for t in a.topics)),
    )


def remembered(turn: Turn, topics: tuple[str, ...], day: str = "", due: str = "", *, about: bool = False) -> Frame:
    """The frame after a question was answered. A scope alone keeps the words of the question before it."""
    bounds = words("frame")["bounds"]
    last, question = turn.frame.case.asked, turn.whole
    text = last.text if question.scope_only and last.text else question.text
    asked = Asked(
        text=text[: bounds["text"]],
        topics=topics[: bounds["topics"]],
        scope=question.scope.as_dict(),
        alone=question.scope_only,
        numbered=_numbering(last.numbered, turn.numbered),
        day=day,
        by=_varies_by(turn),
        open=turn.answer is not None and turn.answer.status is Status.CLARIFY,
        counts=_counts(turn, topics),
        due=due,
        about=about,
        path=_one_path(turn),
    )
    scope = turn.frame.scope if turn.aside else turn.scope
    return turn.frame.with_case(scope=scope.as_dict(), asked=asked, doubted=False, told=_kept_told(turn))


def _counts(turn: Turn, topics: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """The people counted so far: by this question, or before it as long as the talk goes on."""
    if turn.counts or not sum_topic(topics):
        return turn.counts
    reading = turn.brain.reader.read(turn.text)
    return groups_in(turn.text, reading, turn.scope, turn.scope) or turn.frame.case.asked.counts


def _varies_by(turn: Turn) -> tuple[str, ...]:
    """What the facts on the topics answered vary by: whoever names such a thing alone means this question."""
    given = turn.answer.statements if turn.answer else ()
    facts = [f for s in given for f in turn.brain.base.notices[s.notice_id].cell(s.topic).facts]
    by = {"level": any(fact.levels for fact in facts), "education": any(fact.education for fact in facts)}
    return tuple(slot for slot, varies in by.items() if varies)


def _one_path(turn: Turn) -> str:
    """The path that every fact answered is limited to; "" where there is none, or one is of everybody."""
    paths = {fact.paths for s in (turn.answer.statements if turn.answer else ()) for fact in s.facts}
    (only,) = paths if len(paths) == 1 else ((),)
    return only[0] if len(only) == 1 else ""


def _kept_told(turn: Turn) -> dict[str, Any]:
    """What is known of the person: told as one's own and not supposed; place and series are the scope's."""
    told, known = turn.told, turn.frame.case.told
    own = "我" in turn.message.text or turn.another or not ASKING.search(turn.message.text)
    if turn.aside or told.what_if or "suppose" in turn.act.leads or not own or turn.frame.case.before:
        return known
    new = {
        n: v for n, v in told.values.items() if n not in ("region", "series", "specialty") and n not in told.inferred
    }
    times = words("frame")["one_of"]
    known = {n: v for n, v in known.items() if not (n in times and set(times) & set(new))}
    return {**known, **new}


def _numbering(known: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """The numbered parts that 「第2个」 may mean: a list that goes on (④ ⑤) is added, one that begins anew replaces."""
    if "1" in new:
        return new
    return dict(list({**known, **new}.items())[-words("frame")["bounds"]["parts"] :])


def again(turn: Turn) -> Turn:
    """The turn with the last question in place of the message: to say its answer once more."""
    asked = turn.frame.case.asked
    scope = Scope.from_dict(asked.scope)
    found: tuple[Part, ...] = () if asked.alone else _parts_of(asked.text, turn, scope)
    question = Question(asked.text, turn.message.day, scope, found, asked.topics, asked.alone, scope)
    return replace(turn, question=question, scope=scope)


def asking_alone(turn: Turn, text: str) -> Turn:
    """The turn with a part of the last question asked alone."""
    question = replace(turn.whole, text=text, parts=_parts_of(text, turn, turn.scope), scope_only=False)
    return replace(turn, question=question, answer=None)
