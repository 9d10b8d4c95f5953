"""Whether a stretch of a message asks something."""

from __future__ import annotations

import re

ASKING = re.compile(
    r"[吗么嘛]|多少|哪|啥|什么|几|怎|咋|谁|多久|多长|是不是|能不能|可不可以|要不要|行不行|有没有|对不对|还是|会不会|是否|够格|真的假的|(.)不\1|吧|呢$|不$|没$"
)
# what a list of questions names without asking
NAMED = re.compile(
    r"(?:网址|网站|电话|地址|地点|交到哪|送到?哪|收费|费用|多少钱|时间|日期|年限|几年|条件|截止日?|几号|哪天|几点|要交啥|材料清单)$|几年能"
)


def asks(text: str) -> bool:
    """Whether a stretch of a message asks something, or names what a list of questions names (「电话」)."""
    return ASKING.search(text) is not None or NAMED.search(text) is not None
