// SPDX-License-Identifier: GPL-3.0-or-later
// A held run on the stage and in the timeline: what each process would do next, its button, its menu, and a
// lock given to one of those who wait for it.
#include "engine/run/driver.h"
#include "gui/drive/drive_view.h"
#include "gui/drive/step_buttons.h"
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/drive_panel.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/workspace.h"

#include <QMenu>

#include <array>

namespace forkscope::gui {

// Widths that the button on a card may have, as its size on the screen allows.
static constexpr std::array kCardButtons{StepButton::kSmallWidth, StepButton::kTightWidth,
                                         StepButton::kNarrowWidth};

// Who goes on by itself is told where the learner has to know it: it computes, or its time runs.
static bool isTold(const DriveRow& row) {
    return row.verdict != Verdict::Busy || row.computes || !row.timeText.isEmpty();
}

static StageHold stageHold(const DriveRow& row) {
    return {row.shortNext(),   row.line,          row.shortAble, row.shortReason,
            row.verdictSign(), row.verdictTone(), row.canStep()};
}

static timeline::LaneHold laneHold(const DriveRow& row) {
    QString able = row.verdict == Verdict::CanGoOn && row.line > 0
                       ? DriveView::tr("line %1").arg(row.line)
                       : (row.shortReason.isEmpty() ? row.shortAble : row.shortReason);
    if (!row.timeText.isEmpty())
        able = row.timeText;
    // A countdown is to be seen whole.
    return {row.timeText.isEmpty() ? row.shortNext() : row.next, row.next, able, row.fullText(),
            row.canStep()};
}

void Workspace::connectDriveViews() {
    StageView* stage = stage_->view();
    TimelineView* lanes = timeline_->view();
    stageSteps_ = new StepButtons(stage, [stage](const DriveRow& row) {
        // A card has room for one button: that of the first of its threads that stands.
        const StageCard* card = stage->stage().picture().card(row.process);
        const bool isIts = card && card->hold.hasButton && card->hold.next == row.shortNext();
        return isIts ? stage->buttonPlace(row.process, kCardButtons, StepButton::kSmallHeight) : QRect();
    });
    laneSteps_ = new StepButtons(
        lanes, [lanes](const DriveRow& row) { return lanes->buttonPlace(row.process, row.thread); });
    connect(stage, &StageView::placesChanged, stageSteps_, &StepButtons::place);
    connect(lanes, &TimelineView::lanesMoved, laneSteps_, &StepButtons::place);
    for (StepButtons* buttons : {stageSteps_, laneSteps_})
        connect(buttons, &StepButtons::stepped, drive_->view(), &DriveView::step);
    connect(drive_->view(), &DriveView::shown, this, &Workspace::showHolds);
    connect(playhead_, &Playhead::changed, this, &Workspace::showHolds);
    connect(lanes, &TimelineView::menuOpens, this, [this](QMenu* menu, world::ProcessId process, int thread) {
        if (playhead_->isLive() && drive_->view()->fillMenu(menu, process, thread))
            menu->addSeparator();
    });
    connect(stage, &StageView::menuRequested, this, [this](world::ProcessId process, const QPoint& place) {
        auto* menu = new QMenu(stage_->view());
        menu->setAttribute(Qt::WA_DeleteOnClose);
        if (playhead_->isLive() && drive_->view()->fillMenu(menu, process))
            return menu->popup(place);
        delete menu;
    });
    connect(stage, &StageView::waiterChosen, this, [this](world::ObjectId lock, world::ProcessId waiter) {
        for (const DriveRow& row : drive_->view()->picture().rows)
            if (row.process == waiter && row.wants == lock)
                return giveLock(row);
    });
    connect(drive_->view(), &DriveView::lockWanted, this, &Workspace::giveLock);
}

// Of the present alone: in the past nobody can be let go.
void Workspace::showHolds() {
    const DrivePicture& picture = drive_->view()->picture();
    const bool isShown = wasHeld_ && playhead_->isLive();
    StageScene::Holds cards;
    timeline::LaneHolds lanes;
    for (const DriveRow& row : picture.rows) {
        if (!isShown || !isTold(row))
            continue;
        const auto [at, isFirst] = cards.try_emplace(row.process, stageHold(row));
        if (!isFirst && !at->second.hasButton && row.canStep())
            at->second = stageHold(row);
        lanes[{row.process, row.thread}] = laneHold(row);
    }
    stage_->view()->stage().setHolds(std::move(cards));
    timeline_->view()->setHolds(lanes);
    const std::vector<DriveRow> rows = isShown ? picture.rows : std::vector<DriveRow>();
    for (StepButtons* buttons : {stageSteps_, laneSteps_})
        buttons->show(rows, drive_->view()->takesOrders());
}

// -- a lock for one of those who wait

void Workspace::giveLock(const DriveRow& row) {
    const run::Session* session = runner_->session();
    if (!session || goesBack_ || !row.wants)
        return;
    gift_ = LockGift{row.wants, row.actor};
    sync_->selection()->choose(row.process, row.thread);
    continueGift();
}

// Each time that the learner could choose.
void Workspace::continueGift() {
    run::Session* session = runner_->session();
    if (!gift_ || !session || session->driver().state() != drive::State::Quiet)
        return;
    QString why;
    const std::optional<drive::Order> next =
        nextOrder(*gift_, session->history().now(), session->driver(), why);
    ++gift_->steps;
    if (next) {
        playhead_->goLive();
        if (const Outcome given = session->driver().give(*next); given)
            return;
        else
            why = QString::fromStdString(given.error());
    }
    gift_.reset();
    if (!why.isEmpty())
        say(why);
}

} // namespace forkscope::gui
