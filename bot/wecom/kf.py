"""Calls to 微信客服: fetch messages, send messages, see and change who serves a session.

Source: WeCom's pages 获取access_token (gettoken), 接收消息和事件 (kf/sync_msg), 发送消息 (kf/send_msg),
发送欢迎语等事件响应消息 (kf/send_msg_on_event), 分配客服会话 (kf/service_state/get and trans), 全局错误码.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from bot.messenger.calling import BUSY, NOT_REACHED, STALE, TOO_OFTEN, Calls, PlatformError
from bot.messenger.tokens import Tokens, call_with_token

from .customers import Address
from .settings import WeComSettings

AT_ONCE = 200  # messages in one answer; the platform gives 1,000 at most
INVALID_MSG_TOKEN = 95007  # the callback's token is good for ten minutes
# The quota of five, the 48 hours, a session that is over or that others serve, an account or a person that is not.
NOT_NOW = frozenset({95000, 95001, 95002, 95013, 95018, 40096})
LATER = STALE | TOO_OFTEN | {BUSY}


class ServiceState(IntEnum):
    """分配客服会话: not served yet, by the assistant, in the pool that people take from, by a person, over."""

    NEW = 0
    ASSISTANT = 1
    POOL = 2
    PERSON = 3
    OVER = 4


@dataclass(frozen=True)
class Batch:
    """An answer of kf/sync_msg; ``more`` tells that there is more, also where ``messages`` is empty."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    cursor: str = ""
    more: bool = False


class CustomerService:
    """One corporation's calls. The token is shared by all processes through the database."""

    def __init__(self, settings: WeComSettings, store_url: str, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._calls = Calls(settings.api, waits_for=TOO_OFTEN)
        self._tokens = Tokens(f"wecom:{settings.corp_id}", store_url, self._fetch, clock)

    async def sync(self, account: str, cursor: str, token: str) -> Batch:
        """The messages after a cursor; ``token``: the callback's, "" for none, with which few calls are allowed. Raises
        PlatformError."""
        body: dict[str, Any] = {"limit": AT_ONCE}
        body |= {name: value for name, value in (("cursor", cursor), ("token", token)) if value}
        body |= {"open_kfid": account} if account else {}
        found = await self._call("/cgi-bin/kf/sync_msg", body)
        messages = found.get("msg_list")
        listed = [one for one in messages if isinstance(one, dict)] if isinstance(messages, list) else []
        return Batch(listed, str(found.get("next_cursor") or ""), found.get("has_more") == 1)

    async def send(self, address: Address, number: str, content: dict[str, Any]) -> None:
        """Sends a message; ``number`` is its msgid, of which the platform takes one only. Raises PlatformError."""
        body = {"touser": address.customer, "open_kfid": address.account, "msgid": number, **content}
        await self._call("/cgi-bin/kf/send_msg", body)

    async def send_on_event(self, code: str, number: str, content: dict[str, Any]) -> None:
        """Sends the one message that an event's code allows. Raises PlatformError."""
        await self._call("/cgi-bin/kf/send_msg_on_event", {"code": code, "msgid": number, **content})

    async def state(self, address: Address) -> ServiceState:
        """Who serves the session. Raises PlatformError."""
        found = await self._call("/cgi-bin/kf/service_state/get", self._session(address))
        try:
            return ServiceState(int(found.get("service_state", 0)))
        except ValueError as error:
            raise PlatformError(NOT_REACHED, "a state that the page does not name") from error

    async def change(self, address: Address, state: ServiceState, servicer: str = "") -> None:
        """Gives the session to somebody else. Raises PlatformError, as for a change that is not allowed."""
        body = self._session(address) | {"service_state": state.value}
        body |= {"servicer_userid": servicer} if servicer else {}
        await self._call("/cgi-bin/kf/service_state/trans", body)

    async def close(self) -> None:
        """Closes the connections."""
        await self._calls.close()
        self._tokens.close()

    async def _call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return await call_with_token(self._calls, self._tokens, path, body)

    async def _fetch(self, refused: bool) -> tuple[str, float]:
        query = {"corpid": self._settings.corp_id, "corpsecret": self._settings.secret}
        found = await self._calls.get("/cgi-bin/gettoken", query)
        return str(found["access_token"]), float(found["expires_in"])

    @staticmethod
    def _session(address: Address) -> dict[str, Any]:
        return {"open_kfid": address.account, "external_userid": address.customer}


def came_before(error: PlatformError, again: bool) -> bool:
    """Whether a refusal says that the message is there already.

    The page 发送消息: an msgid has to be unique within the account, else the call gives an error; it does not say
    which. So of a message that may have been taken before, every error counts that has no other meaning.
    """
    maybe = again or error.unsure
    return maybe and error.code != NOT_REACHED and error.code not in NOT_NOW | LATER
