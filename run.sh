#!/usr/bin/env bash
# Installs what is missing, builds, and opens Forkscope:  ./run.sh [FILE.py | LESSON-ID | FILE.fscope]
# Without a display the lesson plays in the terminal.
set -euo pipefail
caller=$PWD
here=$(cd "$(dirname "$0")" && pwd)
"$here/resources/install-packages.sh" build
"$here/resources/build.sh" release forkscope_all >&2
cd "$caller"
exec "$here/build/release/bin/forkscope" "$@"
