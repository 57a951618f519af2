// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/staged_run.h"

namespace forkscope::gui {

using condition::Condition;
using When = lesson::Expectation::When;

StagedRun::StagedRun(lesson::Staging staging, QList<lesson::Expectation> expected, QObject* parent)
    : QObject(parent), staging_(std::move(staging)), expected_(std::move(expected)) {}

void StagedRun::prepare(run::LaunchSpec& spec) const {
    if (!staging_.inRealTime)
        lesson::Conductor::prepare(spec);
}

// A run need not go on once something has happened that only has to happen: it may be one that never ends.
std::optional<Condition> StagedRun::untilAll() const {
    QStringList parts;
    for (const lesson::Expectation& expected : expected_) {
        if (expected.when != When::Ever)
            return std::nullopt;
        parts += QStringLiteral("(%1)").arg(expected.condition);
    }
    const auto any = Condition::read(parts.join(QStringLiteral(" or ")).toStdString());
    return any ? std::optional(*any) : std::nullopt;
}

void StagedRun::begin(run::Session& session) {
    session_ = &session;
    if (staging_.inRealTime) {
        connect(&session, &run::Session::ended, this, [this] { decide(false); });
        return;
    }
    const Result<QList<lesson::Turn>> order = lesson::readTurns(staging_.order);
    if (!order)
        return emit failed(QString::fromStdString(order.error()));
    conductor_ = std::make_unique<lesson::Conductor>(session);
    connect(conductor_.get(), &lesson::Conductor::reached, this, [this] { decide(false); });
    connect(conductor_.get(), &lesson::Conductor::ended, this, [this] { decide(false); });
    connect(conductor_.get(), &lesson::Conductor::stuck, this, [this] { decide(true); });
    if (!staging_.kill.process.isEmpty()) {
        const auto when = Condition::read(staging_.kill.when.toStdString());
        if (!when)
            return emit failed(QString::fromStdString(when.error()));
        conductor_->killOnce(staging_.kill.process, *when);
    }
    conductor_->goUntil(untilAll(), *order);
}

StagedRun::Answer StagedRun::answerTo(const lesson::Expectation& expected, bool isStuck) const {
    const auto condition = Condition::read(expected.condition.toStdString());
    if (!condition)
        return {};
    const world::History& history = session_->history();
    const bool hasEnded = session_->state() == run::SessionState::Ended;
    const std::optional<int> status = hasEnded ? std::optional(session_->ending().status) : std::nullopt;
    if (expected.when == When::AtEnd)
        return {condition->isMetBy({history.now(), status, isStuck}), -1};
    const auto met = condition::firstMet(*condition, history, status);
    if (expected.when == When::Never)
        return {!met, -1};
    return {met.has_value(), met ? met->at : -1};
}

void StagedRun::decide(bool isStuck) {
    if (isDone_)
        return;
    isDone_ = true;
    for (const lesson::Expectation& expected : expected_)
        answers_.append(answerTo(expected, isStuck));
    emit decided();
}

int StagedRun::onlyOneMet() const {
    int found = -1;
    for (int i = 0; i < answers_.size(); ++i)
        if (answers_[i].isMet)
            found = found < 0 ? i : -2;
    return std::max(found, -1);
}

trace::Time StagedRun::momentOf(const QString& text) const {
    const auto condition = Condition::read(text.toStdString());
    if (!condition || !session_ || text.isEmpty())
        return -1;
    const auto met = condition::firstMet(*condition, session_->history());
    return met ? met->at : -1;
}

} // namespace forkscope::gui
