"""Reads a message: the scope it names, its parts, and whether it names a scope and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from policies_kb.lexers.asking import ASKING
from policies_kb.loading import KnowledgeBase
from policies_kb.model.facts import Level, RuleFact
from policies_kb.model.question import Scope
from policies_kb.vocabulary import Gazetteer, Mention, build_gazetteer
from policies_kb.vocabulary.gazetteer import normalise

from .beside import named_together, narrowing, set_beside
from .bounds import first_read
from .heard import as_meant
from .parts import split
from .prefectures import own_prefectures
from .rounds import RoundMention, rounds_in

MASKS = {"region": "某地", "series": "某系列", "all_notices": "各地", "level": "某职级", "province": "外省"}
CONTACT = "联系人"  # in place of the name of a contact on file
# What may stand around a scope word without asking anything new: 「那某县呢」「哦不对,我单位在某县」「换成本科」
FILLER = re.compile(
    r"那么|那|呢|换成|换|改成|要是|如果|是|的|了|哦|噢|啊|呀|吧|嗯|不对|不是|说错|错|我们?|你们?|单位|在|问|想|咨询|一下|下|"
    r"这边|这里|人|县|市|地区|系列|专业|也|和|跟|与|以及|或者|还有|又|呢|嘛|么|吗|对|就|请|查|看|说|应该|其实|刚才|上面|"
    r"这个|那个|情况|怎么样|怎样|如何|咋样|学历|毕业|生|[\s,，。.!！?？、;；:：~…“”\"'()（）]"
)

# … and around a round: 「按去年的通知呢」
ROUND_FILLER = re.compile(
    r"按照?|依照?|通知|文件|规定|政策|那份|那批|那轮|算|比较?|一样|相同|不同|区别|差别|变化|变|改|有没有|没有|有"
)

ORIGIN = re.compile(
    r"(?:那边|那儿|那里)?(?:(?:评|发|取得|考|拿|办)(?:的|过|出来?|下来|到的?|了)|读书|读|上大?学|念|毕业(?!证)|大学|学院)"
)
HOME = re.compile(r"(?:户口|户籍|老家|籍贯|家)[也还都]?(?:是|在|住)?$")  # where somebody lives is not where they work
MASKED = re.compile(
    r"(我的?|本人)?(姓名|名字|身份证|手机|电话)?(号码?)?(叫|是|为|:)?〔(?!银行)[^〕]{1,8}〕"
)  # what stands for masked personal data says nothing
READ_ONCE = 64  # texts whose reading is kept: those of the turns going on at once
PARTS_ONCE = 512  # parts of messages


@dataclass(frozen=True)
class Reading:
    """A message as read: ``masked`` is the text with scope words replaced, for the classifier and the evidence."""

    text: str
    masked: str
    mentions: tuple[Mention, ...]
    scope: Scope
    scope_only: bool
    parts: tuple[str, ...]
    own_notice: frozenset[str] = frozenset()  # series that a notice of their own is about
    own_prefecture: Mapping[str, str] = field(default_factory=dict)  # of each kind the one with a notice of its own
    contact_of: Scope = field(default_factory=Scope)  # of the notice whose contact is named
    rounds: tuple[RoundMention, ...] = ()  # the rounds of notices that are named

    def scope_on(self, day: date) -> Scope:
        """What the message names on the day of asking."""
        wishes = (mention.at(day) for mention in self.rounds)
        return replace(self.scope, rounds=tuple(dict.fromkeys(wish for wish in wishes if wish)))


def specialties_of(base: KnowledgeBase) -> dict[str, str]:
    """The specialties that the notices' lists name, each with its series."""
    return {
        specialty: series
        for notice in base.notices.values()
        for series, specialties in notice.series.items()
        for specialty in specialties
    }


class Reader:
    """Reads messages with one gazetteer."""

    def __init__(self, base: KnowledgeBase, gazetteer: Gazetteer | None = None) -> None:
        self._own_prefecture = own_prefectures(base)
        self._gazetteer = gazetteer or build_gazetteer(base.reference, self._own_prefecture, specialties_of(base))
        self._terms = base.reference.terms
        self._once = lru_cache(maxsize=READ_ONCE)(self._read)
        # the parts of a message, which the classifier and the answer ask for one after the other
        self._found = lru_cache(maxsize=PARTS_ONCE)(lambda text: tuple(self._gazetteer.find(text)))
        self._bare = lru_cache(maxsize=PARTS_ONCE)(self._without_rounds)
        # places that a rule names tell facts apart; all others only settled the scope
        rules = " ".join(f.say for n in base.notices.values() for f in n.record.facts if isinstance(f, RuleFact))
        self._telling_regions = frozenset(
            region.name
            for region in base.reference.regions.values()
            if region.short in rules and not any(region.name in n.head.coverage.regions for n in base.notices.values())
        )
        # whoever asks for a contact by name means that notice
        self._contacts = {
            person: notice.head.coverage
            for notice in base.notices.values()
            for contact in notice.contacts
            for person in contact.people
        }
        # series that a notice of their own is about: they settle the scope like a place does
        self._own_notice = frozenset(
            series
            for notice in base.notices.values()
            if notice.head.coverage.series_mode == "only"
            for series in notice.series
        )

        self._places = {
            series: notice.head.coverage.regions[0]
            for notice in base.notices.values()
            if notice.head.coverage.series_mode == "only" and notice.head.coverage.regions
            for series in notice.series
        }

    def read(self, message: str) -> Reading:
        """Everything that the text alone tells. A text is read once, however many steps of a turn ask."""
        return self._once(first_read(message))

    def _read(self, message: str) -> Reading:
        text = as_meant(MASKED.sub(" ", normalise(message)).strip())
        mentions = tuple(m for m in self._found(text) if not _only_origin(m, text))
        if len({m.value for m in mentions if m.entity == "region"}) > 1:
            mentions = tuple(m for m in mentions if m.entity != "region" or not HOME.search(text[: m.start]))
        rounds = rounds_in(text, self._terms, ASKING)
        return Reading(
            text=text,
            masked=self._mask(text, mentions),
            mentions=mentions,
            scope=self._with_places_beside(_scope(mentions, self._own_notice, text), mentions, text),
            contact_of=self._contact_of(text),
            scope_only=_scope_only(text, mentions, rounds),
            rounds=rounds,
            parts=split(text),
            own_notice=self._own_notice,
            own_prefecture=self._own_prefecture,
        )

    def _with_places_beside(self, scope: Scope, mentions: tuple[Mention, ...], text: str) -> Scope:
        """The scope with the place of a series that has a notice of its own, where a place and the series are set
        beside each other: 「甲县和乙系列哪个写得细」 asks of two notices."""
        if len(scope.regions) != 1 or len(scope.series) != 1 or scope.series[0] not in self._places:
            return scope
        two = tuple(m for m in mentions if m.value in (*scope.regions, *scope.series) and not m.weak)
        place = self._places[scope.series[0]]
        if place in scope.regions or not named_together(two, text):
            return scope
        return replace(scope, regions=(*scope.regions, place))

    def named(self, entity: str, message: str) -> frozenset[str]:
        """The values of one kind (a specialty …) that a message names."""
        return frozenset(m.value for m in self._found(normalise(message)) if m.entity == entity)

    def beside(self, message: str) -> tuple[str, ...]:
        """The levels that a message sets beside each other, else the paths."""
        reading = self.read(message)
        levels, paths = (set_beside(entity, reading.mentions, reading.text) for entity in ("level", "path"))
        return levels or paths

    def _contact_of(self, text: str) -> Scope:
        """The scope of the notice whose contact is named; an empty one when none is."""
        named = [coverage for person, coverage in self._contacts.items() if person.lower() in text]
        if not named:
            return Scope()
        if named[0].series_mode == "only":
            return Scope(series=tuple(named[0].series[:1]))
        return Scope(regions=tuple(named[0].regions[:1]))

    def without_rounds(self, text: str) -> str:
        """The text without the rounds it names: like a place, they settle the scope and tell nothing of the topic."""
        return self._bare(normalise(text))

    def _without_rounds(self, text: str) -> str:
        for mention in sorted(rounds_in(text, self._terms, ASKING), key=lambda mention: -mention.start):
            text = text[: mention.start] + text[mention.end :]
        return text

    def telling(self, text: str) -> str:
        """The text without the words that settled the scope; places that a fact may name stay."""
        text = self.without_rounds(text)
        settled = [m for m in self._found(text) if m.entity != "region" or m.value not in self._telling_regions]
        return self._mask(text, tuple(settled))

    def mask(self, text: str) -> str:
        """The text with places and series replaced, so that a topic is learnt once and not once a place."""
        text = as_meant(normalise(text))
        return self._mask(text, self._found(text))

    def outline(self, masked: str) -> str:
        """A masked text with every series and specialty replaced, hinted ones too: whether a text is ours does not
        turn on which of them it names."""
        pieces, position = [], 0
        for mention in self._found(masked):
            if mention.entity in ("series", "specialty", "exam_only") and mention.start >= position:
                pieces += [masked[position : mention.start], MASKS["series"]]
                position = mention.end
        return "".join([*pieces, masked[position:]])

    def _mask(self, text: str, mentions: tuple[Mention, ...]) -> str:
        pieces, position = [], 0
        for mention in mentions:
            mask = MASKS.get(mention.entity)
            if mask is None or mention.start < position or (mention.weak and mention.entity != "province"):
                continue
            if mention.entity == "series" and mention.value not in self._own_notice:
                continue
            if mention.entity == "level" and mention.surface in mention.value:
                continue  # 中级 is the notices' own word; 馆员 or 讲师 only names it for one series
            pieces += [text[position : mention.start], mask]
            position = mention.end
        return self._without_names("".join([*pieces, text[position:]]))

    def _without_names(self, text: str) -> str:
        """Names of the contacts on file give way to what they are: to a model they are anybody's."""
        for person in self._contacts:
            text = text.replace(person.lower(), CONTACT)
        return text


def _only_origin(mention: Mention, text: str) -> bool:
    """Whether a place is only where something was obtained: 在某市评的, 某地毕业."""
    return mention.entity == "region" and ORIGIN.match(text, mention.end) is not None


def _scope(mentions: tuple[Mention, ...], own_notice: frozenset[str], text: str) -> Scope:
    def values(entity: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.value for m in mentions if m.entity == entity and not m.weak))

    level = narrowing("level", mentions, text)
    hinted = tuple(
        dict.fromkeys(m.value for m in mentions if m.entity == "series" and m.weak and m.value in own_notice)
    )
    return Scope(
        regions=values("region"),
        series=values("series") or (hinted if len(hinted) == 1 else ()),
        path=narrowing("path", mentions, text),
        level=Level(level) if level else None,
        education=values("education"),
        all_notices=bool(values("all_notices")),
    )


def _scope_only(text: str, mentions: tuple[Mention, ...], rounds: tuple[RoundMention, ...]) -> bool:
    if not mentions and not rounds:
        return False
    rest = list(text)
    spans = [(m.start, m.end) for m in mentions] + [(m.start, m.end) for m in rounds]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    left = ROUND_FILLER.sub("", "".join(rest)) if rounds else "".join(rest)
    left = FILLER.sub("", left)
    return not left or (len(left) == 1 and ASKING.search(left) is None)
