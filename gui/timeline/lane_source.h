// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the timeline draws, seen through a keyhole: lanes with their tracks, and words for them. HistorySource
// shows a run; tests and benchmarks bring tracks of their own. Main thread; tracks only grow; indices of
// lanes stay.
#include "engine/world/history.h"
#include "gui/timeline/steps.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace forkscope::gui {

// How a lane is called: "P1" and "buyer"; for a lock or queue the name alone.
struct LaneTitle {
    QString id;
    QString name;
    bool operator==(const LaneTitle&) const = default;
};

class LaneSource {
  public:
    virtual ~LaneSource() = default;

    virtual std::size_t laneCount() const = 0;
    virtual world::LaneKind kind(std::size_t lane) const = 0;
    virtual const world::Track& track(std::size_t lane) const = 0;
    virtual world::ProcessId process(std::size_t lane) const = 0;    // of process lanes, else 0
    virtual world::ProcessId owner(std::size_t) const { return {}; } // of thread lanes: their process
    virtual world::ObjectId object(std::size_t lane) const = 0;      // of lanes of objects, else 0
    virtual std::uint8_t thread(std::size_t) const { return 0; }     // of thread lanes: its number
    virtual std::int64_t peak(std::size_t lane) const = 0;           // greatest depth of a queue
    virtual bool helper(std::size_t lane) const = 0;                 // a process of multiprocessing itself
    virtual LaneTitle title(std::size_t lane) const = 0;
    // Who started it; 0 for main and where it is not known.
    virtual world::ProcessId parent(world::ProcessId) const { return {}; }
    // The same for the same lane of the next run of this program; two lanes may have the same.
    virtual QString key(std::size_t lane) const;

    virtual world::Time end() const = 0;
    // Grows whenever anything above could have changed; a view that saw the same number has nothing to do.
    virtual std::uint64_t version() const = 0;
    virtual const Steps& steps() const;                        // columns of the axis of steps
    virtual const world::ArrowList& arrows() const = 0;        // sorted by `to`
    virtual const std::vector<world::Mark>& marks() const = 0; // sorted by `at`

    // The number under which a process is known now: events before its first own one carry a provisional one.
    virtual world::ProcessId known(world::ProcessId id) const { return id; }
    virtual QString processId(world::ProcessId id) const = 0; // "P1"
    virtual int identity(world::ProcessId id) const = 0;      // rank among shown processes, for its colour
    virtual QString objectName(world::ObjectId id) const = 0; // "mutex"
    virtual QString path(trace::FileId file) const = 0;
    // The next moment (or the one before) at which something happens in this lane; of a process and of an
    // object also what changes nothing to be seen.
    virtual std::optional<world::Time> eventOf(std::size_t lane, world::Time t, bool forward) const;
    // Sentences for tooltips; empty where there is nothing to say.
    virtual QString explainInterval(std::size_t lane, std::size_t interval) const = 0;
    virtual QString explainOrder(std::uint64_t order) const = 0; // the event of this rank
};

// A source without steps.
class NoSteps final : public Steps {
  public:
    std::int64_t count() const override { return 0; }
    trace::Time time(std::int64_t) const override { return 0; }
    std::int64_t before(trace::Time) const override { return 0; }
    trace::Time end() const override { return 0; }
};

inline const Steps& LaneSource::steps() const {
    static const NoSteps none;
    return none;
}

// "P1 buyer": both parts of a title.
QString plainTitle(const LaneTitle& title);

inline QString LaneSource::key(std::size_t lane) const {
    return QString::number(int(kind(lane))) + QLatin1Char(':') + plainTitle(title(lane));
}

} // namespace forkscope::gui
