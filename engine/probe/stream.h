// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// This process's stream of the trace: maps the shared file piece by piece, appends records, survives fork,
// waits when the quota is used up. Keeps no descriptor open: the file is opened by its path for each chunk
// (64 KiB to 1 MiB) and closed at once, so that the program's descriptor numbers stay as they would be. A
// full memory is an error of madvise(2) (or fallocate(2) before Linux 5.14), never a SIGBUS. All calls under
// the interpreter lock, except leave().
#include "engine/trace/thread_annotations.h"
#include "engine/trace/vocabulary.h"
#include "engine/trace/writer.h"

#include <cstddef>
#include <cstdint>

namespace forkscope::probe {

using trace::FieldBuffer;
using trace::Flag;
using trace::Kind;
using trace::Phase;
using trace::Tag;

// Maps the header of the trace at `path`. Null when it worked, else a sentence (static text).
const char* attachStream(const char* path);
const char* streamPath();

namespace detail {
extern trace::wire::Header* gHeader; // null until attached
extern bool gTracing;
} // namespace detail

// True while this process records: one load.
inline bool tracing() {
    return detail::gTracing;
}
inline trace::wire::Header& header() {
    return *detail::gHeader;
}

// Appends one record with this moment, thread and order. `site` is packed as in wire::Record. False when it
// could not be stored; the program goes on all the same.
bool emit(Kind kind, Phase phase, std::uint8_t flags, std::uint64_t object, std::uint32_t site,
          std::int32_t value, const FieldBuffer* fields = nullptr) FORKSCOPE_UNDER_INTERPRETER_LOCK;

// Number of this process's stream; opens it (and writes ProcessBegin) when it has none yet. 0 when there is
// none to have.
std::uint32_t ensureStream() FORKSCOPE_UNDER_INTERPRETER_LOCK;

// CLOCK_MONOTONIC, ns.
std::uint64_t monotonicNs();

// In the child of a fork: the stream is the parent's, a new one is opened by the first record.
void forgetStream() FORKSCOPE_UNDER_INTERPRETER_LOCK;

// The interpreter is gone or going: from now on no call may touch it.
void leaveInterpreter();

// Stops tracing in this process for good and says why, where that is still possible.
void disable(const char* sentence) FORKSCOPE_UNDER_INTERPRETER_LOCK;
// Something could not be traced; the rest goes on.
void note(const char* sentence) FORKSCOPE_UNDER_INTERPRETER_LOCK;

// futex(2) on a word that several processes share. Returns the system call's result, errno as usual.
// `timeoutNs` 0: none.
long futexWait(std::atomic<std::uint32_t>& word, std::uint32_t expected, std::uint64_t timeoutNs);
void futexWake(std::atomic<std::uint32_t>& word);
// The engine has gone away without a word: nobody will ever answer.
bool engineGone();

} // namespace forkscope::probe
