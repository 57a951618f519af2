// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is held: pause and continue, who goes next, one step back, schedules as files.
#include "engine/run/driver.h"
#include "gui/drive/drive_view.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/drive_panel.h"
#include "gui/window/editor_panel.h"
#include "gui/window/line_popup.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/settings.h"
#include "gui/window/toolbar.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QKeyEvent>
#include <QSaveFile>

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
        runWith(wish);
    });
    connect(actions_.stop, &QAction::triggered, this, [this] {
        goesBack_ = false; // Stop ends that too
        showDrive();
    });
    connect(actions_.undoStep, &QAction::triggered, this, &Workspace::undoStep);
    connect(actions_.saveSchedule, &QAction::triggered, this, &Workspace::saveSchedule);
    connect(actions_.followSchedule, &QAction::triggered, this, &Workspace::followSchedule);
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
    connect(drive_->view(), &DriveView::turnCame, this, &Workspace::showLineOf);
    connect(drive_->view(), &DriveView::rowChosen, this, &Workspace::showLineOf);
    connect(sync_->selection(), &Selection::changed, drive_->view(), [this] {
        if (sync_->selection()->process().value != 0)
            drive_->view()->choose(sync_->selection()->process(), sync_->selection()->thread());
    });
    drive_->view()->setCursorPlace([this] { return cursorPlace(); });
}

run::DriveWish Workspace::usualWish() const {
    run::DriveWish wish;
    wish.start = actions_.holdAtStart->isChecked() ? run::StartMode::Hold : run::StartMode::Free;
    wish.cpus = actions_.oneCpu->isChecked() ? run::Cpus::One : run::Cpus::All;
    wish.timeRuns = actions_.timeRuns->isChecked();
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
    showDrive();
}

// While steps follow each other, some pictures a second are enough; whose turn it is is shown at once.
void Workspace::driverChanged() {
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
    if (isHeld && !std::exchange(wasHeld_, true))
        revealDrive();
    wasHeld_ = isHeld;
    drive_->view()->show(session && session->state() != run::SessionState::Recording
                             ? drivePicture(session->history().now(), session->driver(), monotonicNow())
                             : DrivePicture());
    if (const DriveRow* row = isBack ? drive_->view()->chosenRow() : nullptr)
        sync_->selection()->choose(row->process, row->thread);
    refreshDriveActions();
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
    actions_.pauseRun->setEnabled(isThere && !isStopping && !goesBack_);
    actions_.undoStep->setEnabled(session && !isStopping && !goesBack_ && actions_.run->isEnabled() &&
                                  stepsBeforeLast(session->driver()) >= 0);
    actions_.saveSchedule->setEnabled(session && session->driver().stepCount() > 0);
    actions_.runHeld->setEnabled(actions_.run->isEnabled());
    actions_.followSchedule->setEnabled(actions_.run->isEnabled());
}

void Workspace::pauseOrContinue() {
    run::Session* session = runner_->session();
    if (!session || !session->driver().isThere())
        return;
    run::Driver& driver = session->driver();
    playhead_->goLive();
    driver.mode() == drive::Mode::Free ? driver.pause() : driver.goOn();
    showDrive();
}

void Workspace::order(const drive::Order& order) {
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
    if (!isNumber || !wasHeld_ || !drive_->view()->pressNumber(digit))
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
    CodeEditor* editor = editor_->sources()->current()->editor();
    const int top = editor->lineTop(row.line);
    if (top < 0 || top + editor->lineHeight() > editor->viewport()->height())
        editor->setFirstVisibleLine(
            std::max(0, row.line - editor->viewport()->height() / editor->lineHeight() / 2));
}

// A new run by the same steps but for the last one. Until it is there the panel keeps what it shows.
void Workspace::undoStep() {
    const run::Session* session = runner_->session();
    const int steps = session ? stepsBeforeLast(session->driver()) : -1;
    if (steps < 0)
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
    on.follows = true;
    drive_->view()->show(on);
    runWith(wish);
}

void Workspace::saveSchedule() {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save schedule"), suggestedName(QStringLiteral(".schedule")),
                                     tr("Schedules (*.schedule);;All files (*)"));
    if (!path.isEmpty())
        saveScheduleTo(path);
}

void Workspace::saveScheduleTo(const QString& path) {
    const std::string text = drive::textOf(runner_->session()->driver().done());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit())
        return messages_->show(tr("%1 could not be written: %2.").arg(path, file.errorString()),
                               MessageBar::Kind::Error);
    say(tr("The schedule is in %1.").arg(path));
}

void Workspace::followSchedule() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Follow schedule"), settings_.lastFolder(),
                                                      tr("Schedules (*.schedule);;All files (*)"));
    if (!path.isEmpty())
        followScheduleOf(path);
}

void Workspace::followScheduleOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages_->show(tr("%1 could not be read: %2.").arg(path, file.errorString()),
                               MessageBar::Kind::Error);
    const Result<drive::Schedule> schedule = drive::readSchedule(file.readAll().toStdString());
    if (!schedule)
        return messages_->show(tr("%1: %2").arg(path, QString::fromStdString(schedule.error())),
                               MessageBar::Kind::Error);
    run::DriveWish wish = usualWish();
    wish.start = run::StartMode::Schedule;
    wish.schedule = *schedule;
    runWith(wish);
}

} // namespace forkscope::gui
