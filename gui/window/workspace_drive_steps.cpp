// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a driven run: looked at, gone back to, changed as text; and who decides on the next ones.
#include "engine/run/driver.h"
#include "gui/drive/drive_head.h"
#include "gui/drive/drive_view.h"
#include "gui/drive/schedule_dialog.h"
#include "gui/drive/step_list.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/widgets/counted.h"
#include "gui/window/actions.h"
#include "gui/window/drive_panel.h"
#include "gui/window/editor_panel.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/tour_guide.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QRandomGenerator>

namespace forkscope::gui {

void Workspace::connectDriveSteps() {
    DriveView* view = drive_->view();
    StepList* steps = view->steps();
    connect(view, &DriveView::stepsUnfolded, this, &Workspace::showSteps);
    connect(playhead_, &Playhead::changed, this, &Workspace::showSteps);
    connect(steps, &StepList::stepChosen, this, [this](const StepRow& row) {
        playhead_->moveTo(row.at);
        sync_->selection()->choose(row.process, row.thread);
        if (row.line > 0 && editor_->sources()->currentPath().isEmpty())
            editor_->sources()->current()->editor()->showLines({row.line});
    });
    connect(steps, &StepList::presentWanted, playhead_, &Playhead::goLive);
    connect(steps, &StepList::backWanted, this, &Workspace::goBackTo);
    connect(steps, &StepList::saveWanted, this, &Workspace::saveSchedule);
    connect(steps, &StepList::editWanted, this, &Workspace::editSchedule);
    connect(steps, &StepList::copyWanted, this, [this] {
        if (const run::Session* session = runner_->session())
            QApplication::clipboard()->setText(
                QString::fromStdString(drive::textOf(session->driver().done())));
    });
    connect(view->head(), &DriveHead::modeWanted, this, &Workspace::decideBy);
    connect(view->head(), &DriveHead::timeToggled, actions_.timeRuns, &QAction::toggle);
}

// Made anew only where they are seen.
void Workspace::showSteps() {
    const run::Session* session = runner_->session();
    DriveView* view = drive_->view();
    if (!view->showsSteps() || goesBack_)
        return;
    std::vector<StepRow> rows;
    if (session && session->state() != run::SessionState::Recording) {
        const std::vector<drive::TakenStep> taken = session->driver().taken();
        rows = stepRows(session->history().now(), taken);
        rows.push_back(nextRow(view->picture(), taken.size()));
    }
    using Phase = DrivePicture::Phase;
    const Phase phase = view->picture().phase;
    view->steps()->show(std::move(rows), phase != Phase::Free && phase != Phase::Over);
    view->steps()->setNoWayBack(whyNoWayBack());
    view->steps()->showMoment(playhead_->isLive() ? std::nullopt : std::optional(playhead_->time()));
}

QString Workspace::whyNoWayBack() const {
    const run::Session* session = runner_->session();
    if (!session || goesBack_ || session->state() == run::SessionState::Stopping ||
        !actions_.run->isEnabled())
        return tr("The program can't be run again just now");
    if (!session->driver().beganHeld())
        return tr(
            "What the program did before it was paused was nobody's choice, and can't be repeated. Run it "
            "held at the start (Alt+F5) to be able to go back");
    return {};
}

void Workspace::undoStep() {
    const run::Session* session = runner_->session();
    if (const int steps = session ? stepsBeforeLast(session->driver()) : -1; steps >= 0)
        goBackTo(steps);
}

// A new run by the first of the same steps. Until it is there the panel keeps what it shows.
void Workspace::goBackTo(int steps) {
    const run::Session* session = runner_->session();
    if (!session || steps < 0 || !whyNoWayBack().isEmpty())
        return;
    run::DriveWish wish = session->spec().drive;
    wish.schedule = session->driver().done().firstSteps(std::size_t(steps));
    wish.start = steps == 0 ? run::StartMode::Hold : run::StartMode::Schedule;
    wish.goesOnFreely = false;
    wish.timeRuns = actions_.timeRuns->isChecked();
    goesBack_ = true;
    goesBackFrom_ = session;
    DrivePicture on = drive_->view()->picture();
    on.phase = DrivePicture::Phase::Moving;
    on.mode = DriveMode::Choose;
    on.follows = true;
    drive_->view()->show(on);
    runWith(wish);
}

// -- who decides

// What goes on is taken over where it is; where nothing runs, a run begins that way.
void Workspace::decideBy(DriveMode mode, const QPoint& place) {
    run::Session* session = runner_->session();
    const bool isThere = session && session->driver().isThere();
    if (mode == DriveMode::Schedule || mode == DriveMode::Chance) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        mode == DriveMode::Schedule ? fillScheduleMenu(menu) : fillChanceMenu(menu);
        return menu->popup(place);
    }
    if (!isThere)
        return (mode == DriveMode::Free ? actions_.run : actions_.runHeld)->trigger();
    if (!actions_.pauseRun->isEnabled())
        return;
    guide_->leave();
    gift_.reset();
    playhead_->goLive();
    run::Driver& driver = session->driver();
    if (mode == DriveMode::Free)
        driver.goOn();
    else if (driver.mode() != drive::Mode::Hold)
        driver.pause();
    showDrive();
}

void Workspace::fillScheduleMenu(QMenu* menu) {
    const run::Session* session = runner_->session();
    const std::size_t steps = session ? drive_->view()->picture().steps : 0;
    QAction* again = menu->addAction(
        steps == 0 ? tr("Repeat the steps so far")
                   : counted(qint64(steps), tr("Repeat this 1 step"), tr("Repeat these %1 steps")),
        this, [this] {
            if (const run::Session* now = runner_->session())
                followOrder(now->driver().done());
        });
    again->setEnabled(steps > 0 && whyNoWayBack().isEmpty());
    menu->addAction(tr("Steps as text…"), this, &Workspace::editSchedule)->setEnabled(steps > 0);
    menu->addSeparator();
    menu->addActions({actions_.followSchedule, actions_.saveSchedule});
}

void Workspace::fillChanceMenu(QMenu* menu) {
    const run::Session* session = runner_->session();
    menu->addAction(tr("The rest of this run"), this,
                    [this] {
                        run::Session* now = runner_->session();
                        if (!now || !now->driver().isThere() || goesBack_)
                            return;
                        guide_->leave();
                        gift_.reset();
                        playhead_->goLive();
                        now->driver().shuffle(QRandomGenerator::global()->generate64());
                        showDrive();
                    })
        ->setEnabled(session && session->driver().isThere() && actions_.pauseRun->isEnabled());
    menu->addAction(tr("Many runs, up to one that goes wrong…"), actions_.shuffle, &QAction::trigger)
        ->setEnabled(actions_.shuffle->isEnabled());
}

void Workspace::editSchedule() {
    const run::Session* session = runner_->session();
    if (!session)
        return;
    auto* dialog = new ScheduleDialog(session->driver().done(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ScheduleDialog::followRequested, this, &Workspace::followOrder);
    dialog->open();
}

} // namespace forkscope::gui
