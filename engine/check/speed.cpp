// SPDX-License-Identifier: GPL-3.0-or-later
// speed_up: how much of the work several processes did at the same time. Not by the clock: two processes that
// take turns on one busy processor are as parallel as two on two.
#include "engine/check/kinds.h"
#include "engine/check/words.h"
#include "engine/check/work_time.h"

#include <algorithm>

namespace forkscope::check {

using world::LaneKind;
using world::LaneState;
using world::Process;
using world::ProcessRole;

namespace {

struct Span {
    Time from = 0, to = 0;
};

template <class Wanted> void addSpans(std::vector<Span>& spans, const world::Lane& lane, Wanted&& isWanted) {
    lane.track.each(0, lane.track.size(), [&](std::size_t, Time from, Time to, LaneState state) {
        if (isWanted(state) && to > from)
            spans.push_back({from, to});
        return true;
    });
}

Time lengthTogether(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
    Time length = 0, reached = INT64_MIN;
    for (const Span& s : spans) {
        length += std::max<Time>(0, s.to - std::max(s.from, reached));
        reached = std::max(reached, s.to);
    }
    return length;
}

bool computes(LaneState state) {
    return state == LaneState::Running || state == LaneState::Ready;
}
bool works(LaneState state) {
    return computes(state) || state == LaneState::Sleeping;
}

class SpeedUp : public Check {
  public:
    SpeedUp(double atLeast, double work) : atLeast_(atLeast), work_(work) {}

    std::optional<Finding> look(const RunView& run) override {
        for (const bool withMain : {true, false}) {
            const Overlap overlap = overlapOf(run.history, withMain);
            const bool isWork = double(overlap.sum) / 1e9 >= work_;
            if (!best_ || (isWork && overlap.factor() > best_->factor()))
                best_ = overlap;
        }
        return std::nullopt;
    }

    std::optional<Finding> conclude() override {
        if (!best_)
            return std::nullopt;
        const double sum = double(best_->sum) / 1e9, together = double(best_->together) / 1e9;
        if (sum < work_)
            return Finding{
                .sentence =
                    tr("There was hardly any work: %1 s in all processes together.").arg(sum, 0, 'f', 2)};
        if (best_->factor() >= atLeast_)
            return std::nullopt;
        return Finding{
            .sentence = tr("The work was not done at the same time: %1 s of it took %2 s, which is %3 times "
                           "as fast as one after the other; at least %4 times was asked for.")
                            .arg(sum, 0, 'f', 2)
                            .arg(together, 0, 'f', 2)
                            .arg(best_->factor(), 0, 'f', 1)
                            .arg(atLeast_)};
    }

  protected:
    bool isForShuffled() const override { return false; }

  private:
    double atLeast_, work_;
    std::optional<Overlap> best_;
};

} // namespace

WorkTime workTimeOf(const world::History& history) {
    std::vector<Span> spans;
    Time last = 0;
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (const world::Lane& lane = history.lane(i); lane.kind == LaneKind::Process)
            addSpans(spans, lane, computes);
    for (const Process& p : history.now().processes())
        if (p.role != ProcessRole::Helper)
            last = std::max(last, p.exited >= 0 ? p.exited : history.end());
    for (Span& s : spans)
        s = {std::min(s.from, last), std::min(s.to, last)};
    WorkTime time;
    time.busy = lengthTogether(spans);
    time.idle = std::max<Time>(0, last - time.busy);
    return time;
}

Overlap overlapOf(const world::History& history, bool withMain) {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const world::Lane& lane = history.lane(i);
        const Process* p = lane.kind == LaneKind::Process ? history.now().process(lane.process) : nullptr;
        if (p && p->role != ProcessRole::Helper && p->role != ProcessRole::Manager &&
            (withMain || p->role != ProcessRole::Main))
            addSpans(spans, lane, works);
    }
    Overlap overlap;
    for (const Span& s : spans)
        overlap.sum += s.to - s.from;
    overlap.together = lengthTogether(spans);
    return overlap;
}

CheckPtr speedUp(Fields& fields) {
    const double atLeast = fields.real("at_least", "at_least = 1.8").value_or(0);
    const double work = fields.real("work", "work = 0.5").value_or(0.05);
    fields.needs(atLeast > 1,
                 tr("\"at_least\" is missing or not more than 1. Expected, for example: at_least = 1.8"));
    return std::make_unique<SpeedUp>(atLeast, work);
}

} // namespace forkscope::check
