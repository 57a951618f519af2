// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Runs a patch right after a module of the standard library has been imported, and never imports one itself.
// A finder that stands first on sys.meta_path asks the others, puts a loader of ours before theirs for the
// moment of the import and gives theirs back in `__spec__.loader` and `__loader__`. All in C++, so that no
// frame of ours shows when an import fails.
#include "engine/probe/python.h"

namespace forkscope::probe {

struct Patch {
    const char* module;
    void (*apply)(PyObject* module); // must leave no exception behind
};

// Patches what is loaded already and installs the finder for the rest. The table must live for ever. False,
// with no exception set, when it could not be done.
bool patchAfterImport(const Patch* table, std::size_t count);

} // namespace forkscope::probe
