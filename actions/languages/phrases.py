"""The fixed phrases as a file that people review (phrases.yml). What nobody has reviewed cannot be switched on."""

from __future__ import annotations

import string
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from policies_kb.languages import LANGUAGES
from policies_kb.languages.data import TOPICS

SHIPPED = Path(__file__).with_name("phrases.yml")
# What a phrase is filled with: neither more nor less, or a phone would be missing.
FILLED: dict[str, frozenset[str]] = {
    "no_notice": frozenset({"place"}),
    "phone": frozenset({"where", "phone"}),
    "stated": frozenset({"matter", "clauses"}),
    "silent": frozenset({"matter"}),
}
SAID = {
    "missing": "缺这一项",
    "extra_forbidden": "没有这一项，看看名字是不是写错了",
    "bool_parsing": "写 yes 或 no",
    "bool_type": "写 yes 或 no",
    "string_type": "写成文字",
    "string_too_short": "不能是空的",
    "date_from_datetime_parsing": "不是日期，写成 年-月-日",
    "dict_type": "写成 项目: 内容",
    "model_type": "写成 项目: 内容",
}


class PhrasesInvalid(ValueError):
    """The file cannot be used; the message names file, field and mend, in Chinese."""


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Says(_Read):
    """The phrases of one language; what each is for stands in phrases.yml."""

    fixed: str = Field(min_length=1)
    thanks: str = Field(min_length=1)
    authority: str = Field(min_length=1)
    no_place: str = Field(min_length=1)
    no_notice: str = Field(min_length=1)
    choose: str = Field(min_length=1)
    phone: str = Field(min_length=1)
    stated: str = Field(min_length=1)
    silent: str = Field(min_length=1)

    @model_validator(mode="after")
    def _filled_as_meant(self) -> Says:
        for name, phrase in self:
            try:
                found = {field for _, field, _, _ in string.Formatter().parse(phrase) if field is not None}
            except ValueError as error:
                raise ValueError(f"{name} 的花括号不成对") from error
            wanted = FILLED.get(name, frozenset())
            if found != wanted:
                meant = "、".join(f"{{{field}}}" for field in sorted(wanted)) or "没有花括号"
                raise ValueError(f"{name} 里的花括号应当正好是：{meant}")
        return self


def _no_day(written: object) -> object:
    return None if written == "" else written


class Wording(_Read):
    """One language: whether it is on, who has reviewed it, and its phrases."""

    called: str
    open: bool
    must_review: str
    reviewed_by: str
    reviewed_on: Annotated[date | None, BeforeValidator(_no_day)]
    says: Says
    matters: dict[str, str]

    @model_validator(mode="after")
    def _whole(self) -> Wording:
        if set(self.matters) != set(TOPICS) or not all(self.matters.values()):
            raise ValueError(f"matters 要写全这几项：{'、'.join(TOPICS)}")
        if self.open and not (self.reviewed_by.strip() and self.reviewed_on):
            raise ValueError(
                f"{self.called}还没有审校，不能打开。由谁审校：{self.must_review}。"
                "改好后写上 reviewed_by 和 reviewed_on；暂时不开就写 open: no"
            )
        return self


class Phrases(_Read):
    """The file. ``languages``: by BCP 47 tag."""

    languages: dict[str, Wording]

    @model_validator(mode="after")
    def _known(self) -> Phrases:
        if strange := set(self.languages) - set(LANGUAGES):
            raise ValueError(f"没有 {'、'.join(sorted(strange))} 这种语言，只有 {'、'.join(LANGUAGES)}")
        return self

    def of(self, language: str) -> Wording | None:
        """The phrases of a language that is switched on; None where it is not."""
        found = self.languages.get(language)
        return found if found is not None and found.open else None

    @property
    def on(self) -> tuple[str, ...]:
        """The tags of the languages that are switched on."""
        return tuple(tag for tag, wording in self.languages.items() if wording.open)


def read_phrases(path: Path) -> Phrases:
    """The phrases of a file. Raises `PhrasesInvalid`."""
    try:
        return Phrases.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "不是 UTF-8 文字"
        raise PhrasesInvalid(f"多语言短语 {path} 打不开：{reason}") from error
    except yaml.YAMLError as error:
        raise PhrasesInvalid(f"多语言短语 {path} 不是合格的 YAML：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PhrasesInvalid(f"多语言短语 {path} 的 {where or '开头'} 不对：{_said(first)}") from error


@lru_cache(maxsize=1)
def shipped() -> Phrases:
    """The phrases as they come with the program: drafts, of which none is open."""
    return read_phrases(SHIPPED)


def _said(error: Any) -> str:
    said = SAID.get(str(error["type"]))
    return said if said else str(error["msg"]).removeprefix("Value error, ")
