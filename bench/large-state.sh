#!/usr/bin/env bash
# Fills about 5 GB of state, changes 1 % of its keys between checkpoints, kills the process behind 30 such checkpoints, and
# prints what the checkpoints stored, how long they held up the rows, and how long the next start took to its first row.
# Usage: large-state.sh [DIRECTORY]   (needs 40 GB of disk there; takes about ten minutes)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d -p "${1:-/tmp}")
trap 'kill -9 "$pid" 2> /dev/null; rm -rf "$work"' EXIT
cd "$work"

start() {
  "$here/../weir" run "$here/large-state.sql" --data "$work/data" \
    --set weir.memory=4gb --set state.checkpoints.num-retained=40 > "$1" 2> "$1.err" &
  pid=$!
}

# Lines of "checkpoint, rows read, state bytes, new bytes, alignment ms, synchronous ms", oldest first.
checkpoints() {
  "$here/../weir" checkpoints large-state --data "$work/data" 2> /dev/null | awk -F'|' '
    /rows read/ { for (i = 2; i < NF; i++) { name = $i; gsub(/^ +| +$/, "", name); column[name] = i } }
    /complete/ { print $column["checkpoint"] + 0, $column["rows read"] + 0, $column["state bytes"] + 0,
      $column["new bytes"] + 0, $column["alignment ms"] + 0, $column["synchronous ms"] + 0 }' | sort -n
}

start first
until [ "$(checkpoints | awk '$2 > 34400000' | wc -l)" -ge 31 ]; do
  sleep 5
  kill -0 "$pid"
done
grep -E 'VmHWM' "/proc/$pid/status" | awk '{ printf "peak resident memory %d MiB\n", $2 / 1024 }'
kill -9 "$pid"
wait "$pid" 2> /dev/null || true
checkpoints | awk '$2 > 34400000' | tail -30 > figures
sort -n -k4 figures | awk '{ share[NR] = 100 * $4 / $3; sum += share[NR]; state = $3 }
  END { printf "%d checkpoints of %.2f GB: stored at the median %.1f %%, in the mean %.1f %%\n", NR, state / 1e9,
    share[int((NR + 1) / 2)], sum / NR }'
awk '{ print $5 + $6 }' figures | sort -n | awk '{ pause[NR] = $1 }
  END { printf "rows held up at the median %d ms, at most %d ms\n", pause[int((NR + 1) / 2)], pause[NR] }'

begin=$(date +%s%N)
start second
until [ -s second ]; do
  kill -0 "$pid"
  sleep 0.01
done
echo "first row after kill -9: $((($(date +%s%N) - begin) / 1000000)) ms from the start of the process"
