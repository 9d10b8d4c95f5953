"""Read a file: the one public function of this package."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from policies_kb.documents.attachments import find_attachments
from policies_kb.documents.errors import DocumentError
from policies_kb.documents.kinds import kind_of
from policies_kb.documents.limits import LIMITS, MEGABYTE, Limits
from policies_kb.documents.model import Document, FileKind
from policies_kb.documents.old_word import convert
from policies_kb.documents.sandbox import read_apart
from policies_kb.documents.wording import note


def read_document(path: Path, limits: Limits = LIMITS) -> Document:
    """Return the text of an official's file, what stands apart from it, and notes for the reviewer.

    The kind is told by the content: .txt (UTF-8, UTF-16, GB18030), .docx, .doc (where LibreOffice is installed), .pdf
    with text, .html. Raises DocumentError, whose message is one Chinese sentence with the mend, for a file that is
    missing, too large, damaged, encrypted, a scan, a danger, or whose words or numbers cannot be read rightly.
    """
    data = _bytes_of(path, limits)
    kind = kind_of(path, data)
    if kind is FileKind.OLD_WORD:
        with tempfile.TemporaryDirectory() as folder:
            read = read_apart(FileKind.WORD, convert(path, Path(folder), limits), limits)
        read = read.model_copy(update={"kind": kind, "notes": (note("old_word", "全文"), *read.notes)})
    else:
        read = read_apart(kind, path, limits)
    found = find_attachments(read.text)
    return read.model_copy(update={"attachments": found, "digest": hashlib.sha256(data).hexdigest()})


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_size:
            raise DocumentError("too_large", size=-(-size // MEGABYTE), limit=limits.file_size // MEGABYTE)
        data = path.read_bytes()
    except OSError:
        raise DocumentError("missing", name=path.name) from None
    if not data.strip():
        raise DocumentError("empty")
    return data
