// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is held: pause and continue, who goes next, one step back.
#include "engine/run/driver.h"
#include "gui/drive/drive_view.h"
#include "gui/drive/variables_window.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/drive_panel.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/lab_desk.h"
#include "gui/window/line_popup.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/settings.h"
#include "gui/window/toolbar.h"
#include "gui/window/tour_guide.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QKeyEvent>

#include <chrono>

namespace forkscope::gui {

static constexpr int kLookPause = 30; // ms between two pictures while steps are taken

static std::int64_t monotonicNow() {
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void Workspace::connectDrive() {
    driveSoon_.setSingleShot(true);
    driveSoon_.setInterval(kLookPause);
    connect(&driveSoon_, &QTimer::timeout, this, &Workspace::showDrive);
    connect(actions_.pauseRun, &QAction::triggered, this, &Workspace::pauseOrContinue);
    connect(actions_.runHeld, &QAction::triggered, this, [this] {
        run::DriveWish wish = usualWish();
        wish.start = run::StartMode::Hold;
        wish.fixSeeds = true;
        runWith(wish);
    });
    connect(actions_.stop, &QAction::triggered, this, [this] {
        goesBack_ = false; // Stop ends that too
        showDrive();
    });
    connect(actions_.undoStep, &QAction::triggered, this, &Workspace::undoStep);
    connect(actions_.variables, &QAction::triggered, this, [this] {
        const DrivePicture& picture = drive_->view()->picture();
        const DriveRow* row = drive_->view()->chosenRow();
        if (row || !picture.rows.empty())
            showVariables(row ? *row : picture.rows.front());
    });
    connect(actions_.saveSchedule, &QAction::triggered, this, &Workspace::saveSchedule);
    connect(actions_.followSchedule, &QAction::triggered, this, &Workspace::followSchedule);
    connect(actions_.shuffle, &QAction::triggered, this, &Workspace::openShuffle);
    for (QAction* choice : {actions_.holdAtStart, actions_.oneCpu, actions_.timeRuns}) {
        const QByteArray key = choice->objectName().toLatin1();
        choice->setChecked(settings_.isSet(key.constData()));
        connect(choice, &QAction::toggled, this,
                [this, key](bool on) { settings_.set(key.constData(), on); });
    }
    connect(actions_.timeRuns, &QAction::toggled, this, [this](bool runs) {
        if (runner_->session())
            runner_->session()->driver().setTimeRuns(runs);
    });
    connect(drive_->view(), &DriveView::ordered, this, &Workspace::order);
    connect(drive_->view(), &DriveView::rowChosen, this,
            [this](const DriveRow& row) { sync_->selection()->choose(row.process, row.thread); });
    connect(drive_->view(), &DriveView::variablesWanted, this, &Workspace::showVariables);
    connect(drive_->view(), &DriveView::turnCame, this, &Workspace::showLineOf);
    connect(drive_->view(), &DriveView::rowChosen, this, &Workspace::showLineOf);
    connect(sync_->selection(), &Selection::changed, drive_->view(), [this] {
        if (sync_->selection()->process().value != 0)
            drive_->view()->choose(sync_->selection()->process(), sync_->selection()->thread());
    });
    drive_->view()->setCursorPlace([this] { return cursorPlace(); });
    connect(editor_->editor(), &CodeEditor::cursorPositionChanged, drive_->view(), &DriveView::refreshCursor);
    connect(editor_->sources(), &SourceTabs::currentChanged, drive_->view(), &DriveView::refreshCursor);
    connectDriveViews();
    connectDriveSteps();
}

run::DriveWish Workspace::usualWish() const {
    run::DriveWish wish;
    const bool isHeld = (actions_.holdAtStart->isChecked() && !chosenPolicy()) || exercise_->isDriven();
    wish.start = isHeld ? run::StartMode::Hold : run::StartMode::Free;
    wish.cpus = actions_.oneCpu->isChecked() ? run::Cpus::One : run::Cpus::All;
    wish.timeRuns = actions_.timeRuns->isChecked();
    wish.fixSeeds = wish.start != run::StartMode::Free; // an undo has to find the same numbers
    return wish;
}

void Workspace::connectDriver(run::Session* session) {
    run::Driver* driver = &session->driver();
    connect(driver, &run::Driver::changed, this, &Workspace::driverChanged);
    connect(driver, &run::Driver::diverged, this, [this](const QString& sentence) {
        messages_->show(sentence, MessageBar::Kind::Error);
        showDrive();
    });
    connect(session, &run::Session::advanced, this, [this] {
        if (!driveSoon_.isActive())
            driveSoon_.start();
    });
    wasHeld_ = false;
    if (variables_)
        variables_->setSession(session);
    gift_.reset();
    showDrive();
}

void Workspace::showVariables(const DriveRow& row) {
    if (!variables_)
        variables_ = new VariablesWindow(this);
    variables_->setSession(runner_->session());
    variables_->show();
    variables_->raise();
    variables_->choose(row.process, row.thread);
}

// While steps follow each other, some pictures a second are enough; whose turn it is is shown at once.
void Workspace::driverChanged() {
    if (gift_)
        QMetaObject::invokeMethod(this, &Workspace::continueGift, Qt::QueuedConnection);
    const bool moves = runner_->session()->driver().state() == drive::State::Settling;
    if (!moves || drive_->view()->picture().phase != DrivePicture::Phase::Moving)
        return showDrive();
    if (!driveSoon_.isActive())
        driveSoon_.start();
}

void Workspace::showDrive() {
    const run::Session* session = runner_->session();
    const bool isHeld = session && session->driver().mode() != drive::Mode::Free;
    bool isBack = false;
    if (goesBack_) {
        const bool isUnderWay = isHeld && session->driver().state() != drive::State::Quiet;
        if (session == goesBackFrom_ || isUnderWay)
            return refreshDriveActions();
        goesBack_ = false;
        isBack = isHeld;
    }
    if (isHeld && !std::exchange(wasHeld_, true) && !isStaged_)
        revealDrive();
    wasHeld_ = isHeld;
    drive_->view()->show(session && session->state() != run::SessionState::Recording
                             ? drivePicture(session->history().now(), session->driver(),
                                            {monotonicNow(), session->now(), actions_.timeRuns->isChecked()})
                             : DrivePicture());
    if (const DriveRow* row = isBack ? drive_->view()->chosenRow() : nullptr)
        sync_->selection()->choose(row->process, row->thread);
    refreshDriveActions();
    showSteps();
}

// The keys go where one chooses, except from the line where the program waits for input.
void Workspace::revealDrive() {
    const bool isNew = !drive_->isVisible();
    layout_->setDriveShown(true);
    layout_->reveal(drive_);
    if (isNew || !outputPanel_->isAncestorOf(window()->focusWidget()))
        drive_->view()->setFocus(Qt::OtherFocusReason);
}

void Workspace::refreshDriveActions() {
    const run::Session* session = runner_->session();
    const bool isThere = session && session->driver().isThere();
    const bool isHeld = isThere && session->driver().mode() != drive::Mode::Free;
    const bool isStopping = session && session->state() == run::SessionState::Stopping;
    toolbar_->setHeld(isHeld);
    const bool isDispatched = session && session->dispatcher();
    actions_.pauseRun->setEnabled(isThere && !isStopping && !goesBack_ && !isDispatched);
    if (isDispatched)
        actions_.pauseRun->setToolTip(
            tr("A run whose processor is shared out by a policy can't be paused or stepped: "
               "the policy decides who runs"));
    actions_.undoStep->setEnabled(session && !isStopping && !goesBack_ && actions_.run->isEnabled() &&
                                  stepsBeforeLast(session->driver()) >= 0);
    actions_.variables->setEnabled(isHeld && !isStopping);
    actions_.saveSchedule->setEnabled(session && session->driver().stepCount() > 0);
    const bool canDrive = !lab_->isOn() && !chosenPolicy();
    actions_.holdAtStart->setEnabled(canDrive);
    for (QAction* action : {actions_.runHeld, actions_.followSchedule, actions_.shuffle})
        action->setEnabled(canDrive && actions_.run->isEnabled());
    actions_.choosePolicy->setEnabled(!lab_->isOn() && !exercise_->isOn());
    actions_.oneCpu->setEnabled(!chosenPolicy());
}

void Workspace::pauseOrContinue() {
    run::Session* session = runner_->session();
    if (!session || !session->driver().isThere())
        return;
    run::Driver& driver = session->driver();
    guide_->leave(); // whoever takes the run into their own hands goes on alone
    playhead_->goLive();
    driver.mode() == drive::Mode::Free ? driver.pause() : driver.goOn();
    showDrive();
}

void Workspace::order(const drive::Order& order) {
    gift_.reset(); // the learner's own hand comes first
    run::Session* session = runner_->session();
    if (!session || goesBack_)
        return;
    playhead_->goLive(); // what is chosen is of the present
    if (const Outcome given = session->driver().give(order); !given)
        say(QString::fromStdString(given.error()));
}

// A number that the view with the focus has no use for steps its process too.
void Workspace::keyPressEvent(QKeyEvent* event) {
    const int digit = event->key() - Qt::Key_0;
    const bool isNumber = digit >= 0 && digit <= 9 && !(event->modifiers() & ~Qt::KeypadModifier);
    if (!isNumber || !wasHeld_ || isStaged_ || !drive_->view()->pressNumber(digit))
        QWidget::keyPressEvent(event);
}

CursorPlace Workspace::cursorPlace() const {
    const run::Session* session = runner_->session();
    if (!session)
        return {};
    const QString path = editor_->sources()->currentPath();
    return {fileOf(session->history().log(), path.isEmpty() ? session->spec().program : path),
            editor_->sources()->current()->editor()->currentLine()};
}

// Scrolls to where it stands; the cursor, which says what "to this line" means, stays.
void Workspace::showLineOf(const DriveRow& row) {
    const run::Session* session = runner_->session();
    const QString path = editor_->sources()->currentPath();
    if (!session || row.line <= 0 ||
        QString::fromStdString(row.file) != (path.isEmpty() ? session->spec().program : path))
        return;
    editor_->sources()->current()->editor()->showLines({row.line});
}

} // namespace forkscope::gui
