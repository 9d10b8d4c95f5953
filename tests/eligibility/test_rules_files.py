"""rules.yml: what is wrong with one is said with file, line, field and mend; the drawn graphs are up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policies_kb.console.graph import GRAPHS
from policies_kb.console.main import main
from policies_kb.eligibility import load_rules
from policies_kb.eligibility.graph import page
from policies_kb.loading import NOTICES, KnowledgeBase, RecordError

NOTICE = "luntai-2024-chuding"


def broken(base: KnowledgeBase, folder: Path, old: str, new: str) -> list[str]:
    source = (NOTICES / NOTICE / "rules.yml").read_text(encoding="utf-8")
    assert old in source
    place = folder / NOTICE
    place.mkdir()
    (place / "rules.yml").write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RecordError) as raised:
        load_rules(place, base.notices[NOTICE].tree, frozenset(base.reference.regions))
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quote: 大学专科毕业从事专业技术工作满2年", "quote: 大学专科毕业满3年", "copy the words of the clause"),
        ("quote: 经考核合格的", "quote: 经考核优秀的", "is not in clause 三"),
        ("clause: 四(三)9", "clause: 四(三)8", "write clause 四(三)9"),
        ("within: [轮台县]", "within: [轮抬县]", "unknown region 轮抬县"),
        ("field: unit_level", "field: unit_hight", "unknown applicant field unit_hight"),
        ("id: retired", "id: unit_kind", "unit_kind is named twice"),
        ("kind: not_exam_only", "kind: not_exam", "correct the value"),
        ("rule: 考核合格\n", "rules: 考核合格\n", "add the field"),
        ("notice: luntai-2024-chuding", "notice: yanqi-2024-chuding", "write luntai-2024-chuding"),
        ("paths:", "paths: [", "not YAML"),
    ],
)
def test_a_fault_is_named_with_its_place(base: KnowledgeBase, tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = broken(base, tmp_path, old, new)
    assert any(said in problem for problem in problems), problems
    for problem in problems:
        file, line, _ = problem.split(":", 2)
        assert file == f"{NOTICE}/rules.yml" and int(line) >= 1


def test_the_line_is_the_line_of_the_fault(base: KnowledgeBase, tmp_path: Path) -> None:
    source = (NOTICES / NOTICE / "rules.yml").read_text(encoding="utf-8").splitlines()
    expected = next(n for n, text in enumerate(source, 1) if "within: [轮台县]" in text)
    (problem,) = broken(base, tmp_path, "within: [轮台县]", "within: [轮抬县]")
    start = next(n for n in range(expected, 0, -1) if "- id:" in source[n - 1])
    assert int(problem.split(":")[1]) == start


def test_missing_file(base: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="the file is missing"):
        load_rules(tmp_path / NOTICE, base.notices[NOTICE].tree, frozenset())


@pytest.mark.parametrize("folder", sorted(path.name for path in NOTICES.iterdir() if path.is_dir()))
def test_the_graph_is_up_to_date(base: KnowledgeBase, folder: str) -> None:
    notice = base.notices[folder]
    rules = load_rules(NOTICES / folder, notice.tree, frozenset(base.reference.regions))
    drawn = (GRAPHS / f"{folder}.md").read_text(encoding="utf-8")
    assert drawn == page(rules, notice.head.short_name), f"python -m policies_kb graph {folder} --write"
    for path in rules.paths:
        for condition in (*rules.common, *path.conditions):
            assert f'{condition.id}["' in drawn


def test_the_command_prints_a_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(NOTICES / NOTICE, tmp_path / NOTICE)
    assert main(["graph", NOTICE, "--folder", str(tmp_path)]) == 0
    assert "flowchart TD" in capsys.readouterr().out
