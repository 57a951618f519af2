// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/scheduler.h"

#include <algorithm>
#include <utility>

namespace forkscope::scheduling {

Scheduler::Scheduler(Policy policy) : policy_(std::move(policy)), lines_(policy_.slices.size()) {}

void Scheduler::arrives(JobId job, Time burst) {
    if (levels_.size() <= job)
        levels_.resize(job + 1);
    const std::size_t level = levels_[job];
    lines_[level].push_back({job, burst, level, slice(level)});
}

Scheduler::Entry Scheduler::take(Line& line) {
    const auto chosen = policy_.kind == PolicyKind::ShortestJob
                            ? std::ranges::min_element(line, {}, &Entry::burst)
                            : line.begin();
    const Entry entry = *chosen;
    line.erase(chosen);
    return entry;
}

std::optional<Scheduler::Turn> Scheduler::next() {
    if (running_)
        return std::nullopt;
    const auto line = std::ranges::find_if(lines_, [](const Line& l) { return !l.empty(); });
    if (line == lines_.end())
        return std::nullopt;
    running_ = take(*line);
    return Turn{running_->job, running_->left, running_->level};
}

bool Scheduler::mustInterrupt() const {
    if (!running_)
        return false;
    const auto higher = lines_.begin() + std::ptrdiff_t(running_->level);
    return std::any_of(lines_.begin(), higher, [](const Line& l) { return !l.empty(); });
}

void Scheduler::stops(Time used) {
    if (!running_)
        return;
    Entry entry = *std::exchange(running_, std::nullopt);
    if (entry.left == kWithoutEnd || used < entry.left) {
        if (entry.left != kWithoutEnd)
            entry.left -= used;
        lines_[entry.level].push_front(entry);
        return;
    }
    entry.level = std::min(entry.level + 1, lines_.size() - 1);
    entry.left = slice(entry.level);
    levels_[entry.job] = entry.level;
    lines_[entry.level].push_back(entry);
}

void Scheduler::leaves() {
    running_.reset();
}

void Scheduler::removes(JobId job) {
    if (running_ && running_->job == job)
        running_.reset();
    for (Line& line : lines_)
        std::erase_if(line, [job](const Entry& e) { return e.job == job; });
}

void Scheduler::boosts() {
    std::ranges::fill(levels_, 0);
    Line& top = lines_.front();
    for (std::size_t level = 1; level < lines_.size(); ++level) {
        top.insert(top.end(), lines_[level].begin(), lines_[level].end());
        lines_[level].clear();
    }
    for (Entry& entry : top) {
        entry.level = 0;
        entry.left = slice(0);
    }
    if (running_) {
        running_->level = 0;
        running_->left = slice(0);
    }
}

std::optional<JobId> Scheduler::running() const {
    return running_ ? std::optional(running_->job) : std::nullopt;
}

std::size_t Scheduler::waiting() const {
    std::size_t count = 0;
    for (const Line& line : lines_)
        count += line.size();
    return count;
}

} // namespace forkscope::scheduling
