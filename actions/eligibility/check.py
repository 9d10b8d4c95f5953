"""What a running check knows; kept in the slot ``check``."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from policies_kb.aspects.phrases import Phrases, fold
from policies_kb.dialogue.words import words
from policies_kb.eligibility.telling import TIMES, Told
from policies_kb.model.question import Part
from policies_kb.model.rounds import Wish
from policies_kb.reading import ASKING

from .degrees import Degree, known, with_degree

INTENT = "check_eligibility"
SURE = 0.4
CAN = re.compile(
    r"能|可以|行不|行吗|够|算|还行|咋办|怎么办|合适|符合|来得及|收不收|报还是|授|顺[延到]|看看|查一?下|帮我|资格|当年|满.{0,3}年了?吗|走得了|几时|最后一天"
)
PERSONAL = frozenset(
    {
        "unit_kind",
        "unit_level",
        "education",
        "study_mode",
        "years",
        "work_start",
        "work_period",
        "assessments",
        "retired",
        "under_discipline",
        "current_title",
        "grassroots_years",
        "grassroots_excellent",
        "putonghua",
    }
)
LEAST_PERSONAL = 2
LEAST_TOLD = 3
# 「大专干几年能定」 asks for the rule, whoever asks; only somebody who tells a whole story wants it applied
RULE = re.compile(r"(?<![好这那近头前十])几年|多久|多少|什么时候|啥时候|哪|几号|几级|多长")
OWN_CASE = re.compile(
    r"合不合|符不符合|能不能|可不可以|行不行|够不够|算不算|[能行够][^,，。]{0,8}[吗么不]|可以[^,，。]{0,6}[吗么]"
)
# 「我想评职称」 and nothing else: there is nothing to answer but their own case
ONLY_WISH = re.compile(
    r"^(?:我|俺|本人|我(?:老公|老婆|媳妇|对象|爸|妈|哥|姐|弟|妹|同事))?(?:也|就|是)?想(?:要)?(?:评|报|申报|申请|初定|办|弄|考)个?"
    r"(?:一下|下)?(?:职称|初级|中级|初定|助\w{1,3}|馆员|讲师)?(?:职称)?$"
)
LEAST_STORY = 3  # who tells so much wants it judged, however the question is put
WISH = re.compile(r"想[^,，。]{0,6}(评|报|申报|申请|初定|定|弄|办|冲|升)|[能可][以够]?(初定|评|报|定|申报|申请)")
BEST = "优秀"
TARGET = "target"
WITH_SERIES = frozenset({"specialty", "exam_only"})  # read from the word for somebody's work, as the series is


@dataclass
class Check:
    """``told``: applicant fields as plain values. ``asked``: fields already asked for. ``asking``: the open question.

    ``places``: the regions named in the story besides the person's own; ``done``: a verdict has been given;
    ``missed``: fields asked once without an answer; ``unread``: nothing could be read in the last message;
    ``verdicts``: the verdicts given, as pairs of notice and verdict; ``lists``: digests of the checklists given;
    ``rounds``: the rounds by which to judge, where another than the current one was named. ``inferred``: fields that
    rest on words which may mean something else, with those words: they are said back before they rule anybody out.
    ``degrees``: all degrees told, also those by which the case is not judged.
    """

    target: str | None = None
    told: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    asking: str | None = None
    places: list[str] = field(default_factory=list)
    done: bool = False
    missed: list[str] = field(default_factory=list)
    unread: bool = False
    verdicts: list[list[str]] = field(default_factory=list)
    lists: dict[str, str] = field(default_factory=dict)
    rounds: list[dict[str, Any]] = field(default_factory=list)
    inferred: dict[str, str] = field(default_factory=dict)
    degrees: list[Degree] = field(default_factory=list)

    @staticmethod
    def from_slot(value: dict[str, Any] | None) -> Check | None:
        """The check that the slot holds; None when none runs."""
        return Check(**value) if value else None

    def as_slot(self) -> dict[str, Any]:
        """Plain values for the slot."""
        return asdict(self)

    def wishes(self) -> tuple[Wish, ...]:
        """The rounds by which to judge; none for the current one."""
        return tuple(Wish.model_validate(wish) for wish in self.rounds)

    def note(self, told: Told) -> None:
        """Adds what a side question tells by the way; it may only quote a rule, so it replaces nothing."""
        timed = TIMES & set(self.told)
        new = {k: v for k, v in told.values.items() if k not in self.told and not (timed and k in TIMES)}
        self.told.update(new)
        self._infer(told, new)

    def take_back(self, told: Told) -> set[str]:
        """Drops what a message denies, and what was read from it; returns the names of the fields dropped."""
        gone = {name for name, value in told.denied if self.told.get(name) == value}
        series = told.values.get("series")
        if "series" in gone or (series and self.told.get("series") not in (None, series)):
            gone |= WITH_SERIES & set(self.told)  # another line of work may be another kind of work
        gone |= {"other_degrees"} & set(self.told) if "education" in gone else set()
        for name in gone:
            self.told.pop(name)
            self.inferred.pop(name, None)
        self.asked = [name for name in self.asked if name not in gone]
        if gone:
            self.verdicts = []  # what was decided rested on it: it is said anew
        return gone

    def take(self, told: Told) -> None:
        """Adds what a message tells; a later word replaces an earlier one, and what is denied is dropped."""
        self.take_back(told)
        if TIMES & set(told.values):
            for name in TIMES:
                self.told.pop(name, None)
        values = dict(told.values)
        if "education" in values:
            values |= self._of_degrees(told)
        if self._of_which_degree(values):
            values.pop("study_mode")
            self.told.pop("study_mode")
        self._grades_of_service(values, supposed=told.what_if)
        self.told.update({name: value for name, value in values.items() if value is not None})
        self._infer(told, values)
        if told.target and (self.asking in (None, TARGET) or self.target is None):
            self.target = told.target  # 「初级」 as an answer about the present title names no target
        if self.asking:
            back = self.said_back()
            confirmed = self._confirmed(told)
            denied = back and self.asking not in self.told
            self.unread = not (told.unknown or told.values or told.target or confirmed or denied)
            once = back and not denied  # what was said back is not said back again
            answered = (
                told.unknown or once or self.asking in told.values or _same_matter(self.asking, told) or confirmed
            )
            if answered or self.asking in self.missed:
                self.asked.append(self.asking)
            else:
                self.missed.append(self.asking)  # it may come once again; after that it counts as not known
            self.asking = None

    def _of_degrees(self, told: Told) -> dict[str, Any]:
        """The degrees of the case after another one is told; a way of study that is not told is asked for again."""
        self.degrees = known(self.told, self.degrees)
        corrects = told.corrects or told.what_if or self.asking == "education" or bool(told.denied)
        fields = with_degree(self.told, self.degrees, told, corrects=corrects and not told.by_degree)
        for name in [name for name, value in fields.items() if value is None]:
            self.told.pop(name, None)
            if name in self.asked:
                self.asked.remove(name)
        return fields

    def _grades_of_service(self, values: dict[str, Any], *, supposed: bool) -> None:
        """A grade below the best says that not each year of service was best, where it may be one of those years.

        Grades that are told otherwise than before leave open what they were said to come to.
        """
        grades = values.get("assessments") or ()
        if "grassroots_excellent" in values or not grades or "grassroots_excellent" not in self.told:
            return
        worse = self.told["grassroots_excellent"] and any(grade != BEST for grade in grades)
        if worse or self.told.get("assessments") not in (None, grades):
            self.told.pop("grassroots_excellent")
        if worse and supposed:  # 「第三年要是只得个合格呢」 is supposed of the service that is spoken of
            values["grassroots_excellent"] = False

    def _of_which_degree(self, values: dict[str, Any]) -> bool:
        """Whether another way of study is told when the one of several degrees was said back: it may be another's."""
        return (
            self.asking == "study_mode"
            and self.said_back()
            and "education" in self.inferred
            and "education" not in values
            and values.get("study_mode", self.told["study_mode"]) != self.told["study_mode"]
        )

    def said_back(self) -> bool:
        """Whether the open question only says a value back."""
        return self.asking in self.told and self.asking in self.inferred

    def _infer(self, told: Told, values: dict[str, Any]) -> None:
        for name in values:
            self.inferred.pop(name, None)
            if name in told.inferred:
                self.inferred[name] = told.sources[name].words if name in told.sources else ""

    def _confirmed(self, told: Told) -> bool:
        """Whether a value that was said back is agreed to; one that is denied is taken back and asked."""
        name = self.asking or ""
        if name not in self.inferred or name not in self.told or name in told.values:
            return False
        if told.affirms:
            self.inferred.pop(name)
        elif told.denies and not told.unknown:
            self.inferred.pop(name)
            self.told.pop(name)
        return told.affirms


def begins(text: str, told: Told, parts: tuple[Part, ...]) -> bool:
    """Whether a message is somebody's own case: they say so, or tell enough about themselves and ask."""
    if ONLY_WISH.match(text.strip(" 。.!！~")):
        return True
    first = parts[0].guesses[0] if parts and parts[0].guesses else None
    if first and first.topic == INTENT and first.probability >= SURE:
        return True
    if _asks_of_many(text, told, parts) or _asks_if_there_is(text, told):
        return False
    personal = PERSONAL & set(told.values)
    if len(personal) >= LEAST_STORY:
        return True
    if {"work_start", "work_period"} & personal and len(personal) >= LEAST_PERSONAL:
        return True  # nobody names the day they began to ask for a rule
    if RULE.search(text) and not OWN_CASE.search(text):
        return False
    if len(personal) >= LEAST_PERSONAL and OWN_CASE.search(text):
        return True
    known = len(personal) + ("region" in told.values) + ("series" in told.values)
    wants = told.means and told.target is not None
    if personal and known + wants >= LEAST_TOLD and (wants or wishes(text)):
        return True
    if len(personal) >= LEAST_PERSONAL and known >= LEAST_TOLD and not ASKING.search(text):
        return True  # a case is told, and nothing is asked but what follows from it
    return len(personal) >= LEAST_PERSONAL and known >= LEAST_TOLD and (CAN.search(text) is not None or wishes(text))


def _asks_of_many(text: str, told: Told, parts: tuple[Part, ...]) -> bool:
    """Whether a message asks several questions of rules and tells of nobody: 「驻村三年给啥？本科多久能定？」."""
    sentences = [part for part in parts if not part.piece and not part.segment]
    asking = [part for part in sentences if ASKING.search(part.text)]
    own = OWN_CASE.search(text) is not None or bool(told.of_somebody) or told.means
    return len(asking) >= LEAST_PERSONAL and len(asking) == len(sentences) and not own


def _asks_if_there_is(text: str, told: Told) -> bool:
    """Whether a message asks for a rule that may not exist and tells of nobody: 「乡镇本科两年有没有直接定中级的」."""
    own = OWN_CASE.search(text) is not None or bool(told.of_somebody) or told.means
    return not own and bool(_exists().find(fold(text)))


@lru_cache(maxsize=1)
def _exists() -> Phrases:
    row = words("asking")["exists"]
    return Phrases(row["words"], row["not_in"])


def wishes(text: str) -> bool:
    """Whether a message says that somebody would like a title; with nothing else to answer, that starts a check."""
    return WISH.search(text) is not None or OWN_CASE.search(text) is not None


def is_answer(check: Check, told: Told) -> bool:
    """Whether a message answers the open question (or says 不知道), or tells something else of the case."""
    if check.asking == TARGET:
        return told.target is not None or told.unknown
    said_back = check.asking in check.inferred and (told.affirms or told.denies)
    return told.unknown or check.asking in told.values or _same_matter(check.asking, told) or said_back


def _same_matter(asking: str | None, told: Told) -> bool:
    """Whether another field was told that answers the open question as well as the person can."""
    return (asking == "years" and "work_start" in told.values) or (asking == "series" and "specialty" in told.values)


__all__ = ["TARGET", "TIMES", "Check", "begins", "is_answer", "wishes"]
