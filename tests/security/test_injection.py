"""What people type stays what they typed: no markup, no header, no line of the log, no entity of XML."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

import pytest

from bot.gateway import logs

from .conftest import Client

MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</textarea><svg onload=alert(1)>",
    "{{7*1234567}}",
)
PAGES = {
    "/": ("q", "s", "region", "day"),
    "/embed": ("q", "s", "region"),
    "/check": ("region", "series", "education", "work_start", "step", "path", "level", "q"),
    "/notices": ("q", "region", "topic"),
}
TAGS = ("<script>alert", "<img src=x", "<svg onload")


@pytest.mark.parametrize("path", PAGES)
async def test_no_field_of_a_page_becomes_markup(client: Client, path: str) -> None:
    for typed in MARKUP:
        for asked in (*({name: typed} for name in PAGES[path]), dict.fromkeys(PAGES[path], typed), {typed: "1"}):
            response = await client.get(f"{path}?{urlencode(asked)}")
            text = await response.text()
            assert response.status < 500, asked
            assert not any(tag in text for tag in TAGS), asked
            assert "8641969" not in text, "a template was run"
            policy = response.headers["Content-Security-Policy"]
            assert "'unsafe-inline'" not in policy and "script-src 'self'" in policy


@pytest.mark.parametrize("path", ["/", "/embed"])
async def test_no_message_becomes_markup(client: Client, path: str) -> None:
    for typed in MARKUP:
        response = await client.post(path, data={"message": typed, "q": typed, "sender": "sender-0123456789"})
        text = await response.text()
        assert response.status < 500
        assert not any(tag in text for tag in TAGS)


async def test_json_is_never_taken_for_a_page(client: Client) -> None:
    for typed in MARKUP:
        for response in (
            await client.post("/api/chat", json={"sender": "a", "message": typed}),
            await client.get("/api/search", params={"q": typed}),
            await client.get(f"/api/notices/{typed.replace('/', '')}"),
        ):
            assert response.content_type in ("application/json", "text/html") and response.status < 500
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            text = await response.text()
            assert response.content_type == "application/json" or not any(tag in text for tag in TAGS)


@pytest.mark.parametrize("typed", ["x\r\nSet-Cookie: evil=1", "x\nX-Evil: 1", "x\r\n\r\n<script>alert(1)</script>"])
async def test_no_field_becomes_a_header(client: Client, typed: str) -> None:
    for path, names in PAGES.items():
        response = await client.get(f"{path}?{urlencode(dict.fromkeys(names, typed))}", allow_redirects=False)
        assert "X-Evil" not in response.headers
        assert "evil" not in response.headers.get("Set-Cookie", "")
        assert "\n" not in response.headers.get("Location", "")
    posted = await client.post("/check", data=dict.fromkeys(PAGES["/check"], typed), allow_redirects=False)
    assert posted.status < 500 and "X-Evil" not in posted.headers


async def test_no_field_becomes_a_line_of_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    forged = 'x\n{"event": "forged", "level": "critical"}'
    logs.set_up("json", requests=True)
    with caplog.at_level(logging.INFO):
        await client.post("/api/chat", json={"sender": f"s{forged}", "message": forged})
        await client.get(f"/notices/{urlencode({'': forged})[1:]}")
        await client.get("/", headers={"User-Agent": "forged"}, params={"q": forged})
    assert not any("forged" in record.getMessage() for record in caplog.records)


async def test_no_entity_of_xml_is_resolved_and_no_file_read(client: Client) -> None:
    """An unsigned push is refused before its body is read; tests/wechat/test_envelope.py has the signed ones."""
    body = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>'
    response = await client.post("/wechat?signature=x&timestamp=1&nonce=1", data=body)
    assert response.status == 403
    assert "root:" not in await response.text()
