#!/usr/bin/env bash
# Builds the chat page into bot/pages/static/built; does nothing when nothing changed.
# Without npm the page still answers, as plain HTML: one line says so and nothing fails, except with `strict`.
set -euo pipefail
cd "$(dirname "$0")/.."
strict=${1:-}
built=bot/pages/static/built
log=web/build.log

give_up() {
  echo "$*" >&2
  [ "$strict" != strict ] || exit 1
  exit 0
}

hash_of() { cat "$@" | sha256sum | cut -d' ' -f1; }
mapfile -t sources < <(find web/src -type f | LC_ALL=C sort)
wanted=$(hash_of web/package-lock.json web/build.mjs web/tsconfig.json "${sources[@]}" bot/pages/static/chat/chat.css)
packages=$(hash_of web/package.json web/package-lock.json)
installed=web/node_modules/installed
if [ "$(cat "$built/stamp" 2>/dev/null)" = "$wanted" ] && [ "$(cat "$installed" 2>/dev/null)" = "$packages" ]; then
  exit 0
fi
command -v npm >/dev/null || give_up "网页聊天没有构建:装 nodejs 和 npm 后重跑;接口和 /check 照常可用"

started=$(date +%s)
echo "构建网页聊天，三步：装 npm 包，检查类型，打包"
if [ "$(cat "$installed" 2>/dev/null)" != "$packages" ]; then
  echo "1/3 装 npm 包……"
  # No package here needs its install script; none is run.
  (cd web && npm ci --ignore-scripts) >"$log" 2>&1 ||
    give_up "网页聊天没有构建:npm 没有装成,记录在 $log;接口和 /check 照常可用"
  echo "$packages" >"$installed"
fi
# Made beside and moved at the end, so that a server never reads half a build.
fresh=$(mktemp -d bot/pages/static/.built-XXXXXX)
trap 'rm -rf "$fresh"' EXIT
echo "2/3 检查类型……"
(cd web && npm run --silent check) >"$log" 2>&1 && echo "3/3 打包……" && (cd web && node build.mjs "../$fresh") >>"$log" 2>&1 || {
  tail -n 20 "$log" >&2
  give_up "网页聊天没有构建:见上面的错误;接口和 /check 照常可用"
}
echo "$wanted" >"$fresh/stamp"
chmod 755 "$fresh"
rm -rf "$built"
mv "$fresh" "$built"
rm -f "$log"
echo "网页聊天构建好了,用时 $(($(date +%s) - started)) 秒"
