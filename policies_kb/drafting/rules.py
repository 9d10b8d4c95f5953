"""Eligibility rules of a draft: last year's, or the nearest record's as a proposal, bound to the draft's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policies_kb.eligibility import notice_rules
from policies_kb.loading import Notice, NoticeSource, RecordError
from policies_kb.loading.source import RULES
from policies_kb.reference import Reference

from .donors import Donor
from .found import Found, Mark
from .head import DraftHead
from .written import dumped

WORDED = ("rule", "unmet", "open", "hint", "say")
BY_YEARS = "years"


@dataclass
class DraftRules:
    """``rules``: as rules.yml writes them. ``marks``: condition (path/id) → mark and reason.

    ``open``: what a person must look at.
    """

    rules: dict[str, Any]
    marks: dict[str, tuple[Mark, str]] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)


def draft_rules(
    head: DraftHead, facts: list[Found], donors: list[Donor], notice: Notice | None, reference: Reference
) -> DraftRules:
    """The conditions of the nearest record whose facts stand in the draft; without a line all are proposals."""
    made = DraftRules({"paths": []})
    donor = _nearest(head, donors)
    wanted = _carried(donor, list(head.paths), facts, made) if donor else list(head.paths)
    if wanted:
        made.rules["paths"].append({"paths": wanted})
        made.open.append(f"{'、'.join(wanted)}没有起草条件：没有可以照着写的")
    order = [part for part in ("common", "remarks", "paths") if part in made.rules]
    made.rules = {part: made.rules[part] for part in order}
    _prove(made, head, notice, reference)
    return made


def _carried(donor: Donor, wanted: list[str], facts: list[Found], made: DraftRules) -> list[str]:
    """Writes the donor's conditions into ``made``; the paths that it has none for."""
    by_id = {found.id: found for found in facts}

    def kept(entries: Any, part: str, where: str) -> list[dict[str, Any]]:
        return [one for each in entries or [] if (one := _kept(each, where or part, donor, by_id, facts, made))]

    for part in ("common", "remarks"):
        if conditions := kept(donor.rules.get(part), part, ""):
            made.rules[part] = conditions
    for entry in donor.rules.get("paths") or []:
        paths = [path for path in entry["paths"] if path in wanted]
        if paths:
            one: dict[str, Any] = {"paths": paths} | ({"award": entry["award"]} if "award" in entry else {})
            for part in ("conditions", "remarks"):
                if conditions := kept(entry.get(part), part, "/".join(paths)):
                    one[part] = conditions
            made.rules["paths"].append(one)
            wanted = [path for path in wanted if path not in paths]
    return wanted


def _nearest(head: DraftHead, donors: list[Donor]) -> Donor | None:
    """Last year's record; else the nearest that offers the same paths, as far as any does."""

    def shared(donor: Donor) -> int:
        return len(set(donor.notice.head.coverage.paths) & set(head.paths))

    for donor in donors:
        if donor.same_line and donor.rules:
            return donor
    fitting = [donor for donor in donors if donor.rules and shared(donor)]
    return max(fitting, key=lambda donor: (shared(donor), -donors.index(donor)), default=None)


def _kept(
    entry: dict[str, Any], where: str, donor: Donor, by_id: Mapping[str, Found], facts: list[Found], made: DraftRules
) -> dict[str, Any] | None:
    """The condition with a fact of the draft; None, with a word, where the draft has none for it."""
    name = f"{where}/{entry.get('id', entry.get('fact', ''))}"
    wanted = str(entry.get("fact", ""))
    if not wanted:  # it rests on all facts of a kind
        if entry.get("id") == BY_YEARS and not any(found.kind == "years" for found in facts):
            made.open.append(f"{name}：草稿里没有年限，这一条没有起草")
            return None
        made.marks[name] = _mark(donor, None, f"和{donor.name}的这一条一样")
        return dict(entry)
    found, reason = by_id.get(wanted), f"依据 {wanted}"
    if found is None:
        before = donor.facts.get(wanted)
        topic = before.topic if before else ""
        found = next((each for each in facts if each.fact.get("topic") == topic and topic), None)
        if found is None:
            made.open.append(f"{name}：草稿里没有它依据的 {wanted}，这一条没有起草")
            return None
        reason = f"上面的依据 {wanted} 草稿里没有，改用同一事项的 {found.id}"
        made.open.append(f"{name}：{reason}")
        mark: tuple[Mark, str] = (Mark.GUESSED, reason)
    else:
        mark = _mark(donor, found, reason)
    if found.changed or mark[0] is Mark.GUESSED:
        made.open.append(f"{name}：依据的 {found.id} 变了或是推测的，请核对这一条的话和数")
    made.marks[name] = mark
    return {**entry, "fact": found.id}


def _mark(donor: Donor, found: Found | None, reason: str) -> tuple[Mark, str]:
    if donor.same_line and (found is None or found.mark is not Mark.GUESSED):
        return Mark.CARRIED, reason
    return Mark.GUESSED, f"{reason}（照{donor.name}推测）"


def _prove(made: DraftRules, head: DraftHead, notice: Notice | None, reference: Reference) -> None:
    """Takes out, with a word, what the rules' own checks refuse."""
    for _ in range(8):
        if notice is None:
            made.open.append("记录还不能读，条件没有检查")
            return
        source = NoticeSource(str(head.notice["id"]), {RULES: dumped(made.rules)})
        try:
            notice_rules(source, notice, reference)
            return
        except RecordError as error:
            made.open += [f"{problem.field}：{problem.problem} → {problem.mend}" for problem in error.problems]
            if not any(_dropped(made.rules, problem.field) for problem in error.problems):
                return


def _dropped(rules: dict[str, Any], where: str) -> bool:
    """Takes out the condition that a problem names; whether it named one."""
    steps = [step for step in where.replace("]", "").replace("[", ".").split(".") if step]
    inside: Any = rules
    for at, step in enumerate(steps):
        if isinstance(inside, list):
            index = next(
                (i for i, each in enumerate(inside) if isinstance(each, dict) and each.get("id") == step), None
            )
            index = int(step) - 1 if index is None and step.isdigit() and int(step) <= len(inside) else index
            if index is None:
                return False
            if steps[at - 1] in ("common", "conditions", "remarks"):
                del inside[index]
                return True
            inside = inside[index]
        elif isinstance(inside, dict) and step in inside:
            inside = inside[step]
        else:
            return False
    return False
