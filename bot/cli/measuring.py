"""`assistant eval` and `assistant bench NAME`: started as modules of the folder they stand in, for nothing that serves
may import them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from policies_kb.terminal.usage import WRONG_USAGE, Parser, unknown

EVAL, BENCH = "eval", "bench"
SUMMARIES = {
    EVAL: "用金标问题、对话和故事打分，和下限比较（run、judge、compare；不写就是 run）",
    BENCH: "测量；不写名称就列出有哪些",
}
EVALUATION = "evaluation"
EVALUATIONS = ("run", "judge", "compare")
# The names of `make bench-…`, each with its module and what it measures.
BENCHES = {
    "turns": ("benchmarks.chat_turns", "启动、内存、时延（make bench）"),
    "work": ("benchmarks.costly_messages", "故意费事的话和平常的话比"),
    "notices": ("benchmarks.many_notices", "两百份编造的通知和五份比"),
    "many": ("benchmarks.notice_curve", "五份、五百份、一万份编造的通知"),
    "search": ("benchmarks.search", "十万条编造的条款里查找"),
    "drafting": ("evaluation.drafting", "逐份去掉记录来起草，和核对过的比"),
    "owner": ("benchmarks.owner", "两个人把一份通知从上传办到上线，按了几下、等了多久"),
    "calls": ("benchmarks.calls", "四十个典型来电，按键量工作台的快慢和对错"),
    "page": ("benchmarks.page_weight", "聊天页的大小和首次绘制时间"),
    "wechat": ("benchmarks.wechat_load", "公众号压力：重复、超时、中途断电"),
    "wecom": ("benchmarks.wecom_load", "微信客服压力：重复、丢失、中途断电"),
    "handover": ("benchmarks.handover_load", "一百人同时转人工、五个人接、中途断电"),
    "floor": ("benchmarks.turn_floor", "一句话的计算量和它的最低限度比"),
    "compare": ("benchmarks.stock", "和原样的 Rasa 比：每秒几句、时延、内存、启动"),
    "eligibility": ("benchmarks.eligibility", "一次资格判断要多久"),
    "nlu": ("scripts.nlu_report", "没见过的话上：选题、校准、是不是归我们答、答不答得对（make nlu-report）"),
    "load": ("benchmarks.load", "两百人同时问，两种装法：时延、CPU、内存、错（make load）"),
    "faults": ("benchmarks.faults", "演练故障：进程被杀、数据库停或挂、磁盘满、时钟跳（make faults）"),
    "same": ("scripts.same_everywhere", "全部金标在两种数据库、几个进程上答得一模一样（make same）"),
    "fuzz": ("scripts.fuzz", "往每个入口扔乱数据（make fuzz）"),
}
RUNNER = "policies_kb.terminal.running"


def evaluate(rest: Sequence[str]) -> int:
    """Judges; without a word of its own, `run`. Returns the module's exit status."""
    own = bool(rest) and (rest[0] in EVALUATIONS or rest[0] in ("-h", "--help"))
    return _module(EVALUATION, rest if own else ("run", *rest))


def measure(prog: str, rest: Sequence[str]) -> int:
    """Runs one benchmark with the options that follow its name; lists them where none is named."""
    if not rest or rest[0] in ("-h", "--help"):
        print(f"用法：{prog} {BENCH} 名称 [它自己的选项]\n")
        for name, (_, told) in BENCHES.items():
            print(f"  {name:<12}{told}")
        return 0
    name, *options = rest
    if name not in BENCHES:
        print(unknown(f"{prog} {BENCH}", name, BENCHES), file=sys.stderr)
        return WRONG_USAGE
    return _module(BENCHES[name][0], options)


def bench_parser(name: str) -> Parser:
    """The parser of one benchmark, for its own options."""
    return Parser(prog=f"assistant {BENCH} {name}", description=BENCHES[name][1])


def _module(name: str, options: Sequence[str]) -> int:
    folder = name.split(".")[0]
    if not Path(folder).is_dir():
        print(f"错误：这里没有 {folder}/ 文件夹，打分和测量要在程序文件夹里运行", file=sys.stderr)
        return 1
    return _run([sys.executable, "-m", RUNNER, name, *options])


def _run(command: Sequence[str]) -> int:
    """Waits to the end, after Ctrl-C and SIGTERM, too: what measures has servers of its own to end first."""
    running = subprocess.Popen(command)
    before = signal.signal(signal.SIGTERM, lambda *_: running.terminate())
    try:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # the terminal has told the other process as well
                continue
    finally:
        signal.signal(signal.SIGTERM, before)
