"""The forms printed after a notice, apart: as the clause parser finds them."""

from __future__ import annotations

from policies_kb.clauses import is_attachment_body, parse
from policies_kb.documents.model import Attachment


def find_attachments(text: str) -> tuple[Attachment, ...]:
    """Return the forms (附件N) of a notice's text in printed order."""
    tree = parse(text)
    forms = [clause for clause in tree.clauses.values() if is_attachment_body(clause.id) and clause.parent is None]
    return tuple(
        Attachment(number=int(form.id.removeprefix("附件")), title=_title(form.text), text=form.full_text)
        for form in forms
    )


def _title(text: str) -> str:
    first = text.split("\n", 1)[0]
    return "" if "\t" in first or first.endswith(("。", "；", "：")) else first
