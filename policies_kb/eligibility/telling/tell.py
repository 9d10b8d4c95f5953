"""From a message to applicant fields and the target."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.reading import ASKING, Reader, Reading
from policies_kb.reading.quantities import GRADE
from policies_kb.reference import load_reference
from policies_kb.vocabulary import Mention

from ..applicant import Target, series_named
from ..values import fields
from . import record, spans, titles
from .own_words import own_words

ORDER = ("中专", "大专", "本科", "硕士", "博士", "博士后出站")
NO_DEGREE = re.compile(r"研究生课程班|课程班|(?:学位|硕士|研究生)[^,，。]{0,3}没(?:拿|有|毕业)")
LESS_THAN = re.compile(r"(?:不是|不光是?|不只是?|不止是?|不是光|又不是)(?:光|只|单)?$")
NOT_OUT = re.compile(r"博士后[^,，。]{0,8}(?:还没|没有?|未)出站|[没未]出站|博士后?在站")
WORKS_IN = re.compile(r"(?:上班|单位|工作|人|现|编制|任教)(?:是|就|现在|都)?在$")
FOR_OTHERS = re.compile(r"(?:那份|那个|这份|这个|那边|的)?[^,，。]{0,4}(?:通知|文件|规定|政策)")
SEEN_ELSEWHERE = re.compile(
    r"(看到|听说|同学在|想问|按|能从|(?<![分调考来派聘招月号日年])到|去|户口[也还]?在|户籍在|老家[是在]?|家在|籍贯)$"
)
NOT_SERIES = re.compile(r"(不是|不算|不属于|并非|又不是|跟|和|按)$")
# weak words for work that contradict another series; titles (馆员, 讲师) do not
WORKPLACES = {"医院", "卫生院"}  # engineers and accountants work there, too
HINTS = {"美术", "录音", "舞美", "指挥", "摄像", "摄影", "编辑", "电视台", "研究所", "科研"}
OF_NOTICE = re.compile(r"(系列)?的?(这个|那个|这份|那份)?(通知|文件)|(跟|和)[^,，。]{0,6}不是一|不是一")
DENIED = re.compile(r"(不是|不算|并非|又不是|不属于|不在|没在|不|非)$")
# fields of which a person has one: told two, they are asked; unless one of these, which names the other in its own name
CONTRADICTING: dict[str, set[str]] = {
    "unit_kind": {"参公单位", "社会组织"},
    "unit_level": set(),
    "study_mode": {"非全日制"},
}
PROFESSION = re.compile(r"[师士员工]$|会计$|护理$")
YES = re.compile(r"^(是|对|嗯|有|是的|对的|没错|yes|当然)")
NO = re.compile(r"^(不|没|否|无|没有|不是)")
FREE = ("series", "specialty")  # fields that people answer in their own words
# what else a bare answer may tell: 演奏员 is a specialty and names its series as well
NAMES_BESIDES: dict[str, set[str]] = {
    "series": set(),
    "specialty": {"series", "unit_kind", "unit_level"},  # 小学数学, 乡镇兽医
}
SHORTEST_WORK, LONGEST_WORK = 2, 20  # characters
MEANING = re.compile(r"(什么|啥)(意思|叫|是)|(叫|是)(什么|啥)|看不懂|不懂|没听懂|怎么理解|解释")


@dataclass(frozen=True)
class Told:
    """The fields a message tells, the target if it names one, and whether it says 不知道 or 取消.

    ``puzzled``: it asks what the question means.
    """

    values: dict[str, Any] = field(default_factory=dict)
    target: Target | None = None
    unknown: bool = False
    cancels: bool = False
    puzzled: bool = False


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8")))


def tell(message: str, reader: Reader, as_of: date, asking: str | None = None) -> Told:
    """Everything the message tells; ``asking`` is the field that was just asked for, so that a bare answer counts."""
    whole = reader.read(message)
    own = own_words(whole.text)
    reading = whole if own == whole.text else reader.read(own)
    text = reading.text
    unknown = bool(asking) and any(re.search(word, text) for word in _words()["unknown"])
    values: dict[str, Any] = {}
    _from_gazetteer(reading, values)
    if "series" not in values and (series := _by_words("series", text)):
        values["series"] = series
    for name in ("unit_kind", "unit_level", "study_mode", "retired", "under_discipline", "exam_only"):
        found = _by_words(name, text)
        if found is not None:
            values[name] = found
    if re.search(r"(调|转|考)到(了)?[^,，。]{0,4}事业", text):
        values["unit_kind"] = "事业单位"
    _from_grammar(text, as_of, asking, values)
    if asking and asking not in values and not unknown and (answer := _button(asking, text)) is not None:
        values[asking] = answer
    elif asking in FREE and asking not in values and set(values) <= NAMES_BESIDES[asking] and _names_work(text):
        # work in the person's own words: no series that we know, so it is kept as the specialty
        values["specialty"] = text.strip(" 。.!！")
    cancels = bool(asking) and any(re.search(word, text) for word in _words()["cancel"])
    puzzled = bool(asking) and MEANING.search(text) is not None
    return Told(values, _target(whole, whole.text, values), unknown and not puzzled, cancels, puzzled)


def _from_gazetteer(reading: Reading, values: dict[str, Any]) -> None:
    regions = [m for m in reading.mentions if m.entity == "region"]
    regions = [m for m in regions if not FOR_OTHERS.match(reading.text, m.end)] or regions
    own = [m for m in regions if WORKS_IN.search(reading.text[: m.start])]
    own = own or [m for m in regions if not SEEN_ELSEWHERE.search(reading.text[: m.start])] or regions
    # a township may bear the name of a county elsewhere
    own = [m for m in own if not re.match(r"[乡镇村]", reading.text[m.end :])] or own
    if own:
        values["region"] = _narrowest([m.value for m in own])
    elif prefecture := _own_prefecture(reading):
        values["region"] = prefecture
    strong = [m for m in reading.mentions if m.entity == "series" and not m.weak]
    strong = [m for m in strong if m.surface not in WORKPLACES and not _not_theirs(m, reading.text)]
    hinted = {m.value for m in reading.mentions if m.entity == "series" and m.weak and m.surface in HINTS}
    if strong and not hinted - {m.value for m in strong}:
        # what somebody is says more than where: 医院的会计, 农机站的助理工程师
        ranks: dict[str, tuple[bool, bool]] = {}
        for m in strong:
            rank = (not PROFESSION.search(m.surface), m.value not in reading.own_notice)
            ranks[m.value] = min(rank, ranks.get(m.value, rank))
        nearest = [value for value, rank in ranks.items() if rank == min(ranks.values())]
        if len(nearest) == 1:
            values["series"] = nearest[0]
    elif reading.scope.series and not strong and not hinted:
        values["series"] = reading.scope.series[0]
    specialties = [m.value for m in reading.mentions if m.entity == "specialty"]
    if specialties:
        values["specialty"] = specialties[0]
    if any(m.entity == "exam_only" for m in reading.mentions):
        values["exam_only"] = True
    named = [m for m in reading.mentions if m.entity == "education"]
    educations = [m.value for m in named if not LESS_THAN.search(reading.text[: m.start])]
    if NO_DEGREE.search(reading.text):
        educations = [value for value in educations if value not in ORDER[3:]]
    if NOT_OUT.search(reading.text):
        educations = ["博士"]
    if len(set(educations)) == 1:  # two are not weighed: they are asked
        values["education"] = educations[0]


def _narrowest(regions: list[str]) -> str:
    """「某州某县」 is 某县."""
    known = load_reference().regions
    return next((name for name in regions if known[name].parent == regions[0]), regions[0])


def _own_prefecture(reading: Reading) -> str:
    """「地区医院」「地区直属」 are of the one 地区 that a notice on file is for; "" where there is no such one."""
    units = _words()["prefecture_units"].items()
    return next((reading.own_prefecture.get(kind, "") for kind, unit in units if re.search(unit, reading.text)), "")


def _not_theirs(mention: Mention, text: str) -> bool:
    """「不是某系列」「按某系列这个通知」 name a series that is not the person's."""
    return bool(NOT_SERIES.search(text[: mention.start]) or OF_NOTICE.match(text, mention.end))


def _from_grammar(text: str, as_of: date, asking: str | None, values: dict[str, Any]) -> None:
    # a day and nothing else, in a check, is the day on which they began
    timed = asking in ("years", "work_start") or (asking is not None and spans.is_bare_day(text))
    if (start := spans.work_start(text, as_of, asked=timed)) is not None:
        values["work_start"] = start.isoformat()
    elif (years := spans.years_worked(text, as_of, asked=timed)) is not None and asking != "grassroots_years":
        values["years"] = years
    for name, value in (
        ("assessments", record.assessments(text, as_of, asked=asking == "assessments")),
        ("current_title", titles.current_title(text, asked=asking == "current_title")),
        ("grassroots_years", record.grassroots_years(text, as_of, asked=asking == "grassroots_years")),
        ("grassroots_excellent", record.grassroots_excellent(text, asked=asking == "grassroots_excellent")),
        ("putonghua", record.putonghua(text)),
    ):
        if value is not None:
            values[name] = list(value) if isinstance(value, tuple) else value
    if (
        "putonghua" not in values
        and not GRADE.search(text)
        and any(re.search(word, text) for word in _words()["putonghua_none"])
    ):
        values["putonghua"] = "无"


def _by_words(name: str, text: str) -> Any:
    """The value that the words tell; None when none does, or when two tell different things and neither yields."""
    found = [value for value, patterns in _words()[name].items() if any(_said(p, text) for p in patterns)]
    if len(found) > 1 and name in CONTRADICTING and not set(found) & CONTRADICTING[name]:
        return None
    return {"true": True, "false": False}.get(found[0], found[0]) if found else None


def _said(pattern: str, text: str) -> bool:
    return any(not DENIED.search(text[: match.start()]) for match in re.finditer(pattern, text))


def _button(asking: str, text: str) -> Any:
    """A pressed button, the stored value itself, or a bare yes or no."""
    options = fields()[asking].options if asking in fields() else {}
    plain = text.strip(" 。.!！")
    if asking == "series":
        return series_named(plain)
    for stored, title in options.items():
        if plain in (str(stored), title):
            return _assessment(stored) if asking == "assessments" else stored
    if set(options) == {True, False}:
        return False if NO.search(plain) else True if YES.search(plain) else None
    return None


def _names_work(text: str) -> bool:
    """Whether a bare answer can name somebody's line of work: short, no question, no 不知道."""
    plain = text.strip(" 。.!！")
    if not SHORTEST_WORK <= len(plain) <= LONGEST_WORK or ASKING.search(plain) or MEANING.search(plain):
        return False
    return not any(re.search(word, plain) for word in (*_words()["unknown"], *_words()["cancel"]))


def _assessment(stored: Any) -> list[str]:
    return [] if stored == "没有" else [str(stored)]


def _target(reading: Reading, text: str, values: dict[str, Any]) -> Target | None:
    paths = load_reference().paths
    if text.strip() in load_reference().targets:
        return text.strip()
    single = values.get("series") in reading.own_notice
    if {"grassroots_years", "grassroots_excellent"} & set(values) or re.search(
        r"高定|(认定|定)[^,，。]{0,3}高一级", text
    ):
        return paths["gaoding"].target
    if re.search(r"授予|(?<!函)(?<!教)授(中|副|正|讲|高)", text):
        return paths["shouyu"].target
    if re.search(r"(?<!认)定[^,，。]{0,3}中级", text):
        return paths["township_mid"].target if not single and re.search("[乡镇]", text) else paths["chuding_mid"].target
    path = paths.get(reading.scope.path or "")
    if single and (
        (path is not None and path.board) or re.search(r"(评|报|升|申报)[^,，。]{0,6}(中级|馆员|讲师|高级|副高)", text)
    ):
        return paths["pingshen"].target
    if path and not path.board:
        return None if path.narrows else path.target
    if single and re.search(r"评[上个]?|年限刚|够年限", text):
        return paths["pingshen"].target
    wanted = titles.wanted_title(text)
    holds = values.get("current_title") in titles.RANK
    graduate = values.get("education") in ORDER[3:]
    if wanted == "中级" and not (single or holds or graduate) and re.search("[乡镇]", text):
        return paths["township_mid"].target
    if wanted not in (None, "初级") and re.search(r"(?<![没未])评(?!过)", text):
        return paths["pingshen"].target
    if wanted == "初级":
        return paths["chuding"].target
    if single and values.get("current_title") in ("初级", "中级"):
        return paths["pingshen"].target
    if holds:
        return None
    if re.search(r"初级|助理级|助理\w{1,3}师", text):
        return paths["chuding"].target
    return None
