"""Reading documents: an official's file becomes the plain text that the clause parser reads, and notes on the rest.

`read_document(path)` reads .txt, .docx, .doc, .pdf and .html. Nothing is left out silently: what stands in no text
(deleted, hidden, commented, page furniture) is a note with its place and words; what cannot be read rightly is refused
with a `DocumentError` that says the mend in Chinese. Parsing runs in a process of its own, its time and memory limited.
"""

from __future__ import annotations

from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.model import Attachment, Document, FileKind, Link, Note, Table
from policies_kb.documents.reading import read_document

__all__ = ["Attachment", "Document", "DocumentError", "FileKind", "Limits", "Link", "Note", "Table", "read_document"]
