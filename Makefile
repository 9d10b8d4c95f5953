# Two commands matter: `make run` and `make test`. Each sets up what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PY := .venv/bin/python
ASSISTANT := .venv/bin/python -m bot
RASA := .venv/bin/rasa
SOURCES := bot actions policies_kb evaluation tests scripts benchmarks
# More questions that are not ours, where somebody keeps some; not needed.
FOREIGN ?= $(wildcard ../shared/eval/foreign/dev.txt)
STORIES := tests/stories
NLU_CASES := tests/nlu
export OPENBLAS_NUM_THREADS = 1
export RASA_TELEMETRY_ENABLED = false

.PHONY: faults bench-compare load fuzz bench-owner bench-many bench-drafting bench-handover bench-calls bench-search bench-notices bench-wechat bench-wecom wechat-menu web bench-page screenshots help run test check train kb eval eval-raise eval-regression eval-compare bench nlu-report lock clean setup setup-dev unit rasa-data rasa-tests bench-work bench-floor same security

help:
	@echo "make run         安装、建库、训练(有变化时),启动并给出网址;Ctrl-C 停止"
	@echo "make run PROFILE=scale 同上,用本机的 PostgreSQL、Redis 和几个进程(ZC_WORKERS;数据在 var/scale)"
	@echo "make test        安装并运行全部测试"
	@echo "make check       格式、静态检查、类型"
	@echo "make security    bandit、密钥扫描、锁定版本的已知漏洞"
	@echo "make eval        用金标问题、对话和故事打分,和下限比较(EVAL='--base URL' 问正在运行的助手)"
	@echo "make eval-compare BEFORE=文件夹 AFTER=文件夹  两次打分之间变了的回复"
	@echo "make same        全部金标:SQLite 和 PostgreSQL,一、二、四个进程轮流答,要一模一样"
	@echo "make bench       测启动、内存、时延;每种测量、打分和演练都在文字旁边写一个报告页(.html),路径写在最后"
	@echo "make bench-work  故意费事的话和平常的话比：计算量、事件循环的延迟"
	@echo "make load        两百人同时问(locust),两种装法:时延、CPU、内存、错;写进 docs/容量.md"
	@echo "make bench-compare 和原样的 Rasa 3.6.21 比:同样的句子、同一台机器、一次跑完"
	@echo "make faults      演练故障:进程被杀、数据库停或挂、磁盘满、时钟跳;结果写进 docs/故障演练.md(约一小时)"
	@echo "make fuzz        往每个入口扔乱数据,看有没有出错、内存有没有增长"
	@echo "make nlu-report  没见过的话上:选题、校准、是不是归我们答、答不答得对;REPORT=left-out 逐份留出"
	@echo "make web         构建网页聊天(要有 nodejs 和 npm;没有也能运行)"
	@echo "make bench-floor 一句话的计算量和最低限度比：分词分类、排序、一次读、一次写"
	@echo "make bench-notices 两百份编造的通知和五份比:启动、定范围、一句话"
	@echo "make bench-many  五份、五百份、一万份编造的通知:启动、内存、各种问题(第一次要先编出来,近一小时)"
	@echo "make bench-search 十万条编造的条款里查找:SQLite,和 ZC_TEST_POSTGRES 指的 PostgreSQL"
	@echo "make bench-drafting 逐份去掉记录来起草,和核对过的记录逐条比;改过的、损坏的副本也比(BENCH=--show 列出错漏)"
	@echo "make bench-calls 四十个典型来电,按键量工作台的快慢和对错,和PDF阅读器比"
	@echo "make bench-owner 两个人在浏览器里把一份通知从原件办到上线:点几下、按几个键、等多久、估计要多少时间"
	@echo "make bench-page  量聊天页的大小和首次绘制时间"
	@echo "make wechat-menu 把 bot/wechat/menu.yml 放到公众号上"
	@echo "make bench-wechat 公众号压力测试:重复、超时、中途断电"
	@echo "make bench-wecom 微信客服压力测试:回调重复、丢失、中途断电"
	@echo "make bench-handover 一百人同时转人工、五个人接、中途断电;BENCH='--store 地址' 换数据库"
	@echo "make screenshots 重拍 docs/images 里的截图"
	@echo "make train | kb | lock | clean"
	@echo ".venv/bin/assistant --help  服务和知识库的全部命令"

setup:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

kb: setup
	@$(PY) -m policies_kb build

train: setup
	@$(PY) -m bot train

web:
	@scripts/build_web.sh

ifeq ($(PROFILE),scale)
run: setup web
	@exec scripts/scale.sh
else
run: kb train web
	@exec $(PY) -m bot serve
endif

check: setup-dev
	.venv/bin/ruff format --check $(SOURCES)
	.venv/bin/ruff check $(SOURCES)
	.venv/bin/mypy

security: setup-dev
	@scripts/security.sh

test: setup-dev kb train web rasa-data rasa-tests unit

# The browser's own event loop runs in its test process for the whole session, so asyncio tests have another.
unit: setup-dev
	$(PY) -m pytest --ignore=tests/web
	$(PY) -m pytest tests/web

rasa-data: setup-dev
	$(RASA) data validate  # warnings stay warnings: responses spoken by actions count as unused

rasa-tests: setup-dev train
	@if compgen -G '$(NLU_CASES)/*.yml' >/dev/null; then \
	  $(PY) -m scripts.rasa_nlu_cases $(NLU_CASES); fi
	@if compgen -G '$(STORIES)/*.yml' >/dev/null; then \
	  $(RASA) test core --e2e --stories $(STORIES) --fail-on-prediction-errors --no-plot --out var/rasa-test; fi

eval: setup-dev kb train
	@$(ASSISTANT) eval run $(if $(FOREIGN),--foreign-elsewhere $(FOREIGN)) $(EVAL)

eval-raise: setup-dev kb train
	@$(ASSISTANT) eval run $(if $(FOREIGN),--foreign-elsewhere $(FOREIGN)) --raise-floors $(EVAL)

# What broke among the cases that were mended against: no measure of accuracy.
eval-regression: setup-dev kb train
	@$(ASSISTANT) eval run --parts regression $(EVAL)

eval-compare: setup-dev
	@$(ASSISTANT) eval compare $(BEFORE) $(AFTER)

same: setup-dev train
	@$(ASSISTANT) bench same $(SAME)

bench: setup-dev kb train
	@$(ASSISTANT) bench turns $(BENCH)

bench-work: setup-dev kb train
	@$(ASSISTANT) bench work $(BENCH)

bench-floor: setup-dev train
	@$(ASSISTANT) bench floor $(BENCH)

bench-notices: setup-dev
	@$(ASSISTANT) bench notices $(BENCH)

bench-many: setup-dev kb train
	@$(ASSISTANT) bench many $(BENCH)

bench-drafting: setup-dev
	@$(ASSISTANT) bench drafting $(BENCH)

bench-search: setup-dev
	@$(ASSISTANT) bench search $(BENCH)

bench-calls: setup-dev kb train web
	@$(ASSISTANT) bench calls $(BENCH)

bench-owner: setup-dev kb train web
	@$(ASSISTANT) bench owner $(BENCH)

bench-wechat: setup-dev
	@$(ASSISTANT) bench wechat $(BENCH)

bench-wecom: setup-dev
	@$(ASSISTANT) bench wecom $(BENCH)

bench-handover: setup-dev kb train
	@$(ASSISTANT) bench handover $(BENCH)

# Puts bot/wechat/menu.yml online; needs ZC_WECHAT_TOKEN, ZC_WECHAT_APP_ID and ZC_WECHAT_SECRET.
wechat-menu: setup
	@$(PY) -m bot.wechat.menu

bench-page: setup-dev kb train web
	@$(ASSISTANT) bench page $(BENCH)

screenshots: setup-dev kb train web
	@$(PY) -m scripts.screenshots

load: setup-dev train
	@$(ASSISTANT) bench load --write docs/容量.md $(BENCH)

# Installs stock Rasa with TensorFlow (about 1.5 GB, Python 3.10) in var/stock, once, and trains it on our sentences.
bench-compare: setup-dev kb train
	@$(ASSISTANT) bench compare $(BENCH)

# What breaks in a server's life, broken on purpose on both profiles; FAULTS='--only kill-one --profile scale' for some.
faults: setup-dev train
	@$(ASSISTANT) bench faults --write docs/故障演练.md $(FAULTS)

fuzz: setup-dev kb train
	@$(ASSISTANT) bench fuzz $(FUZZ)

nlu-report: setup-dev train
	@$(ASSISTANT) bench nlu $(REPORT)

# Needs uv; the lock names no host and fits Linux and macOS.
LOCK := uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet
lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf web/node_modules bot/pages/static/built .venv models var results .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
