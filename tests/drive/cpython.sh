#!/usr/bin/env bash
# CPython's own tests of multiprocessing with every operation of theirs gated and granted, one at a time, in a random order:
#   tests/drive/cpython.sh PYTHON [SEED] [TEST…]        such as: tests/drive/cpython.sh python3.13 1 WithProcessesTestLock
# Time runs on, since many of them measure it. The tests are copied, so that their lines count as a program's own.
# FORKSCOPE names the binary; without it the release build's is taken. Exits with the status of the tests.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
forkscope="${FORKSCOPE:-$here/../../build/release/bin/forkscope}"
python="${1:?which Python?}" seed="${2:-1}"
shift $(($# < 2 ? $# : 2))
work="$(mktemp -d)"
trap 'rm -r "$work"' EXIT
tests="$("$python" -c 'import os, test; print(os.path.dirname(test.__file__))')"
cp "$tests/_test_multiprocessing.py" "$work/own_test_multiprocessing.py"
cp "$tests/mp_fork_bomb.py" "$tests/mp_preload.py" "$work"
cat > "$work/driven.py" << 'PROGRAM'
import unittest

import own_test_multiprocessing

own_test_multiprocessing.install_tests_in_module_dict(globals(), "fork")

if __name__ == "__main__":
    unittest.main(verbosity=2)
PROGRAM
cd "$work"
# Where this script was started in the background Ctrl-C is ignored, and two of the tests need it.
env --default-signal=INT "$forkscope" run --python "$python" --shuffle "$seed" --time runs --quota 4000 driven.py "$@"
