"""The process that reads one file: it first gives up what a hostile file could use, then reads, then prints JSON.

`python -m policies_kb.documents.child KIND FILE LIMITS` prints {"document": …} or {"refused": {reason, values}}.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from policies_kb.documents.content import Content, compose
from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.model import Document, FileKind

# Imported only when asked for: each brings a library of its own.
_READERS = {
    FileKind.TEXT: ("policies_kb.documents.text_file", "read_text"),
    FileKind.WORD: ("policies_kb.documents.word.reading", "read_word"),
    FileKind.PDF: ("policies_kb.documents.pdf.reading", "read_pdf"),
    FileKind.HTML: ("policies_kb.documents.web.reading", "read_html"),
}


def give_up(limits: Limits) -> None:
    """Bound memory and processor time of this process, and let it write no file and start no other process' core."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def read(kind: FileKind, data: bytes, limits: Limits) -> Document:
    """Return what a file says, without attachments and digest. Raises DocumentError."""
    module, name = _READERS[kind]
    reader: Callable[[bytes, Limits], Content] = getattr(import_module(module), name)
    document = compose(reader(data, limits), kind)
    if len(document.text) > limits.text_length:
        raise DocumentError("too_long", limit=limits.text_length)
    if not any(sign.isalnum() for sign in document.text):
        raise DocumentError("no_text")
    return document


def main(arguments: list[str]) -> int:
    """Read the file named; the exit status is 0 whenever JSON was printed."""
    kind, path, limits = FileKind(arguments[0]), Path(arguments[1]), Limits.model_validate_json(arguments[2])
    give_up(limits)
    try:
        said = {"document": read(kind, path.read_bytes(), limits).model_dump(mode="json")}
    except DocumentError as error:
        said = {"refused": {"reason": error.reason, "values": error.values}}
    except MemoryError:
        said = {"refused": {"reason": "too_much_memory", "values": {}}}
    except RecursionError:
        said = {"refused": {"reason": "too_deep", "values": {}}}
    # Whatever else a library raises on a damaged file: the file is refused, the reason goes to the log.
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        said = {"refused": {"reason": "damaged", "values": {"name": path.name}}}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
