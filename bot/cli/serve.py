"""`python -m bot serve`: one process that answers on a port until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import logging
import signal
import socket
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import Refused, workers
from bot.gateway import logs
from bot.gateway.settings import Settings
from bot.runtime import model_file

if TYPE_CHECKING:  # a busy port must show before Rasa has been imported
    from bot.runtime.conversation import Conversation
    from bot.runtime.tracker_store import LiveTrackerStore

logger = logging.getLogger(__name__)

PURGE_EVERY = 24 * 3600.0  # seconds
BEAT_EVERY = 300.0  # seconds
BACKLOG = 512  # connections that the system keeps until they are taken
SHUTDOWN_TIME = 12.0  # seconds for requests that are under way; an action may take ten


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serves until Ctrl-C or SIGTERM; the port is taken first, so that a busy one shows at once."""
    if options.host is not None:
        settings = replace(settings, host=options.host)
    if options.port is not None:
        settings = replace(settings, port=options.port)
    model = model_file.path_for_inputs(Path.cwd(), settings.model_folder)
    if not model.exists():
        raise Refused("还没有与当前数据相符的模型,请先运行 make train(或 assistant train)")
    logs.set_up(settings.log, requests=options.verbose)
    if options.inherited:
        descriptor, watched, number = (int(one) for one in options.inherited.split(":"))
        with socket.socket(fileno=descriptor) as shared:
            _run(serve(shared, model, settings, number, watched))
        return 0
    count = settings.workers if options.workers is None else options.workers
    with take_port(settings.host, settings.port) as taken:
        if count > 1:
            command = ["serve", *(["--verbose"] if options.verbose else [])]
            return workers.keep_running(taken, count, command, workers.shared_by(settings, count))
        _run(serve(taken, model, settings))
    return 0


def _run(serving: Coroutine[None, None, None]) -> None:
    """Runs on uvloop: the same event loop in C, a tenth of a turn cheaper than Python's own."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serving)


def take_port(host: str, port: int) -> socket.socket:
    """A bound socket; raises `Refused` when the address is busy or not ours."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        if error.errno == errno.EADDRINUSE:
            raise Refused(f"端口 {port} 已被占用:换一个端口(ZC_PORT=8081 make run),或先停掉占用它的程序") from error
        raise Refused(f"不能监听 {host}:{port}({error.strerror or error})") from error
    return taken


async def serve(
    taken: socket.socket, model: Path, settings: Settings, number: int = 1, watched: int | None = None
) -> None:
    """Loads everything, answers until a signal arrives, then lets running requests finish. ``watched``: a descriptor
    that can be read when the process that keeps this one running is gone, which counts as a signal."""
    stop, at_once = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGINT, _set_all, stop, at_once)
    if watched is not None:
        loop.add_reader(watched, _orphaned, loop, watched, stop)

    from bot.runtime.memory import hold_off, settle

    hold_off()
    if number == 1:
        print("读取知识库和模型……", flush=True)
    # Loading takes seconds of plain computing; on a thread, so that Ctrl-C is heard meanwhile.
    loading = asyncio.ensure_future(asyncio.to_thread(_load, model, settings))
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({loading, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not loading.done():
        await asyncio.wait({loading})
        return
    conversation = loading.result()

    from aiohttp import web

    from bot.desk.access import ACCOUNTS as DESK_ACCOUNTS
    from bot.gateway.app import create_app
    from bot.gateway.connections import CONNECTIONS
    from bot.gateway.state import DRAINING
    from policies_kb.serving import serving_base

    await conversation.warm_up()
    settle()
    app = create_app(conversation, serving_base, settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_TIME)
    await runner.setup()
    assert runner.server is not None
    server = await loop.create_server(app[CONNECTIONS].factory(runner.server), sock=taken, backlog=BACKLOG)
    host, port = taken.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(
        f"{'已启动' if number == 1 else f'第{number}个进程已启动'}:http://{shown}:{port}(接口说明 /docs,停止按 Ctrl-C)",
        flush=True,
    )
    if number == 1 and not await asyncio.to_thread(app[DESK_ACCOUNTS].open_for_work):
        print("工作台 /desk 还没有开通:assistant staff invite 登录名 --role admin", flush=True)
    chores = [
        asyncio.ensure_future(purge_daily(conversation.store, settings)),
        asyncio.ensure_future(follow_releases(settings.release_seconds)),
        asyncio.ensure_future(keep_beating(conversation.store)),
    ]
    try:
        await stop.wait()
    finally:
        if number == 1:
            print("正在停止……", flush=True)
        app[DRAINING].begun = True
        # Whoever presses Ctrl-C waits for no balancer.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(at_once.wait(), settings.drain_seconds)
        server.close()  # what is under way is finished by the runner
        for chore in chores:
            chore.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await chore
        await runner.cleanup()


def _set_all(*events: asyncio.Event) -> None:
    for event in events:
        event.set()


def _orphaned(loop: asyncio.AbstractEventLoop, watched: int, stop: asyncio.Event) -> None:
    loop.remove_reader(watched)  # an end stays an end, and would be told for ever
    logger.error("the process that keeps this one running is gone; stopping")
    stop.set()


def _load(model: Path, settings: Settings) -> Conversation:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.runtime.conversation import Conversation
    from policies_kb.loading import RecordError
    from policies_kb.serving import Unproved, start

    try:
        start()  # the release that actions and pipeline use, too
    except (RecordError, Unproved) as error:
        raise Refused(f"知识库有错,先改好再启动:\n{error}") from error
    for candidate in (model, *model_file.others(model)):
        try:
            conversation = Conversation.load(candidate, settings.store_url, switch_file=settings.switch_file)
            # Others may have answered the same people: of a server's database it cannot be known.
            alone = make_url(settings.store_url).get_backend_name() == "sqlite" and settings.workers == 1
            conversation.store.alone = alone
            return conversation
        except SQLAlchemyError as error:
            reason = str(error).splitlines()[0]
            raise Refused(f"打不开对话库 ZC_STORE_URL={make_url(settings.store_url)!r}:{reason}") from error
        except Exception:
            logger.exception("the model %s cannot be loaded; an older one is tried", candidate.name)
    raise Refused(f"模型 {model.name} 读不出来,旧的也不行:运行 assistant train --force")


async def keep_beating(store: LiveTrackerStore) -> None:
    """Writes down every few minutes that the clock is followed, so that a leap is noticed."""
    from bot.runtime.reaching import StoreUnavailable

    while True:
        with contextlib.suppress(StoreUnavailable):
            await store.check()
        await asyncio.sleep(BEAT_EVERY)


async def follow_releases(every: float) -> None:
    """Takes a new release while running, at most ``every`` seconds after it was made; 0 leaves it to a restart."""
    from bot.runtime.memory import settle
    from policies_kb.search import make_ready
    from policies_kb.serving import current, refresh

    await asyncio.to_thread(make_ready, current())
    while every:
        await asyncio.sleep(every)
        try:
            number = await asyncio.to_thread(refresh, make_ready)
            if number is not None:
                settle()
                print(f"第 {number} 号发布已开始使用", flush=True)
        except Exception:
            logger.exception("looking for a new release failed; tried again")


async def purge_daily(store: LiveTrackerStore, settings: Settings) -> None:
    """Removes what is older than `retention_days`, now and once a day; 0 keeps everything for ever."""
    from bot.cli.purge import purge_rest
    from bot.runtime.heartbeat import ClockLeapt

    days = settings.retention_days
    while days:
        try:
            await store.purge(days)
            await asyncio.to_thread(purge_rest, settings.store_url, days, settings.receipt_days, settings.figure_days)
        except ClockLeapt as leapt:
            logger.error("the clock leapt by %.0f days; nothing is removed until `purge --clock-is-right`", leapt.days)
        except Exception:
            logger.exception("purging failed; tried again tomorrow")
        await asyncio.sleep(PURGE_EVERY)
