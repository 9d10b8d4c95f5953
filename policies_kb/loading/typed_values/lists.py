"""Lists: series with their specialties, steps of a route, attachments; and what is typed of a material."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.clauses import bare
from policies_kb.lexers import enumerated, figures, numbers, plain
from policies_kb.model.facts import AttachmentFact, MaterialFact, RouteFact, SeriesFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from ..nearest import meant, nearest_words
from .fault import COPY, SEPARATOR, Fault, absent, codes, counted, cut_short, shared, words

FREE = ("name", "form", "required_when", "seal")  # written in free words; the numbers in them are the notice's
SUFFIX = "系列"
ATTACHED = ("附件", "附")
AND_OTHERS = re.compile(r"(?<![高中初])等(?:专业)?(?=[;。,]|$)")
SAID = re.compile(r"“([^“”]+)”")
FATES = {"kept": ("留存", "存档", "不退"), "returned": ("领回", "退还", "返还", "退回本人")}
ITEMS = re.compile(r"第(?P<first>\d+)-(?P<last>\d+)项(?P<fate>(?:(?!第\d+-\d+项)[^。])*)")
NUMBERED = re.compile(r"(?:^|(?<=\D))(?P<number>[1-9]\d?)[.．、](?P<title>.+?)(?=(?<=\D)[1-9]\d?[.．、]|$)")


def series(fact: SeriesFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Every series and specialty is printed, and every specialty that the notice prints is listed."""
    printed = bare(text)
    for name, specialties in fact.series.items():
        if bare(name.removesuffix(SUFFIX)) not in printed:
            yield Fault(("series", name), f"引用的原文没有写“{name}”", "删去，或引用写着它的原文", wanted=name)
            continue
        for index, specialty in enumerate(specialties):
            if bare(specialty) not in printed:
                yield Fault(
                    ("series", name, index),
                    f"引用的原文没有写“{specialty}”",
                    "删去，或引用写着它的原文",
                    wanted=specialty,
                )
        if name in reference.series:
            left_out = [item for item in _specialties(name, text) if not any(bare(s) in item for s in specialties)]
            for item in left_out:
                yield Fault(("series", name), f"原文在{name}里写了“{item}”，这里没有列", f"加上 {item}")
    others = AND_OTHERS.search(plain(text)) is not None
    if others and fact.closed:
        yield Fault(("closed",), "原文的清单以“等”结尾，没有列完", "写 closed: false")


def _specialties(name: str, text: str) -> Iterator[str]:
    """The specialties that the text prints after the name of the series and a colon."""
    found = re.search(rf"{re.escape(name)}[:：]([^;；。]+)", plain(text))
    for part in re.split(r"[、,，()]", found[1]) if found else ():
        item = re.sub(r"等?专业$", "", part)
        if bare(item):
            yield bare(item)


def route(fact: RouteFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Every step is printed, in the order in which each quote gives them."""
    printed = re.split("[→。；，,;]", text)
    for index, step in enumerate(fact.steps):
        if bare(step) not in bare(text):
            near = meant(step, map(str.strip, printed)) if "→" in text else ""
            yield Fault(("steps", index), f"“{step}”不在引用的原文里", near or COPY, wanted=step)
    for sign in sorted({sign for path in reference.paths.values() for sign in path.signs}):
        if sign in fact.who and bare(sign) not in bare(text):
            yield Fault(("who",), f"引用的原文没有写“{sign}”", COPY, wanted=sign)
    for quote in text.split(SEPARATOR):
        places = [(bare(quote).find(bare(step)), step) for step in fact.steps if bare(step) in bare(quote)]
        if [step for _, step in sorted(places, key=lambda place: place[0])] != [step for _, step in places]:
            right = "、".join(f"“{step}”" for _, step in sorted(places))
            yield Fault(("steps",), "步骤的先后和原文不同", f"照原文的次序写：{right}")


def attachments(fact: AttachmentFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Every attachment stands under its own number."""
    printed = {int(found["number"]): found["title"] for found in NUMBERED.finditer(plain(text))}
    if len(printed) != len(fact.titles) and _in_order(fact.titles, text):
        return  # some of the numbers, or all, were lost in print
    if not printed:
        yield from words("titles", fact.titles, text)
        return
    for index, title in enumerate(fact.titles, start=1):
        if bare(printed.get(index, "")) != bare(title):
            said = f"写成“{printed[index]}”" if index in printed else "删去"
            yield Fault(("titles", index - 1), f"“{title}”不是原文里的附件{index}", said)
    for number in range(len(fact.titles) + 1, max(printed) + 1):
        yield Fault(
            ("titles",),
            f"原文列到附件{max(printed)}，这里有{len(fact.titles)}个",
            f"补上附件{number}“{printed.get(number, '')}”",
        )


def _in_order(titles: tuple[str, ...], text: str) -> bool:
    """Whether the list prints these titles and nothing else, each behind its own number or behind none."""
    left = [bare(title) for title in titles]
    for item in enumerated(text.lstrip("-－— "), ATTACHED):
        rest = bare(item.words)
        if rest in ATTACHED or not rest:
            continue
        if item.number not in (None, len(titles) - len(left) + 1):
            return False
        rest = rest if item.number or len(left) < len(titles) else re.sub(r"^附件?", "", rest)
        while rest:
            if not left or not rest.startswith(left[0]):
                return False
            rest = rest.removeprefix(left.pop(0))
    return not left


def material(fact: MaterialFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Copies, years, what is to be written by hand, and whether it is kept."""
    yield from counted("copies", fact.copies, "份", text, "份")
    extra = [f"{number:g}" for number in numbers(fact.years) if number not in numbers(text)]
    if extra:
        near = nearest_words(fact.years, text)
        mend = f"照原文写“{near}”" if near else COPY
        yield Fault(("years",), f"“{'、'.join(extra)}”不在引用的原文里", mend)
    for field in FREE:
        own = getattr(fact, field)
        foreign = any(number not in numbers(text) for number in figures(own))
        foreign |= field != "name" and any(codes(own, text))
        if foreign or (field == "name" and fact.listed and not shared(own, text)):
            yield absent((field,), own, text)
        elif cut_short(own):
            yield Fault((field,), f"“{own}”没有写完，括号或引号不成对", COPY)
    if fact.handwritten and bare(fact.handwritten) not in [bare(said) for said in SAID.findall(text)]:
        near = next((said for said in SAID.findall(text) if bare(fact.handwritten)[:4] == bare(said)[:4]), "")
        mend = f"照原文写完整：{near}" if near else COPY
        yield Fault(("handwritten",), "要手写的话和原文引号里的不同", mend)
    if fact.kept:
        yield from _kept(fact, fact.kept, text)


def _kept(fact: MaterialFact, kept: str, text: str) -> Iterator[Fault]:
    """What the notice says of all items, or of those whose numbers hold this one."""
    lists = [
        (range(int(found["first"]), int(found["last"]) + 1), found["fate"]) for found in ITEMS.finditer(plain(text))
    ]
    said = "".join(fate for items, fate in lists if fact.item in items) if lists else plain(text)
    fitting = [fate for fate, signs in FATES.items() if any(sign in said for sign in signs)]
    if kept not in fitting:
        mend = " 或 ".join(f"kept: {fate}" for fate in fitting)
        shown = "、".join(FATES[kept])
        yield Fault(("kept",), f"引用的原文没有写这一项{shown}", f"写成 {mend}" if mend else "引用写着它的那一句")
