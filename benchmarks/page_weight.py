"""What the chat page weighs (gzipped, everything it loads) and how soon a slow phone shows it.

`python -m benchmarks.page_weight [--json FILE] [--runs N]`; ends with 1 when a limit is not met.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

from bot.cli.measuring import bench_parser
from evaluation.reports.charts import bars
from evaluation.reports.measured import Figure, tell
from policies_kb.terminal.progress import each
from scripts.assistant_process import running_assistant
from scripts.browser import ARGUMENTS, CHROMIUM

KB = 1024
BYTES_LIMIT = 110 * KB
PAINT_LIMIT = 1500.0  # milliseconds
# A cheap phone on a poor mobile network: 1.6 Mbit/s down, 0.75 up, 150 ms there and back, a quarter of this CPU.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
CPU_SLOWDOWN = 4
SCREEN = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Visit:
    """One first visit, in milliseconds since navigation: first paint, and until a message can be typed."""

    first_paint: float
    usable: float


def weigh(browser: Browser, base: str) -> dict[str, int]:
    """Gzipped bytes of every response that the page loads, by path."""
    page = browser.new_page(viewport=SCREEN)  # type: ignore[arg-type]
    got: list[Response] = []
    page.on("response", lambda response: got.append(response))
    page.goto(base)
    page.wait_for_selector("#message")
    page.wait_for_load_state("networkidle")
    sizes = {response.url.removeprefix(base).split("?")[0]: len(gzip.compress(response.body(), 9)) for response in got}
    page.close()
    return sizes


def visit(browser: Browser, base: str) -> Visit:
    """A first visit with an empty cache on the slow phone."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=2, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", NETWORK)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(base, wait_until="load")
    page.wait_for_selector("#message")
    usable = page.evaluate("performance.now()")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return Visit(float(paint), float(usable))


def main() -> int:
    """Measures and prints; 0 when both limits hold."""
    parser = bench_parser("page")
    parser.add_argument("--json", type=Path, metavar="文件", help="把逐项的数字也写到这里")
    parser.add_argument("--runs", type=int, default=5, metavar="次数", help="打开几次（默认 5）")
    options = parser.parse_args()
    with running_assistant() as assistant, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        sizes = weigh(browser, assistant.base)
        visits = [visit(browser, assistant.base) for _ in each("第一次打开", range(options.runs))]
        browser.close()
    total = sum(sizes.values())
    paint = statistics.median(v.first_paint for v in visits)
    usable = statistics.median(v.usable for v in visits)
    for path, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{size:>8}  {path}")
    print(f"{total:>8}  bytes gzipped in all (limit {BYTES_LIMIT})")
    print(f"first contentful paint: median {paint:.0f} ms, worst {max(v.first_paint for v in visits):.0f} ms", end=" ")
    print(f"(limit {PAINT_LIMIT:.0f}); ready to type: median {usable:.0f} ms; {len(visits)} first visits")
    figures = [
        Figure("压缩后共", total / KB, "KB", BYTES_LIMIT / KB),
        Figure("首次绘制，中位", paint, "毫秒", PAINT_LIMIT),
        Figure("可以打字，中位", usable, "毫秒"),
    ]
    weights = {path: size / KB for path, size in sorted(sizes.items(), key=lambda item: -item[1])}
    painted = {"首次绘制": [v.first_paint for v in visits], "可以打字": [v.usable for v in visits]}
    tell(
        "page", "聊天页多大，多快", figures, curves={"几次打开": painted}, charts=lambda: [bars("压缩后，KB", weights)]
    )
    if options.json:
        report: dict[str, Any] = {"sizes": sizes, "total": total, "visits": [asdict(v) for v in visits]}
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return int(total > BYTES_LIMIT or paint > PAINT_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
