"""A wrong record is refused, and its keeper is told the file, the line, what is wrong and the right mend."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from policies_kb.gate import examine

from .edits import Edit, originals, rows

MUTANTS = list(rows("mutants.yml"))
CHINESE = re.compile(r"[一-龥]")
FOREIGN = re.compile(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+")  # an English phrase, not the name of a field


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.kind}: {mutant.name}")
def test_a_mutant_is_refused_with_its_mend(mutant: Edit) -> None:
    found = mutant.examined()
    said = "\n".join(map(str, found.problems)) or "passed"
    file = f"{mutant.id}/{mutant.named or mutant.file}"
    own = [p for p in found.problems if p.file == file and mutant.problem in p.problem and mutant.mend in p.mend]
    assert own, said
    assert {problem.line for problem in own} & mutant.lines_at(), f"line {sorted(mutant.lines_at())} expected:\n{said}"
    others = [p for p in found.problems if p not in own and not any(word in str(p) for word in mutant.besides)]
    assert not others, "besides:\n" + "\n".join(map(str, others))
    for problem in found.problems:
        assert CHINESE.search(problem.problem) and CHINESE.search(problem.mend), said
        assert not FOREIGN.search(problem.problem + "|" + problem.mend), said


def test_the_table_spreads_over_kinds_and_notices() -> None:
    assert len(MUTANTS) >= 60
    assert all(count >= 3 for count in Counter(mutant.kind for mutant in MUTANTS).values())
    assert {mutant.notice for mutant in MUTANTS} == set(originals())
    assert len({(mutant.kind, mutant.name) for mutant in MUTANTS}) == len(MUTANTS)


def test_the_notices_on_file_are_free_of_problems() -> None:
    found = examine(originals().values())
    assert found.problems == []
    assert found.notices.keys() == found.rules.keys() == originals().keys()
