"""Loads notices: reads, finds every quote's clause, validates, renders the sentences, checks. All problems at once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policies_kb.clauses import ClauseTree, parse
from policies_kb.model.facts import AnyFact
from policies_kb.model.record import Record
from policies_kb.reference import Reference, load_reference
from policies_kb.wordbook import apart, overlaid

from .anchors import anchor
from .checks import check_record
from .coverage import check_coverage
from .errors import Notes, Problem, RecordError
from .heads import check_head
from .knowledge_base import KnowledgeBase, Notice
from .lines import check_lines
from .schema import validated
from .sentences import sentence
from .silence import check_silences
from .source import RECORD, TEXT, NoticeSource, plain, read_folder
from .topics import item_of, with_topics
from .yaml_lines import LinedYaml, YamlSlip, lined

# the folder that releases are seeded from; the product's own tests name a frozen one
NOTICES = Path(os.environ.get("ZC_NOTICES") or Path(__file__).parent.parent / "notices")


def load_notice(source: NoticeSource, reference: Reference | None = None) -> Notice:
    """The checked notice. Raises RecordError with every problem: file, line, field, what is wrong and the mend."""
    reference = reference or load_reference()
    text = needed(source, TEXT)
    written = lined_yaml(source, RECORD)
    note = Notes(source.name(RECORD), written)
    tree = parse(text)
    record = validated(Record, _prepared(written.data, tree, source.id, reference, note), note)
    if record is not None and not note.problems:
        if record.notice.id != source.id:
            note(("notice", "id"), f"编号是 {record.notice.id}，文件夹名是 {source.id}", f"写成 {source.id}")
        check_head(record.notice, tree, reference, note)
        if note.within(("notice", "coverage", "paths")):
            note.raise_any()  # everything after it speaks of the paths
        check_record(record, tree, reference, note)
        record = said(record, reference) if not note.problems else record
        notice = Notice.of(record, text, tree, reference)
        check_coverage(notice, note)
        check_silences(record, tree, reference, note)
        note.raise_any()
        return notice
    note.raise_any()
    raise AssertionError("a record that is not valid has its problems noted")


def rebuilt(source: NoticeSource, data: Any, reference: Reference) -> Notice:
    """The notice of files that have passed ``load_notice`` before: read and bound again, not checked again.

    Raises RecordError when they no longer fit this version of the record.
    """
    text = needed(source, TEXT)
    tree = parse(text)
    note = Notes(source.name(RECORD), LinedYaml(""))
    record = validated(Record, _prepared(data, tree, source.id, reference, note), note)
    note.raise_any()
    assert record is not None
    return Notice.of(said(record, reference), text, tree, reference)


def needed(source: NoticeSource, file: str) -> str:
    """The text of a file as it is read. Raises RecordError when there is none."""
    if file not in source.files:
        raise RecordError([Problem(source.name(file), 1, "", "缺少这个文件", f"在文件夹 {source.id} 里补上 {file}")])
    return plain(source.files[file])


def lined_yaml(source: NoticeSource, file: str) -> LinedYaml:
    """The YAML of a file. Raises RecordError when it is absent or is no YAML."""
    try:
        return lined(needed(source, file))
    except YamlSlip as slip:
        raise RecordError([Problem(source.name(file), slip.line, "", slip.problem, slip.mend)]) from slip


def load_knowledge_base(folder: Path = NOTICES) -> KnowledgeBase:
    """Every notice under ``folder``. Raises RecordError with the problems of all of them."""
    return knowledge_base(read_folder(folder).values(), load_reference())


def knowledge_base(sources: Iterable[NoticeSource], reference: Reference) -> KnowledgeBase:
    """The notices of ``sources`` together. Raises RecordError with the problems of all of them."""
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    listed, book = apart(sources)
    files = {source.id: source for source in listed}
    for source in files.values():
        try:
            notices[source.id] = load_notice(source, reference)
        except RecordError as error:
            problems += error.problems
    base = KnowledgeBase(notices, overlaid(reference, book), files, wordbook=book)
    problems += check_lines(base, files)
    if problems:
        raise RecordError(problems)
    return base


def said(record: Record, reference: Reference) -> Record:
    """The record with the sentence of every fact."""

    def spoken(fact: AnyFact) -> AnyFact:
        return fact.model_copy(update={"say": sentence(fact, record.notice, reference), "note": ""})

    return record.model_copy(update={"facts": tuple(map(spoken, record.facts))})


def _prepared(data: Any, tree: ClauseTree, notice: str, reference: Reference, note: Notes) -> Any:
    """The data of a record with what is derived: clauses, the topics of kinds that have one, numbers of items."""
    found = anchor(data, tree, notice, note)
    if isinstance(found, dict) and isinstance(found.get("facts"), list):
        found["facts"] = [with_topics(fact, reference) for fact in found["facts"]]
        for fact in found["facts"]:
            if isinstance(fact, dict) and fact.get("kind") == "material":
                fact["item"] = item_of(fact.get("clause", ""))
    return found
