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

    parts: list[Part] = Field(default=list(PARTS), description="the questions asked of the assistant")
    base: str = Field(default="", description="URL of a running assistant; without it one is loaded in this process")
    only: str = Field(default="", description="regular expression on ids of cases; floors are not compared")
    foreign_elsewhere: Path | None = Field(default=None, description="more questions that are not ours, one a line")
    out: Path = Field(default_factory=_new_folder, description="folder of the result (default: var/eval/<time>)")
    floors: Path = Field(default=Path("eval-floors.yml"), description="what must be reached")
    raise_floors: bool = Field(default=False, description="write what is better than its floor")

    @classmethod
    def add_options(cls, parser: argparse.ArgumentParser) -> None:
        """One option for each field."""
        for name, field in cls.model_fields.items():
            option = f"--{name.replace('_', '-')}"
            if field.annotation is bool:
                parser.add_argument(option, action="store_true", default=argparse.SUPPRESS, help=field.description)
            elif name == "parts":
                parser.add_argument(
                    option, nargs="+", choices=get_args(Part), default=argparse.SUPPRESS, help=field.description
                )
            else:
                parser.add_argument(option, default=argparse.SUPPRESS, help=field.description)

    @classmethod
    def of(cls, options: argparse.Namespace) -> Settings:
        """The settings of a command line; what it does not name has its default."""
        return cls.model_validate({name: value for name, value in vars(options).items() if name in cls.model_fields})
