"""Whether a stretch of a message asks something."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))

ASKING = re.compile(
    r"[吗么嘛]|多少|多钱|多大|哪|啥|什么|几|怎|咋|谁|多久|多长|是不是|能不能|可不可以|要不要|行不行|有没有|对不对|还是|会不会|是否|够格|真的假的|(.)不\1|吧|呢$|不$|没$"
)


def named(text: str) -> bool:
    """Whether a stretch ends with what a list of questions names without asking (「电话」)."""
    return text.endswith(tuple(_WORDS["named"])) or any(word in text for word in _WORDS["named_within"])


def asks(text: str) -> bool:
    """Whether a stretch of a message asks, requests something (「发一下」), or names what a list of questions names."""
    return ASKING.search(text) is not None or named(text) or any(word in text for word in _WORDS["requests"])
