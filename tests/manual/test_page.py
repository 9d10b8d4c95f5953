"""docs/怎样加一份通知.md says what is: its examples, its messages and its commands are tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.console.main import COMMANDS, main
from policies_kb.eligibility.binding import Binder
from policies_kb.eligibility.written_rules import WrittenRules
from policies_kb.gate import examine
from policies_kb.loading import NOTICES, NoticeSource, load_notice, notice_folders, read_notice
from policies_kb.loading.load import said
from policies_kb.loading.sentences import sentence
from policies_kb.loading.topics import with_topics
from policies_kb.loading.typed_values import faults
from policies_kb.model.record import NoticeHead, Record
from policies_kb.reference import load_reference

HERE = Path(__file__).parent
NAME = "hejing-2025-chuding"
INVENTED = HERE / NAME
PAGE = (HERE.parents[1] / "docs" / "怎样加一份通知.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
EXAMPLE = re.compile(r"^# [^\n]* → (?P<said>[^\n]+)\n(?P<fact>- \{.*?\})$", re.MULTILINE)
SLIPS: list[dict[str, str]] = yaml.safe_load((HERE / "slips.yml").read_text(encoding="utf-8"))
POSTPONED = """和静县人力资源和社会保障局

关于延长2025年度和静县初次确定初级职称网上申报时间的通知

各企事业单位：

经研究，2025年度和静县企事业单位初次确定初级职称网上申报时间延长至2025年4月7日，其他事项不变。

和静县人力资源和社会保障局

2025年3月28日
"""


@lru_cache(maxsize=1)
def invented() -> NoticeSource:
    return read_notice(INVENTED)


def blocks(start: str) -> list[Any]:
    """The YAML of the page's blocks that begin so."""
    found = [yaml.safe_load(text) for text in BLOCKS if text.lstrip("# ").startswith(start)]
    assert found, start
    return found


# --- examples


def test_the_invented_notice_is_not_on_file() -> None:
    assert NAME not in [folder.name for folder in notice_folders(NOTICES)]
    assert not (HERE.parents[1] / "policies_kb" / "notices" / NAME).exists()


def test_the_head_is_that_of_the_invented_notice() -> None:
    head = blocks("notice:\n  id: hejing-2025-chuding")[0]["notice"]
    assert NoticeHead.model_validate(head) == load_notice(invented()).head


def test_the_postponement_passes_the_gate() -> None:
    record = next(text for text in BLOCKS if "hejing-2025-yanqi" in text)
    change = NoticeSource("hejing-2025-yanqi", {"text.txt": POSTPONED, "record.yml": record})
    assert examine([invented(), change]).problems == []


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    for found in EXAMPLE.finditer(PAGE):
        (fact,) = yaml.safe_load(found["fact"])
        yield found["said"], fact


@pytest.mark.parametrize(
    ("expected", "fact"), examples(), ids=lambda value: value["id"] if isinstance(value, dict) else ""
)
def test_what_is_said_of_a_fact(expected: str, fact: dict[str, Any]) -> None:
    reference = load_reference()
    made = {"notice": blocks("notice:")[0]["notice"], "facts": [{"clause": "二", **with_topics(fact, reference)}]}
    record = Record.model_validate(made)
    assert list(faults(record.facts[0], record.notice, reference)) == []
    assert sentence(record.facts[0], record.notice, reference) == expected
    assert said(record, reference).facts[0].say == expected


def test_every_kind_has_an_example() -> None:
    kinds = set(re.findall(r"^class \w+\(Fact\):.*?kind: Literal\[([^\]]+)\]", _model(), re.DOTALL | re.MULTILINE))
    known = {kind.strip(' "') for group in kinds for kind in group.split(",")}
    shown = {fact["kind"] for _, fact in examples()} | {"condition", "exemption", "coverage"}  # told beside exclusion
    assert known == shown


def _model() -> str:
    return (HERE.parents[1] / "policies_kb" / "model" / "facts.py").read_text(encoding="utf-8")


def test_the_rules_bind_to_the_record() -> None:
    (written,) = blocks("common:")
    found: list[str] = []
    binder = Binder(
        load_notice(invented()), load_reference(), lambda at, problem, mend: found.append(f"{at} {problem}")
    )
    rules = binder.bind(WrittenRules.model_validate(written))
    assert found == []
    assert [condition.id for condition in rules.paths[0].conditions][:2] == ["region", "series"]


# --- messages


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["says"])
def test_what_check_says_of_a_slip(slip: dict[str, str]) -> None:
    source = invented()
    files = {name: text for name, text in source.files.items() if name != slip.get("gone")}
    for name in files:
        if slip.get("file") in (name, "both") and slip["old"] in files[name]:
            files[name] = files[name].replace(slip["old"], slip["new"])
    assert files != dict(source.files) or "beside" in slip, "the slip is not made"
    sources = [NoticeSource(source.id, files)]
    if slip["says"] == "同属“":
        sources.append(read_notice(NOTICES / "yanqi-2024-chuding"))
    if "beside" in slip:
        again = {name: text.replace(source.id, slip["beside"]) for name, text in files.items()}
        sources.append(NoticeSource(slip["beside"], again))
    problems = list(map(str, examine(sources).problems))
    assert any(slip["says"] in problem for problem in problems), problems
    assert f"`{slip['says']}`" in PAGE


def test_every_message_of_the_page_is_tried() -> None:
    table = PAGE.split("## 九、")[1].split("## 十、")[0]
    told = {words for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for words in re.findall("`(.*?)`", row)}
    elsewhere = {"没有答出", "没有从这份通知回答", "不是 UTF-8", "里没有这份通知"}  # below, or in tests of loading
    assert told - elsewhere == {slip["says"] for slip in SLIPS}


def test_a_fact_that_is_not_answered_is_told() -> None:
    files = dict(invented().files)
    files["record.yml"] = files["record.yml"].replace(
        "    working_days: 5\n", "    working_days: 5\n    levels: [副高级]\n"
    )
    (problem,) = examine([NoticeSource(invented().id, files)]).problems
    assert "没有答出" in problem.problem


# --- commands


def test_every_command_of_the_page_is_one() -> None:
    names = {module.__name__.rsplit(".", 1)[-1].removesuffix("_drafts") for module in COMMANDS} | {"coverage"}
    told = set(re.findall(r"(?<![\w/])kb ([a-z]+)", PAGE))
    assert told <= names
    assert {"check", "coverage", "points", "import", "submit", "release", "rollback"} <= told


@pytest.mark.parametrize(
    ("command", "status", "says"),
    [
        (("check", NAME, "--folder", str(HERE)), 0, "94 条事实"),
        (("check", NAME, "--folder", str(HERE), "--probes"), 0, "问：和静国土资源系列可以报吗"),
        (("check", "nowhere", "--folder", str(HERE)), 1, f"里没有这份通知 → 有：{NAME}"),
        (("coverage", NAME, "--folder", str(HERE)), 0, "有着落的占 100.0%"),
        (("show", NAME, "--folder", str(HERE)), 0, "[contact] 咨询电话和联系人"),
        (("ask", "和静大专几年", "--folder", str(HERE), "--as-of", "2025-03-20"), 0, "满3年"),
        (("points", "年限"), 0, "years.secondary（years，"),
        (("points", "申报人需在退回后的24小时内完成修改"), 0, "return.deadline（resubmission，"),
        (("points", "申诉"), 0, "已有的通知都没有写，编号自定，如 appeal.rule"),
        (("points",), 0, "[contact] 咨询电话和联系人"),
        (("points", "区区区区"), 1, "没有和“区区区区”相近的要点"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_a_command_does_what_the_page_says(
    command: tuple[str, ...], status: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == status
    told = capsys.readouterr()
    assert says in told.out + told.err
