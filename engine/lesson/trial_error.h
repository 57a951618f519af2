// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The example of an error message: run as a learner runs it, by the clock. It must raise an exception that
// the index takes for this error. Main thread.
#include "engine/lesson/subject_index.h"
#include "engine/lesson/trial.h"

namespace forkscope::lesson {

class ErrorTrial : public RunTrial {
    Q_OBJECT
  public:
    ErrorTrial(const QString& program, const QString& slug, SubjectIndex index, TrialSettings settings);

  protected:
    void begin() override;
    QString judge() override;

  private:
    /// Looks at the exceptions told since the last time.
    bool wasRaised();

    QString slug_;
    SubjectIndex index_;
    std::size_t looked_ = 0;
    bool wasRaised_ = false;
    QStringList others_; ///< what was raised beside it, and what that was taken for
};

} // namespace forkscope::lesson
