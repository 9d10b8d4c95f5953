"""Changed copies of a notice with the record that is true of them: other days, amounts, phones, names, order, items.

The same exchange is made in the text, in every string of the record and in the typed values, so that the truth does
not come from what is being measured.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

from policies_kb.clauses import Paragraph
from policies_kb.loading import KnowledgeBase, Notice, NoticeSource, RecordError, lined_yaml, load_notice, rebuilt
from policies_kb.loading.source import RECORD, TEXT

YEAR = re.compile(r"(?<![〔\[(（\d])20(?:2\d)(?=年|度|[-—、]20|[-—](?=20)|年度)")
DAY = re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
GAP = re.compile(r"(?<=[一-龥\d])[ \t\u3000]+(?=[一-龥\d])")
PHONE = re.compile(r"(?<!\d)(1\d{10}|0\d{2,3}[-—]\d{7,8})(?!\d)")
FACT = re.compile(r"(?P<part>facts|not_stated|deferred|boilerplate)\[(?P<id>[^\]]+)\]")
LEAF = re.compile(r"\d$")
Exchange = Callable[[str], str]


@dataclass(frozen=True)
class Sister:
    """A changed copy. ``truth``: its notice with the true record. ``added``: a sentence that no record knows."""

    text: str
    truth: Notice
    added: str
    pruned: int


@lru_cache(maxsize=1)
def invented() -> dict[str, list[str]]:
    """Invented names and sentences."""
    loaded: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return loaded


def sister(base: KnowledgeBase, name: str, seed: int) -> Sister:
    """A changed copy of one notice on file; the same for the same seed."""
    rng, notice = random.Random(f"{name}/{seed}"), base.notices[name]
    raw: dict[str, Any] = lined_yaml(base.sources[name], RECORD).data
    shift = rng.randint(2, 12)
    figures = _figures(rng, raw)
    names = _names(rng, raw)

    def exchange(text: str) -> str:
        return _exchanged(GAP.sub("", text), shift, figures, names)

    paragraphs, ids, gone = _reordered(rng, notice)
    added = rng.choice(invented()["added"])
    text = _printed(paragraphs, exchange, added, rng)
    record = _record(raw, exchange, shift, figures, names, ids, gone, added)
    record["notice"]["id"] = f"{name}-sister"
    return _pruned(text, record, base, added)


def _figures(rng: random.Random, raw: dict[str, Any]) -> dict[str, str]:
    """Old words → new words of amounts, hours, times, years of work, working days, class hours."""
    made: dict[str, str] = {}
    for fact in raw["facts"]:
        kind = fact["kind"]
        if kind == "fee":
            made.setdefault(f"{fact['amount']}元", f"{int(fact['amount']) + rng.choice([15, 30, 65])}元")
        elif kind == "resubmission" and fact.get("hours"):
            made.setdefault(f"{fact['hours']}小时", f"{rng.choice([24, 36, 72])}小时")
        elif kind == "resubmission" and fact.get("times"):
            made.setdefault(f"不得超过{fact['times']}次", f"不得超过{rng.choice([2, 4])}次")
        elif kind == "years" and fact["years"]:
            made.setdefault(f"满{fact['years']}年", f"满{int(fact['years']) + 1}年")
        elif kind == "posting":
            made.setdefault(f"{fact['working_days']}个工作日", f"{rng.choice([7, 10])}个工作日")
        for bound in fact.get("bounds") or ():
            if bound["dim"] == "class_hours":
                made.setdefault(f"{bound['value']}课时", f"{int(bound['value']) + 6}课时")
    return made


def _names(rng: random.Random, raw: dict[str, Any]) -> dict[str, str]:
    """Old → new people and phones."""
    people, made = list(invented()["people"]), dict[str, str]()
    rng.shuffle(people)
    for fact in raw["facts"]:
        if fact["kind"] == "contact":
            for person in fact.get("people") or ():
                made.setdefault(str(person), people.pop())
            digits = re.sub(r"\D", "", str(fact["phone"]))
            tail = f"{rng.randint(0, 999999):06d}"
            made.setdefault(digits, digits[:-6] + tail)
    return made


def _exchanged(text: str, shift: int, figures: dict[str, str], names: dict[str, str]) -> str:
    text = PHONE.sub(lambda found: _phone(found[0], names), text)
    text = YEAR.sub(lambda found: str(int(found[0]) + 1), text)
    text = DAY.sub(lambda found: "{0.month}月{0.day}日".format(_later(int(found["m"]), int(found["d"]), shift)), text)
    for words in (figures, {old: new for old, new in names.items() if not old.isdigit()}):
        if words:
            pattern = "|".join(rf"(?<!\d){re.escape(old)}" for old in sorted(words, key=len, reverse=True))
            text = re.sub(pattern, partial(_put, words), text)
    return text


def _put(words: dict[str, str], found: re.Match[str]) -> str:
    return words[found[0]]


def _phone(printed: str, names: dict[str, str]) -> str:
    new = names.get(re.sub(r"\D", "", printed))
    if new is None:
        return printed
    digits = iter(new)
    return "".join(next(digits) if sign.isdigit() else sign for sign in printed)


def _later(month: int, day: int, shift: int) -> date:
    """A day of the next year, some days later; never over the turn of the year."""
    made = date(2025, month, day) + timedelta(days=shift)
    return made if made.year == 2025 else date(2025, 12, 31)


def _reordered(rng: random.Random, notice: Notice) -> tuple[list[Paragraph], dict[str, str], set[str]]:
    """The paragraphs with two items exchanged in one list and one item dropped from another; old id → new id."""
    paragraphs, ids, gone = list(notice.tree.paragraphs), dict[str, str](), set[str]()
    lists: dict[str, list[str]] = {}
    for name, clause in notice.tree.clauses.items():
        if clause.parent and LEAF.search(name) and not clause.children and not name.startswith("附件"):
            lists.setdefault(clause.parent, []).append(name)
    long = [items for items in lists.values() if len(items) >= 4]
    rng.shuffle(long)
    if long:
        items = long[0]
        at = rng.randrange(1, len(items) - 2)
        one, other = items[at], items[at + 1]
        ids |= {one: other, other: one}
        paragraphs = _exchange_items(paragraphs, one, other)
    if len(long) > 1:
        items = long[1]
        at = rng.randrange(1, len(items))
        gone.add(items[at])
        for before, after in zip(items[at:], items[at + 1 :], strict=False):
            ids[after] = before
        numbers = {name: next(p.number for p in paragraphs if p.clause_id == name) for name in items}
        paragraphs = [p for p in paragraphs if p.clause_id != items[at]]
        paragraphs = [
            _with_number(p, numbers[ids[p.clause_id]]) if p.clause_id in items[at + 1 :] and p.number else p
            for p in paragraphs
        ]
    return paragraphs, ids, gone


def _exchange_items(paragraphs: list[Paragraph], one: str, other: str) -> list[Paragraph]:
    first = [p for p in paragraphs if p.clause_id == one]
    second = [p for p in paragraphs if p.clause_id == other]
    number, numbered = first[0].number, second[0].number
    at = paragraphs.index(first[0])
    rest = [p for p in paragraphs if p.clause_id not in (one, other)]
    swapped = [_with_number(second[0], number), *second[1:], _with_number(first[0], numbered), *first[1:]]
    return [*rest[:at], *swapped, *rest[at:]]


def _with_number(paragraph: Paragraph, number: str) -> Paragraph:
    return Paragraph(paragraph.clause_id, number, paragraph.text, paragraph.line, paragraph.end_line)


def _printed(paragraphs: list[Paragraph], exchange: Exchange, added: str, rng: random.Random) -> str:
    lines = [
        (p.clause_id, p.number + ("\n" if p.number.startswith("附件") and p.text else "") + exchange(p.text))
        for p in paragraphs
    ]
    ruling = [at for at, (clause, _) in enumerate(lines) if re.match("[一二三四五六七]$", clause)]
    if ruling:
        lines.insert(ruling[min(2, len(ruling) - 1)] + 1, ("", added))
    return "\n\n".join(line for _, line in lines) + "\n"


def _record(
    raw: dict[str, Any], exchange: Exchange, shift: int, figures: dict[str, str], names: dict[str, str],
    ids: dict[str, str], gone: set[str], added: str,
) -> dict[str, Any]:  # fmt: skip
    record: dict[str, Any] = _strings(raw, exchange)
    for part in ("facts", "not_stated", "deferred", "boilerplate"):
        record[part] = [_entry(entry, ids) for entry in record.get(part) or []]
    for fact in record["facts"]:
        _typed(fact, shift, figures, names)
    head = record["notice"]
    head["issued"] = _moved(str(head["issued"]), shift)
    head["round"] = re.sub(r"20\d\d", lambda found: str(int(found[0]) + 1), str(raw["notice"]["round"]))
    record["boilerplate"].append({"quote": added, "why": "编造的一句"})
    return record


def _strings(value: Any, exchange: Exchange) -> Any:
    if isinstance(value, dict):
        return {name: _strings(each, exchange) for name, each in value.items()}
    if isinstance(value, list):
        return [_strings(each, exchange) for each in value]
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d.*|[\d()一二三四五六七八九十·]+", value):
        return exchange(value)
    return value


def _entry(entry: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    made = dict(entry)
    if made.get("under") in ids:
        made["under"] = ids[made["under"]]
    for field in ("more_quotes", "quotes"):
        if field in made:
            made[field] = [
                q if isinstance(q, str) or q.get("under") not in ids else {**q, "under": ids[q["under"]]}
                for q in made[field]
            ]
    return made


def _typed(fact: dict[str, Any], shift: int, figures: dict[str, str], names: dict[str, str]) -> None:
    for field in ("start", "end", "at"):
        if fact.get(field):
            fact[field] = _moved(str(fact[field]), shift)
    units = {"amount": "元", "hours": "小时", "working_days": "个工作日"}
    for field, unit in units.items():
        if fact.get(field) is not None:
            fact[field] = int(re.sub(r"\D", "", figures.get(f"{fact[field]}{unit}", str(fact[field]))))
    if fact["kind"] == "resubmission" and fact.get("times"):
        fact["times"] = int(re.sub(r"\D", "", figures.get(f"不得超过{fact['times']}次", str(fact["times"]))))
    if fact["kind"] == "years":
        fact["years"] = int(re.sub(r"\D", "", figures.get(f"满{fact['years']}年", str(fact["years"]))))
    for bound in fact.get("bounds") or ():
        if bound["dim"] == "class_hours":
            bound["value"] = int(re.sub(r"\D", "", figures.get(f"{bound['value']}课时", str(bound["value"]))))
    if fact["kind"] == "contact":
        fact["phone"] = _phone(str(fact["phone"]), names)


def _moved(written: str, shift: int) -> str:
    day = _later(int(written[5:7]), int(written[8:10]), shift)
    return f"{int(written[:4]) + 1}-{day.month:02}-{day.day:02}{written[10:]}"


def _pruned(text: str, record: dict[str, Any], base: KnowledgeBase, added: str) -> Sister:
    """Without what no longer holds of the copy (a hand-written sentence that counts the items)."""
    pruned, name = 0, str(record["notice"]["id"])
    for _ in range(12):
        source = NoticeSource(
            name, {TEXT: text, RECORD: yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=4000)}
        )
        try:
            load_notice(source, base.reference)
            break
        except RecordError as error:
            bad = {
                (found["part"], found["id"])
                for problem in error.problems
                if (found := FACT.match(problem.field)) and "没有收进" not in problem.problem
            }
            if not bad:
                break
            for part in ("facts", "not_stated", "deferred", "boilerplate"):
                kept = [e for at, e in enumerate(record[part], 1) if (part, str(e.get("id", at))) not in bad]
                pruned += len(record[part]) - len(kept)
                record[part] = kept
    source = NoticeSource(name, {TEXT: text, RECORD: ""})
    return Sister(text, rebuilt(source, record, base.reference), added, pruned)
