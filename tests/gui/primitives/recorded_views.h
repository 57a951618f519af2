// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A small real program, run to its end by a Session, and the stage and the timeline of it at a moment that
// the test looks for among its events: what is said of a primitive is what a learner sees of a run of it.
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "tests/support/run_program.h"

#include <QImage>

#include <functional>
#include <memory>

namespace forkscope::tests {

// The process or object of this name; null where there is none.
template <class All> auto named(const All& all, std::string_view name) -> decltype(&*all.begin()) {
    for (const auto& one : all)
        if (one.name == name)
            return &one;
    return nullptr;
}

class RecordedViews {
  public:
    // tests/programs/<program>
    explicit RecordedViews(const QString& program);

    // False: the program did not come to its end; said by the test that then fails.
    bool ran() const;
    // Goes to the first moment from the present one on (at first: the beginning) at which this holds. False:
    // there is none, and the views stay where they are.
    bool goTo(const std::function<bool(const world::World&)>& holds);
    const world::World& world() const { return world_; }
    trace::Time at() const { return at_; }
    // The process of this name; 0 where there is none at this moment.
    world::ProcessId process(std::string_view name) const;

    // The stage. Boxes are those of the object, as its painters have them.
    gui::StageScene& stage() { return stage_.stage(); }
    const gui::StageObject* object(world::ObjectId id); // null: it is not shown
    // Pixels of nearly this colour within a box of the object, of a card, of the scene.
    // How far they may be apart: thin lines are smoothed, fills of panels differ by a shade.
    static constexpr int kAlike = 34, kThinLine = 90, kSameShade = 12;
    int pixels(const QColor& color, world::ObjectId object, const QRectF& box, int near = kAlike);
    int pixels(const QColor& color, world::ProcessId card, const QRectF& box, int near = kAlike);
    int pixels(const QColor& color, const QRectF& inScene, int near = kAlike);
    // The padlock stands on the card, or (0) at the object's own place; it is gold on a card and grey at
    // home.
    bool padlockIsOn(world::ProcessId owner, world::ObjectId lock, world::ObjectId shownWith);

    // The timeline, zoomed so that what lies under the playhead in this lane is wide. What of its bar is
    // seen: empty where the lane shows nothing at this moment.
    struct Bar {
        QImage image;
        world::LaneState state = world::LaneState::Absent;
        std::uint32_t subject = 0;
        std::int64_t peak = 0;
        int pixels(const QColor& color) const;
        double share(const QColor& color) const; // of all its pixels
    };
    Bar bar(world::ProcessId process);
    Bar bar(world::ObjectId object);
    const gui::TimelineColors& colors() const { return timeline_.colors(); }
    QColor identity(world::ProcessId id) const;
    // How high the curve of a lane that shows a number stands, as a share of its greatest height.
    double curve(const Bar& bar) const;

  private:
    void show(trace::Time at);
    Bar barOf(std::size_t lane);
    const QImage& stageImage();

    std::unique_ptr<run::Session> session_; // before the views, which let go of it first
    world::World world_;                    // of the moment shown
    trace::Time at_ = 0;
    std::size_t next_ = 0;
    gui::StageView stage_;
    QImage stageImage_; // of this moment; null: not yet grabbed
    gui::TimelineView timeline_;
};

} // namespace forkscope::tests
