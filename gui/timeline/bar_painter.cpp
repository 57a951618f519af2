// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/bar_painter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace forkscope::gui::timeline {

using world::LaneState;

static constexpr int kLeastForShape = 4; // logical pixels; a narrower bar is solid
static constexpr int kLeastForWord = 14; // … and a word needs at least this
static constexpr int kLeastForOwner = 2; // the owner of a lock is named beside its bar

static QRgb mixOf(QRgb a, QRgb b, double share) {
    const auto between = [share](int from, int to) { return int(from + (to - from) * share + 0.5); };
    return qRgb(between(qRed(a), qRed(b)), between(qGreen(a), qGreen(b)), between(qBlue(a), qBlue(b)));
}

int BarPainter::px(double logical) const {
    return std::max(1, int(std::lround(logical * ratio_)));
}

BarPainter::BarPainter(QImage& image, QRect plot, const TimelineColors& colors, double ratio)
    : image_(image), plot_(plot & image.rect()), ratio_(ratio), raised_(colors.raised.rgb()) {
    for (std::size_t s = 0; s < world::kLaneStates; ++s)
        process_.state[s] = colors.state[s].rgb();
    process_.background = colors.panel.rgb();
    lock_ = process_;
    lock_.many = colors.lockBusy.rgb();
    lock_.state[std::size_t(LaneState::Stopped)] = colors.ended.rgb(); // nobody knows who has it
    if (plot_.isEmpty())
        plot_ = QRect(0, 0, 0, 0);
    ground_.assign(std::size_t(plot_.width()), process_.background);

    // One long row of each pattern: a bar's rows are pieces of it, shifted row by row. The three-step profile
    // makes the 45 degree stripes smooth.
    hatchPeriod_ = px(7);
    const QRgb lock = process_.state[std::size_t(LaneState::WaitsLock)];
    const QRgb stripe = mixOf(lock, qRgb(0, 0, 0), 0.32), edge = mixOf(lock, stripe, 0.5);
    hatchRow_.resize(std::size_t(plot_.width() + hatchPeriod_));
    for (std::size_t x = 0; x < hatchRow_.size(); ++x) {
        const int at = int(x) % hatchPeriod_, wide = px(2);
        hatchRow_[x] = at == 0 || at == wide ? edge : at < wide ? stripe : lock;
    }
    dotPeriod_ = px(6);
    const QRgb queue = process_.state[std::size_t(LaneState::WaitsQueue)];
    dotRow_.resize(std::size_t(plot_.width() + dotPeriod_));
    for (std::size_t x = 0; x < dotRow_.size(); ++x)
        dotRow_[x] = int(x) % dotPeriod_ < px(2) ? mixOf(queue, qRgb(0, 0, 0), 0.30) : queue;
}

QRgb* BarPainter::row(int y) {
    if (y < plot_.top() || y > plot_.bottom())
        return nullptr;
    return reinterpret_cast<QRgb*>(image_.scanLine(y)) + plot_.left();
}

void BarPainter::background(std::span<const int> gridColumns) {
    std::fill(ground_.begin(), ground_.end(), process_.background);
    const QRgb line = mixOf(process_.background, process_.state[std::size_t(LaneState::Sleeping)], 0.42);
    for (const int column : gridColumns)
        for (int x = column; x < column + px(1); ++x)
            if (x >= 0 && x < plot_.width())
                ground_[std::size_t(x)] = line;
    for (int y = plot_.top(); y <= plot_.bottom(); ++y)
        std::memcpy(row(y), ground_.data(), ground_.size() * sizeof(QRgb));
}

void BarPainter::paint(const world::Track& track, const RasterScale& scale, std::span<const QRgb> owners,
                       int top, int height, const StateCounts* counts) {
    runs_.clear();
    if (plot_.isEmpty() || top > plot_.bottom() || top + height <= plot_.top())
        return;
    lock_.owners = owners;
    palette_ = owners.empty() ? &process_ : &lock_;
    leastForLabel_ = owners.empty() ? kLeastForWord : kLeastForOwner;
    raster_.draw(track, scale, *palette_, counts);
    composeRows();
    stampRows(top, height);
    shapeRuns(top, height, scale.phase);
    paintTicks(top, height);
}

// Which rows of the bar a state reaches. Shapes that are more than rows are put on top afterwards, where
// there is room.
void BarPainter::composeRows() {
    outer_ = middle_ = thin_ = ground_;
    const auto states = raster_.states();
    const auto colors = raster_.colors();
    for (std::size_t x = 0; x < states.size(); ++x) {
        const std::uint8_t state = states[x];
        if (state == kAbsentColumn)
            continue;
        thin_[x] = colors[x];
        if (state == std::uint8_t(LaneState::Sleeping))
            continue;
        middle_[x] = colors[x];
        if (state != std::uint8_t(LaneState::Ready))
            outer_[x] = colors[x];
    }
}

void BarPainter::stampRows(int top, int height) {
    const int ready = height * 2 / 3, line = px(4);
    const int readyTop = (height - ready) / 2, lineTop = (height - line) / 2;
    for (int y = 0; y < height; ++y) {
        QRgb* to = row(top + y);
        if (to == nullptr)
            continue;
        const bool inLine = y >= lineTop && y < lineTop + line,
                   inReady = y >= readyTop && y < readyTop + ready;
        const std::vector<QRgb>& from = inLine ? thin_ : inReady ? middle_ : outer_;
        std::memcpy(to, from.data(), from.size() * sizeof(QRgb));
    }
}

void BarPainter::shapeRuns(int top, int height, std::int64_t phase) {
    const auto states = raster_.states();
    const auto colors = raster_.colors();
    const int width = int(states.size());
    const bool byOwner = palette_ == &lock_;
    std::size_t waiting = 0; // the run whose `next` is not known yet, one past its index
    for (int x = 0; x < width;) {
        const std::uint8_t state = states[std::size_t(x)];
        int end = x + 1;
        const auto continues = [&](int at) {
            return states[std::size_t(at)] == state &&
                   (!byOwner || colors[std::size_t(at)] == colors[std::size_t(x)]);
        };
        while (end < width && continues(end))
            ++end;
        const BarRun run{x, end, width, state};
        x = end;
        if (state == kAbsentColumn)
            continue;
        if (waiting > 0)
            runs_[waiting - 1].next = run.from;
        waiting = 0;
        if (state == kMixedColumn)
            continue;
        if (run.width() >= px(kLeastForShape))
            shape(run, top, height, phase);
        if (run.width() >= px(leastForLabel_)) {
            runs_.push_back(run);
            waiting = runs_.size();
        }
    }
}

void BarPainter::shape(const BarRun& run, int top, int height, std::int64_t phase) {
    const Box box{run.from, run.to, top, height};
    const QRgb color = palette_->state[run.state];
    switch (LaneState(run.state)) {
    case LaneState::WaitsLock:
        return hatch(box, phase);
    case LaneState::WaitsQueue:
        return dots(box, phase);
    case LaneState::WaitsProcess:
        return outline(box, color, raised_, false);
    case LaneState::Stopped: {
        fill(box, process_.background);
        const int less = height * 22 / 30;
        return outline({run.from, run.to, top + (height - less) / 2, less}, color,
                       mixOf(process_.background, color, kHeldTint), false);
    }
    case LaneState::Zombie:
        return outline(box, color, process_.background, true);
    default:
        return;
    }
}

void BarPainter::fill(Box box, QRgb color) {
    for (int y = box.top; y < box.top + box.height; ++y)
        if (QRgb* to = row(y))
            std::fill(to + box.x0, to + box.x1, color);
}

void BarPainter::outline(Box box, QRgb line, QRgb inside, bool dashed) {
    const int thick = px(1), dash = px(4);
    const auto drawn = [=](int along) { return !dashed || along / dash % 2 == 0; };
    for (int y = 0; y < box.height; ++y) {
        QRgb* to = row(box.top + y);
        if (to == nullptr)
            continue;
        const bool rim = y < thick || y >= box.height - thick;
        for (int x = box.x0; x < box.x1; ++x) {
            const bool side = x < box.x0 + thick || x >= box.x1 - thick;
            to[x] = (rim && drawn(x - box.x0)) || (side && drawn(y)) ? line : inside;
        }
    }
}

void BarPainter::hatch(Box box, std::int64_t phase) {
    for (int y = 0; y < box.height; ++y)
        if (QRgb* to = row(box.top + y)) {
            const auto shift = std::size_t((phase + y) % hatchPeriod_);
            std::copy_n(hatchRow_.data() + shift + std::size_t(box.x0), box.x1 - box.x0, to + box.x0);
        }
}

void BarPainter::dots(Box box, std::int64_t phase) {
    const QRgb plain = process_.state[std::size_t(LaneState::WaitsQueue)];
    const int first = (box.height % dotPeriod_ + dotPeriod_ - px(2)) / 2;
    for (int y = 0; y < box.height; ++y) {
        QRgb* to = row(box.top + y);
        if (to == nullptr)
            continue;
        const int line = (y + dotPeriod_ - first % dotPeriod_);
        if (line % dotPeriod_ >= px(2)) {
            std::fill(to + box.x0, to + box.x1, plain);
            continue;
        }
        const auto stagger = (line / dotPeriod_ % 2) * dotPeriod_ / 2;
        const auto shift = std::size_t((phase + stagger) % dotPeriod_);
        std::copy_n(dotRow_.data() + shift + std::size_t(box.x0), box.x1 - box.x0, to + box.x0);
    }
}

void BarPainter::paintTicks(int top, int height) {
    for (const RareTick& tick : raster_.ticks()) {
        const int from = std::min(tick.column, plot_.width() - 1);
        fill({from, std::min(from + px(3), plot_.width()), top, height}, palette_->state[tick.state]);
    }
}

} // namespace forkscope::gui::timeline
