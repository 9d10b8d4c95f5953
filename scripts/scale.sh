#!/usr/bin/env bash
# `make run PROFILE=scale`: PostgreSQL and Redis on free ports of this machine only, then the assistant with several
# processes on them. Whatever it started ends with it. What they keep stays in var/scale, and is there the next time.
# `scripts/scale.sh backup|restore FILE` starts the servers for that alone; while the assistant runs, a backup is made
# by `. var/scale/environment && .venv/bin/assistant backup FILE`.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath -m "${ZC_SCALE_FOLDER:-var/scale}")
python=.venv/bin/python
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)

missing=()
[ -x "${bin:-}/initdb" ] || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "错误:缺少 ${missing[*]}:apt-get install ${missing[*]}(或不加 PROFILE=scale,用 SQLite 一个进程)" >&2
  echo "missing: ${missing[*]} — apt-get install ${missing[*]}, or leave out PROFILE=scale" >&2
  exit 3
fi

# PostgreSQL refuses to run as root; its folder must then be one that its own user may enter.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
secret() { # a secret of its own, made once, that only we may read
  [ -s "$folder/$1" ] || (umask 077 && python3 -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())' >"$folder/$1")
  cat "$folder/$1"
}

mkdir -p "$folder"
exec 9>"$folder/lock"
flock -n 9 || { echo "错误:这里已经有一个在运行($folder):先停掉它,或用 ZC_SCALE_FOLDER=别的文件夹" >&2; exit 3; }
workers=${ZC_WORKERS:-$(nproc)}
password=$(secret postgres.secret)
redis_password=$(secret redis.secret)

stop() {
  trap '' INT TERM
  [ -z "${redis_pid:-}" ] || { kill "$redis_pid" 2>/dev/null && wait "$redis_pid" 2>/dev/null; } || true
  if [ -n "${postgres_runs:-}" ]; then as_owner "$bin/pg_ctl" --pgdata="$folder/postgres" --mode=fast --wait stop >/dev/null || true; fi
}
trap stop EXIT

if [ ! -f "$folder/postgres/PG_VERSION" ]; then
  mkdir -p "$folder/postgres"
  given=$(mktemp)
  printf '%s\n' "$password" >"$given"
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder/postgres" "$given"; fi
  chmod 700 "$folder/postgres"
  as_owner "$bin/initdb" --pgdata="$folder/postgres" --username=zc --auth=scram-sha-256 --pwfile="$given" --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 ||
    { rm -f "$given"; tail -n 3 "$folder/initdb.log" >&2; echo "错误:PostgreSQL 没有建成,完整记录在 $folder/initdb.log(用 root 运行时,它的用户要能进这个文件夹)" >&2; exit 1; }
  rm -f "$given"
fi
port=$(free_port)
# Each process keeps up to ten connections for conversations and ten for the knowledge base (docs/怎样部署.md).
as_owner "$bin/pg_ctl" --pgdata="$folder/postgres" --wait --log="$folder/postgres/server.log" --options="-c listen_addresses=127.0.0.1 \
 -c port=$port -c unix_socket_directories= -c max_connections=$((workers * 20 + 20))" start 9>&- >"$folder/start.log" 2>&1 ||
  { tail -n 3 "$folder/start.log" >&2; echo "错误:PostgreSQL 没有启动,看 $folder/postgres/server.log" >&2; exit 1; }
postgres_runs=yes
server="postgresql+psycopg://zc:$password@127.0.0.1:$port"
ZC_SCALE_SERVER="$server/postgres" $python -c '
import os, sqlalchemy as sa
engine = sa.create_engine(os.environ["ZC_SCALE_SERVER"], isolation_level="AUTOCOMMIT")
with engine.connect() as connection:
    there = set(connection.scalars(sa.text("select datname from pg_database")))
    for name in ("zc_talk", "zc_book"):
        if name not in there:
            connection.execute(sa.text(f"create database {name}"))
'

redis_port=$(free_port)
(umask 077 && cat >"$folder/redis.conf" <<CONF
bind 127.0.0.1
port $redis_port
requirepass $redis_password
dir $folder
dbfilename redis.rdb
save ""
maxmemory 64mb
maxmemory-policy volatile-ttl
logfile $folder/redis.log
CONF
)
# Nothing in it has to outlive a restart, so nothing is saved. A session of its own: Ctrl-C is for us to hear.
setsid redis-server "$folder/redis.conf" 9>&- &
redis_pid=$!
for _ in $(seq 100); do
  if REDISCLI_AUTH=$redis_password redis-cli -p "$redis_port" ping 2>/dev/null | grep -q PONG; then break; fi
  kill -0 "$redis_pid" 2>/dev/null || { tail -n 3 "$folder/redis.log" >&2; echo "错误:Redis 没有启动" >&2; exit 1; }
  sleep 0.1
done

export ZC_STORE_URL="$server/zc_talk" ZC_KB_URL="$server/zc_book" ZC_REDIS_URL="redis://:$redis_password@127.0.0.1:$redis_port/0"
ZC_DESK_KEY=${ZC_DESK_KEY:-$(secret desk.key)}
export ZC_DESK_KEY
# What `backup` and `assistant …` at another terminal need, for as long as this runs.
(umask 077 && printf 'export ZC_STORE_URL=%q ZC_KB_URL=%q ZC_REDIS_URL=%q ZC_DESK_KEY=%q\n' "$ZC_STORE_URL" "$ZC_KB_URL" "$ZC_REDIS_URL" "$ZC_DESK_KEY" >"$folder/environment")
echo "PostgreSQL 在 127.0.0.1:$port,Redis 在 127.0.0.1:$redis_port,数据在 $folder,$workers 个进程"
case ${1:-serve} in
  serve) ;;
  restore | backup) exec_status=0; $python -m bot "$1" "${2:?用法:scripts/scale.sh backup|restore 文件}" || exec_status=$?; exit "$exec_status" ;;
  *) echo "用法:scripts/scale.sh [serve|backup 文件|restore 文件]" >&2; exit 2 ;;
esac
$python -m policies_kb build
$python -m bot train
# Not exec: who started the servers has to end them. The assistant hears Ctrl-C itself; SIGTERM is passed on.
$python -m bot serve --workers "$workers" 9>&- &
serving=$!
trap 'kill -TERM "$serving" 2>/dev/null' TERM
trap 'kill -INT "$serving" 2>/dev/null' INT
while kill -0 "$serving" 2>/dev/null; do wait "$serving" || true; done  # a signal ends `wait`, not what it waits for
wait "$serving"
