"""Which notices of a set are fit to be released together; the faulty ones keep no other back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from policies_kb.loading import NoticeSource, Problem

Sources = Mapping[str, NoticeSource]
Gate = Callable[[Sources], list[Problem]]
Losses = Callable[[Sources, Sources], list[Problem]]  # of the first, against what was released before


def nothing_lost(_candidate: Sources, _before: Sources) -> list[Problem]:
    """For who has looked at each thing that goes, as people do at the desk."""
    return []


def by_notice(problems: Iterable[Problem], candidate: Sources) -> dict[str, list[Problem]]:
    """The problems of each notice, told by the files that they name; one of no notice is one of every notice."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        name = problem.file.split("/", 1)[0]
        for notice_id in [name] if name in candidate else candidate:
            found.setdefault(notice_id, []).append(problem)
    return found


def changes(candidate: Sources, before: Sources) -> set[str]:
    """The notices that ``candidate`` has otherwise than ``before``."""
    return {notice_id for notice_id, source in candidate.items() if before.get(notice_id) != source}


def fit(
    gate: Gate,
    wanted: Sources,
    before: Sources,
    unreadable: Mapping[str, list[Problem]],
    serves: Gate,
    losses: Losses = nothing_lost,
) -> tuple[dict[str, NoticeSource], dict[str, list[Problem]]]:
    """The notices to release, and the problems of those that were refused.

    The gate sees them together, because one notice may speak of another. A refused notice stays as it is in
    ``before``; it is left out when even so it cannot be served (``serves``), as after a change of the program.
    """
    chosen = {**wanted, **{name: before[name] for name in unreadable if name in before}}
    refused = dict(unreadable)
    while found := by_notice([*losses(chosen, before), *gate(chosen)], chosen):
        new = {name: problems for name, problems in found.items() if name in changes(chosen, before)}
        for name, problems in (_own(gate, chosen, new) or new).items():
            refused.setdefault(name, problems)
            del chosen[name]
            if name in before:
                chosen[name] = before[name]
        if new:
            continue
        refused |= {name: problems for name, problems in found.items() if name not in refused}
        stale = [name for name in by_notice(serves(before), before) if name in found]
        if not stale:
            break  # what others changed is not held against what stayed
        for name in stale:
            del chosen[name]
    return dict(sorted(chosen.items())), refused


def _own(gate: Gate, chosen: Sources, new: Mapping[str, list[Problem]]) -> dict[str, list[Problem]]:
    """Where a problem names no notice and so stands against all: the notices that have problems on their own."""
    if all(problem.file.split("/", 1)[0] in chosen for problems in new.values() for problem in problems):
        return {}
    alone = {name: gate({name: chosen[name]}) for name in new}
    return {name: problems for name, problems in alone.items() if problems}
