#!/usr/bin/env bash
# `make security`: what a reader of code would look for. ruff's S rules run with `make check`; here bandit, a scan for
# secrets, and the pinned versions against the advisories that are known.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0

.venv/bin/bandit -q -c pyproject.toml -r bot actions policies_kb -ll && echo "bandit: nothing of middle severity or above" || status=1

# Code and settings; texts of notices and word lists hold no secrets and would take minutes.
mapfile -t files < <(git ls-files '*.py' '*.sh' '*.toml' '*.conf' '*.service' '*.timer' '*.ini' '*.env' '*.js' '*.html' \
  '*config*.yml' '*compose*.yml' .ci Makefile deploy | sort -u | while read -r file; do [ ! -f "$file" ] || echo "$file"; done)
if .venv/bin/detect-secrets-hook --no-verify --baseline .secrets.baseline "${files[@]}"; then
  echo "secrets: none in ${#files[@]} files beyond what .secrets.baseline explains"
else
  echo "密钥扫描有新发现:是真的就换掉并从历史里去掉;不是就写进 .secrets.baseline(detect-secrets audit)" >&2
  status=1
fi

.venv/bin/python -m scripts.advisories || status=1
exit $status
