"""Replies as the platform takes them: text cut byte-safely, quick replies as links, XML without holes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from urllib.parse import quote

LIMIT = 1900  # UTF-8 bytes; the platform cuts or refuses beyond about 2,048
MORE = "下一页"
UNCUT = re.compile(r"<a [^>]*>.*?</a>|https?://[^\s\u4e00-\u9fff，。；）]+|www\.[^\s\u4e00-\u9fff，。；）]+", re.S)
BREAKS = ("\n", "。", "；", "，")


def quick_reply(title: str, message: str) -> str:
    """A link that sends `message` when it is tapped (客服消息菜单)."""
    shown = title.replace("<", "＜").replace(">", "＞")
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(message)}&msgmenuid=1">{shown}</a>'


def with_buttons(text: str, buttons: Iterable[Mapping[str, str]]) -> str:
    """`text` with its buttons as one link a line."""
    return "\n".join([text, *(quick_reply(button["title"], button["payload"]) for button in buttons)])


def pages(text: str, limit: int = LIMIT) -> list[str]:
    """`text` in pieces of at most `limit` bytes, cut after a line or sentence where one is near.

    No character, no address and no link is cut, unless it alone is longer than a page.
    """
    found = []
    while len(text.encode()) > limit:
        at = _cut(text, limit)
        found.append(text[:at].rstrip("\n"))
        text = text[at:].lstrip("\n")
    return [*found, text] if text or not found else found


def _cut(text: str, limit: int) -> int:
    """How many characters fit, moved back to a good place to break."""
    fits = len(text.encode()[:limit].decode("utf-8", "ignore"))
    for uncut in UNCUT.finditer(text):
        if uncut.start() < fits < uncut.end() and uncut.start() > 0:
            fits = uncut.start()
            break
    for sign in BREAKS:
        at = text.rfind(sign, fits // 2, fits)
        inside = any(uncut.start() < at + 1 < uncut.end() for uncut in UNCUT.finditer(text))
        if at >= 0 and not inside:
            return at + 1
    return max(fits, 1)


def text_reply(to: str, account: str, text: str, now: float | None = None) -> str:
    """A passive text reply. `]]>` would end the section early and let the text write XML, so it is split."""
    when = int(time.time() if now is None else now)
    return (
        f"<xml><ToUserName><![CDATA[{_safe(to)}]]></ToUserName>"
        f"<FromUserName><![CDATA[{_safe(account)}]]></FromUserName>"
        f"<CreateTime>{when}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{_safe(text)}]]></Content></xml>"
    )


def _safe(text: str) -> str:
    # characters that XML 1.0 does not have would make the whole reply unreadable
    allowed = "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF))
    return allowed.replace("\ufffe", "").replace("\uffff", "").replace("]]>", "]]]]><![CDATA[>")
