"""Titles in a message: the one that somebody holds, and the one that they would like to have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Highest first; a title that holds a lower one's words (副研究馆员, 高级讲师) is found before it.
LEVELS: tuple[tuple[str, str], ...] = (
    (r"正高级?(?!级)|正高级\w{1,3}师|研究员级高级|(?<!副)研究馆员", "正高级"),
    (r"副高级?|高级(?:工程师|讲师|教师|农艺师|实验师|兽医师|畜牧师)|副研究馆员|副研究员|高工(?!资)", "副高级"),
    (r"助理\w{1,3}?(?:师|员)|助工|助讲|(?<!主管)护师|技术员级|[二三]级教师", "初级"),
    (
        r"主管护师|一级教师|(?<!助理)(?<!副研究)(?<!研究)馆员|(?<!助理)(?<!高级)讲师|(?<!助理)(?<!高级)工程师(?!资格考)"
        r"|(?<!助理)(?<!高级)(?:农艺师|会计师|兽医师|畜牧师|实验师)",
        "中级",
    ),
    (r"初级", "初级"),
    (r"中级", "中级"),
)
RANK = ("初级", "中级", "副高级", "正高级")
N = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
NONE = re.compile(
    r"(?:没|无|还没|没有|没评过?|未评|没拿|从没)[^,，。]{0,4}(?:职称|资格证?(?!考))|没职称|职称没有|无职称"
    r"|[没未](?:有)?评过(?=$|[,，。;；!！\s])|(?:一直|从来?|都)没(?:有)?(?:评|定|参评|申报)过?|(?:啥|什么|任何)职称(?:也|都)(?:没|无)"
)
NONE_ASKED = re.compile(r"^(没有|无|没|还没)")
# what stands before or after a title that is held …
HELD_BEFORE = re.compile(
    r"(?:(?:手里|手头|手上)(?:有|是)?|已经?是?|现(?:在|任)?是?|取得(?:了|的)?|拿了|拿到了?|当了?|有(?:了|个)?|评(?:了|上了|的|上的|完)"
    r"|聘(?:了|的|上了)?|(?:定|考|授)(?:了|的)|持有?|原?是)[^,，。]{0,4}$"
)
HELD_AFTER = re.compile(
    rf"^(?:\([^)]*\))?[,，]?(?:职称|资格|证书?)?(?:已经|都|也|了|当了?|满|有|干了?|快|整整|任职)*{N}(?:年|个月)"
    r"|^\([^)]*\d\d年|^(?:职称|资格)?(?:的)?证书?(?![明要]|怎)|^,?(?:20)?\d\d年(?:评|拿|取得|考|聘|下|发|定|的证|到手)|^到手|^在手"
)
# … and of one that is wanted or asked about
WANTED_BEFORE = re.compile(
    r"(?:(?:评|定|授予?|报|升|拿|弄|申报|晋|转|考|聘|确定|认定|高定|初定|够|冲|要|当|成为?|给)(?:上|个|到|成|为|一个|下|得上)*[^,，。的了过着完]{0,2}[(（]?"
    r"|(?:报|评|定|授予|申报)[^,，。了过着]{1,8}(?:专业|系列|类)的?"
    r"|能|直接|想要?|到|成|个|够得着|离)$"
)
ASKED_FOR = re.compile(
    r"(?:初定|初次确定|授予|高定|直接定|能评|想评|要评)$"
)  # 「初定中级满两年」 is no title of two years
WANTED_AFTER = re.compile(
    r"^(?:\([^)]*\))?[^,，。]{0,3}(?:初定|评审|授予|能|可以|可不可以|怎么|咋|要(?:什么|几|多|哪)|行不|收不收|够|评不|好评|难评|的?条件|年限|申报|(?:今年|这次|这回)?报|都说|要?考试|才给)"
)
BETWEEN = re.compile(r"[,，。;；、!！?？\s(（)）]")


@dataclass(frozen=True)
class Title:
    """A title word: its level, and whether it is held (True), wanted (False) or neither is said (None)."""

    level: str
    held: bool | None
    start: int
    end: int


def titles(text: str) -> Iterator[Title]:
    """Every title in the text, each word once, the highest first."""
    taken: list[range] = []
    for pattern, level in LEVELS:
        for match in re.finditer(pattern, text):
            if any(match.start() in span for span in taken):
                continue
            if text[match.start() - 1 : match.start()] in ("(", "（") and _after_title(text, match.start() - 1):
                continue  # 「研究馆员(正高)」 is one title
            taken.append(range(*match.span()))
            yield Title(level, _held(match, text), *match.span())


def _after_title(text: str, position: int) -> bool:
    return any(re.search(rf"(?:{pattern})$", text[:position]) for pattern, _ in LEVELS[:4])


def _held(match: re.Match[str], text: str) -> bool | None:
    before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 14]
    if ASKED_FOR.search(before):
        return False
    if HELD_AFTER.search(after):
        return True
    if WANTED_BEFORE.search(before) or WANTED_AFTER.search(after):
        return False
    if HELD_BEFORE.search(before):
        return True
    return None


def current_title(text: str, *, asked: bool = False) -> str | None:
    """The level of the title that the person holds, 无 for none; a title they want does not count."""
    if NONE.search(text) or (asked and NONE_ASKED.search(text.strip())):
        return "无"
    found = list(titles(text))
    held = [title.level for title in found if title.held]
    if not held:
        held = [title.level for title in found if title.held is None and (asked or _stands_alone(title, text))]
    return max(held, key=RANK.index) if held else None


def wanted_title(text: str) -> str | None:
    """The level of the title that the person asks about."""
    found = [title.level for title in titles(text) if title.held is False]
    return max(found, key=RANK.index) if found else None


def _stands_alone(title: Title, text: str) -> bool:
    """Whether nothing but a pause comes after the word: 「助工，某县化工厂」; a bare level stands wholly alone."""
    ends = title.end == len(text) or BETWEEN.match(text, title.end) is not None
    begins = title.start == 0 or BETWEEN.match(text, title.start - 1) is not None
    return ends and (begins or text[title.start : title.end] not in RANK)
