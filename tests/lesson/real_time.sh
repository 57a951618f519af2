#!/usr/bin/env bash
# All lessons as they are for a learner: sleeps last as long as they say, and each solution has all the runs that its
# exercise asks for. One folder can be named.
#   tests/lesson/real_time.sh [lessons/08-mutex]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=build/release/bin/forkscope
[ -x "$program" ] || { echo "There is no $program: build it with resources/build.sh release" >&2; exit 2; }
QT_QPA_PLATFORM=offscreen exec "$program" lessons --verify --real-time "${1:-lessons}"
