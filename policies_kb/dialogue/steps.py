"""The steps that understand a message. Each takes the turn, fills its own fields, leaves a line in the trace."""

from __future__ import annotations

from dataclasses import replace

from policies_kb.eligibility import telling
from policies_kb.eligibility.telling import Told, tell
from policies_kb.model.question import Scope
from policies_kb.reading import ASKING, Reading
from policies_kb.reading.quantities import heads

from .acts import ASK, Act, cut_leaving, leads_of, whole_act
from .alike import alike
from .counting import counted
from .destination import without_destination
from .everyday import route
from .frame import ME, Frame
from .memory import beside, carried, events_of, held_against, still_beside
from .people import NEW, of_them, other_of_both, own_words, person_of
from .recall import going_back, once_more, varying
from .turn import Turn
from .whole import enough_of, lacks, make_whole, numbered_parts
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
    turn = replace(turn, told=_time_put_right(turn, rest)) if "correct" in leads else turn
    return replace(turn, act=Act(ASK, leads), text=rest, reading=reading).noted(
        "act", "no whole act", ASK, ",".join(sorted(leads))
    )


def _time_put_right(turn: Turn, rest: str) -> Told:
    """「我记错了 是前年8月1号」: a time alone puts right the time of work that was told before."""
    case = turn.frame.case
    timed = set(words("frame")["one_of"]) & {*case.told, *((case.check or {}).get("told") or {})}
    if turn.told.values or not timed:
        return turn.told
    again = tell(rest, turn.brain.reader, turn.message.day, "years")
    return again if again.values.keys() <= set(words("frame")["one_of"]) and not again.unknown else turn.told


def person(turn: Turn) -> Turn:
    """Whose case is spoken of. Another person keeps place and path, and brings the question along."""
    who, because = person_of(turn.message.text, turn.reading, turn.frame)
    if _told_of_both(turn.told):
        other = who if who != ME else other_of_both(turn.message.text, turn.frame)
        turn = replace(turn, frame=_with_the_other(turn, other))
        who, because = ME, "told of both"
    frame, first = turn.frame, turn.frame.case
    of_the_first = (first.check or {}).get("told") or first.told
    turn = replace(turn, told=telling.beside(turn.told, of_the_first))
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
    turn = replace(turn, told=telling.beside(_of_the_other(turn, who), of_the_first))
    same = alike(turn.text, turn.told, of_the_first)
    if same is not None:
        frame = frame.with_case(told=same, like=turn.frame.who, check=None)
    return replace(turn, frame=frame, another=True).noted(
        "person", f"{len(frame.cases)} known", "the speaker" if who == ME else "another", because
    )


def _told_of_both(told: Told) -> bool:
    """Whether the same is told of the speaker and of one other: 「我全日制本科 她全日制大专」."""
    return len(told.others) == 1 and bool(told.values.keys() & told.others[0].values.keys())


def _with_the_other(turn: Turn, who: str) -> Frame:
    """The frame with the other one's case beside the speaker's: what is told of both, and what is told of them."""
    frame, told = turn.frame, {**turn.told.values, **turn.told.others[0].values}
    kept = {name: value for name, value in told.items() if name not in ("region", "series", "specialty")}
    named = turn.reading.scope_on(turn.message.day)
    scope = replace(carried(frame.scope, named, frozenset())[0], education=())
    theirs = frame.model_copy(update={"who": who}).with_case(scope=scope.as_dict(), told=kept)
    return theirs.model_copy(update={"who": frame.who})


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
    if path := _path_alone(turn, text, bare=no_subject and no_aspect):
        reading, bare = replace(reading, scope=replace(reading.scope, path=path)), True
    alone = (reading.scope_only or (bare and bool(asked.topics))) and not heads(text)  # so many people are no scope
    if alone:
        return replace(turn, text=text, reading=reading, whole_text="", goes_on=True).noted(
            "whole", f"{len(text)} characters", "a scope alone: the last topics"
        )
    found = enough_of(text) if _tells_a_value(turn, reading) else make_whole(text, reading, asked, reader)
    if found.goes_on and found.numbered:
        reading = reader.read(found.text)
    if found.tells:
        turn = replace(turn, told=tell(found.text, reader, turn.message.day))
    return replace(turn, text=text, reading=reading, whole_text=found.text, goes_on=found.goes_on).noted(
        "whole", f"{len(text)} characters", "with the last question" if found.goes_on else "as it stands", found.because
    )


def _path_alone(turn: Turn, text: str, *, bare: bool) -> str | None:
    """「乡里定中级的呢」 names no more than a way to a title: the last question is asked of it."""
    target = turn.told.target
    ends = text.rstrip(" ?？。").endswith(longest_first("asking", "going_on"))
    if not (bare and ends and target and turn.frame.case.asked.topics):
        return None
    return turn.brain.base.reference.targets[target].id


def _tells_a_value(turn: Turn, reading: Reading) -> bool:
    """Whether no more is told than a value of one's own that the last answer's rule is about, and no check waits."""
    asked, told = turn.frame.case.asked, set(turn.told.values)
    ruled = words("asking")["ruled"]
    matter = next((fields for topic, fields in ruled.items() if topic in asked.topics), ())
    waits = bool((turn.frame.case.check or {}).get("asking"))
    other = turn.another or turn.told.what_if or bool(turn.act.leads)
    if not told or not told <= set(matter) or waits or not asked.fresh or other:
        return False
    return ASKING.search(turn.text) is None and not any(w in turn.text for w in longest_first("asking", "aspects"))


def _counts_for(turn: Turn, reading: Reading) -> Scope:
    return carried(turn.frame.scope, reading.scope_on(turn.message.day), frozenset())[0]


def _names(reading: Reading) -> bool:
    """Whether a place, series, path, level or education is named."""
    return reading.scope != Scope()


def memory(turn: Turn) -> Turn:
    """What this message names, over what is known; a place held only against it does not move the talk."""
    known, base = turn.frame.scope, turn.brain.base
    named = without_destination(turn.text, turn.reading.mentions, turn.reading.scope_on(turn.message.day))
    named = _not_denied(named, turn.told)
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


def _not_denied(named: Scope, told: Told) -> Scope:
    """「不是甲县 是乙县」: what is named, without what is said not to be meant."""
    gone = {str(value) for name, value in told.denied if name in ("region", "series")}
    regions = tuple(one for one in named.regions if one not in gone) or named.regions
    series = tuple(one for one in named.series if one not in gone) or named.series
    return replace(named, regions=regions, series=series)


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
