#!/usr/bin/env bash
# build.sh PRESET [TARGET…]: configures and builds one preset of CMakePresets.json, with ccache where there is one.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

if command -v ccache >/dev/null; then
    # Lets a checkout in another folder use what was compiled before.
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
else
    launcher=()
fi
configured=$(cmake --preset "$preset" "${launcher[@]}" -DPython3_EXECUTABLE=/usr/bin/python3 2>&1) || {
    printf '%s\n' "$configured"
    exit 1
}
cmake --build --preset "$preset" ${1:+--target "$@"}
