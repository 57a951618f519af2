// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/trace_feed.h"

namespace forkscope::run {
namespace {
constexpr std::size_t kPiece = 8192; // events between two looks at the clock
// A process stamps a record and publishes it some ten nanoseconds later; only one that was stopped or killed
// in between takes this long.
constexpr int kGiveUpMs = 250;
} // namespace

std::size_t TraceFeed::take(std::span<const std::byte> bytes, std::chrono::milliseconds budget, bool last,
                            const See& see) {
    QElapsedTimer clock;
    clock.start();
    std::size_t total = 0;
    for (;;) {
        const std::size_t got = reader_.read(bytes, kPiece, patient(last, total));
        for (std::size_t before = history_.applied(); history_.advance(kPiece) > 0;
             before = history_.applied()) {
            for (std::size_t i = before; i < history_.applied(); ++i)
                see(log_[i]);
        }
        total += got;
        isAtEnd_ = got == 0;
        if (clock.elapsed() >= budget.count() || (got == 0 && !reader_.backlog()))
            break;
    }
    if (total > 0 || !reader_.waiting())
        stuck_.invalidate();
    else if (!stuck_.isValid())
        stuck_.start();
    return total;
}

bool TraceFeed::patient(bool last, std::size_t got) {
    if (last)
        return false;
    return got > 0 || !stuck_.isValid() || stuck_.elapsed() < kGiveUpMs;
}

} // namespace forkscope::run
