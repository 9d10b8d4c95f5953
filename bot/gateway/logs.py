"""The server's log: one line an event, for people at a terminal, as JSON for whoever collects it.

What people write, who they are and where they come from stays out of it. So lines name routes and not paths, and
aiohttp's own reports on broken requests, which quote address and request, are cut down to their kind. Tracebacks name
places in the program and kinds of errors (tracebacks.py).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.gateway import tracebacks
from bot.gateway.throttled import Throttled

AUTO, JSON, TEXT = "auto", "json", "text"
FORMS = (AUTO, JSON, TEXT)
FROM_AIOHTTP = ("aiohttp.server", "aiohttp.web")
TEXT_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up(form: str = AUTO, *, requests: bool = False) -> None:
    """Sends lines to stderr: warnings and errors, with `requests` one line for each request, too.

    `form` auto means text at a terminal and JSON elsewhere; JSON always holds the requests.
    """
    as_json = form == JSON or (form == AUTO and not sys.stderr.isatty())
    handler = logging.StreamHandler()
    handler.setFormatter(_json_lines() if as_json else TextLines(TEXT_LINE))
    handler.addFilter(Throttled())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    if requests or as_json:
        logging.getLogger("bot").setLevel(logging.INFO)
    for name in FROM_AIOHTTP:
        logging.getLogger(name).addFilter(without_particulars)
    # Rasa logs by structlog, which would print to stdout in a form of its own.
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            _event_only,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter if as_json else _as_text,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class TextLines(logging.Formatter):
    """Lines for people, whose tracebacks hold no words of anyone."""

    def formatException(self, ei: Any) -> str:
        """The traceback without the texts of exceptions."""
        return tracebacks.without_words(ei[1])


def without_particulars(record: logging.LogRecord) -> bool:
    """Takes the client's address and the quoted request out of a report of aiohttp; always lets it pass."""
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
    record.msg, record.args = ("request refused: %s", (kind,)) if kind else ("request refused", ())
    if record.levelno >= logging.ERROR and kind.startswith(("Bad", "Invalid", "LineTooLong", "TransferEncoding")):
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
    record.exc_info = record.exc_text = None
    return True


def _json_lines() -> logging.Formatter:
    formatter: logging.Formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            tracebacks.render,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    return formatter


def _event_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Rasa adds trackers, events and messages to its lines: the name of the event is enough."""
    return {"event": str(event.get("event", "")), "exc_info": event.get("exc_info")}


def _as_text(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    return (str(event["event"]),), {"exc_info": event.get("exc_info")}
