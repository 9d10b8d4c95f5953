"""A running assistant and a browser, for tests of the pages as people see them."""

from __future__ import annotations

import http.server
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from bot.staff.accounts import Accounts
from bot.staff.roles import Role
from scripts.assistant_process import Assistant, running_assistant
from scripts.browser import ARGUMENTS, CHROMIUM
from tests.web.at_the_desk import PASSWORD

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "bot" / "pages" / "static" / "built" / "stamp"
DESKTOP, PHONE = (1280, 800), (360, 740)


@dataclass
class Neighbour:
    """A site of its own on another port; `pages` maps paths to HTML."""

    origin: str
    pages: dict[str, str] = field(default_factory=dict)


def missing(what: str) -> None:
    """Skips, and says so where it cannot be overlooked."""
    warnings.warn(f"SKIPPED BROWSER TESTS: {what}", stacklevel=2)
    pytest.skip(what)


@contextmanager
def served() -> Iterator[Neighbour]:
    """A site on an origin of its own."""
    site = Neighbour("")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = site.pages.get(self.path.split("?")[0])
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def neighbour() -> Iterator[Neighbour]:
    """A second origin that embeds the assistant."""
    with served() as site:
        yield site


@pytest.fixture
def stranger() -> Iterator[Neighbour]:
    """An origin that may not embed it."""
    with served() as site:
        yield site


@pytest.fixture(scope="session")
def running(neighbour: Neighbour) -> Iterator[Assistant]:
    """An assistant in a process of its own, with an empty conversation store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZC_FRAME_ANCESTORS", neighbour.origin)
        started = running_assistant()
        assistant = started.__enter__()
    yield assistant
    started.__exit__(None, None, None)


@pytest.fixture(scope="session")
def site(running: Assistant) -> str:
    """Its base URL."""
    return running.base


@pytest.fixture(scope="session")
def clerk(running: Assistant) -> Iterator[str]:
    """The name of a clerk; an admin, a supervisor and an editor are there, too."""
    accounts = Accounts(running.store_url)
    for role in (Role.ADMIN, Role.CLERK, Role.SUPERVISOR, Role.EDITOR):
        accounts.accept(accounts.invite(role.value, role.value, [role]), PASSWORD)
    yield Role.CLERK.value
    accounts.close()


@pytest.fixture(scope="module")  # not longer: a running Playwright and pytest-asyncio's tests exclude each other
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        missing("no /usr/bin/chromium: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Opens pages of a given size; fails a test whose page reported an error or asked another host for anything."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []
    requested: list[str] = []

    def heard(request: Request) -> None:
        requested.append(request.url)

    def open_page(size: tuple[int, int] = DESKTOP, **options: object) -> Page:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("request", heard)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
    foreign = [url for url in requested if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))]
    assert foreign == []


@pytest.fixture
def chat(new_page: OpenPage, site: str) -> Callable[..., Page]:
    """Opens the chat page with its script."""
    if not BUILT.exists():
        missing("the chat page is not built: make web")

    def open_chat(size: tuple[int, int] = DESKTOP, path: str = "/", **options: object) -> Page:
        page = new_page(size, **options)
        page.goto(site + path)
        page.wait_for_selector("#message")
        return page

    return open_chat
