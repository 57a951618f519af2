// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/tour_player.h"

#include "engine/condition/sentence.h"
#include "engine/run/driver.h"

namespace forkscope::lesson {

namespace {
// Who stands where, and why it cannot go on.
QString whoStands(run::Session& session) {
    QStringList sentences;
    for (const drive::Choice& choice : session.driver().choices())
        sentences.append(QString::fromStdString(drive::sentenceOf(session.history().now(), choice)));
    return sentences.join(u' ');
}
} // namespace

TourPlayer::TourPlayer(run::Session& session, Tour tour, QString programText, QObject* parent)
    : QObject(parent), session_(session), tour_(std::move(tour)), text_(std::move(programText)),
      conductor_(session), spectator_(session, tour_.way == Tour::Way::Whole) {
    times_.fill(-1, tour_.steps.size());
    const auto isStuck = [this] {
        fail(tr("Nobody can go on any more, and this step has not happened: %1. %2")
                 .arg(wantedInWords(), whoStands(session_))
                 .trimmed());
    };
    const auto hasEnded = [this] {
        fail(tr("The program has ended before this step happened: %1.").arg(wantedInWords()));
    };
    connect(&conductor_, &Conductor::reached, this, [this] { stand(session_.history().end()); });
    connect(&conductor_, &Conductor::stuck, this, isStuck);
    connect(&conductor_, &Conductor::ended, this, hasEnded);
    connect(&spectator_, &Spectator::reached, this, &TourPlayer::stand);
    connect(&spectator_, &Spectator::stuck, this, isStuck);
    connect(&spectator_, &Spectator::ended, this, hasEnded);
}

void TourPlayer::prepare(run::LaunchSpec& spec, const Tour& tour) {
    tour.isByTheClock() ? Spectator::prepare(spec) : Conductor::prepare(spec);
}

void TourPlayer::stand(trace::Time time) {
    state_ = State::Stands;
    times_[step_] = time;
    emit stepReached(step_, time);
}

void TourPlayer::leaveRun() {
    tour_.isByTheClock() ? spectator_.leave() : conductor_.leave();
}

void TourPlayer::begin() {
    approach(0);
}

void TourPlayer::approach(int step) {
    if (step >= stepCount()) {
        state_ = State::Finished;
        leaveRun();
        return emit finished();
    }
    step_ = step;
    state_ = State::Going;
    const TourStep& wanted = tour_.steps[step];
    const auto condition = condition::Condition::read(wanted.when.toStdString());
    const auto order = readTurns(wanted.order);
    if (!condition || !order)
        return fail(QString::fromStdString(condition ? order.error() : condition.error()));
    emit waitingFor(wantedInWords());
    if (tour_.isByTheClock())
        spectator_.goUntil(*condition);
    else
        conductor_.goUntil(*condition, *order);
}

QString TourPlayer::wantedInWords() const {
    const auto condition = condition::Condition::read(tour_.steps[step_].when.toStdString());
    return condition ? QString::fromStdString(condition::inWords(*condition)) : tour_.steps[step_].when;
}

void TourPlayer::fail(const QString& sentence) {
    state_ = State::Failed;
    emit failed(sentence);
}

void TourPlayer::next() {
    if (state_ == State::Stands)
        approach(step_ + 1);
}

void TourPlayer::skip() {
    if (state_ == State::Going || state_ == State::Stands)
        approach(step_ + 1);
}

void TourPlayer::leave() {
    state_ = State::Idle;
    leaveRun();
}

QList<TourTarget> TourPlayer::targets() const {
    QList<TourTarget> found;
    if (step_ >= stepCount())
        return found;
    const bool isPast = tour_.isByTheClock() && times_[step_] >= 0;
    const world::World& now = session_.history().now();
    const world::World world = isPast ? session_.history().at(times_[step_]) : now;
    for (const TourPoint& point : tour_.steps[step_].points)
        found.append(resolve(point, world, text_));
    return found;
}

} // namespace forkscope::lesson
