// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run as Trace Event JSON, which Perfetto and chrome://tracing open: operations as slices of their threads,
// locks as slices of who holds them, queues as counters. Source: "Trace Event Format", Google.
#include "engine/trace/log.h"

#include <functional>
#include <string_view>

namespace forkscope::trace {

// Piece by piece; stops and returns false where `sink` says false.
bool exportPerfetto(const Log& log, const std::function<bool(std::string_view)>& sink);

} // namespace forkscope::trace
