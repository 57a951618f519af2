// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/motion_clock.h"

#include <algorithm>
#include <climits>
#include <vector>

namespace forkscope::gui {

void MotionClock::play(Key key, int delay, int duration, Step step) {
    motions_.insert_or_assign(key, Motion{delay, std::max(1, duration), 0, ++last_, step});
    step(0);
    if (byHand_ || timer_.isActive())
        return;
    since_.start();
    timer_.start(kTick, Qt::PreciseTimer, this);
}

void MotionClock::advance(int milliseconds) {
    // A step may add, replace or forget movements: each is looked up again before it is touched.
    std::vector<std::pair<Key, std::uint64_t>> all;
    for (const auto& [key, motion] : motions_)
        all.emplace_back(key, motion.number);
    for (const auto& [key, number] : all) {
        const auto found = motions_.find(key);
        if (found == motions_.end() || found->second.number != number)
            continue;
        Motion& motion = found->second;
        motion.passed =
            milliseconds == INT_MAX ? motion.delay + motion.duration : motion.passed + milliseconds;
        const double share = std::clamp((motion.passed - motion.delay) / double(motion.duration), 0.0, 1.0);
        const Step step = motion.step;
        if (share >= 1)
            motions_.erase(found);
        if (share > 0)
            step(share);
    }
    if (motions_.empty())
        timer_.stop();
}

void MotionClock::catchUp() {
    if (!timer_.isActive() || byHand_)
        return;
    timer_.start(kTick, Qt::PreciseTimer, this);
    advance(int(since_.restart()));
}

void MotionClock::finish() {
    // What the last steps begin has its end too; a movement that begins itself anew for ever is none.
    for (int round = 0; round < 8 && isMoving(); ++round)
        advance(INT_MAX);
    forgetAll();
}

void MotionClock::forget(const void* owner) {
    std::erase_if(motions_, [owner](const auto& one) { return one.first.first == owner; });
}

void MotionClock::forgetAll() {
    motions_.clear();
    timer_.stop();
}

void MotionClock::timerEvent(QTimerEvent*) {
    advance(int(since_.restart()));
}

} // namespace forkscope::gui
