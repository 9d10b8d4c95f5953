"""A notice added as the page says: drafted, reviewed, released, taken over by a running assistant, and taken back.

The model is the one trained with the notices before it: nothing is trained, nothing is started again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.runtime import environment

environment.prepare()

from bot.gateway import logs  # noqa: E402
from bot.runtime.conversation import Conversation, Reply  # noqa: E402 — only after prepare()
from bot.runtime.model_file import path_for_inputs  # noqa: E402
from policies_kb.clauses import bare  # noqa: E402
from policies_kb.console.main import main  # noqa: E402
from policies_kb.eligibility import Applicant, assess_notice  # noqa: E402
from policies_kb.gate import check_sources, examine  # noqa: E402
from policies_kb.loading import NOTICES, notice_folders, read_notice  # noqa: E402
from policies_kb.reference import load_reference  # noqa: E402
from policies_kb.releases import seed  # noqa: E402
from policies_kb.serving import current, refresh, start  # noqa: E402
from policies_kb.store import default_url  # noqa: E402

HERE = Path(__file__).parent
NAME = "hejing-2025-chuding"
DAY = date(2025, 3, 20)
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((HERE / "questions.yml").read_text(encoding="utf-8"))
CASES: dict[str, Any] = yaml.safe_load((HERE / "cases.yml").read_text(encoding="utf-8"))
CASE = "核对"
# a place without a notice of its own, one that the prefecture alone covers, and what no notice speaks of
OTHERS = ("博湖大专几年能初定", "博湖档案系列什么时候截止申报", "和田的大专几年初定", "铁门关什么时候申报职称")


@dataclass
class Talk:
    """One running assistant; what it said before the notice was released, by question and day."""

    loop: asyncio.AbstractEventLoop
    conversation: Conversation
    before: dict[tuple[str, date], list[dict[str, Any]]]
    asked: int = 0

    def say(self, text: str, day: date = DAY) -> list[Reply]:
        self.asked += 1  # every question of somebody else
        return self.loop.run_until_complete(self.conversation.say(f"hejing-{self.asked}", text, day))

    def told(self, text: str, day: date) -> list[dict[str, Any]]:
        """What is said and cited, whatever the release that says it."""
        replies = self.say(text, day)
        return [
            {"text": r.text, "buttons": r.buttons, **{k: v for k, v in r.custom.items() if k != "release"}}
            for r in replies
        ]


def own_questions() -> list[tuple[str, date]]:
    """The probes of the notices on file, on a day of their round and on the day of the new one.

    A notice for series of a whole prefecture is asked for with its series: the place alone means the counties, too.
    """
    found = examine(map(read_notice, notice_folders(NOTICES)))
    asked: dict[str, None] = {}
    for name, probes in found.probes.items():
        coverage = found.notices[name].head.coverage
        place = load_reference().regions[coverage.regions[0]].short
        with_series = place + (coverage.series[0] if coverage.series_mode == "only" else "")
        asked |= {one.asked.replace(place, with_series, 1): None for one in probes if not one.asked.startswith(CASE)}
    return [(text, day) for text in (*asked, *OTHERS) for day in (date(2024, 10, 10), DAY)]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """An assistant that serves release 1, the notices on file, and then takes over release 2 while it runs."""
    model = path_for_inputs(Path.cwd(), Path("models"))
    if not model.is_file():
        pytest.fail("there is no model of the present inputs: run `make train` (`make test` does)")
    folder: Path = tmp_path_factory.mktemp("hejing")
    monkey = pytest.MonkeyPatch()
    monkey.setenv("ZC_KB_URL", f"sqlite:///{folder / 'kb.sqlite'}")
    logs.set_up("text")
    loop = asyncio.new_event_loop()
    seed(default_url(), NOTICES, check_sources)
    assert start().release == 1
    found = Talk(loop, Conversation.load(model, f"sqlite:///{folder / 'trackers.sqlite'}"), {})
    found.before = {(text, day): found.told(text, day) for text, day in own_questions()}
    for command in (
        ("import", str(HERE), "--author", "张三"),
        ("submit", NAME, "--by", "张三"),
        ("release", NAME, "--reviewer", "李四", "--reason", "新增和静县通知"),
    ):
        assert main(command) == 0, command
    assert current().release == 1, "what is released serves only when it is taken over"
    assert refresh() == 2
    yield found
    loop.run_until_complete(found.conversation.close())
    loop.close()
    monkey.undo()
    start()  # the other tests answer from the notices on file again


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["ask"] for case in QUESTIONS])
def test_it_is_asked(case: dict[str, Any], talk: Talk) -> None:
    replies = talk.say(case["ask"], case.get("day", DAY))
    text = "\n".join(reply.text for reply in replies)
    assert [wanted for wanted in case["has"] if wanted not in text] == [], text
    assert [unwanted for unwanted in case.get("lacks", ()) if unwanted in text] == [], text
    assert replies[-1].custom["status"] == case.get("status", "answered"), text
    assert {reply.custom["release"] for reply in replies} == {2}
    citations = [citation for reply in replies for citation in reply.custom.get("citations", ())]
    printed = bare((HERE / NAME / "text.txt").read_text(encoding="utf-8"))
    own = [citation["quote"] for citation in citations if citation["notice_id"] == NAME]
    assert own and all(bare(quote) in printed for quote in own)
    assert {citation["notice_id"] for citation in citations} == {NAME, *case.get("beside", ())}
    if "cites" in case:
        assert case["cites"] in {citation["clause"] for citation in citations}


@pytest.mark.parametrize("case", CASES["cases"], ids=[case["name"] for case in CASES["cases"]])
def test_a_case_is_judged(case: dict[str, Any], talk: Talk) -> None:
    rules = current().rulebook.of(NAME, DAY)
    applicant = Applicant.model_validate({**CASES["person"], **case.get("change", {})})
    result = assess_notice(rules, rules.rules.paths[0].targets[0], applicant, DAY)
    shown = str(result)
    assert result.verdict.value == case["verdict"], shown
    assert result.earliest == case.get("earliest"), shown
    assert [words for words in case.get("says", ()) if words not in shown] == [], shown


@pytest.mark.parametrize("case", CASES["told"], ids=[case["verdict"] for case in CASES["told"]])
def test_a_story_is_judged(case: dict[str, Any], talk: Talk) -> None:
    replies = talk.say(case["say"])
    text = "\n".join(reply.text for reply in replies)
    first = next(reply.custom["eligibility"] for reply in replies if "eligibility" in reply.custom)[0]
    assert (first["notice_id"], first["verdict"]) == (NAME, case["verdict"]), text
    assert [wanted for wanted in case["has"] if wanted not in text] == [], text
    assert {reply.custom["release"] for reply in replies} == {2}


def test_what_the_other_notices_answer_is_unchanged(talk: Talk) -> None:
    changed = {asked: (before, now) for asked, before in talk.before.items() if (now := talk.told(*asked)) != before}
    assert changed == {}


def test_going_back_takes_it_away_without_a_restart(talk: Talk) -> None:
    assert main(("rollback", "1", "--by", "王五", "--reason", "日期有误")) == 0
    assert refresh() == 1
    try:
        replies = talk.say("和静咨询电话是多少")
        text = "\n".join(reply.text for reply in replies)
        assert "0996-5023366" not in text and {reply.custom["release"] for reply in replies} == {1}
        assert {c["notice_id"] for reply in replies for c in reply.custom.get("citations", ())} & {NAME} == set()
    finally:
        assert main(("rollback", "2", "--by", "王五", "--reason", "核对无误")) == 0
        assert refresh() == 2
    (reply,) = talk.say("和静咨询电话是多少")
    assert "0996-5023366" in reply.text and reply.custom["release"] == 2
