"""Slips of the typist in YAML, told in the words of the person who keeps the record."""

from __future__ import annotations

import re

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .nearest import meant

KEY = r"[A-Za-z_]+"
START = rf"^\s*(?:- )?(?:{KEY}: *)?"
COLON, DASH = "改成半角冒号加一个空格“: ”", "改成半角横线加一个空格“- ”"
QUOTED = "整句放进一对半角引号"
# what no line of a record or of rules can mean: pattern, what is wrong, mend
LINES = (
    (re.compile(r"^ *\t"), "行首用了制表符", "改成空格，每级两个"),
    (re.compile(r"^\s*[\u3000\u00a0]"), "行首用了全角空格", "改成半角空格，每级两个"),
    (re.compile(rf"^\s*(?:- )?{KEY}："), "字段名后面用了全角冒号“：”", COLON),
    (re.compile(rf"{START}\{{(?:.*, *)?{KEY}："), "字段名后面用了全角冒号“：”", COLON),
    (re.compile(rf"^\s*(?:- )?{KEY}:[^\s]"), "冒号后面没有空格", COLON),
    (re.compile(rf"^\s*[－—–]\s*(?:{KEY}\s*[:：]|\{{)"), "行首的横线是全角的", DASH),
    (re.compile(rf"^\s*-(?:{KEY}:|\{{)"), "横线后面没有空格", DASH),
    (re.compile(rf"{START}[［【｛]"), "用了全角括号", "改成半角的 [ ] 或 { }"),
    (re.compile(rf"{START}\[[^\]]*[］】]\s*$"), "用了全角括号", "改成半角的 [ ]"),
    (re.compile(rf"{START}\{{[^}}]*｝\s*$"), "用了全角括号", "改成半角的 { }"),
    (re.compile(rf"{START}\{{.*，\s*{KEY}:"), "两项之间用了全角逗号“，”", "改成半角逗号加一个空格“, ”"),
)
OPEN_QUOTE = re.compile(rf'^\s*(?:- )?(?:{KEY}: *)?(?:&\w+ *)?"')
ANCHOR, ALIAS = re.compile(r"&(\w+)"), re.compile(r"[:\-,\[] *\*(\w+)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class YamlSlip(ValueError):
    """The text is not usable as YAML: ``line`` (1-based), what is wrong, and the mend."""

    def __init__(self, line: int, problem: str, mend: str) -> None:
        self.line, self.problem, self.mend = line, problem, mend
        super().__init__(f"第{line}行：{problem} → {mend}")


def slip_of_lines(text: str) -> YamlSlip | None:
    """The first line that cannot be meant as it stands."""
    for number, line in enumerate(text.split("\n"), start=1):
        for pattern, problem, mend in LINES:
            if pattern.match(line):
                return YamlSlip(number, problem, mend)
        if CONTROL.search(line):
            return YamlSlip(number, "这一行有看不见的控制字符", "删去，重新打一遍这一行")
    return None


def slip_of_nodes(node: Node | None) -> YamlSlip | None:
    """What parses, but not as it was meant: a key twice, a full-width comma in a list, half a pair of quotes."""
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value in seen:
                    return _at(key, f"“{key.value}”写了两次", "只留一个")
                seen.add(key.value)
            if deeper := slip_of_nodes(value):
                return deeper
    elif isinstance(node, SequenceNode):
        for item in node.value:
            if node.flow_style and isinstance(item, ScalarNode) and not item.style and "，" in item.value:
                return _at(
                    item, "列表里用了全角逗号“，”", "几项之间改用半角逗号“, ”；逗号属于内容的，把那一项放进半角引号"
                )
            if deeper := slip_of_nodes(item):
                return deeper
    elif isinstance(node, ScalarNode) and not node.style and node.value.count('"') % 2:
        return _at(node, "引号没有配对", QUOTED)
    return None


def slip_of_error(text: str, error: yaml.YAMLError) -> YamlSlip:
    """Why the text is no YAML, at the line that is to be mended."""
    lines = text.split("\n")
    where, said = _line(getattr(error, "problem_mark", None)), str(getattr(error, "problem", None) or "")
    began = _line(getattr(error, "context_mark", None)) or where
    unpaired = next((at for at, line in enumerate(lines, start=1) if _half_quoted(line)), 0)
    if unpaired and unpaired <= where:
        return YamlSlip(unpaired, "引号没有配对", QUOTED)
    line = lines[where - 1] if 0 < where <= len(lines) else ""
    if "undefined alias" in said:
        written = ALIAS.search(line)
        name = written[1] if written else ""
        near = meant(f"*{name}", [f"*{anchor}" for anchor in ANCHOR.findall(text)])
        mend = "写出那一句原文" + (f"；名称写错的，{near}" if near else "")
        return YamlSlip(where, f"“*{name}”没有定义", mend)
    if "second occurrence" in said:
        return YamlSlip(where, "同一个 & 名称用了两次", "换一个名称")
    if "expected ',' or ']'" in said or "expected ',' or '}'" in said:
        brackets = "[ ]" if "]" in said else "{ }"
        return YamlSlip(began, f"括号 {brackets} 没有配对，或几项之间不是半角逗号", f"核对这一行的 {brackets} 和逗号")
    if "expected ':'" in said:
        return YamlSlip(began, "这一行没有“字段名: 内容”的形式", "补上字段名和半角冒号加空格；接着上一行的，并到上一行")
    if "cannot start any token" in said or "expected alphabetic" in said:
        return YamlSlip(where, "内容不能以 @ % ` * & 这样的符号开头", QUOTED)
    if re.match(rf'^\s*(?:- )?{KEY}: *["\[{{]', line) and ("expected key" in said or "'-' indicator" in said):
        return YamlSlip(where, "引号或括号后面还有字", QUOTED)
    if re.search(rf"{KEY}: .*\S: ", line):
        return YamlSlip(where, "内容里有半角冒号加空格“: ”", f"改成全角冒号“：”，或{QUOTED}")
    return YamlSlip(where or 1, "缩进和上面的对不齐", _indent(lines, where))


def _at(node: ScalarNode, problem: str, mend: str) -> YamlSlip:
    return YamlSlip(node.start_mark.line + 1, problem, mend)


def _line(mark: yaml.Mark | None) -> int:
    return mark.line + 1 if mark else 0


def _half_quoted(line: str) -> bool:
    """Whether the line opens a quoted value that it does not close."""
    return OPEN_QUOTE.match(line) is not None and line.replace('\\"', "").count('"') % 2 == 1


def _indent(lines: list[str], where: int) -> str:
    """How far the line should be set in: as the fields above it, or as the entries above it."""
    entry = lines[where - 1].lstrip().startswith("- ") if 0 < where <= len(lines) else False
    for line in reversed(lines[: max(where - 1, 0)]):
        bare = line.lstrip()
        if bare.startswith("- id: ") if entry else (bare and not bare.startswith("#")):
            spaces = len(line) - len(bare) + (2 if bare.startswith("- ") and not entry else 0)
            return f"和上面同级的对齐：行首空 {spaces} 格"
    return "每级两个空格"
