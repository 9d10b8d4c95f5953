"""Whose case a word tells, and how: as held, heard of, supposed or not known; slips are taken back first."""

from __future__ import annotations

from itertools import groupby

from .tokens import Token

HELD, HEARD, SUPPOSED, UNSURE = "held", "heard", "if", "unsure"
REPLACED = frozenset(
    {"DUR", "EDU", "MODE", "DATE", "MD", "UNIT", "KIND", "SERIES", "REGION", "GRADE", "TITLE", "LEVELWORD", "PTHG"}
)
FACTS = frozenset({"EDU", "WORK", "UNIT", "TITLE", "DUR", "DATE", "REGION", "KIND", "MODE", "SERIES", "TOWN"})
PEOPLE = frozenset({"KIN", "MATES"})
DOUBTED = FACTS | {"GRADE", "PTHG", "HEAVY", "RETIRED", "SERVE", "LEVELWORD"}
WHAT = ("啥", "什么", "哪", "几")
LONGEST_DOUBT = 7  # tokens of a clause that says 不清楚 and nothing else
CONSEQUENCE = ("就", "都", "给", "给定")  # 「那边两年就定了」 tells of others
TOGETHER = ("和", "跟", "与", "同")
EVENTS = frozenset({"START", "GO", "MOVE", "HAVE"})
PARTICLES = ("吧", "是", "的", "了", "啊")
THERE = ("那边", "那儿", "那里")
SLIP_BACK, SLIP_ON, OWN_REACH = 9, 8, 5  # tokens


def clauses_of(tokens: list[Token]) -> list[list[Token]]:
    """The tokens by clause."""
    return [list(group) for _, group in groupby(tokens, key=lambda token: token.clause)]


def take_back_slips(tokens: list[Token]) -> None:
    """「三年，哦不，两年半」: the last word of the kind that follows a slip says nothing any more."""
    for i, token in enumerate(tokens):
        if "SLIP" not in token.tags:
            continue
        after = next((t for t in tokens[i + 1 : i + SLIP_ON] if _kinds(t)), None)
        if after is None:
            continue
        said = _kinds(after)
        for back in reversed(tokens[max(0, i - SLIP_BACK) : i]):
            if said & _kinds(back):
                back.tags = {}
                break


def _kinds(token: Token) -> set[str]:
    kinds = set(token.tags) & REPLACED
    if "PTHNONE" in token.tags:
        kinds |= {"PTHG"}
    if "EDUPLACE" in token.tags:
        kinds |= {"EDU"}
    return kinds | {"TITLE"} if "LEVELWORD" in kinds else kinds


def assign_stances(tokens: list[Token], *, asked: bool) -> str:
    """Sets person and modality of every token; returns the person whose case it is, "" for the asker's own.

    ``asked``: the message answers a question, so that a doubt in it does not take the rest back.
    """
    clauses = clauses_of(tokens)
    subject = _subject(tokens, clauses)
    named = {token.text for token in tokens if PEOPLE & set(token.tags)}
    beside = [token for token in tokens if _beside(tokens, token)]
    person = ""
    for parts in clauses:
        first = parts[0].index
        if first and "P" in tokens[first - 1].tags:
            person = ""
        modality, doubt = HELD, _doubt(parts, asked=asked)
        for at, token in enumerate(parts):
            if at == doubt:
                modality = UNSURE
            before = parts[max(0, token.index - first - 4) : token.index - first]
            after = parts[token.index - first + 1 :]
            if "IF" in token.tags:
                modality = SUPPOSED
            elif beside and "PRONOUN" in token.tags and token.index > beside[0].index:
                person = beside[0].text  # 「我和同学…他本科我大专」
            elif token not in beside and (other := _other_person(token, after, subject)):
                person = other
                for modifier in _modifiers(before):  # 「某地的表姐」
                    modifier.person = other
            elif _hearsay(token, before):
                modality = HEARD
            elif "SELF" in token.tags and not (after and PEOPLE & set(after[0].tags)):
                person = ""
                modality = HELD if modality == HEARD else modality
            elif modality == UNSURE and "MAY" in token.tags and "WHETHER" in parts[doubt or 0].tags:
                modality = HELD  # 「是不是参公也能报」: the doubt ends where the consequence begins
            token.person, token.modality = person, modality
        whole = [token for token in parts if not token.pause]
        if any("BROADLY" in token.tags for token in whole[-3:]):
            for token in parts:
                token.modality = HEARD
        if person and not subject and person not in named:
            person = ""  # 人家, 那边: no longer than the clause
    if not asked:
        _take_back_doubtful(clauses)
    return subject


def _beside(tokens: list[Token], token: Token) -> bool:
    """「我和同学一起进的」: who is told of together with the speaker; what follows holds of both."""
    if not PEOPLE & set(token.tags) or token.index < 2:
        return False
    joined, before = tokens[token.index - 1], tokens[token.index - 2]
    return joined.text in TOGETHER and "SELF" in before.tags


def _subject(tokens: list[Token], clauses: list[list[Token]]) -> str:
    """The person for whom the whole message asks; "" for the asker."""
    people = [token for token in tokens if PEOPLE & set(token.tags)]
    if not people:
        return ""
    first = people[0]
    if any("HEARD" in token.tags for token in clauses[first.clause]):
        return ""
    selves = [token for token in tokens[:-1] if "SELF" in token.tags]
    if any("ASKFOR" in t.tags for t in tokens) or any(t.index and "LETASK" in tokens[t.index - 1].tags for t in selves):
        return first.text
    own = [
        token
        for token in selves
        if tokens[token.index + 1].text != "的"
        and not PEOPLE & set(tokens[token.index + 1].tags)
        and any(
            FACTS & set(t.tags) and t.clause == token.clause for t in tokens[token.index + 1 : token.index + OWN_REACH]
        )
    ]
    ours = "KIN" in first.tags or any(tokens[token.index + 1] is first for token in selves)
    return first.text if not own and first.clause <= 1 and ours else ""


def _modifiers(before: list[Token]) -> list[Token]:
    """What stands before a person with 的, back to a word of one's own."""
    if not before or before[-1].text != "的":
        return []
    own = [index for index, token in enumerate(before) if "SELF" in token.tags or token.pause]
    return before[max(own) + 1 if own else 0 :]


def _doubt(parts: list[Token], *, asked: bool) -> int | None:
    """Where in the clause its doubt begins: what follows is asked or guessed, not told. None where there is none."""
    whether = next((at for at, token in enumerate(parts) if "WHETHER" in token.tags), None)
    begins = [at for at in (_asked_or_unsure(parts, whether, asked=asked), _hedged(parts)) if at is not None]
    return min(begins, default=None)


def _asked_or_unsure(parts: list[Token], whether: int | None, *, asked: bool) -> int | None:
    if asked:
        return whether
    unsure = next((at for at, token in enumerate(parts) if _unsure(token, parts[at + 1 : at + 2])), None)
    if unsure is not None:
        last = max((at for at, token in enumerate(parts) if DOUBTED & set(token.tags)), default=-1)
        of_consequence = any("MAY" in token.tags for token in parts[last + 1 :])  # 「大专不知道能不能报」
        return unsure if of_consequence and whether is None else whether or 0
    if whether is not None:
        return whether
    if any(token.text == "还是" for token in parts) and any("NEG" in token.tags for token in parts):
        return 0
    return None


def _hedged(parts: list[Token]) -> int | None:
    """Where a hedge begins; one that closes its clause hedges what stands before it: 「是优秀好像」."""
    hedge = next((at for at, token in enumerate(parts) if "HEDGE" in token.tags), None)
    if hedge is None:
        return None
    after = [token for token in parts[hedge + 1 :] if not token.pause]
    if not any(DOUBTED & set(token.tags) for token in after) and any(EVENTS & set(token.tags) for token in after):
        return 0  # 「2020年好像上的班」: what happened is hedged, and its day with it
    return 0 if all(token.text in PARTICLES or "ENDING" in token.tags for token in after) else hedge


def _unsure(token: Token, after: list[Token]) -> bool:
    """「忘了说」 forgets no fact."""
    return "UNSURE" in token.tags and not any("TELLVERB" in other.tags for other in after)


def _take_back_doubtful(clauses: list[list[Token]]) -> None:
    """「普通话二乙，记不清了」: a clause of doubt alone takes back the last fact told before it."""
    for before, parts, after in zip(clauses, clauses[1:], [*clauses[2:], []], strict=False):
        alone = not any(DOUBTED & set(token.tags) or {"MAY", "WANT"} & set(token.tags) for token in parts)
        forward = any("WHETHER" in token.tags or token.text in ("还是", *WHAT) for token in [*parts, *after])
        unsure = any(_unsure(token, parts[at + 1 : at + 2]) for at, token in enumerate(parts))
        if not (unsure and alone) or forward or len(parts) > LONGEST_DOUBT:
            continue
        facts = [token for token in before if DOUBTED & set(token.tags)]
        for token in facts:
            if DOUBTED & set(token.tags) & set(facts[-1].tags):
                token.modality = UNSURE


def _other_person(token: Token, after: list[Token], subject: str) -> str:
    """Who is spoken of from this word on; "" when nobody new is."""
    if "OTHER" in token.tags:
        return token.text
    if token.text in THERE and any(t.text in CONSEQUENCE for t in after):
        return token.text
    if PEOPLE & set(token.tags) and (not subject or (token.text != subject and after and "KIN" not in token.tags)):
        return token.text
    return ""


def _hearsay(token: Token, before: list[Token]) -> bool:
    if "HEARD" not in token.tags or any("ASKFOR" in t.tags for t in before):
        return False
    return len(token.text) > 1 or any({"OTHER", *PEOPLE} & set(t.tags) for t in before)
