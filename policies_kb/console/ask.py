"""``ask``: answers one question without the dialogue system, by the trained chooser where there is one."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from policies_kb.answering import Answerer
from policies_kb.choosing import Chooser, NotTrained, belonging, circumstance, parts_of, stored, understand
from policies_kb.loading import load_knowledge_base
from policies_kb.model.question import Part, Question, Scope
from policies_kb.reading import Reading
from policies_kb.serving import serving_base
from policies_kb.today import today


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("ask", help="试问一句（不经过对话；有训练好的模型就用模型选题，没有就按字面找）")
    parser.add_argument("text", help="问题")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, default=None, help="当作哪一天问，如 2001-03-05（默认今天）"
    )
    parser.add_argument("--folder", type=Path, default=None, help="从这个文件夹里的通知回答，不从发布回答")
    parser.add_argument("--models", type=Path, default=Path("models"), help="训练好的模型在哪个文件夹")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the status, what each notice says, and the quotes."""
    brain = Answerer(load_knowledge_base(options.folder) if options.folder else serving_base())
    reading = brain.reader.read(options.text)
    day = options.as_of or today()
    answer = brain.answer(_question(brain, reading, day, _chooser(options.models)))
    print(f"status: {answer.status}")
    for statement in answer.statements:
        name = brain.base.names[statement.notice_id]
        said = [fact.say for fact in statement.facts] or [statement.say or statement.kind]
        print(f"{name} [{statement.topic}, {statement.kind}]", *said, sep="\n  ")
        for citation in statement.citations:
            print(f"  〔{brain.base.names[citation.notice_id]} {citation.clause}〕「{citation.quote}」")
    for wish in answer.absent:
        print(f"没有收录 {wish.name} 的通知；已收录：{'、'.join(brain.base.names[name] for name in answer.notices)}")
    for _, contact in answer.contacts:
        print(f"  {contact.role} {contact.phone}")
    return 0


def _chooser(models: Path) -> Chooser | None:
    try:
        return stored.newest(models)
    except NotTrained as missing:
        print(f"（{missing}；这次只按字面找）")
        return None


def _question(brain: Answerer, reading: Reading, day: date, chooser: Chooser | None) -> Question:
    scope = reading.scope_on(day)
    by = circumstance(scope, Scope())
    understood = understand(chooser, brain.reader, reading) if chooser else None
    parts = parts_of(understood, chooser, by) if understood and chooser else tuple(Part(p) for p in reading.parts)
    return Question(
        text=reading.text,
        as_of=day,
        scope=scope,
        parts=() if reading.scope_only and chooser else parts,
        scope_only=reading.scope_only,
        named=scope,
        belonging=belonging(chooser, understood.whole.ours if understood else None, by),
    )
