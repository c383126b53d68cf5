#!/usr/bin/env bash
# Runs queries whose state must not grow over a long steady input, and prints what each job's own metrics say of its state
# while it reads: at each tenth of the rows, the rows of state, what they take in memory, and what the store has on disk.
# Usage: steady-state.sh [ROWS [QUERY…]]   (100 million rows and all queries take about half an hour)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rows=${1:-100000000}
shift || true
[ $# -gt 0 ] || set -- tumble hop session top interval_join deduplicate group_by
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for query in "$@"; do
  ttl='0 ms'
  case $query in deduplicate | group_by) ttl='5 s' ;; esac
  # Two sources: what one is ahead of the other has to be kept, so they go at one pace.
  rate=100000000
  [ "$query" = interval_join ] && rate=1000000
  "$here/../weir" run "$here/steady-state.sql" --data "$work/$query" --set parallelism.default=1 --metrics-port 0 \
    --var "ROWS=$rows" --var "LAST=$((rows - 1))" --var "QUERY=$query" --var "TTL=$ttl" --var "RATE=$rate" \
    2> "$work/stderr" &
  pid=$!
  until url=$(grep -o 'http://[^ ]*/metrics' "$work/stderr"); do
    kill -0 "$pid"
    sleep 0.1
  done
  echo "$query (read | rows of state | MB in memory | MB on disk)"
  next=1
  while metrics=$(curl -sf "$url"); do
    line=$(awk -v all="$rows" '
      /^weir_source_rows_total.*table="ticks"/ { read = $NF }
      /^weir_state_rows/ { rows += $NF }
      /^weir_state_bytes/ { memory += $NF }
      /^weir_state_stored_bytes/ { disk += $NF }
      END { printf "%d %d %.1f %.1f", 10 * read / all, rows, memory / 1e6, disk / 1e6 }' <<< "$metrics")
    read -r tenth state memory disk <<< "$line"
    if [ "$tenth" -ge "$next" ] && [ "$tenth" -lt 10 ]; then
      echo "  $((10 * tenth)) % | $state | $memory | $disk"
      next=$((tenth + 1))
    fi
    sleep 0.3
  done
  wait "$pid" || { cat "$work/stderr"; exit 1; }
  grep -o 'finished.*' "$work/stderr"
  rm -rf "${work:?}/$query"
done
