"""YAML with line numbers, so that an error can name the line to mend; slips of the typist are named as such."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Location = tuple[str | int, ...]

_WIDE_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_]+：")
_WIDE_DASH = re.compile(r"^\s*[－—–]\s*[A-Za-z_]+\s*[:：]")
_WIDE_BRACKET = re.compile(r"^\s*(?:- )?[A-Za-z_]+:\s*[［【｛]")
_TAB = re.compile(r"^ *\t")
_SLIPS = (
    (_TAB, "行首用了制表符", "改成空格，每级两个"),
    (_WIDE_COLON, "字段名后面用了全角冒号“：”", "改成半角冒号加一个空格“: ”"),
    (_WIDE_DASH, "行首的横线是全角的", "改成半角横线加一个空格“- ”"),
    (_WIDE_BRACKET, "用了全角括号", "改成半角的 [ ] 或 { }"),
)


class YamlSlip(ValueError):
    """The text is not usable as YAML: ``line`` (1-based), what is wrong, and the mend."""

    def __init__(self, line: int, problem: str, mend: str) -> None:
        self.line, self.problem, self.mend = line, problem, mend
        super().__init__(f"第{line}行：{problem} → {mend}")


class LinedYaml:
    """A parsed YAML text: ``data`` as plain objects, ``line(location)`` for where a value stands."""

    def __init__(self, text: str) -> None:
        """Raises YamlSlip when the text is not YAML, or not what its writer can have meant."""
        slip = _slip(text)
        if slip:
            raise slip
        try:
            self._root: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
            self.data: Any = yaml.load(text, Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            said = getattr(error, "problem", "") or str(error).splitlines()[0]
            raise YamlSlip(line, f"不是正确的 YAML（{said}）", "核对这一行及上一行的缩进、引号和冒号") from error
        twice = _key_twice(self._root)
        if twice:
            raise YamlSlip(twice.start_mark.line + 1, f"“{twice.value}”写了两次", "只留一个")

    def line(self, location: Location) -> int:
        """The 1-based line of the value at ``location``; of its nearest ancestor when it is absent."""
        node = self._root
        line = 1
        for step in location:
            found = self._child(node, step)
            if found is None:
                continue  # a step of the schema that is not in the text, such as the name of a union's member
            node = found
            line = node.start_mark.line + 1
        return line

    @staticmethod
    def _child(node: Node | None, step: str | int) -> Node | None:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if isinstance(key, ScalarNode) and key.value == str(step):
                    return value  # type: ignore[no-any-return]
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step]  # type: ignore[no-any-return]
        return None


def _slip(text: str) -> YamlSlip | None:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, problem, mend in _SLIPS:
            if pattern.match(line):
                return YamlSlip(number, problem, mend)
    return None


def _key_twice(node: Node | None) -> ScalarNode | None:
    """A key that stands twice in one mapping: YAML would silently keep the last."""
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value in seen:
                    return key
                seen.add(key.value)
            deeper = _key_twice(value)
            if deeper:
                return deeper
    if isinstance(node, SequenceNode):
        for item in node.value:
            deeper = _key_twice(item)
            if deeper:
                return deeper
    return None
