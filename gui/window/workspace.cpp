// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/workspace.h"

#include "gui/batch/runs_view.h"
#include "gui/charts/charts_view.h"
#include "gui/console/console_text.h"
#include "gui/console/console_view.h"
#include "gui/console/input_line.h"
#include "gui/drive/drive_view.h"
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/exercise/task_view.h"
#include "gui/inspector/moment_view.h"
#include "gui/inspector/why_view.h"
#include "gui/lab/jobs_view.h"
#include "gui/lesson/lesson_view.h"
#include "gui/stage/stage_view.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/drive_panel.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/lab_desk.h"
#include "gui/window/live_badge.h"
#include "gui/window/moment_seeker.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playback.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/settings.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/toolbar.h"
#include "gui/window/tour_guide.h"
#include "gui/window/transport.h"
#include "gui/window/trust.h"

#include <QAction>
#include <QBoxLayout>
#include <QFileInfo>
#include <QStackedWidget>
#include <QTableView>

namespace forkscope::gui {

static constexpr qint64 kMoreTrace = qint64(1) << 30;

Workspace::Workspace(const Actions& actions, Settings& settings, QWidget* parent)
    : QWidget(parent), actions_(actions), settings_(settings) {
    build();
    playhead_ = new Playhead(this);
    playback_ = new Playback(playhead_, this);
    stage_->addTitleWidget(new Transport(actions_, playback_, stage_));
    runner_ = new Runner(this);
    sync_ = new MomentSync(
        {timeline_, stage_, moment_, why_, console_, editor_, momentPanel_, outputPanel_, charts_}, playhead_,
        this);
    connectParts();
    connectActions();
    guide_ = new TourGuide(*this);
    exercise_->connectCheck();
    connectDrive();
    connectPolicy();
    connectLearning();
    showWhatComes(tr("Press Run (F5)."));
    stateChanged();
}

Workspace::~Workspace() {
    // The views outlive the run by a moment, and nobody needs to hear of it any more.
    sync_->disconnect();
    playhead_->disconnect(this); // the window's actions are gone by now
    if (run::Session* session = runner_->session())
        session->disconnect(this);
    showSession(nullptr);
}

void Workspace::build() {
    toolbar_ = new Toolbar(actions_, this);
    lessonPanel_ = new Panel(tr("Lesson"), this);
    lessonPanel_->setTabName(tr("Lesson"));
    lessonView_ = new LessonView(lessonPanel_);
    exercise_ = new ExerciseDesk(actions_, *this);
    lessonStack_ = new QStackedWidget(lessonPanel_);
    lessonStack_->addWidget(lessonView_);
    lessonStack_->addWidget(exercise_->task());
    lab_ = new LabDesk(settings_, *this);
    lessonStack_->addWidget(lab_->jobs());
    lessonStack_->setFocusProxy(lessonView_);
    lessonPanel_->setBody(lessonStack_);
    editor_ = new EditorPanel(actions_, this);
    buildMoment();
    chartsPanel_ = new Panel(tr("Charts"), this);
    charts_ = new ChartsView(chartsPanel_);
    chartsPanel_->setBody(charts_);
    runsPanel_ = new Panel(tr("Many runs"), this);
    runs_ = new RunsView(runsPanel_);
    runsPanel_->setBody(runs_);
    outputPanel_ = new Panel(tr("Output"), this);
    console_ = new ConsoleView(outputPanel_);
    outputPanel_->setBody(console_);
    timeline_ = new TimelinePanel(this);
    stage_ = new StagePanel(this);
    drive_ = new DrivePanel(actions_, this);
    messages_ = new MessageBar(this);
    layout_ = new Layout({lessonPanel_, editor_, momentPanel_, outputPanel_, timeline_, stage_, chartsPanel_,
                          runsPanel_, drive_, exercise_->resultsPanel(), lab_->figuresPanel(), messages_},
                         settings_, this);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolbar_);
    column->addWidget(layout_, 1);
}

// Why, over the list of all that is there.
void Workspace::buildMoment() {
    momentPanel_ = new Panel(tr("At this moment"), this);
    auto* body = new QWidget(momentPanel_);
    why_ = new WhyView(body);
    moment_ = new MomentView(body);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(why_);
    column->addWidget(moment_, 1);
    momentPanel_->setBody(body);
}

void Workspace::connectParts() {
    connect(runner_, &Runner::sessionChanged, this, &Workspace::sessionChanged);
    connect(runner_, &Runner::stateChanged, this, &Workspace::stateChanged);
    connectRuns();
    connect(toolbar_, &Toolbar::programChosen, this, &Workspace::chooseProgram);
    connect(lessonView_, &LessonView::programRequested, this, &Workspace::chooseProgram);
    connect(editor_, &EditorPanel::failed, this, &Workspace::say);
    connect(editor_, &EditorPanel::staleChanged, sync_, &MomentSync::refresh);
    connect(moment_, &MomentView::lineRequested, this, &Workspace::goToLine);
    connect(sync_, &MomentSync::lineRequested, this, &Workspace::goToLine);
    connect(timeline_->view(), &TimelineView::lineRequested, this, &Workspace::goToLine);
    // In the answer to a click on the stage one reads why.
    connect(stage_->view(), &StageView::processChosen, this, [this] { layout_->reveal(momentPanel_); });
    connect(stage_->view(), &StageView::objectChosen, this, [this] { layout_->reveal(momentPanel_); });
    connect(sync_->selection(), &Selection::changed, playback_, [this] {
        playback_->setFilter({sync_->selection()->process(), sync_->selection()->object()});
    });
    connect(timeline_->view(), &TimelineView::axisChanged, playback_, [this](timeline::AxisKind axis) {
        playback_->setPace(axis == timeline::AxisKind::Time ? Playback::Pace::Time : Playback::Pace::Steps);
    });
    connect(playback_, &Playback::changed, this, [this] {
        if (const QString program = editor_->desk().current().key(); !program.isEmpty())
            settings_.setPlaybackSpeed(program, playback_->speed());
    });
    connect(timeline_->badge(), &QPushButton::clicked, actions_.live, &QAction::trigger);
    connect(playhead_, &Playhead::changed, this, &Workspace::stateChanged);
    connect(editor_->gutter(), &BadgeGutter::lineClicked, this,
            [this](int line, const QPoint& place) { showLineHistory(QString(), line, place); });
    connect(editor_->sources(), &SourceTabs::lineClicked, this, &Workspace::showLineHistory);
    connect(console_, &ConsoleView::inputEntered, this, [this](const QByteArray& bytes) {
        if (runner_->session())
            runner_->session()->writeInput(bytes);
    });
    connect(console_, &ConsoleView::endOfInput, this, [this] {
        if (runner_->session())
            runner_->session()->endInput();
    });
}

void Workspace::connectActions() {
    connect(actions_.run, &QAction::triggered, this, &Workspace::run);
    connect(actions_.runMany, &QAction::triggered, this, &Workspace::askHowOften);
    connect(toolbar_, &Toolbar::trustClicked, this, [this] { askForTrust([this] { run(); }); });
    connect(actions_.stop, &QAction::triggered, lab_, &LabDesk::stopSeries);
    connect(actions_.stop, &QAction::triggered, runner_, &Runner::stop);
    connect(actions_.stop, &QAction::triggered, runs_, &RunsView::cancel);
    connect(actions_.restart, &QAction::triggered, this, &Workspace::restart);
    connect(actions_.live, &QAction::triggered, playhead_, &Playhead::goLive);
    connect(actions_.find, &QAction::triggered, this, [this] {
        layout_->reveal(editor_);
        editor_->openSearch();
    });
    connect(actions_.lineHistory, &QAction::triggered, this, &Workspace::showHistoryOfCurrentLine);
    connect(actions_.saveProgram, &QAction::triggered, editor_, &EditorPanel::save);
    connect(actions_.resetProgram, &QAction::triggered, editor_, &EditorPanel::reset);
    connect(actions_.nextPanel, &QAction::triggered, this, [this] { nextPanel(+1); });
    connect(actions_.previousPanel, &QAction::triggered, this, [this] { nextPanel(-1); });
}

void Workspace::showForeign(run::Session* session) {
    editor_->setRanText(session ? editor_->text() : QString());
    showSession(session);
    stateChanged();
}

run::LaunchSpec Workspace::launchSpec(const RunFiles& files) const {
    run::LaunchSpec spec;
    spec.program = files.program;
    spec.workingFolder = files.folder;
    spec.interpreter = settings_.interpreter();
    spec.columns = std::clamp(console_->text()->visibleColumns(), 60, 200);
    return spec;
}

std::optional<run::LaunchSpec> Workspace::prepareLaunch(const std::function<void()>& again) {
    messages_->clear();
    if (takesDiskChange(again))
        return {};
    const Trust trust = trustIn(editor_->desk().current(), editor_->desk().original());
    if (trust == Trust::Unknown) {
        askForTrust(again);
        return {};
    }
    const Result<RunFiles> files = editor_->desk().prepareRun(editor_->text());
    if (!files) {
        messages_->show(QString::fromStdString(files.error()), MessageBar::Kind::Error);
        return {};
    }
    editor_->markRan();
    if (trust != Trust::Own) // the learner's own edits make no other program of it
        rememberTrust(editor_->desk().current(), editor_->desk().original(), trust);
    run::LaunchSpec spec = launchSpec(*files);
    spec.sandbox = trust == Trust::Sandbox;
    return spec;
}

void Workspace::run() {
    if (lab_->isOn())
        return lab_->run();
    runWith(usualWish());
}

void Workspace::runWith(const run::DriveWish& wish) {
    if (runner_->isBusy())
        return runner_->whenStopped([this, wish] { runWith(wish); });
    std::optional<run::LaunchSpec> spec = prepareLaunch([this, wish] { runWith(wish); });
    if (!spec) {
        goesBack_ = false;
        return showDrive();
    }
    spec->drive = wish;
    if (const auto policy = chosenPolicy(); policy && wish.start == run::StartMode::Free) // else it is driven
        spec->dispatch = run::DispatchWish{*policy, {}};
    if (const Outcome started = runner_->start(*spec); !started)
        showNoStart(started.error(), spec->program);
    stateChanged();
}

void Workspace::showNoStart(const std::string& sentence, const QString& program) {
    goesBack_ = false;
    editor_->setRanText(QString());
    messages_->show(QString::fromStdString(sentence), MessageBar::Kind::Error);
    showFault(program);
}

// Another program has written the learner's file. Unedited here, its new text is taken; else the learner
// decides: true.
bool Workspace::takesDiskChange(const std::function<void()>& again) {
    ProgramDesk& desk = editor_->desk();
    const QString onDisk = desk.changedOnDisk();
    if (onDisk.isNull() || onDisk == editor_->text()) {
        desk.acceptDisk();
        return false;
    }
    const bool edited = editor_->text() != desk.original();
    desk.acceptDisk();
    if (!edited) {
        editor_->editor()->replaceAll(onDisk);
        say(tr("%1 was changed by another program: its new text is shown and runs.")
                .arg(desk.current().fileName()));
        return false;
    }
    messages_->ask(tr("%1 was changed here and by another program.").arg(desk.current().fileName()),
                   {{tr("Run what the editor holds"), again},
                    {tr("Take the file's text"), [this, onDisk] { editor_->editor()->replaceAll(onDisk); }}});
    messages_->takeKeys();
    return true;
}

void Workspace::restart() {
    runner_->whenStopped([this] { run(); });
}

// How this program was looked at last time.
void Workspace::recallLook() {
    const QString program = editor_->desk().current().key();
    timeline_->setProgram(program, settings_);
    playback_->setSpeed(settings_.playbackSpeed(program));
}

void Workspace::showSession(run::Session* session) {
    recallLook();
    playback_->setHistory(session ? &session->history() : nullptr);
    editor_->sources()->setProgramName(session ? QFileInfo(session->spec().program).fileName() : QString());
    editor_->sources()->setImported(session ? session->modules() : QMap<QString, QByteArray>());
    sync_->setSession(session);
}

void Workspace::sessionChanged(run::Session* session) {
    guide_->leave();
    if (seeker_)
        seeker_->giveUp();
    isStaged_ = startsStaged_;
    timeline_->returnAxis();
    showSession(session);
    timeline_->view()->setStops({});
    timeline_->view()->setStays({});
    exercise_->sessionChanged(session);
    lab_->sessionChanged(session);
    runs_->showOpen(0);
    if (!session)
        return showDrive();
    connectDriver(session);
    connect(session, &run::Session::noted, this, &Workspace::say);
    connect(session, &run::Session::traceQuotaReached, this, &Workspace::askForQuota);
    connect(session, &run::Session::ended, this, &Workspace::ended);
}

void Workspace::askForQuota(qint64 bytes) {
    messages_->ask(
        tr("The trace has reached %1 MiB and the program is held.").arg(bytes >> 20),
        {{tr("Go on with 1 GiB more"), [this] { runner_->session()->raiseTraceQuota(kMoreTrace); }},
         {tr("Stop"), [this] { runner_->stop(); }}});
}

void Workspace::ended(const run::Ending& ending) {
    if (ending.status == 125)
        messages_->show(ending.sentence, MessageBar::Kind::Error);
}

void Workspace::stateChanged() {
    const bool isOfMany = runs_->isRunning();
    const bool busy = runner_->isBusy() || isOfMany;
    const run::Session* session = runner_->session();
    const bool isStopping = session && session->state() == run::SessionState::Stopping;
    const bool runnable = lab_->isOn() || (editor_->desk().current().kind != OpenProgram::Kind::None &&
                                           !editor_->desk().isReadOnly());
    actions_.run->setEnabled(runnable && !isOfMany);
    actions_.runMany->setEnabled(runnable && !lab_->isOn());
    runs_->setStartable(runnable && !lab_->isOn());
    actions_.stop->setEnabled(busy);
    actions_.restart->setEnabled(runnable && session && !isOfMany);
    actions_.live->setEnabled(session && !playhead_->isLive());
    playback_->setRunGoesOn(runner_->isBusy());
    for (QAction* action :
         {actions_.play, actions_.playBack, actions_.nextEvent, actions_.previousEvent, actions_.nextOfChosen,
          actions_.previousOfChosen, actions_.faster, actions_.slower})
        action->setEnabled(session);
    actions_.lineHistory->setEnabled(session);
    actions_.saveRecording->setEnabled(session);
    actions_.exportJsonLines->setEnabled(session);
    actions_.exportPerfetto->setEnabled(session);
    actions_.resetProgram->setEnabled(runnable && !lab_->isOn());
    lab_->stateChanged(busy, isStopping);
    showDrive();
    showTrust();
    toolbar_->setRunning(busy, isStopping);
}

void Workspace::say(const QString& sentence) {
    messages_->show(sentence);
}

QString Workspace::title() const {
    const OpenProgram& open = editor_->desk().current();
    if (lab_->isOn())
        return tr("Scheduling lab");
    return open.kind == OpenProgram::Kind::None ? QString() : open.fileName();
}

void Workspace::nextPanel(int step) {
    QWidget* text = exercise_->isOn() ? static_cast<QWidget*>(exercise_->task()->taskText())
                    : lab_->isOn()    ? static_cast<QWidget*>(lab_->jobs()->jobs())
                                      : lessonView_;
    const QList<QWidget*> stops{text,
                                drive_->view(),
                                editor_->sources()->current()->editor(),
                                moment_,
                                charts_->choice(),
                                console_->input(),
                                timeline_->view(),
                                stage_->view()};
    const QList<Panel*> panels{lessonPanel_, drive_,       editor_,   momentPanel_,
                               chartsPanel_, outputPanel_, timeline_, stage_};
    int current = -1;
    for (int i = 0; i < panels.size(); ++i)
        if (panels[i]->isAncestorOf(window()->focusWidget()))
            current = i;
    for (int tries = 0; tries < panels.size(); ++tries) {
        current = (current + step + int(panels.size())) % int(panels.size());
        if (panels[current] == lessonPanel_ && lesson_.id.isEmpty() && !lab_->isOn())
            continue;
        layout_->reveal(panels[current]);
        // A line that takes no input gives the focus to the text above it.
        QWidget* stop = stops[current]->isEnabled() ? stops[current] : console_->text();
        if (stop->isVisible()) // stage, timeline and charts are not before the first run
            return stop->setFocus(Qt::TabFocusReason);
    }
}

void Workspace::putAway() {
    editor_->keepNow();
    layout_->saveSizes();
}

} // namespace forkscope::gui
