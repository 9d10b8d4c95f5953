"""What the last release said and a new one would not, although the notice still says it.

Half a file that was saved too early may be a whole one to YAML, and most facts may go without a sentence of the notice
being left alone, since several facts quote the same one. So whatever goes from a record or its rules has to be named
in `withdrawn`, with a reason; only what the notice itself no longer prints goes by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policies_kb.clauses import ClauseTree, bare, parse
from policies_kb.eligibility.named_rules import written_rules
from policies_kb.loading import NoticeSource, Problem, RecordError, lined_yaml
from policies_kb.loading.source import RECORD, RULES, TEXT, plain
from policies_kb.loading.topics import with_topics
from policies_kb.reference import Reference, load_reference

GAPS = ("not_stated", "deferred")
SHOWN = 6  # names in one message


@dataclass(frozen=True)
class _Said:
    """What one version of a notice says. ``facts``: by id; ``conditions`` and ``topics``: by name."""

    facts: Mapping[str, Mapping[str, Any]]
    topics: frozenset[str]
    gaps: frozenset[str]
    conditions: frozenset[str]
    withdrawn: frozenset[str]


def losses(
    candidate: Mapping[str, NoticeSource], before: Mapping[str, NoticeSource], reference: Reference | None = None
) -> list[Problem]:
    """What is gone from each notice of both since it was last released, and not accounted for."""
    reference = reference or load_reference()
    found: list[Problem] = []
    for name, source in candidate.items():
        known = before.get(name)
        if known is None or known == source or TEXT not in source.files or RECORD not in source.files:
            continue
        try:
            old, new = _said(known, reference), _said(source, reference)
        except RecordError:
            continue  # it cannot be read at all, and is refused for that
        found += _lost(old, new, source, reference)
    return found


def _said(source: NoticeSource, reference: Reference) -> _Said:
    """Reads what is there, however much is wrong with it otherwise."""
    record = _mapping(lined_yaml(source, RECORD).data)
    rules = _mapping(lined_yaml(source, RULES).data) if RULES in source.files else {}
    facts = {str(fact["id"]): with_topics(fact, reference) for fact in _entries(record, "facts") if "id" in fact}
    gaps = {topic for part in GAPS for entry in _entries(record, part) for topic in _names(entry.get("topics"))}
    stated = {topic for fact in facts.values() for topic in (fact.get("topic"), *_names(fact.get("also")))}
    return _Said(
        facts=facts,
        topics=frozenset(map(str, stated - {None})) | gaps,
        gaps=frozenset(gaps),
        conditions=frozenset(_conditions(rules)),
        withdrawn=frozenset(str(entry.get("id")) for entry in _entries(record, "withdrawn")),
    )


def _lost(old: _Said, new: _Said, source: NoticeSource, reference: Reference) -> Iterator[Problem]:
    tree = parse(plain(source.files[TEXT]))
    printed = bare(source.files[TEXT])
    by_clause: dict[str, list[str]] = {}
    for fact in _gone(old, new):
        quote = bare(str(old.facts[fact].get("quote", "")))
        if quote in printed:
            by_clause.setdefault(_clause(quote, tree), []).append(fact)
    for clause, facts in by_clause.items():
        yield _problem(source, RECORD, f"{clause}没有变，上次发布的{_listed(facts)}不见了", facts[0])
    topics = sorted(old.gaps - new.topics - new.withdrawn)
    if topics:
        called = [reference.topics[topic].name if topic in reference.topics else topic for topic in topics]
        yield _problem(source, RECORD, f"上次发布说明了通知没有写{_listed(called)}，现在没有提", topics[0])
    conditions = sorted(old.conditions - new.conditions - new.withdrawn)
    if conditions:
        yield _problem(source, RULES, f"上次发布的条件{_listed(conditions)}不见了", conditions[0])


def _gone(old: _Said, new: _Said) -> list[str]:
    """Facts that are there under no name: neither their own nor a new one of the same kind and quote."""
    renamed = [_key(fact) for name, fact in new.facts.items() if name not in old.facts]
    gone: list[str] = []
    for name, fact in old.facts.items():
        if name in new.facts or name in new.withdrawn:
            continue
        if _key(fact) in renamed:
            renamed.remove(_key(fact))
        else:
            gone.append(name)
    return gone


def _key(fact: Mapping[str, Any]) -> tuple[str, str]:
    return str(fact.get("kind")), bare(str(fact.get("quote", "")))


def _clause(quote: str, tree: ClauseTree) -> str:
    """The first clause whose own text holds the quote; a quote over several is told by the notice."""
    return next((name for name, clause in tree.clauses.items() if quote in bare(clause.text)), "原文")


def _problem(source: NoticeSource, file: str, problem: str, example: str) -> Problem:
    mend = f"补回来；确实不要的，在 {RECORD} 的 withdrawn 里各写一行，如 {{id: {example}, why: 为什么不要}}"
    return Problem(source.name(file), 1, "", problem, mend)


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    more = f"等{len(listed)}条" if len(listed) > SHOWN else ""
    return f"“{'、'.join(listed[:SHOWN])}”{more}"


def _conditions(rules: Mapping[str, Any]) -> Iterator[str]:
    try:
        yield from (name for name, _ in written_rules(rules))
    except (TypeError, KeyError, AttributeError):  # half written; the rules' own check says what is wrong
        return


def _mapping(data: Any) -> Mapping[str, Any]:
    return data if isinstance(data, dict) else {}


def _entries(record: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
    listed = record.get(part)
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def _names(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
