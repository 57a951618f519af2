// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the library does by itself when a worker has ended: a Pool starts another one, an executor breaks and
// tells so to all futures (Lib/multiprocessing/pool.py, Lib/concurrent/futures/process.py). Until it has,
// nobody knows who can be let go next.
#include "engine/drive/judge.h"

namespace forkscope::drive {

// It is on its way. False also where it cannot be known: of a pool that is closed, or whose workers the
// program has ended by terminate().
bool isRepairing(const world::Pool& pool, const SurveyInput& input);

} // namespace forkscope::drive
