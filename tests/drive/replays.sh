#!/usr/bin/env bash
# Does an order replay exactly? Random orders of a program, each replayed; result and order of steps must be the same.
#   tests/drive/replays.sh [--schedules 30] [--replays 100] [--methods "fork spawn forkserver"] [--program FILE.py]
# on each interpreter of `python3.9` … `python3.13`, ~/.pyenv and $FORKSCOPE_PYTHONS that is found. Prints a table; exits
# with 1 at any difference. FORKSCOPE names the binary; without it the release build's is taken.
set -u
here="$(cd "$(dirname "$0")" && pwd)"
forkscope="${FORKSCOPE:-$here/../../build/release/bin/forkscope}"
schedules=30 replays=100 methods="fork spawn" program="$here/../programs/drive/contended.py"
while [ $# -gt 1 ]; do
    case "$1" in
        --schedules) schedules="$2" ;;
        --replays) replays="$2" ;;
        --methods) methods="$2" ;;
        --program) program="$2" ;;
        *) echo "unknown: $1" >&2; exit 2 ;;
    esac
    shift 2
done

pythons="${FORKSCOPE_PYTHONS:-}"
if [ -z "$pythons" ]; then
    for minor in 9 10 11 12 13; do
        for found in "$HOME"/.pyenv/versions/3."$minor".*/bin/python3 "$(command -v "python3.$minor")"; do
            "$found" -c '' 2> /dev/null && pythons="$pythons $found" && break
        done
    done
fi

work="$(mktemp -d)"
trap 'rm -r "$work"' EXIT
bad=0
printf '%-8s %-11s %9s %7s %11s %10s %7s %8s %8s\n' python method schedules replays "same result" "same order" inexact "results" "s/replay"
for python in $pythons; do
    version="$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')"
    for method in $methods; do
        runs=0 sameResult=0 sameOrder=0 inexact=0
        : > "$work/results"
        began="$(date +%s%N)"
        for seed in $(seq 1 "$schedules"); do
            "$forkscope" run --quiet --python "$python" --timeout 120 --shuffle "$seed" --save-schedule "$work/order" \
                "$program" "$method" > "$work/first" 2> "$work/errors" || { echo "seed $seed: $(cat "$work/errors")"; bad=1; continue; }
            tr '\n' ' ' < "$work/first" >> "$work/results"; echo >> "$work/results"
            grep -q computes "$work/order" && inexact=$((inexact + 1))
            for _ in $(seq 1 "$replays"); do
                runs=$((runs + 1))
                "$forkscope" run --python "$python" --timeout 120 --schedule "$work/order" --save-schedule "$work/again" \
                    "$program" "$method" > "$work/second" 2> "$work/errors" || echo "seed $seed: $(cat "$work/errors")"
                cmp -s "$work/first" "$work/second" && sameResult=$((sameResult + 1))
                if cmp -s "$work/order" "$work/again"; then
                    sameOrder=$((sameOrder + 1))
                else
                    diff "$work/order" "$work/again" | head -n 4
                fi
            done
        done
        seconds="$(awk -v ns=$(($(date +%s%N) - began)) -v n=$((runs + schedules)) 'BEGIN { printf "%.2f", ns / 1e9 / n }')"
        printf '%-8s %-11s %9d %7d %11d %10d %7d %8d %8s\n' "$version" "$method" "$schedules" "$runs" "$sameResult" \
            "$sameOrder" "$inexact" "$(sort -u "$work/results" | wc -l)" "$seconds"
        [ "$sameResult" = "$runs" ] && [ "$sameOrder" = "$runs" ] || bad=1
    done
done
exit $bad
