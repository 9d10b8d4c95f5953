"""Loads the notices: reads, validates against the schema, checks against the text. All problems at once."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from policies_kb.clauses import parse
from policies_kb.model.record import Record
from policies_kb.reference import Reference, load_reference

from .checks import check_record
from .errors import Problem, RecordError
from .knowledge_base import KnowledgeBase, Notice, build_cells
from .yaml_lines import LinedYaml

NOTICES = Path(__file__).parent.parent / "notices"
MENDS = {
    "missing": "add the field",
    "extra_forbidden": "remove the field or correct its name",
    "enum": "use one of the values named",
    "union_tag_invalid": "use one of the kinds named",
    "union_tag_not_found": "add `kind`",
}


def load_notice(folder: Path, reference: Reference | None = None) -> Notice:
    """The notice in ``folder`` (``text.txt`` and ``record.yml``).

    Raises RecordError with every problem found: file, line, field, what is wrong and how to mend it.
    """
    reference = reference or load_reference()
    path = folder / "record.yml"
    name = f"{folder.name}/record.yml"
    for needed in (path, folder / "text.txt"):
        if not needed.is_file():
            raise RecordError([Problem(f"{folder.name}/{needed.name}", 1, "", "the file is missing", "add it")])
    text = (folder / "text.txt").read_text(encoding="utf-8")
    try:
        lined = LinedYaml(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RecordError(
            [Problem(name, line, "", f"not YAML: {error}", "correct the indentation or quotes")]
        ) from error
    try:
        record = Record.model_validate(lined.data)
    except ValidationError as error:
        raise RecordError([_schema_problem(name, lined, detail) for detail in error.errors()]) from error
    tree = parse(text)
    problems = check_record(name, lined, record, tree, reference)
    if record.notice.id != folder.name:
        problems.append(
            Problem(
                name,
                lined.line(("notice", "id")),
                "notice.id",
                f"is {record.notice.id}",
                f"write {folder.name}",
            )
        )
    if problems:
        raise RecordError(problems)
    return Notice(record, text, tree, build_cells(record, reference))


def load_knowledge_base(folder: Path = NOTICES) -> KnowledgeBase:
    """Every notice under ``folder``. Raises RecordError with the problems of all of them."""
    reference = load_reference()
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    for sub in sorted(path for path in folder.iterdir() if path.is_dir()):
        try:
            notice = load_notice(sub, reference)
            notices[notice.id] = notice
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return KnowledgeBase(notices, reference)


def _schema_problem(file: str, lined: LinedYaml, detail: object) -> Problem:
    assert isinstance(detail, dict)
    location = tuple(detail["loc"])
    field = ".".join(str(step) for step in location)
    return Problem(file, lined.line(location), field, detail["msg"], MENDS.get(detail["type"], "correct the value"))
