// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A trace of a test's own making: a real TraceStore, and writers that append as traced processes do. Bytes
// can be torn afterwards in a copy.
#include "engine/trace/log.h"
#include "engine/trace/reader.h"
#include "engine/trace/store.h"

#include <QtGlobal>

#include <cstring>
#include <deque>
#include <memory>
#include <random>
#include <vector>

namespace forkscope::trace::testing {

class ScratchTrace {
  public:
    explicit ScratchTrace(std::int64_t quota = std::int64_t(64) << 20) {
        auto made = TraceStore::create(quota);
        if (!made)
            qFatal("%s", made.error().c_str());
        store_ = std::move(*made);
    }

    TraceStore& store() { return *store_; }

    // A writer for a stream of its own, as a process that has just begun gets one.
    StreamWriter& process() {
        const auto stream = store_->header().nextStream.fetch_add(1);
        StreamWriter& w = writers_.emplace_back();
        w.open(&store_->header(), stream, {&store_->header(), map, keep, nullptr});
        return w;
    }

    // The bytes as they are now, to be damaged at will.
    std::vector<std::byte> copy() const {
        const auto all = store_->bytes();
        return {all.begin(), all.end()};
    }

  private:
    static void* map(void* context, std::uint32_t unit, std::uint32_t) {
        return static_cast<char*>(context) + std::size_t(unit) * wire::kUnitBytes;
    }
    static void keep(void*, void*, std::uint32_t) {}

    std::unique_ptr<TraceStore> store_;
    std::deque<StreamWriter> writers_;
};

inline bool point(StreamWriter& w, Kind kind, std::uint64_t time, std::uint64_t object = 0,
                  std::int32_t value = 0, const FieldBuffer* fields = nullptr) {
    return w.append(kind, Phase::Point, 0, object, 0, value, 0, time, fields);
}

// Reads everything there is, giving up on what is missing.
inline std::size_t readAll(Reader& reader, std::span<const std::byte> bytes) {
    std::size_t events = 0;
    do
        events += reader.read(bytes, 100'000, false);
    while (reader.backlog());
    return events;
}

} // namespace forkscope::trace::testing
