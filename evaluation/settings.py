"""How a run is set: the fields below are the options of the command line, and are stored with the result."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, Field

Part = Literal["questions", "kinds", "dialogues", "eligibility", "foreign", "regression"]
PARTS: tuple[Part, ...] = ("questions", "kinds", "dialogues", "eligibility", "foreign")  # regression when named
RESULTS = Path("var/eval")


def _new_folder() -> Path:
    return RESULTS / datetime.now().strftime("%Y%m%d-%H%M%S")


class Settings(BaseModel):
    """What is asked, of whom, and where the result goes."""

    parts: list[Part] = Field(default=list(PARTS), description="问哪些题，可以写几个")
    base: str = Field(default="", description="正在运行的助手的网址；不写就在本进程里装一个")
    only: str = Field(default="", description="只问编号合这个正则表达式的题；不和下限比较")
    foreign_elsewhere: Path | None = Field(default=None, description="更多不归我们答的问题的文件，一行一个")
    out: Path = Field(default_factory=_new_folder, description="结果文件夹（默认 var/eval/时间）")
    floors: Path = Field(default=Path("eval-floors.yml"), description="下限的文件（默认 eval-floors.yml）")
    raise_floors: bool = Field(default=False, description="比下限好的写进下限")

    @classmethod
    def add_options(cls, parser: argparse.ArgumentParser) -> None:
        """One option for each field."""
        for name, field in cls.model_fields.items():
            option = f"--{name.replace('_', '-')}"
            if field.annotation is bool:
                parser.add_argument(option, action="store_true", default=argparse.SUPPRESS, help=field.description)
            elif name == "parts":
                parser.add_argument(
                    option,
                    nargs="+",
                    choices=get_args(Part),
                    metavar="题",
                    default=argparse.SUPPRESS,
                    help=f"{field.description}：{' '.join(get_args(Part))}",
                )
            else:
                parser.add_argument(option, metavar="值", default=argparse.SUPPRESS, help=field.description)

    @classmethod
    def of(cls, options: argparse.Namespace) -> Settings:
        """The settings of a command line; what it does not name has its default."""
        return cls.model_validate({name: value for name, value in vars(options).items() if name in cls.model_fields})
