#!/usr/bin/env bash
# tests/threads/check.sh: clang's thread-safety analysis over every file in which something runs outside the main thread or
# without the interpreter lock (engine/trace/thread_annotations.h). First over broken_*.cpp, in which it must find each fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v clang++ >/dev/null || {
    echo "clang++ is missing: the thread rules were not checked." >&2
    exit 77
}

flags=(-std=c++20 -fsyntax-only -Wthread-safety -I. $(pkg-config --cflags Qt6Core Qt6Test) -fPIC
    -DPy_LIMITED_API=0x03090000 $(/usr/bin/python3 -c 'import sysconfig; print("-isystem", sysconfig.get_path("include"))'))

broken=(tests/threads/broken_*.cpp)
found=$(clang++ "${flags[@]}" "${broken[@]}" 2>&1 | grep -c 'Wthread-safety-analysis' || true)
expected=$(cat "${broken[@]}" | grep -c '// fault')
if [ "$found" -ne "$expected" ]; then
    echo "The analysis finds $found of the $expected faults in tests/threads/broken_*.cpp: it checks nothing." >&2
    exit 1
fi

mapfile -t files < <(grep -lE 'NotMainThread|InterpreterReleased|std::thread|QThread|sa_sigaction|sa_handler' -r engine gui tests/support --include='*.cpp' | sort)
for file in "${files[@]}"; do
    clang++ "${flags[@]}" -Werror=thread-safety "$file"
done
# Whoever gives up the lock or starts a thread without saying so by these types is not seen by the analysis.
if grep -nE 'PyEval_SaveThread|Py_BEGIN_ALLOW_THREADS' -r engine/probe --include='*.cpp'; then
    echo "The interpreter lock is given up without InterpreterReleased (above)." >&2
    exit 1
fi
if grep -nE 'std::j?thread [a-z_]+[({=]|std::thread\(|QThread::create|pthread_create' -r engine gui --include='*.cpp' --include='*.h'; then
    echo "A thread is started in engine or gui (above): both live in the main thread alone." >&2
    exit 1
fi
echo "Thread rules hold in ${#files[@]} files, and each of $expected faults is found where they are broken on purpose."
