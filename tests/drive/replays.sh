#!/usr/bin/env bash
# Does an order replay exactly? Random orders of a program, each replayed; result and order of steps must be the same.
#   tests/drive/replays.sh [--schedules 30] [--replays 100] [--methods "fork spawn forkserver"] [--program FILE.py]
#                          [--at-once N] [--keep FOLDER]
# on each interpreter of `python3.9` … `python3.13`, ~/.pyenv and $FORKSCOPE_PYTHONS that is found. --at-once: so many
# schedules at the same time; --keep: their files stay there. Prints a table, with the processor time of a replay; exits with 1 at any
# difference. FORKSCOPE names the binary; without it the release build's is taken.
set -u
here="$(cd "$(dirname "$0")" && pwd)"
export forkscope="${FORKSCOPE:-$here/../../build/release/bin/forkscope}"
schedules=30 methods="fork spawn" atOnce=1 keep=""
export replays=100 program="$here/../programs/drive/contended.py"
while [ $# -gt 1 ]; do
    case "$1" in
        --schedules) schedules="$2" ;;
        --replays) replays="$2" ;;
        --methods) methods="$2" ;;
        --program) program="$2" ;;
        --at-once) atOnce="$2" ;;
        --keep) keep="$2" ;;
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

# One schedule: FOLDER/SEED.order, .first (what the random run printed), .told (of the replays), .times (user and
# system seconds of the replays together), .status (0: all were the same).
oneSchedule() {
    local at="$1/$2" python="$3" method="$4" status=0
    "$forkscope" run --quiet --python "$python" --timeout 120 --shuffle "$2" --save-schedule "$at.order" \
        "$program" "$method" > "$at.first" 2> "$at.errors" || { echo 2 > "$at.status"; return; }
    TIMEFORMAT="%U %S"
    { time "$forkscope" run --python "$python" --timeout 120 --schedule "$at.order" --times "$replays" \
        --save-schedule "$at.again" "$program" "$method" > "$at.told" 2>> "$at.errors" || status=1; } 2> "$at.times"
    sed '1,/printed:$/d' "$at.told" | cmp -s - "$at.first" || status=1
    cmp -s "$at.order" "$at.again" || status=1
    echo "$status" > "$at.status"
}
export -f oneSchedule

work="${keep:-$(mktemp -d)}"
[ -n "$keep" ] || trap 'rm -r "$work"' EXIT
bad=0
printf '%-8s %-11s %9s %7s %10s %7s %8s %12s\n' python method schedules replays "all same" inexact results "CPU s/replay"
for python in $pythons; do
    version="$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')"
    for method in $methods; do
        folder="$work/$version-$method"
        mkdir -p "$folder"
        seq 1 "$schedules" | xargs -P "$atOnce" -I SEED bash -c 'oneSchedule "$@"' - "$folder" SEED "$python" "$method"
        same="$(cat "$folder"/*.status | grep -c '^0$')"
        results="$(for first in "$folder"/*.first; do tr '\n' ' ' < "$first"; echo; done | sort -u | wc -l)"
        seconds="$(cat "$folder"/*.times | awk -v n=$((schedules * replays)) '{ s += $1 + $2 } END { printf "%.2f", s / n }')"
        printf '%-8s %-11s %9d %7d %10d %7d %8d %12s\n' "$version" "$method" "$schedules" $((schedules * replays)) "$same" \
            "$(cat "$folder"/*.order | grep -c computes)" "$results" "$seconds"
        [ "$same" = "$schedules" ] && continue
        bad=1
        for seed in $(grep -L '^0$' "$folder"/*.status); do
            echo "${seed%.status}: $(cat "${seed%.status}.errors" "${seed%.status}.told" 2> /dev/null | head -n 3)"
        done
    done
done
exit $bad
