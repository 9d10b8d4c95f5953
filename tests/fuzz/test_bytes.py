"""Random bytes and words at every door: an answer or a refusal, never a failure, never a stack trace."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies_kb.eligibility import Applicant

from .conftest import FUZZ

POSTED_TO = ("/api/chat", "/api/eligibility", "/api/feedback", "/", "/embed", "/wechat", "/wecom", "/nowhere")
TYPES = ("application/json", "application/x-www-form-urlencoded", "text/xml", "multipart/form-data", "")
STACK = re.compile(rb"Traceback|File \"|\.py\", line")

any_text = st.text(st.characters(), max_size=120)  # halves of surrogate pairs, too
# JSON that is whole and means nothing, besides bytes that are not even that.
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
bodies = st.one_of(
    st.binary(max_size=3000),
    values.map(lambda value: json.dumps(value).encode()),
    st.integers(1, 4000).map(lambda depth: b"[" * depth),
    st.integers(4000, 6000).map(lambda digits: b'{"sender":' + b"7" * digits + b"}"),
    st.dictionaries(st.sampled_from(["message", "sender", "q", "s"]), st.text(max_size=80)).map(
        lambda fields: urlencode(fields, errors="replace").encode()
    ),
    st.text(max_size=200).map(
        lambda text: f"<xml><Content><![CDATA[{text}]]></Content></xml>".encode(errors="replace")
    ),
)
names = st.sampled_from([*Applicant.model_fields, "target", "on", "field", "answer", "ask", "q", "region", "colour"])
words = st.one_of(
    st.text(max_size=60),
    names,
    st.sampled_from(["-", "没有", "true", "2024-10-10", "大专", "轮台县", "3", "-1", "1e309", "0001-01-01", "初定"]),
)


class Door:
    """Sends over one kept connection; opens it anew when the assistant has closed it."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self.connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        return response.status, response.read()


@pytest.fixture(scope="module")
def door(base: str) -> Iterator[Door]:
    opened = Door(base)
    yield opened
    opened.connection.close()


def stands(door: Door, method: str, path: str, body: bytes | None = None, **headers: Any) -> None:
    status, said = door.send(method, path, body, **headers)
    assert status < 500, (method, path, body, said)
    assert not STACK.search(said), said


@pytest.mark.parametrize("path", POSTED_TO)
@FUZZ
@given(body=bodies, kind=st.sampled_from(TYPES))
def test_posted_bytes(door: Door, path: str, body: bytes, kind: str) -> None:
    stands(door, "POST", path, body, **({"Content-Type": kind} if kind else {}))


@pytest.mark.parametrize("path", ["/", "/embed", "/check", "/wechat", "/wecom", "/notices", "/static/site.css"])
@FUZZ
@given(query=st.dictionaries(names | st.text(max_size=10), words, max_size=8))
def test_queries(door: Door, path: str, query: dict[str, str]) -> None:
    stands(door, "GET", f"{path}?{urlencode(query, errors='replace')}")


@FUZZ
@given(
    before=st.sampled_from(["/notices/", "/api/notices/", "/static/", "/static/built/", "/api/eligibility/", "/"]),
    part=words | st.sampled_from(["..%2f..%2fpyproject.toml", "../settings.py", "%00", "%ff%fe"]),
    after=st.sampled_from(["", "/checklist", "/checklist.ics", "/"]),
    method=st.sampled_from(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND"]),
)
def test_paths(door: Door, before: str, part: str, after: str, method: str) -> None:
    written = part if part.startswith(("%", ".")) else quote(part, safe="", errors="replace")
    stands(door, method, f"{before}{written}{after}")


@FUZZ
@given(
    name=st.sampled_from(["X-Message-Id", "X-Forwarded-For", "Origin", "Content-Type", "If-None-Match", "Range"]),
    value=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=200),
)
def test_headers(door: Door, name: str, value: str) -> None:
    body = json.dumps({"sender": "headers", "message": "你好"}).encode()
    stands(door, "POST", "/api/chat", body, **{"Content-Type": "application/json", name: value})
    stands(door, "GET", "/static/site.css", **{name: value})


@FUZZ
@given(message=any_text, sender=any_text, day=st.dates())
def test_messages(door: Door, message: str, sender: str, day: Any) -> None:
    asked = {"sender": sender, "message": message, "as_of": day.isoformat()}
    stands(door, "POST", "/api/chat", json.dumps(asked).encode(), **{"Content-Type": "application/json"})
