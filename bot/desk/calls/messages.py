"""The answer in the forms that a clerk copies."""

from __future__ import annotations

from actions.wording.aloud import in_messages

from .direct import Direct

SMS = 70  # characters of a part of a short message in Chinese (GSM 03.38, UCS-2)


def copies(found: Direct) -> dict[str, str]:
    """Each form under the name of its button."""
    whole = "\n".join([found.aloud, *found.rest])
    sourced = "\n".join(filter(None, [whole, found.line]))
    parts = in_messages("".join(filter(None, [found.aloud, found.line and f"（{found.line}）"])), SMS)
    quotes = [f"〔{one.name} {one.clause}〕“{one.quote}”" for one in found.sources]
    return {
        "口述": found.aloud,
        "短信": "\n".join(parts),
        "微信": sourced,
        "带原文": "\n".join([sourced, *dict.fromkeys(quotes)]),
    }
