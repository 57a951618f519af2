#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: the release preset, then the same tests under AddressSanitizer and
# UndefinedBehaviorSanitizer. Longer forms, not run from here:
#   tests/reliability/kills.py       1,000 kills -9, what they had done counted by a witness
#   tests/reliability/order.py       eight processes contend for a lock, and the trace is in order
#   tests/reliability/flood.py       a flood loses nothing up to the quota
#   tests/reliability/leftovers.py   200 runs of nasty programs leave nothing behind; --user nobody as another user
#   tests/bench/compare.sh    how much tracing costs, and how fast the window is
#   tests/bench/gate_cost.py, schedule.py    what the gate costs who is never held; how far jobs are from their plan
#   resources/build.sh tsan && ctest --preset tsan    the threads
#   tests/drive/replays.sh    random orders, each replayed many times, on each interpreter
#   tests/drive/lessons.sh    the same with the lessons' programs
#   tests/drive/cpython.sh    CPython's own tests with each of their operations held and let go
#   tests/fuzz/run.sh 1000000 world    hostile bytes for longer
#   tests/lesson/real_time.sh    all lessons by the clock: programs, tours, claims, every solution in all its runs
set -euo pipefail
cd "$(dirname "$0")"
resources/install-packages.sh build test

for preset in release asan; do
    echo "== $preset: build"
    resources/build.sh "$preset"
    echo "== $preset: tests"
    ctest --preset "$preset" -j $(($(nproc) * 2)) # most of them wait most of the time
done
echo "== thread rules"
tests/threads/check.sh
echo "== hostile bytes, a few seconds for each reader"
tests/fuzz/run.sh 4s
