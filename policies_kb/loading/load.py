"""Loads the notices: reads, validates against the schema, checks against the text. All problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from policies_kb.clauses import parse
from policies_kb.model.record import Record
from policies_kb.reference import Reference, load_reference

from .checks import check_record
from .errors import Problem, RecordError
from .knowledge_base import KnowledgeBase, Notice, build_cells
from .source import NoticeSource, plain, read_folder, read_notice
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
    """The notice in ``folder`` (``text.txt`` and ``record.yml``). Raises RecordError as ``load_notice_source`` does."""
    return load_notice_source(read_notice(folder), reference)


def load_notice_source(
    source: NoticeSource, reference: Reference | None = None, parsed: Mapping[str, Any] | None = None
) -> Notice:
    """The notice that ``source`` holds; ``parsed``: what its .yml files were parsed to before, by name.

    Raises RecordError with every problem found: file, line, field, what is wrong and how to mend it.
    """
    reference = reference or load_reference()
    name = f"{source.id}/record.yml"
    for needed in ("record.yml", "text.txt"):
        if needed not in source.files:
            raise RecordError([Problem(f"{source.id}/{needed}", 1, "", "the file is missing", "add it")])
    text = plain(source.files["text.txt"])
    lined = lined_yaml(source, "record.yml", parsed)
    try:
        record = Record.model_validate(lined.data)
    except ValidationError as error:
        raise RecordError([_schema_problem(name, lined, detail) for detail in error.errors()]) from error
    tree = parse(text)
    problems = check_record(name, lined, record, tree, reference)
    if record.notice.id != source.id:
        problems.append(
            Problem(
                name,
                lined.line(("notice", "id")),
                "notice.id",
                f"is {record.notice.id}",
                f"write {source.id}",
            )
        )
    if problems:
        raise RecordError(problems)
    return Notice(record, text, tree, build_cells(record, reference))


def lined_yaml(source: NoticeSource, file_name: str, parsed: Mapping[str, Any] | None = None) -> LinedYaml:
    """One YAML file of a notice. Raises RecordError when it is not YAML."""
    try:
        return LinedYaml(plain(source.files[file_name]), (parsed or {}).get(file_name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = Problem(
            f"{source.id}/{file_name}", line, "", f"not YAML: {error}", "correct the indentation or quotes"
        )
        raise RecordError([problem]) from error


def load_knowledge_base(folder: Path = NOTICES) -> KnowledgeBase:
    """Every notice under ``folder``. Raises RecordError with the problems of all of them."""
    reference = load_reference()
    sources = read_folder(folder)
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    for source in sources.values():
        try:
            notices[source.id] = load_notice_source(source, reference)
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return KnowledgeBase(notices, reference, sources)


def _schema_problem(file: str, lined: LinedYaml, detail: object) -> Problem:
    assert isinstance(detail, dict)
    location = tuple(detail["loc"])
    field = ".".join(str(step) for step in location)
    return Problem(file, lined.line(location), field, detail["msg"], MENDS.get(detail["type"], "correct the value"))
