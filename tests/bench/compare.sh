#!/usr/bin/env bash
# compare.sh [PAIRS]: what tracing costs and how fast the window is. Runs each program untraced and traced in turn, so that
# a machine whose speed drifts does not decide; then the benchmarks. Prints a table and writes build/bench.json. Nothing
# here passes or fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
resources/install-packages.sh build bench
resources/build.sh bench
exec python3 tests/bench/compare.py --pairs "${1:-7}" --build build/bench --out build/bench.json
