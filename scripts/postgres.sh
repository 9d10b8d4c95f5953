#!/usr/bin/env bash
# A PostgreSQL server for tests and benchmarks: `scripts/postgres.sh start FOLDER` prints its URL,
# `scripts/postgres.sh stop FOLDER` ends it. Listens on a free port of this machine only; the folder must be new.
# Ends with status 3 where PostgreSQL is not installed (Debian: apt-get install postgresql).
set -euo pipefail
folder=$(realpath -m "${2:?用法:scripts/postgres.sh start|stop 文件夹}")
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] || { echo "没有 PostgreSQL:apt-get install postgresql" >&2; exit 3; }

# The server refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case $1 in
  start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    password=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
    (umask 077 && echo "$password" >"$folder/password")
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder/password"; fi
    as_owner "$bin/initdb" --pgdata="$folder/data" --username=zc --auth=scram-sha-256 --pwfile="$folder/password" --encoding=UTF8 --locale=C.UTF-8 >"$folder.log" 2>&1
    as_owner "$bin/pg_ctl" --pgdata="$folder/data" --wait --log="$folder/server.log" \
      --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c fsync=off" start >>"$folder.log" 2>&1
    echo "postgresql+psycopg://zc:$password@127.0.0.1:$port/postgres"
    ;;
  stop) as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=fast stop >/dev/null ;;
  *) echo "用法:scripts/postgres.sh start|stop 文件夹" >&2; exit 2 ;;
esac
