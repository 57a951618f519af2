// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run that decides: started as a pack asks for it, led to its end or as far as is needed, then each
// expectation is looked for in its trace. Of predict exercises and of myths. Main thread.
#include "engine/lesson/conductor.h"
#include "engine/lesson/staging.h"

#include <QObject>

#include <memory>

namespace forkscope::gui {

class StagedRun : public QObject {
    Q_OBJECT
  public:
    struct Answer {
        bool isMet = false;
        trace::Time at = -1; // when; -1: at no single moment
    };

    StagedRun(lesson::Staging staging, QList<lesson::Expectation> expected, QObject* parent);

    // To be called before the session starts: held or free, as the staging asks.
    void prepare(run::LaunchSpec& spec) const;
    // After it has started; it must live until decided(), failed() or the end of this.
    void begin(run::Session& session);
    bool isDone() const { return isDone_; }
    const QList<Answer>& answers() const { return answers_; }
    // Index of the one that is met; -1: none, or more than one.
    int onlyOneMet() const;
    // The first moment at which the condition is met; -1: never, or it can't be read.
    trace::Time momentOf(const QString& condition) const;

  signals:
    void decided();
    void failed(const QString& sentence);

  private:
    std::optional<condition::Condition> untilAll() const;
    void decide(bool isStuck);
    Answer answerTo(const lesson::Expectation& expected, bool isStuck) const;

    lesson::Staging staging_;
    QList<lesson::Expectation> expected_;
    QList<Answer> answers_;
    run::Session* session_ = nullptr;
    std::unique_ptr<lesson::Conductor> conductor_; // null: it runs freely
    bool isDone_ = false;
};

} // namespace forkscope::gui
