"""Names of offices: which lines may name who issues or signs a notice."""

from __future__ import annotations

import re

_OFFICE = (
    r"(?:局|厅|委员会|委|办公室|办|政府|中心|学校|学院|大学|医院|小组|部|处|院|公司|协会|集团|研究所|会|党组"
    r"|师|团|文化馆|档案馆|图书馆|博物馆)"
)
_OFFICE_NAME = re.compile(rf"[一-鿿·、（）()]{{3,40}}{_OFFICE}(?:[（(][盖公代]?章[）)])?")
_PLACE = re.compile(r"(?:中共|中国共产党)?[一-鿿]{0,12}?(?:自治|地区|州|市|县|区|镇|乡|旗|省|师|团|新疆)")
_SHORT_NAME = re.compile(r"[一-鿿·、（）()]{2,30}")
_NAME_PART = re.compile(r"[一-鿿·、（）()]{4,30}")


def is_office(text: str) -> bool:
    """Say whether a line is the name of an office and nothing else (某县人力资源和社会保障局)."""
    return bool(_OFFICE_NAME.fullmatch(text))


def begins_name(text: str) -> bool:
    """Say whether a line begins with a place, as the full name of an office does."""
    return bool(_PLACE.match(text))


def is_short_name(text: str) -> bool:
    """Say whether a line right above a date may be the short name of who signs (某所)."""
    return bool(_SHORT_NAME.fullmatch(text)) and not text.startswith(("特此", "见"))


def is_name_part(text: str) -> bool:
    """Say whether a line may be the first half of a long name, broken in print."""
    return bool(_NAME_PART.fullmatch(text)) and not text.startswith("特此")
