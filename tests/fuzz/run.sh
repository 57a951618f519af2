#!/usr/bin/env bash
# tests/fuzz/run.sh [TIME|RUNS] [TARGET…]: builds the fuzz targets (clang, libFuzzer) and runs them one after another.
#   run.sh               10 seconds each
#   run.sh 60s world     one of them for a minute
#   run.sh 1000000       a million executions each
# What is found is kept below build/fuzz/found, with the command that shows it again. New inputs go to build/fuzz/corpus;
# the seeds in corpus/ stay as they are. FUZZ_BUILD: another build folder.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${FUZZ_BUILD:-$root/build/fuzz}
all=(trace_reader trace_racing world exports recording recording_sections markdown lesson_toml pack_files)

how=${1:-10s}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] && targets=("$@") || targets=("${all[@]}")
case $how in
    *s) bound=(-max_total_time="${how%s}") ;;
    *) bound=(-runs="$how") ;;
esac

if [ -z "${FUZZ_BUILD:-}" ]; then
    "$root/resources/build.sh" fuzz >"${TMPDIR:-/tmp}/forkscope-fuzz-build.$$" 2>&1 || {
        cat "${TMPDIR:-/tmp}/forkscope-fuzz-build.$$" >&2
        rm -f "${TMPDIR:-/tmp}/forkscope-fuzz-build.$$"
        exit 1
    }
    rm -f "${TMPDIR:-/tmp}/forkscope-fuzz-build.$$"
fi

# Targets over a trace share their seeds, and the bytes of a trace their words.
seeds_of() {
    case $1 in
        trace_* | world | exports) echo trace ;;
        *) echo "$1" ;;
    esac
}
dictionary_of() {
    case $1 in
        markdown | lesson_toml) echo "$1" ;;
        pack_files) echo lesson_toml ;;
        *) echo trace ;;
    esac
}

failed=0
printf '%-20s %12s %10s %9s  %s\n' target executions per-second coverage outcome
for target in "${targets[@]}"; do
    seeds=$here/corpus/$(seeds_of "$target")
    grown=$build/corpus/$target
    found=$build/found/$target-
    log=$build/found/$target.log
    mkdir -p "$grown" "$build/found"
    outcome=clean
    # A gigabyte is no bound of the product: it shows where a few bytes of input cost much memory.
    ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=1 QT_LOGGING_RULES='*=false' \
        "$build/fuzz/fuzz_$target" "${bound[@]}" -max_len=4096 -timeout=20 -rss_limit_mb=1024 -print_final_stats=1 \
        -dict="$here/$(dictionary_of "$target").dict" -artifact_prefix="$found" "$grown" "$seeds" >"$log" 2>&1 ||
        outcome=FOUND
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -1 | cut -c6-)
    printf '%-20s %12s %10s %9s  %s\n' "$target" "${executions:-?}" "${speed:-?}" "${coverage:-?}" "$outcome"
    if [ "$outcome" = FOUND ]; then
        failed=1
        grep -E 'ERROR|SUMMARY|runtime error|Test unit written' "$log" | sed 's/^/    /'
    fi
done
exit $failed
