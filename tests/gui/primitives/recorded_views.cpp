// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/primitives/recorded_views.h"

#include "gui/stage/card_item.h"
#include "gui/stage/glyphs.h"
#include "gui/stage/object_item.h"
#include "gui/stage/padlock_item.h"
#include "gui/theme/theme.h"

#include <QtTest>

namespace forkscope::tests {

using namespace gui;
using world::ObjectId;
using world::ProcessId;
using world::World;

static int count(const QImage& image, const QRect& where, const QColor& color, int near) {
    const QRect box = where & image.rect();
    int found = 0;
    for (int y = box.top(); y <= box.bottom(); ++y)
        for (int x = box.left(); x <= box.right(); ++x) {
            const QColor seen = image.pixelColor(x, y);
            found += std::abs(seen.red() - color.red()) + std::abs(seen.green() - color.green()) +
                         std::abs(seen.blue() - color.blue()) <
                     near;
        }
    return found;
}

RecordedViews::RecordedViews(const QString& program)
    : session_(runProgram(testProgram(program))), world_(session_->history().log()) {
    Theme::instance().apply(ThemeMode::Dark);
    stage_.resize(1400, 900);
    stage_.show();
    timeline_.resize(1100, 900);
    timeline_.setHistory(&session_->history());
    timeline_.setShowArrows(false);
    timeline_.show();
}

bool RecordedViews::ran() const {
    return session_->state() == run::SessionState::Ended && session_->history().applied() > 0;
}

bool RecordedViews::goTo(const std::function<bool(const World&)>& holds) {
    const world::History& history = session_->history();
    const trace::Log& log = history.log();
    for (std::size_t i = next_; i < history.applied(); ++i) {
        const trace::Time time = log.time(i);
        const bool last = i + 1 == history.applied() || log.time(i + 1) != time;
        if (last && holds(history.at(time))) { // a view shows a moment, with all of its events
            show(time);
            next_ = i + 1;
            return true;
        }
    }
    return false;
}

void RecordedViews::show(trace::Time at) {
    at_ = at;
    world_ = session_->history().at(at);
    stage_.showWorld(session_->history().now(), world_, at, false);
    stageImage_ = {};
    timeline_.setPlayhead(at);
}

ProcessId RecordedViews::process(std::string_view name) const {
    for (const world::Process& process : world_.processes())
        if (process.name == name)
            return process.id;
    return {};
}

const QImage& RecordedViews::stageImage() {
    if (stageImage_.isNull())
        stageImage_ = stage_.viewport()->grab().toImage();
    return stageImage_;
}

const StageObject* RecordedViews::object(ObjectId id) {
    const ObjectItem* item = stage().object(id);
    return item != nullptr && item->isVisible() ? &item->object() : nullptr;
}

int RecordedViews::pixels(const QColor& color, const QRectF& inScene, int near) {
    return count(stageImage(), stage_.mapFromScene(inScene).boundingRect(), color, near);
}

int RecordedViews::pixels(const QColor& color, ObjectId object, const QRectF& box, int near) {
    const ObjectItem* item = stage().object(object);
    return item == nullptr ? 0 : pixels(color, item->mapRectToScene(box), near);
}

int RecordedViews::pixels(const QColor& color, ProcessId card, const QRectF& box, int near) {
    const CardItem* item = stage().card(card);
    return item == nullptr ? 0 : pixels(color, item->mapRectToScene(box), near);
}

bool RecordedViews::padlockIsOn(ProcessId owner, ObjectId lock, ObjectId shownWith) {
    const PadlockItem* padlock = stage().padlock(lock);
    const ObjectItem* item = stage().object(shownWith);
    if (padlock == nullptr || item == nullptr)
        return false;
    const QRectF box(padlock->pos(), QSizeF(30, 30));
    const bool isGold = pixels(kGold, box) > 40;
    if (owner.value == 0)
        return padlock->pos() == item->padlockPlace() && !isGold;
    const CardItem* card = stage().card(owner);
    return card != nullptr && card->sceneBoundingRect().contains(box) && isGold;
}

QColor RecordedViews::identity(ProcessId id) const {
    const auto& all = colors().identity;
    return all[std::size_t(timeline_.source().identity(id)) % all.size()];
}

RecordedViews::Bar RecordedViews::bar(ProcessId process) {
    const LaneSource& source = timeline_.source();
    for (std::size_t i = 0; i < source.laneCount(); ++i)
        if (source.kind(i) == world::LaneKind::Process && source.known(source.process(i)) == process)
            return barOf(i);
    return {};
}

RecordedViews::Bar RecordedViews::bar(ObjectId object) {
    const LaneSource& source = timeline_.source();
    for (std::size_t i = 0; i < source.laneCount(); ++i)
        if (source.object(i) == object)
            return barOf(i);
    return {};
}

RecordedViews::Bar RecordedViews::barOf(std::size_t lane) {
    const world::Track& track = timeline_.source().track(lane);
    if (track.empty() || track.start(0) > at_)
        return {};
    const std::size_t i = track.find(at_);
    const trace::Time from = track.start(i), length = std::max<trace::Time>(track.stop(i) - from, 1);
    timeline_.zoom()->setVisible({from - length / 4, from + length + length / 4});
    const QRectF whole = timeline_.intervalRect(lane, i) & timeline_.plotRect();
    Bar bar{{}, track.state(i), track.note(i).subject, timeline_.source().peak(lane)};
    // Without its edges, and without the playhead, which stands at its beginning or within.
    if (whole.width() > 24)
        bar.image = timeline_.viewport()->grab(whole.adjusted(8, 1, -8, -1).toRect()).toImage();
    return bar;
}

int RecordedViews::Bar::pixels(const QColor& color) const {
    return count(image, image.rect(), color, kAlike);
}

double RecordedViews::Bar::share(const QColor& color) const {
    return image.isNull() ? 0 : double(pixels(color)) / (image.width() * image.height());
}

double RecordedViews::curve(const Bar& bar) const {
    const QColor line = colors().state[std::size_t(world::LaneState::WaitsQueue)];
    const int x = bar.image.width() * 3 / 4;
    for (int y = 0; y < bar.image.height(); ++y)
        if (count(bar.image, QRect(x, y, 1, 1), line, kAlike) > 0)
            return 1 - double(y) / std::max(1, bar.image.height() - 1);
    return 0;
}

} // namespace forkscope::tests
