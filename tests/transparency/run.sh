#!/usr/bin/env bash
# CPython's own tests as the referee: run plain and under `forkscope run --quiet`, compared test by test.
#   tests/transparency/run.sh [--repeat N] [--python P]… [--suite S]… [--jobs N] [--short] [--json OUT]      (--help says all)
# FORKSCOPE names the binary; without it the release build's is taken.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
export FORKSCOPE="${FORKSCOPE:-$here/../../build/release/bin/forkscope}"
exec python3 -B "$here/referee.py" "$@"
