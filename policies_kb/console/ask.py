"""``ask``: answers one question by its words alone, without the dialogue system; ``--why`` shows each step."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from policies_kb import choosing
from policies_kb.answering import Answerer
from policies_kb.choosing import NotTrained, stored
from policies_kb.dialogue import FACTS, UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.loading import load_knowledge_base
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
    parser.add_argument("--why", action="store_true", help="写出每一步看到什么、定了什么、为什么")
    parser.set_defaults(run=answer_once)


def answer_once(options: argparse.Namespace) -> int:
    """Prints the status, what each notice says, and the quotes; with ``--why`` the trace of the steps before it."""
    brain = Answerer(load_knowledge_base(options.folder) if options.folder else serving_base())
    _choose_by(options.models)
    message = Message(options.text, options.as_of or today())
    turn = run((*UNDERSTANDING, *FACTS), Turn(brain, message, Frame.from_slot(None), brain.reader.read(options.text)))
    for line in turn.trace if options.why else ():
        print(line)
    answer = turn.answer
    assert answer is not None
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


def _choose_by(models: Path) -> None:
    try:
        choosing.use(stored.newest(models))
    except NotTrained as missing:
        print(f"（{missing}；这次只按字面找）")
