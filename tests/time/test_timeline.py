"""Lines in time, on notices made in memory: what supersedes, repeals, amends, runs out, or is not in force yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from policies_kb.answering import Answerer
from policies_kb.eligibility import Applicant, assess_notice, load_rulebook
from policies_kb.loading import KnowledgeBase, Notice, NoticeSource, RecordError
from policies_kb.loading.load import knowledge_base
from policies_kb.loading.source import RECORD, TEXT
from policies_kb.model.facts import WindowFact, YearsFact
from policies_kb.model.question import Part, Question, Scope
from policies_kb.model.rounds import Wish
from policies_kb.reference import load_reference
from policies_kb.scope import Fit, Timeline, over, resolve

from .conftest import both_rounds

ALL = both_rounds()
LINE = ("yanqi-2024-chuding", "yanqi-2025-chuding")
PLACE = Scope(regions=("焉耆回族自治县",))


def base(*sources: NoticeSource) -> KnowledgeBase:
    return knowledge_base(sources, load_reference())


def sources(names: Iterable[str]) -> list[NoticeSource]:
    return [ALL[name] for name in names]


def changed(source: NoticeSource, name: str, head: str = "", text: tuple[tuple[str, str], ...] = ()) -> NoticeSource:
    """A copy under another id: ``head``: further lines of its head; ``text``: what is put in another's place."""
    files = dict(source.files)
    files[RECORD] = files[RECORD].replace(f"  id: {source.id}\n", f"  id: {name}\n{head}")
    for old, new in text:
        assert old in files[TEXT] + files[RECORD], old
        files = {file: content.replace(old, new) for file, content in files.items()}
    return NoticeSource(name, files)


ISSUED = (("2025年8月27日", "2025年9月5日"), ("issued: 2025-08-27", "issued: 2025-09-05"))


def corrected(relation: str) -> NoticeSource:
    """A second notice of 2025, issued on 5 September, that stands in ``relation`` to the first one."""
    return changed(
        ALL["yanqi-2025-chuding"],
        "yanqi-2025-gengzheng",
        f"  {relation}: [yanqi-2025-chuding]\n",
        (*ISSUED, ("72", "96")),
    )


def current(found: KnowledgeBase, day: date) -> list[str]:
    return [notice.id for notice in Timeline(found).current(day)]


def test_the_newest_issued_notice_of_a_line_is_in_force() -> None:
    found = base(*sources(LINE))
    assert current(found, date(2024, 1, 1)) == ["yanqi-2024-chuding"]  # nothing issued yet: the first one tells so
    assert current(found, date(2025, 8, 26)) == ["yanqi-2024-chuding"]
    assert current(found, date(2025, 8, 27)) == ["yanqi-2025-chuding"]
    assert current(found, date(2030, 1, 1)) == ["yanqi-2025-chuding"]


def test_a_notice_is_in_force_from_the_day_it_names() -> None:
    later = changed(ALL["yanqi-2025-chuding"], "yanqi-2025-chuding", "  valid_from: 2025-09-01\n")
    found = base(ALL["yanqi-2024-chuding"], later)
    assert current(found, date(2025, 8, 31)) == ["yanqi-2024-chuding"]
    assert current(found, date(2025, 9, 1)) == ["yanqi-2025-chuding"]


def test_what_has_run_out_gives_way_to_what_is_still_in_force() -> None:
    ending = changed(ALL["yanqi-2025-chuding"], "yanqi-2025-chuding", "  valid_until: 2025-12-31\n")
    found = base(ALL["yanqi-2024-chuding"], ending)
    assert current(found, date(2025, 12, 31)) == ["yanqi-2025-chuding"]
    assert current(found, date(2026, 1, 1)) == ["yanqi-2024-chuding"]


def test_a_line_whose_last_notice_has_run_out_is_told_by_it() -> None:
    ending = changed(ALL["yanqi-2025-chuding"], "yanqi-2025-chuding", "  valid_until: 2025-12-31\n")
    assert current(base(ending), date(2026, 1, 1)) == ["yanqi-2025-chuding"]


@pytest.mark.parametrize("relation", ["supersedes", "repeals"])
def test_a_notice_that_is_superseded_or_repealed_is_in_force_up_to_the_day_before(relation: str) -> None:
    found = base(*sources(LINE), corrected(relation))
    assert current(found, date(2025, 9, 4)) == ["yanqi-2025-chuding"]
    assert current(found, date(2025, 9, 5)) == ["yanqi-2025-gengzheng"]


def test_of_two_notices_for_one_round_the_later_is_meant() -> None:
    found = base(*sources(LINE), corrected("supersedes"))
    time = Timeline(found)
    for day, name in ((date(2025, 9, 4), "yanqi-2025-chuding"), (date(2025, 9, 6), "yanqi-2025-gengzheng")):
        meant = time.of_wish(time.current(day)[0], Wish(year=2025), day)
        assert meant is not None
        assert meant.id == name
    before = time.of_wish(time.current(date(2025, 9, 6))[0], Wish(step=-1), date(2025, 9, 6))
    assert before is not None
    assert before.id == "yanqi-2024-chuding"


def test_a_notice_repealed_without_another_in_its_place_gives_way_to_the_round_before() -> None:
    """Who only repeals changes the notice, too: it is told by it when its round is named, and is in force no more."""
    repeal = amending(
        "2025年度的通知自即日起废止，何时申报另行通知。",
        "  - id: late.repealed\n    kind: statement\n    topic: next_round\n"
        "    quote: 2025年度的通知自即日起废止，何时申报另行通知。\n"
        "    say: 2025年度的通知已经废止，何时申报另行通知。\n",
    )
    head = repeal.files[RECORD].replace("  amends: [", "  repeals: [yanqi-2025-chuding]\n  amends: [")
    found = base(*sources(LINE), NoticeSource(repeal.id, {**repeal.files, RECORD: head}))
    assert current(found, date(2025, 9, 23)) == ["yanqi-2025-chuding"]
    assert current(found, date(2025, 9, 24)) == ["yanqi-2024-chuding"]
    (named,) = resolve(Scope(regions=PLACE.regions, rounds=(Wish(year=2025),)), found, date(2025, 9, 24)).notices
    assert "已经废止" in "".join(fact.say for fact in named.record.facts)


def test_two_notices_for_one_round_need_a_word_on_each_other() -> None:
    twin = changed(ALL["yanqi-2025-chuding"], "yanqi-2025-ling", text=ISSUED)
    with pytest.raises(RecordError, match="同一轮次"):
        base(*sources(LINE), twin)


def test_an_amendment_changes_what_it_speaks_of_from_its_own_day_on() -> None:
    found = base(*sources((*LINE, "yanqi-2025-yanqi")))
    time = Timeline(found)
    assert "yanqi-2025-yanqi" not in current(found, date(2025, 10, 1))
    before, after = (time.as_of(found.notices["yanqi-2025-chuding"], date(2025, 9, day)) for day in (23, 24))
    (old,), (new,) = ([fact for fact in notice.record.facts if fact.id == "window.apply"] for notice in (before, after))
    assert isinstance(old, WindowFact)
    assert isinstance(new, WindowFact)
    assert (old.end, new.end) == (date(2025, 9, 26), date(2025, 10, 15))
    assert [quote.notice for quote in new.quotes] == ["yanqi-2025-yanqi"]
    same = [(a, b) for a, b in zip(before.record.facts, after.record.facts, strict=True) if a.id != "window.apply"]
    assert all(a is b for a, b in same)


def test_nothing_that_is_quoted_after_an_amendment_says_what_it_has_changed() -> None:
    found = base(*sources((*LINE, "yanqi-2025-yanqi")))
    after = Timeline(found).as_of(found.notices["yanqi-2025-chuding"], date(2025, 9, 24))
    quotes = [quote.quote for fact in after.record.facts for quote in fact.quotes]
    quotes += [quote.quote for silence in after.record.not_stated for quote in silence.quotes]
    assert not [quote for quote in quotes if "9月26日" in quote]


def test_a_later_amendment_counts_over_an_earlier_one() -> None:
    second = changed(
        ALL["yanqi-2025-yanqi"],
        "yanqi-2025-yanqi2",
        text=(
            ("2025年9月24日", "2025年10月14日"),
            ("issued: 2025-09-24", "issued: 2025-10-14"),
            ("10月15日", "10月31日"),
            ("end: 2025-10-15", "end: 2025-10-31"),
            ("amends: [yanqi-2025-chuding]", "amends: [yanqi-2025-chuding, yanqi-2025-yanqi]"),
        ),
    )
    found = base(*sources((*LINE, "yanqi-2025-yanqi")), second)
    book = load_rulebook(found)
    for day, end in ((13, date(2025, 10, 15)), (14, date(2025, 10, 31))):
        span = book.of("yanqi-2025-chuding", date(2025, 10, day)).window("初定初级")
        assert span.end == end


def test_an_amendment_of_the_years_changes_the_rule_and_is_its_source() -> None:
    """A correction of the conditions binds the eligibility rules, too, and the reason quotes the correction."""
    text = "现将大专毕业的年限改为：大专毕业从事专业技术工作满2年。"
    files = dict(ALL["yanqi-2025-yanqi"].files)
    files[TEXT] = files[TEXT].replace(
        "因平台升级维护，经研究，现将 2025 年度初次确定初级职称网上申报时间延长，网上申报时间：2025年9月1日—10月15日。",
        text,
    )
    head = files[RECORD].split("facts:")[0]
    files[RECORD] = (
        f"{head}facts:\n  - id: years.college\n    kind: years\n    quote: 大专毕业从事专业技术工作满2年。\n"
        "    years: 2\n    education: [大专]\n\nboilerplate:\n  - {quote: 各企事业单位：, why: 称呼}\n"
    )
    found = base(*sources(LINE), NoticeSource("yanqi-2025-yanqi", files))
    after = Timeline(found).as_of(found.notices["yanqi-2025-chuding"], date(2025, 9, 24))
    assert [f.years for f in after.record.facts if isinstance(f, YearsFact) and "大专" in f.education] == [2]
    rules = load_rulebook(found).of("yanqi-2025-chuding", date(2025, 9, 24))
    (path,) = rules.rules.paths
    (condition,) = [condition for condition in path.conditions if condition.id == "years"]
    assert "大专满2年" in condition.rule
    for education, source in (("大专", "yanqi-2025-yanqi"), ("中专", "yanqi-2025-chuding")):
        person = Applicant.model_validate({"region": "焉耆回族自治县", "education": education, "years": 1})
        (years,) = [
            t for t in assess_notice(rules, "初定初级", person, date(2025, 9, 24)).conditions if t.id == "years"
        ]
        assert years.notice == source


def amending(text: str, facts: str) -> NoticeSource:
    """A notice of 24 September 2025 that changes the one of that year by ``text``."""
    source = ALL["yanqi-2025-yanqi"]
    printed = source.files[TEXT].split("因平台升级维护")
    new_text = printed[0] + text + "\n\n焉耆县人力资源和社会保障局\n\n2025年9月24日\n"
    record = (
        source.files[RECORD].split("facts:")[0]
        + f"facts:\n{facts}\nboilerplate:\n  - {{quote: 各企事业单位：, why: 称呼}}\n"
    )
    return NoticeSource(source.id, {**source.files, TEXT: new_text, RECORD: record})


def after(change: NoticeSource) -> Notice:
    """The notice of 2025 as it stands once ``change`` is issued."""
    found = base(*sources(LINE), change)
    return Timeline(found).as_of(found.notices["yanqi-2025-chuding"], date(2025, 9, 24))


def test_a_sentence_made_of_what_was_changed_is_made_anew_or_left_unsaid() -> None:
    """大专 from 3 to 2 years: the material that told 「大专3年」 stays, without those words."""
    notice = after(
        amending(
            "现将年限改为：大专毕业从事专业技术工作满2年；",
            "  - id: years.college\n    kind: years\n    quote: 大专毕业从事专业技术工作满2年；\n"
            "    years: 2\n    education: [大专]\n",
        )
    )
    said = {fact.id: fact.say for fact in notice.record.facts}
    assert "继续教育培训合格证书" in said["ce.years"]
    assert not [fact for fact, text in said.items() if "大专3年" in text or "大专满3年" in text]


def test_a_changed_phone_is_given_everywhere() -> None:
    notice = after(
        amending(
            "现将联系电话改为：联系电话：0996-6099999",
            "  - id: contact.phone\n    kind: contact\n    quote: 联系电话：0996-6099999\n"
            "    role: 咨询\n    phone: 0996-6099999\n",
        )
    )
    assert [contact.phone for contact in notice.contacts] == ["0996-6099999"]
    assert not [fact.id for fact in notice.record.facts if "6024187" in fact.say + fact.quote]


def test_an_addition_is_found_by_its_own_words() -> None:
    change = amending(
        "增加一项：申报人员还需上传无犯罪记录证明。",
        "  - id: other_proof.record\n    kind: material\n    topic: other_proof\n"
        "    quote: 申报人员还需上传无犯罪记录证明。\n    channel: online\n    name: 无犯罪记录证明\n",
    )
    brain = Answerer(base(*sources(LINE), change))
    for day, wanted in ((23, False), (24, True)):
        text = "要不要无犯罪记录证明"
        answer = brain.answer(Question(text, date(2025, 9, day), PLACE, (Part(text),), named=PLACE))
        assert any("无犯罪记录" in fact.say for s in answer.statements for fact in s.facts) is wanted


def test_a_year_that_is_not_on_file_is_absent_and_answered_from_none() -> None:
    found = base(*sources(LINE))
    for day, year in ((date(2025, 9, 10), 2023), (date(2025, 9, 10), 2026), (date(2024, 10, 10), 2025)):
        got = resolve(Scope(regions=PLACE.regions, rounds=(Wish(year=year),)), found, day)
        assert got.fit is Fit.NO_ROUND
        assert [wish.year for wish in got.absent] == [year]


def test_a_round_of_the_whole_year_is_meant_by_either_half_and_a_half_only_by_itself() -> None:
    found = base(*sources((*LINE, "akesu-2024-h1", "akesu-2025-h1")))
    day = date(2025, 9, 10)
    half = resolve(Scope(regions=PLACE.regions, rounds=(Wish(year=2025, half="下半年"),)), found, day)
    assert [notice.id for notice in half.notices] == ["yanqi-2025-chuding"]
    other = resolve(Scope(regions=("阿克苏地区",), rounds=(Wish(year=2025, half="下半年"),)), found, day)
    assert other.fit is Fit.NO_ROUND


def test_two_years_named_are_compared_and_the_default_never_is() -> None:
    found = base(*sources(LINE))
    day = date(2025, 9, 10)
    both = resolve(Scope(regions=PLACE.regions, rounds=(Wish(year=2024), Wish(year=2025))), found, day)
    assert both.fit is Fit.COMPARE
    assert [notice.id for notice in both.notices] == ["yanqi-2024-chuding", "yanqi-2025-chuding"]
    assert [notice.id for notice in resolve(PLACE, found, day).notices] == ["yanqi-2025-chuding"]


def test_only_notices_of_one_round_overlap() -> None:
    found = base(*sources((*LINE, "bazhou-archives-2024")))
    scope = Scope(regions=PLACE.regions, series=("档案系列",))
    then, now = resolve(scope, found, date(2024, 10, 10)), resolve(scope, found, date(2025, 9, 10))
    assert (then.fit, now.fit) == (Fit.OVERLAP, Fit.ONE)
    assert [notice.id for notice in now.notices] == ["yanqi-2025-chuding"]
    board = resolve(Scope(regions=PLACE.regions, series=("档案系列",), path="pingshen"), found, date(2025, 9, 10))
    assert [notice.id for notice in board.notices] == ["bazhou-archives-2024"]


def test_an_older_notice_of_ones_own_series_is_not_hidden_by_a_newer_one_that_does_not_list_it() -> None:
    without = changed(
        ALL["yanqi-2025-chuding"],
        "yanqi-2025-chuding",
        text=(("档案系列、工艺美术系列", "工艺美术系列"), ("档案系列: [], ", ""), ("档案、工艺美术、", "工艺美术、")),
    )
    found = base(ALL["yanqi-2024-chuding"], without, ALL["bazhou-archives-2024"])
    got = resolve(Scope(regions=PLACE.regions, series=("档案系列",)), found, date(2025, 9, 10))
    assert {notice.id for notice in got.notices} == {"yanqi-2025-chuding", "bazhou-archives-2024"}


def test_a_notice_is_over_when_its_last_window_is() -> None:
    found = base(*sources((*LINE, "bazhou-archives-2024")))
    assert not over(found.notices["yanqi-2025-chuding"], date(2025, 10, 24))
    assert over(found.notices["yanqi-2025-chuding"], date(2025, 10, 25))
    # a defence that was only announced for October keeps no notice open into another year
    assert not over(found.notices["bazhou-archives-2024"], date(2024, 10, 20))
    assert over(found.notices["bazhou-archives-2024"], date(2025, 9, 10))
