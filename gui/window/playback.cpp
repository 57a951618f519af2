// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/playback.h"

#include "engine/world/history.h"
#include "gui/window/playhead.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace forkscope::gui {

using trace::Time;

namespace {
constexpr int kTickMs = 16;
// A window that was busy for longer does not leap: it goes on where it was.
constexpr std::int64_t kLongestTick = 100'000'000;
} // namespace

Playback::Playback(Playhead* playhead, QObject* parent) : QObject(parent), playhead_(playhead) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(kTickMs);
    connect(&timer_, &QTimer::timeout, this, &Playback::tick);
    connect(playhead_, &Playhead::changed, this, [this] {
        if (!moving_)
            pause();
    });
}

void Playback::setHistory(const world::History* history) {
    pause();
    history_ = history;
    filter_ = {};
}

void Playback::setSpeed(double speed) {
    speed = std::clamp(speed, *std::begin(kSpeeds), *(std::end(kSpeeds) - 1));
    if (speed == speed_)
        return;
    speed_ = speed;
    emit changed();
}

void Playback::setPace(Pace pace) {
    pace_ = pace;
    due_ = 0;
}

Time Playback::end() const {
    return history_ ? history_->end() : 0;
}

Time Playback::here() const {
    return playhead_->isLive() ? end() : std::min(playhead_->time(), end());
}

void Playback::moveTo(Time time) {
    moving_ = true;
    playhead_->moveTo(time);
    moving_ = false;
}

void Playback::play(Direction direction) {
    if (!history_)
        direction = Direction::Still;
    if (direction == Direction::Forwards && here() >= end())
        goesOn_ ? void(direction = Direction::Still) : moveTo(0);
    if (direction == Direction::Backwards && here() <= 0)
        moveTo(end());
    if (direction == direction_)
        return;
    direction_ = direction;
    due_ = 0;
    if (direction == Direction::Still) {
        timer_.stop();
    } else {
        sinceTick_.start();
        timer_.start();
    }
    emit changed();
}

bool Playback::step(int by, const StepFilter& filter) {
    if (!history_)
        return false;
    pause();
    const trace::Log& log = history_->log();
    const auto found = by > 0 ? eventAfter(log, here(), filter) : eventBefore(log, here(), filter);
    if (!found)
        return false;
    moveTo(log[*found].time);
    return true;
}

void Playback::tick() {
    advance(std::min<std::int64_t>(sinceTick_.nsecsElapsed(), kLongestTick));
    sinceTick_.restart();
}

void Playback::advance(std::int64_t nanoseconds) {
    if (!history_ || direction_ == Direction::Still)
        return;
    if (pace_ == Pace::Steps)
        return advanceSteps(nanoseconds);
    due_ += double(nanoseconds) * speed_;
    const auto whole = Time(due_);
    due_ -= double(whole);
    const Time to = here() + Time(direction_) * whole;
    if (direction_ == Direction::Forwards ? to >= end() : to <= 0)
        return arriveAtEnd();
    moveTo(to);
}

void Playback::advanceSteps(std::int64_t nanoseconds) {
    due_ += double(nanoseconds) / 1e9 * kStepsPerSecond * speed_;
    const trace::Log& log = history_->log();
    Time at = here();
    for (; due_ >= 1; due_ -= 1) {
        const auto next = direction_ == Direction::Forwards ? eventAfter(log, at) : eventBefore(log, at);
        if (!next)
            return arriveAtEnd();
        at = log[*next].time;
    }
    moveTo(at);
}

void Playback::arriveAtEnd() {
    const bool isForwards = direction_ == Direction::Forwards;
    moveTo(isForwards ? end() : 0);
    if (isForwards && goesOn_)
        playhead_->goLive();
    pause();
}

} // namespace forkscope::gui
