// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/tour_guide.h"

#include "engine/condition/sentence.h"
#include "gui/console/console_view.h"
#include "gui/editor/code_editor.h"
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/toolbar.h"
#include "gui/window/workspace.h"

#include <QEvent>

namespace forkscope::gui {

using lesson::TourPlayer;
using lesson::TourTarget;
using Kind = lesson::TourPoint::Kind;

static constexpr int kFollowPause = 60; // ms
static constexpr int kPatience = 250;   // ms: a way to the next stop that takes longer is told
static constexpr int kPace = 25;        // ms between two operations on the way
static constexpr int kRing = 7, kEdge = 12;

TourGuide::TourGuide(Workspace& workspace) : QObject(&workspace), workspace_(workspace) {
    scrim_ = new TourScrim(&workspace);
    balloon_ = new TourBalloon(&workspace);
    follow_.setInterval(kFollowPause);
    connect(&follow_, &QTimer::timeout, this, &TourGuide::refresh);
    patience_.setSingleShot(true);
    patience_.setInterval(kPatience);
    connect(&patience_, &QTimer::timeout, this, &TourGuide::refresh);
    connect(balloon_, &TourBalloon::nextRequested, this, &TourGuide::next);
    connect(balloon_, &TourBalloon::skipRequested, this, &TourGuide::skip);
    connect(balloon_, &TourBalloon::leaveRequested, this, &TourGuide::leave);
    connect(workspace.playhead(), &Playhead::changed, this, &TourGuide::refresh);
    workspace.installEventFilter(this);
}

TourGuide::~TourGuide() = default;

void TourGuide::begin(run::Session& session, const lesson::Tour& tour, const QString& programText) {
    leave();
    session_ = &session;
    text_ = programText;
    player_ = std::make_unique<TourPlayer>(session, tour, programText);
    player_->setPace(workspace_.stagePanel()->view()->reduceMotion() ? 0 : kPace);
    connectPlayer();
    scrim_->light({});
    scrim_->show();
    scrim_->raise();
    follow_.start();
    patience_.start();
    emit begun();
    player_->begin();
}

void TourGuide::connectPlayer() {
    connect(player_.get(), &TourPlayer::waitingFor, this, [this] {
        workspace_.playhead()->goLive();
        patience_.start();
    });
    connect(player_.get(), &TourPlayer::stepReached, this, [this](int step, qint64 time) {
        patience_.stop();
        if (player_->tour().isByTheClock()) // it stands a little later
            workspace_.playhead()->moveTo(time);
        else
            workspace_.playhead()->goLive();
        workspace_.sync()->refresh();
        showStops();
        reveal();
        refresh();
        emit reached(step);
    });
    connect(player_.get(), &TourPlayer::failed, this, &TourGuide::fail);
    connect(player_.get(), &TourPlayer::finished, this, [this] {
        emit finished();
        end();
    });
}

void TourGuide::fail(const QString& sentence) {
    workspace_.messages()->show(sentence, MessageBar::Kind::Error);
    leave();
}

void TourGuide::leave() {
    if (!player_)
        return;
    player_->disconnect(this);
    player_->leave();
    end();
}

// Out of the player's own signal too: it goes when that is done.
void TourGuide::end() {
    follow_.stop();
    patience_.stop();
    scrim_->hide();
    balloon_->hide();
    player_.release()->deleteLater();
    session_ = nullptr;
    emit ended();
}

// -- what is shown

static bool isAt(const TourPlayer& player, int step, trace::Time time) {
    return step >= 0 && step < player.times().size() && player.times()[step] == time;
}

int TourGuide::shownStep() const {
    if (!player_)
        return -1;
    const Playhead* playhead = workspace_.playhead();
    if (!playhead->isLive())
        for (int step = player_->step(); step >= 0; --step)
            if (isAt(*player_, step, playhead->time()))
                return step;
    return player_->step();
}

static QString wordsOf(const QString& condition) {
    const auto read = condition::Condition::read(condition.toStdString());
    return read ? QString::fromStdString(condition::inWords(*read)) : QString();
}

QList<TourTarget> TourGuide::targetsShown() const {
    const int step = shownStep();
    const bool isNow = workspace_.playhead()->isLive();
    if (isNow && player_->state() != TourPlayer::State::Stands)
        return {};
    const world::World world =
        isNow ? session_->history().now() : session_->history().at(workspace_.playhead()->time());
    QList<TourTarget> targets;
    for (const lesson::TourPoint& point : player_->tour().steps[step].points)
        if (const TourTarget target = resolve(point, world, text_); target.isFound())
            targets.append(target);
    return targets;
}

void TourGuide::next() {
    const int shown = shownStep();
    if (shown < player_->step()) { // back at an earlier stop: on to the one after it
        const trace::Time time = player_->times()[shown + 1];
        return shown + 1 == player_->step() || time < 0 ? workspace_.playhead()->goLive()
                                                        : workspace_.playhead()->moveTo(time);
    }
    player_->next();
}

void TourGuide::skip() {
    player_->skip();
}

void TourGuide::showStops() {
    std::vector<trace::Time> stops;
    for (const trace::Time time : player_->times())
        if (time >= 0)
            stops.push_back(time);
    workspace_.timelinePanel()->view()->setStops(stops);
}

// What stands behind a tab comes to the front.
void TourGuide::reveal() {
    for (const TourTarget& target : targetsShown()) {
        if (target.kind == Kind::Card || target.kind == Kind::Object)
            workspace_.layoutArea()->reveal(workspace_.stagePanel());
        if (target.kind != Kind::Line)
            continue;
        workspace_.layoutArea()->reveal(workspace_.editorPanel());
        workspace_.editorPanel()->editor()->showLines({target.line});
    }
}

QRect TourGuide::inWorkspace(const QWidget* widget, const QRect& rect) const {
    if (!widget->isVisible() || rect.isEmpty())
        return {};
    const QRect seen = rect & widget->rect();
    return seen.isEmpty() ? QRect() : QRect(widget->mapTo(&workspace_, seen.topLeft()), seen.size());
}

QRect TourGuide::placeOf(const TourTarget& target) const {
    const StageView* stage = workspace_.stagePanel()->view();
    const TimelineView* timeline = workspace_.timelinePanel()->view();
    switch (target.kind) {
    case Kind::Card:
        return inWorkspace(stage->viewport(), stage->placeOf(target.process));
    case Kind::Object:
        return inWorkspace(stage->viewport(), stage->placeOf(target.object));
    case Kind::Lane:
        return inWorkspace(timeline->viewport(), target.object ? timeline->laneRect(target.object)
                                                               : timeline->laneRect(target.process));
    case Kind::Line: {
        const CodeEditor* editor = workspace_.editorPanel()->editor();
        const QRect line(0, editor->lineTop(target.line), editor->viewport()->width(), editor->lineHeight());
        return inWorkspace(editor->viewport(), line);
    }
    case Kind::Output:
        return inWorkspace(workspace_.console(), workspace_.console()->rect());
    }
    return {};
}

void TourGuide::light(const QList<TourTarget>& targets) {
    QList<LitPlace> places;
    for (const TourTarget& target : targets) {
        const StageView* stage = workspace_.stagePanel()->view();
        const double tilt = target.kind == Kind::Card ? stage->tiltOf(target.process) : 0;
        const QRect place = tilt == 0 ? placeOf(target)
                                      : inWorkspace(stage->viewport(), stage->uprightPlaceOf(target.process));
        if (place.isEmpty())
            continue;
        const bool isCard = target.kind == Kind::Card || target.kind == Kind::Object;
        const int out = isCard ? kRing : 0;
        places.append({place.adjusted(-out, -out, out, out), target.kind == Kind::Line ? 3.0 : 9.0,
                       isCard ? 2.0 : 1.5, tilt});
    }
    scrim_->light(places);
}

void TourGuide::placeBalloonAt(const QList<TourTarget>& targets) {
    BalloonWishes wishes;
    wishes.size = balloon_->surfaceSize();
    wishes.area = workspace_.rect().adjusted(kEdge, workspace_.toolbar()->height() + kEdge, -kEdge, -kEdge);
    for (const Kind kind : {Kind::Card, Kind::Object, Kind::Line, Kind::Lane, Kind::Output})
        for (const TourTarget& target : targets) {
            const QRect place = placeOf(target);
            if (target.kind != kind || place.isEmpty())
                continue;
            if (wishes.target.isEmpty())
                wishes.target = place.adjusted(-kRing, -kRing, kRing, kRing);
            else
                wishes.lit.append(place);
        }
    const StageView* stage = workspace_.stagePanel()->view();
    for (const QRect& card : stage->allPlaces())
        if (const QRect place = inWorkspace(stage->viewport(), card); !place.isEmpty())
            wishes.cards.append(place);
    balloon_->standAt(placeBalloon(wishes), wishes.target);
}

void TourGuide::refresh() {
    if (!player_)
        return;
    const bool isWaiting = workspace_.playhead()->isLive() && player_->state() == TourPlayer::State::Going;
    const QList<TourTarget> targets = targetsShown();
    light(targets);
    if (isWaiting && patience_.isActive())
        return; // what was said last stays for a moment
    const lesson::TourStep& step = player_->tour().steps[shownStep()];
    const TourPicture picture{shownStep(), player_->stepCount(), isWaiting,
                              step.says.in(QStringLiteral("en")), isWaiting ? wordsOf(step.when) : QString()};
    if (picture != balloon_->picture() || !balloon_->isVisible())
        balloon_->show(picture);
    placeBalloonAt(targets);
}

bool TourGuide::eventFilter(QObject* watched, QEvent* event) {
    if (player_ && event->type() == QEvent::Resize)
        QTimer::singleShot(0, this, &TourGuide::refresh);
    return QObject::eventFilter(watched, event);
}

} // namespace forkscope::gui
