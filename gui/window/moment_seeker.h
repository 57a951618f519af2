// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Brings the window to the first moment of the shown run at which a condition is met: at once where the run
// has come so far, else as soon as it does. Main thread.
#include "engine/condition/watch.h"
#include "engine/run/session.h"

#include <QObject>

#include <optional>

namespace forkscope::gui {

class MomentSeeker : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    // One of the two signals follows, later or before this returns; none after another seek() or giveUp(),
    // nor for a session that has gone.
    void seek(const run::Session& session, const condition::Condition& condition);
    void giveUp();

  signals:
    void found(qint64 time); // trace::Time
    void never();            // up to the end of the run

  private:
    void look();

    const run::Session* session_ = nullptr; // null: nothing is looked for
    std::optional<condition::Condition> condition_;
    std::optional<condition::Search> search_;
};

} // namespace forkscope::gui
