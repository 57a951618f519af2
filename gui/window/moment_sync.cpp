// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/moment_sync.h"

#include "engine/run/driver.h"
#include "gui/charts/charts_view.h"
#include "gui/console/console_view.h"
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/source_tabs.h"
#include "gui/inspector/moment_view.h"
#include "gui/inspector/process_rows.h"
#include "gui/inspector/why_view.h"
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/counted.h"
#include "gui/window/editor_panel.h"
#include "gui/window/error_notes.h"
#include "gui/window/line_badges.h"
#include "gui/window/live_badge.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"

#include <QFileInfo>

#include <utility>

namespace forkscope::gui {

using run::SessionState;

MomentSync::MomentSync(const MomentViews& views, Playhead* playhead, QObject* parent)
    : QObject(parent), views_(views), playhead_(playhead), selection_(new Selection(this)) {
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &MomentSync::refresh);
    connect(playhead_, &Playhead::changed, this, [this] {
        showLiveness();
        refreshSoon();
    });
    connect(views_.timeline->view(), &TimelineView::playheadMoved, playhead_, &Playhead::moveTo);
    connect(views_.charts, &ChartsView::momentChosen, playhead_, &Playhead::moveTo);
    connect(views_.timeline->view(), &TimelineView::liveChanged, this, [this](bool live) {
        if (live)
            playhead_->goLive();
    });
    connectSelection();
    views_.timeline->setEmpty(true);
    views_.stage->setEmpty(true);
    showLiveness();
}

// A click in any view chooses in all of them.
void MomentSync::connectSelection() {
    const auto chooseProcess = [this](world::ProcessId process) { selection_->choose(process); };
    const auto chooseObject = [this](world::ObjectId object) { selection_->choose(object); };
    connect(views_.timeline->view(), &TimelineView::laneSelected, this,
            [this](world::ProcessId process, world::ObjectId object) {
                process.value != 0 ? selection_->choose(process) : selection_->choose(object);
            });
    connect(views_.moment, &MomentView::processChosen, this, chooseProcess);
    connect(views_.moment, &MomentView::objectChosen, this, chooseObject);
    connect(views_.stage->view(), &StageView::processChosen, this, chooseProcess);
    connect(views_.stage->view(), &StageView::objectChosen, this, chooseObject);
    connect(views_.editor->gutter(), &BadgeGutter::badgeClicked, this,
            [this](quint32 process) { selection_->choose(trace::ProcessId{process}); });
    connect(views_.editor->sources(), &SourceTabs::badgeClicked, this,
            [this](quint32 process) { selection_->choose(trace::ProcessId{process}); });
    connect(views_.why, &WhyView::linkActivated, this, &MomentSync::follow);
    connect(views_.why, &WhyView::errorRequested, this, &MomentSync::errorRequested);
    connect(views_.console, &ConsoleView::errorRequested, this, &MomentSync::errorRequested);
    connect(selection_, &Selection::changed, this, &MomentSync::showSelection);
}

void MomentSync::showSelection() {
    if (selection_->object())
        views_.stage->view()->setChosen(selection_->object());
    else
        views_.stage->view()->setChosen(selection_->process());
    views_.moment->setChosen(selection_->process(), selection_->object());
    views_.editor->gutter()->setChosen(selection_->process().value);
    for (const QString& path : views_.editor->sources()->imported())
        views_.editor->sources()->pane(path)->gutter()->setChosen(selection_->process().value);
    if (selection_->object())
        views_.timeline->view()->setChosen(selection_->object());
    else
        views_.timeline->view()->setChosen(selection_->process());
    refresh();
}

void MomentSync::showWhy(const world::World& world, trace::Time at) {
    const QList<ErrorNote> errors = errorNotes(world, index_);
    views_.why->showWorld(world, at, {selection_->process(), selection_->thread(), selection_->object()},
                          errors);
    const ErrorNote newest = errors.value(0);
    showError(errors.isEmpty() ? QString() : tr("%1 in %2").arg(newest.type, newest.who), newest.slug);
}

void MomentSync::showError(const QString& what, const QString& slug) {
    if (const QString now = what + u'/' + slug; std::exchange(error_, now) == now)
        return;
    views_.console->setError(what, slug);
    emit errorChanged(what, slug);
}

void MomentSync::follow(const world::Target& target) {
    switch (target.kind) {
    case world::Target::Kind::Process:
        return selection_->choose(target.process, target.thread);
    case world::Target::Kind::Object:
        return selection_->choose(target.object);
    case world::Target::Kind::Moment:
        return playhead_->moveTo(target.moment);
    case world::Target::Kind::Line:
        if (session_) {
            const std::string_view path = session_->history().log().path(target.file);
            emit lineRequested(QString::fromUtf8(path.data(), qsizetype(path.size())), int(target.line));
        }
        return;
    case world::Target::Kind::None:
        return;
    }
}

void MomentSync::setSession(run::Session* session) {
    views_.timeline->view()->setHistory(nullptr);
    views_.charts->setHistory(nullptr);
    if (session_)
        session_->disconnect(this);
    session_ = session;
    soon_.stop();
    views_.timeline->setEmpty(!session);
    views_.stage->setEmpty(!session);
    views_.stage->view()->showNothing();
    lastShown_ = 0;
    markLines({}, -1);
    runName_.clear();
    selection_->clear();
    playhead_->goLive();
    if (!session_)
        return showNothing();
    views_.console->restart(session_->spec().rows, session_->spec().columns);
    consoleAtPast_ = false;
    views_.console->showExactly(session_->outputUntil(session_->now()));
    views_.timeline->view()->setHistory(&session_->history());
    views_.charts->setHistory(&session_->history(), QFileInfo(session_->spec().program).completeBaseName());
    connectSession();
    refresh();
}

void MomentSync::connectSession() {
    connect(session_, &run::Session::advanced, this, [this] {
        views_.timeline->view()->refresh();
        views_.charts->refresh();
        refreshSoon();
    });
    connect(session_, &run::Session::outputArrived, this, [this](const QByteArray& bytes) {
        if (playhead_->isLive() && !consoleAtPast_)
            views_.console->append(bytes);
    });
    connect(session_, &run::Session::stateChanged, this, [this] {
        views_.timeline->view()->refresh();
        views_.charts->refresh();
        refresh();
    });
}

void MomentSync::refreshSoon() {
    if (!soon_.isActive())
        soon_.start(playhead_->isLive() ? kPause : kPastPause);
}

bool MomentSync::isRunning() const {
    if (!session_)
        return false;
    const SessionState state = session_->state();
    return state == SessionState::Running || state == SessionState::MainEnded ||
           state == SessionState::Stopping;
}

void MomentSync::markLines(const QList<int>& lines, trace::Time at) {
    markedLines_ = lines;
    markedAt_ = at;
    refreshSoon();
}

void MomentSync::setRunName(const QString& name) {
    runName_ = name;
    refreshSoon();
}

trace::Time MomentSync::shownTime() const {
    if (!session_)
        return 0;
    if (!playhead_->isLive())
        return playhead_->time();
    const trace::Time known = session_->history().end();
    return session_->driver().isStandingStill() ? known : std::max(session_->now(), known);
}

void MomentSync::refresh() {
    soon_.stop();
    showLiveness();
    if (!session_)
        return;
    const trace::Time at = shownTime();
    if (playhead_->isLive()) {
        showWorld(session_->history().now(), at);
    } else {
        views_.timeline->view()->setPlayhead(at);
        showWorld(session_->history().at(at), at);
    }
    views_.charts->setPlayhead(at);
    showOutput(at);
    showRemarks(at);
}

void MomentSync::showRemarks(trace::Time at) {
    const bool past = !playhead_->isLive();
    const QString time = QString::fromStdString(world::formatTime(at));
    views_.momentPanel->setRemark(past ? time : QString());
    if (past)
        return views_.outputPanel->setRemark(tr("until %1").arg(time));
    switch (session_->state()) {
    case SessionState::MainEnded:
        return views_.outputPanel->setRemark(tr("main has ended, something it started has not"));
    case SessionState::Ended:
        return views_.outputPanel->setRemark(session_->ending().sentence);
    default:
        return views_.outputPanel->setRemark(QString());
    }
}

void MomentSync::showWorld(const world::World& world, trace::Time at) {
    views_.moment->showWorld(world, at);
    showWhy(world, at);
    showStage(world, at);
    showBadges(world, at);
    showAwaited(world);
    setSummary(summaryOf(world, at));
}

// A step forward of a moment travels; a leap, or a step back, is there at once.
void MomentSync::showStage(const world::World& world, trace::Time at) {
    constexpr trace::Time kLeap = 1'000'000'000;
    const bool moves = at >= lastShown_ && at - lastShown_ < kLeap;
    lastShown_ = at;
    views_.stage->view()->showWorld(session_->history().now(), world, at, moves);
}

// Live, the console is fed as bytes arrive; otherwise it gets exactly what had been printed by then.
void MomentSync::showOutput(trace::Time at) {
    const bool past = !playhead_->isLive();
    if (past || consoleAtPast_)
        views_.console->showExactly(session_->outputUntil(at));
    consoleAtPast_ = past;
}

void MomentSync::showBadges(const world::World& world, trace::Time at) {
    LineBadges made = lineBadges(world, at, session_->spec().program);
    for (const int line : at == markedAt_ ? markedLines_ : QList<int>()) {
        made.tints.removeIf([line](const QPair<int, LineTint>& tint) { return tint.first == line; });
        made.tints.append({line, LineTint::Trouble});
    }
    views_.editor->gutter()->setBadges(made.badges);
    views_.editor->editor()->setTints(views_.editor->isStale() ? QList<QPair<int, LineTint>>() : made.tints);
    for (const QString& path : views_.editor->sources()->imported()) {
        const LineBadges inModule = lineBadges(world, at, path);
        views_.editor->sources()->pane(path)->gutter()->setBadges(inModule.badges);
        views_.editor->sources()->pane(path)->editor()->setTints(inModule.tints);
    }
}

void MomentSync::showAwaited(const world::World& world) {
    QString who;
    for (const world::Process& process : world.processes())
        for (const world::Thread& thread : process.threads)
            if (thread.wait.what == trace::Kind::Input && who.isEmpty())
                who = QString::fromStdString(world.labelOf(process.id));
    views_.console->setAwaited(who);
}

void MomentSync::showLiveness() {
    const bool running = isRunning();
    const bool live = playhead_->isLive();
    LiveBadge::State state = LiveBadge::State::Nothing;
    if (session_)
        state = !live                                          ? LiveBadge::State::Past
                : running                                      ? LiveBadge::State::Live
                : session_->state() == SessionState::Recording ? LiveBadge::State::Recording
                                                               : LiveBadge::State::Ended;
    views_.timeline->badge()->setState(state, running);
    views_.timeline->view()->setLive(live && running);
    views_.console->setInputEnabled(running && live);
}

void MomentSync::showNothing() {
    views_.moment->showNothing();
    views_.why->showNothing();
    views_.stage->view()->showNothing();
    views_.console->restart(30, 100);
    showError(QString(), QString());
    views_.editor->gutter()->setBadges({});
    views_.editor->editor()->setTints({});
    for (Panel* panel : {static_cast<Panel*>(views_.timeline), views_.momentPanel, views_.outputPanel})
        panel->setRemark(QString());
    showLiveness();
    setSummary(QString());
}

void MomentSync::setSummary(const QString& summary) {
    if (summary == summary_)
        return;
    summary_ = summary;
    emit summaryChanged(summary);
}

QString MomentSync::summaryOf(const world::World& world, trace::Time at) const {
    int living = 0, waiting = 0;
    for (const world::Process& process : world.processes()) {
        living += process.state != world::ProcessState::Reaped;
        waiting += process.state == world::ProcessState::Blocked;
    }
    QStringList things{counted(living, tr("1 process"), tr("%1 processes"))};
    if (!world.locks().empty())
        things += counted(qint64(world.locks().size()), tr("1 lock"), tr("%1 locks"));
    if (!world.queues().empty())
        things += counted(qint64(world.queues().size()), tr("1 queue"), tr("%1 queues"));
    QStringList parts{QString::fromStdString(world::formatTime(at)), things.join(QStringLiteral(", "))};
    if (!runName_.isEmpty())
        parts.insert(1, runName_);
    if (waiting > 0)
        parts += tr("%1 waiting").arg(waiting);
    parts += views_.why->deadlockNames();
    views_.timeline->setRemark(tr("0 – %1 · %2 events")
                                   .arg(QString::fromStdString(world::formatTime(session_->history().end())))
                                   .arg(views_.timeline->view()->source().steps().count()));
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace forkscope::gui
