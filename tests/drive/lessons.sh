#!/usr/bin/env bash
# Do the programs of the lessons replay? Random orders of each, each replayed; the order of steps must be the same.
#   tests/drive/lessons.sh [--schedules 2] [--replays 8] [--only 15-pool]
# FORKSCOPE names the binary; without it the release build's is taken. Orders in which somebody computed for long are
# counted and not judged; what is printed is not either, since many programs print times and pids. Prints the orders
# that went another way, and exits with 1 where there is one.
set -u
here="$(cd "$(dirname "$0")" && pwd)"
forkscope="${FORKSCOPE:-$here/../../build/release/bin/forkscope}"
schedules=2 replays=8 only=""
while [ $# -gt 1 ]; do
    case "$1" in
        --schedules) schedules="$2" ;;
        --replays) replays="$2" ;;
        --only) only="$2" ;;
        *) echo "unknown: $1" >&2; exit 2 ;;
    esac
    shift 2
done

work="$(mktemp -d)"
trap 'rm -r "$work"' EXIT
mkdir "$work/in" # some of the programs write files
cd "$work/in" || exit 2
same=0 inexact=0 none=0 bad=0
for program in "$here"/../../lessons/*"$only"/programs/*.py; do
    [ -f "$program" ] || { echo "There is no lesson $only." >&2; exit 2; }
    for seed in $(seq 1 "$schedules"); do
        # Some end with an exception, or in a deadlock: that is their lesson, and their order counts all the same.
        "$forkscope" run --quiet --timeout 30 --shuffle "$seed" --save-schedule "$work/order" "$program" \
            < /dev/null > "$work/first" 2>&1
        if ! grep -qv '^#' "$work/order" 2> /dev/null; then
            none=$((none + 1))
        elif grep -q ' computes$' "$work/order"; then
            inexact=$((inexact + 1))
        elif "$forkscope" run --timeout 30 --schedule "$work/order" --times "$replays" "$program" < /dev/null 2>&1 |
            tee "$work/told" | grep -q ": $replays in the same order"; then
            same=$((same + 1))
        else
            bad=$((bad + 1))
            echo "${program#"$here"/../../lessons/}, order $seed: $(head -n 2 "$work/told" | tr '\n' ' ')"
        fi
        rm -f "$work/order"
    done
done
echo "$same orders replayed $replays times each the same, $bad not; $inexact not exact, $none without a step"
[ "$bad" = 0 ]
