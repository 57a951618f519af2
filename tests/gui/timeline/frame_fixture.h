// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything that a painter needs, without a view.
#include "gui/timeline/picture.h"
#include "tests/gui/timeline/fake_lanes.h"

#include <QGuiApplication>

namespace forkscope::gui {

struct FrameFixture {
    explicit FrameFixture(const LaneSource& lanes, QSize size = {1000, 400})
        : source(lanes), fonts(QGuiApplication::font()) {
        geometry.size = size;
        geometry.visible = {0, std::max<trace::Time>(lanes.end(), 1)};
        layOut();
    }
    void layOut() { layout = timeline::LaneLayout::make(source, arrangement, geometry.room()); }
    // Everything, on the axis of steps.
    void onSteps() {
        steps.setSteps(&source.steps());
        geometry.axis = &steps;
        geometry.visible = {0, steps.extent(0)};
    }
    timeline::Frame frame() const { return {source, layout, geometry, TimelineColors::dark(), fonts}; }
    QImage picture() {
        drawn.update(source, TimelineColors::dark());
        drawn.render(frame(), true);
        return drawn.image();
    }

    const LaneSource& source;
    LaneArrangement arrangement;
    timeline::LaneLayout layout;
    timeline::Geometry geometry;
    timeline::StepAxis steps;
    timeline::Fonts fonts;
    timeline::Picture drawn;
};

} // namespace forkscope::gui
