#!/usr/bin/env bash
# Runs queries on Weir, each in a fresh process with a fresh data directory, and prints a RESULT line for each.
# A query is a file of queries/, or of examples/nexmark. q10 and q13 want WEIR_VARS (examples/nexmark/README.md).
# Usage: side-by-side.sh DATA parquet|json QUERY…   (WEIR_SET="key=value …" adds settings, WEIR_VARS="name=value …" variables)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "$1" && pwd)
format=$2
shift 2
for query in "$@"; do
  tables=$here/queries/nexmark.sql
  [ "$query" = count_keys ] && tables=$here/queries/keys.sql
  text=$here/queries/$query.sql
  [ -e "$text" ] || text=$here/../examples/nexmark/$query.sql
  work=$(mktemp -d)
  settings=(--set parallelism.default=1)
  for setting in ${WEIR_SET:-}; do settings+=(--set "$setting"); done
  for variable in ${WEIR_VARS:-}; do settings+=(--var "$variable"); done
  "$here/../weir" run "$tables" "$text" --data "$work" "${settings[@]}" \
    --var "data=$data" --var "format=$format" --var SINK=blackhole 2> "$work/stderr" &
  pid=$!
  peak=0
  ticks=0
  while [ -d "/proc/$pid" ]; do
    now=$(awk '/VmHWM/ { print $2 }' "/proc/$pid/status" 2> /dev/null || true)
    [ -n "${now:-}" ] && peak=$now
    used=$(sed 's/.*) //' "/proc/$pid/stat" 2> /dev/null | awk '{ print $12 + $13 }' || true)
    [ "${used:-0}" -gt "$ticks" ] && ticks=$used
    sleep 0.05
  done
  code=0
  wait "$pid" || code=$?
  echo "RESULT peer=weir query=$query format=$format code=$code peak_rss_mib=$((peak / 1024)) cpu_s=$((ticks / $(getconf CLK_TCK))) $(grep -o 'finished.*' "$work/stderr" | tail -1)"
  [ "$code" = 0 ] || cat "$work/stderr"
  rm -rf "$work"
done
