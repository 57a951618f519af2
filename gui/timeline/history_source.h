// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lanes of a run. Does not own the History, which must outlive it or be replaced first. Words are asked
// of the World as it is now and kept until the next refresh, since names may become known late.
#include "gui/timeline/lane_source.h"

namespace forkscope::gui {

class HistorySource final : public LaneSource {
  public:
    explicit HistorySource(const world::History& history);

    // Takes in what is new in the History.
    void refresh();

    std::size_t laneCount() const override { return labels_.size(); }
    world::LaneKind kind(std::size_t lane) const override { return history_.lane(lane).kind; }
    const world::Track& track(std::size_t lane) const override { return history_.lane(lane).track; }
    world::ProcessId process(std::size_t lane) const override;
    world::ProcessId owner(std::size_t lane) const override;
    world::ObjectId object(std::size_t lane) const override;
    std::int64_t peak(std::size_t lane) const override { return history_.lane(lane).peak; }
    bool helper(std::size_t lane) const override { return labels_[lane].helper; }
    LaneTitle title(std::size_t lane) const override { return labels_[lane].title; }
    world::ProcessId parent(world::ProcessId id) const override;
    QString key(std::size_t lane) const override;

    std::uint8_t thread(std::size_t lane) const override { return history_.lane(lane).thread; }
    const Steps& steps() const override { return steps_; }
    std::optional<world::Time> eventOf(std::size_t lane, world::Time t, bool forward) const override;
    const world::History& history() const { return history_; }

    world::Time end() const override { return history_.end(); }
    std::uint64_t version() const override { return history_.applied(); }
    const world::ArrowList& arrows() const override { return history_.arrows(); }
    const std::vector<world::Mark>& marks() const override { return history_.marks(); }

    world::ProcessId known(world::ProcessId id) const override;
    QString processId(world::ProcessId id) const override;
    int identity(world::ProcessId id) const override;
    QString objectName(world::ObjectId id) const override;
    QString path(trace::FileId file) const override;
    QString explainInterval(std::size_t lane, std::size_t interval) const override;
    QString explainOrder(std::uint64_t order) const override;

  private:
    struct Label {
        LaneTitle title;
        bool helper = false;
    };
    Label labelOf(std::size_t lane) const;

    const world::History& history_;
    LogSteps steps_;
    std::vector<Label> labels_;           // by lane
    std::uint64_t labelled_ = UINT64_MAX; // events taken in when the labels were made
};

// "P1 buyer" in two; all in `name` where it does not begin with a process number.
LaneTitle splitLabel(const QString& label);

} // namespace forkscope::gui
