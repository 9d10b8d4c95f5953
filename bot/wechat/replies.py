"""Replies as the platform takes them: text in pages, quick replies as links, XML without holes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from bot.messenger.cutting import pages

LIMIT = 1900  # UTF-8 bytes; the platform cuts or refuses beyond about 2,048
MORE = "下一页"


def quick_reply(title: str, message: str) -> str:
    """A link that sends `message` when it is tapped (客服消息菜单)."""
    shown = title.replace("<", "＜").replace(">", "＞")
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(message)}&msgmenuid=1">{shown}</a>'


def with_buttons(text: str, buttons: Iterable[Mapping[str, str]]) -> str:
    """`text` with its buttons as one link a line."""
    return "\n".join([text, *(quick_reply(button["title"], button["payload"]) for button in buttons)])


def in_pages(text: str) -> list[str]:
    """The text in pages; each but the last ends in the link to the next."""
    link = f"\n{quick_reply(MORE, MORE)}"
    found = pages(text, LIMIT)
    if len(found) > 1:
        found = pages(text, LIMIT - len(link.encode()))
        found = [page + link for page in found[:-1]] + found[-1:]
    return found


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
