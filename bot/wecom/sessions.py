"""Who serves a session, and giving it to a person in WeCom (WeCom's page 分配客服会话).

The assistant may write while a session is new or served by it. In the pool and with a person it is silent; when that
session is over and the person writes again, the session is new.
"""

from __future__ import annotations

import logging

from bot.messenger.calling import PlatformError

from .customers import Address
from .kf import CustomerService, ServiceState

logger = logging.getLogger(__name__)

WITH_PEOPLE = (ServiceState.POOL, ServiceState.PERSON)


class Sessions:
    """`servicers`: userids who are asked in turn before the pool is."""

    def __init__(self, service: CustomerService, servicers: tuple[str, ...] = ()) -> None:
        self._service, self._servicers = service, servicers

    async def ours(self, address: Address) -> bool:
        """Whether the assistant answers; a new session becomes the assistant's. Where the platform does not tell, the
        answer is tried: what may not be sent is refused."""
        try:
            state = await self._service.state(address)
            if state is ServiceState.NEW:
                await self._service.change(address, ServiceState.ASSISTANT)
        except PlatformError as error:
            logger.info("the state of a session cannot be told or changed: errcode %d", error.code)
            return True
        return state not in WITH_PEOPLE

    async def with_people(self, address: Address) -> bool:
        """Whether a person has the session, or it waits for one. Raises PlatformError."""
        return await self._service.state(address) in WITH_PEOPLE

    async def to_person(self, address: Address) -> bool:
        """Gives the session to the first of the named who takes it, else to the pool; whether it was taken."""
        for servicer in self._servicers:
            if await self._give(address, ServiceState.PERSON, servicer):
                return True
        return await self._give(address, ServiceState.POOL)

    async def _give(self, address: Address, state: ServiceState, servicer: str = "") -> bool:
        try:
            await self._service.change(address, state, servicer)
        except PlatformError as error:
            logger.warning("a session could not be given to state %d: errcode %d", state, error.code)
            return False
        return True
