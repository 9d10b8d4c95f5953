#!/usr/bin/env bash
# Makes .venv from the lock: `scripts/setup.sh run` for running, `scripts/setup.sh dev` for tests as well.
# Does nothing when the lock is the one that is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}
case $kind in
  run) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) echo "用法:scripts/setup.sh run|dev" >&2; exit 2 ;;
esac

fail() { echo "错误:$*" >&2; exit 1; }
is_311() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; }
hash_of() { cat "$@" | "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }

python=""
for candidate in ${PYTHON:-} python3.11 python3; do
  if is_311 "$candidate"; then python=$candidate; break; fi
done
[ -n "$python" ] || fail "需要 Python 3.11(Debian 12 自带:apt-get install python3 python3-venv),或用 PYTHON=… 指明它在哪里"
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail "这个 Python 不能建虚拟环境:apt-get install python3-venv"

wanted=$(hash_of "$lock" pyproject.toml)
stamp=.venv/installed-$kind
# What tests need includes what running needs.
for done in "$stamp" .venv/installed-dev; do
  if [ -f "$done" ] && { [ "$(cat "$done")" = "$wanted" ] || { [ "$kind" = run ] && [ "$(cat "$done")" = "$(hash_of requirements-dev.lock pyproject.toml)" ]; }; }; then
    exit 0
  fi
done

started=$(date +%s)
echo "安装依赖:$(grep -c '==' "$lock") 个包(第一次约一到两分钟)……"
if ! is_311 .venv/bin/python; then
  rm -rf .venv
  "$python" -m venv .venv
fi
rm -f .venv/installed-*
log=.venv/install.log
pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@" >>"$log" 2>&1; }
count() { grep -c "$1" "$log" || true; }
# Draws a bar while the job $1 runs, at a terminal only: half of it is what pip has fetched, half what it has unpacked.
draw() {
  local all fetched unpacked now bar
  [ -t 2 ] || return 0
  while kill -0 "$1" 2>/dev/null; do
    all=$(($(grep -c '==' "$lock") - $(count '^Ignoring ')))
    fetched=$(count '^\(Collecting\|Processing\) ')
    unpacked=$(find .venv/lib/python3.11/site-packages -maxdepth 1 -name '*.dist-info' | wc -l)
    now=$(((fetched + unpacked) * 50 / all))
    [ "$now" -le 100 ] || now=100
    printf -v bar '%*s' $((now / 4)) ''
    printf '\r安装依赖 %3d%%|%-25s| 下载 %d，装好 %d，共 %d ' "$now" "${bar// /#}" "$fetched" "$unpacked" "$all" >&2
    sleep 0.3
  done
  printf '\r\033[K' >&2
}
: >"$log"
# --no-compile: a tenth of what is installed is ever imported, and that is compiled when it is.
# --no-deps: the lock is complete; Rasa's own metadata asks for packages that are not needed (see docs/decisions).
.venv/bin/python -m pip --disable-pip-version-check --no-input install --progress-bar off --no-compile \
  --ignore-requires-python --no-deps --require-hashes -r "$lock" >>"$log" 2>&1 &
installing=$!
trap 'kill "$installing" 2>/dev/null || true' EXIT  # Ctrl-C does not reach what runs behind a script
draw "$installing"
if ! wait "$installing"; then
  tail -n 5 "$log" >&2
  command -v cc >/dev/null || command -v gcc >/dev/null || fail "缺少 C 编译器:apt-get install gcc libc6-dev"
  fail "依赖没有装成,完整记录在 $log"
fi
# The project itself, last: its `rasa` command takes the place of Rasa's own.
if ! pip install --no-deps --no-build-isolation --force-reinstall -e .; then
  tail -n 5 "$log" >&2
  fail "项目没有装成,完整记录在 $log"
fi
echo "$wanted" >"$stamp"
echo "依赖装好了,用时 $(($(date +%s) - started)) 秒"
