// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Follows a run that goes freely, by the clock, and holds it once a condition is met: of tours in which time
// itself is to be seen. The condition is looked at after each event, so that its moment is exact; the
// processes come to a stand a little later, each before its next operation. The Session must outlive it;
// main thread, everything by signals from the event loop.
#include "engine/condition/watch.h"
#include "engine/run/session.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace forkscope::lesson {

class Spectator : public QObject {
    Q_OBJECT
  public:
    /// `whole`: looks for nothing before the run has ended, or nobody in it can go on; so it is never held.
    explicit Spectator(run::Session& session, bool whole = false, QObject* parent = nullptr);

    /// Free from its start.
    static void prepare(run::LaunchSpec& spec);

    /// Lets the run go on until `until` is met. Looks from the moment of the last reached() on: what has
    /// happened since, before everybody stood, counts, and then nobody is let go. One of the three signals
    /// follows, at the earliest from the event loop.
    void goUntil(condition::Condition until);
    /// Whoever is held goes on; nothing is looked for any more.
    void leave();

  signals:
    void reached(qint64 time); ///< trace::Time of the event by which it was met
    void stuck();              ///< nobody can go on any more, and it is not met
    void ended();              ///< nothing is left of the run, and it was not met

  private:
    void look();
    bool standsStill();
    void tell(trace::Time time);

    run::Session& session_;
    std::optional<condition::Search> search_; ///< none: nothing is looked for
    bool isEarly_;                            ///< nothing is looked for yet
    std::uint64_t from_ = 0;                  ///< rank of the event by which the last one was met
    trace::Time at_ = 0;                      ///< its time
    QElapsedTimer standsSince_;
};

} // namespace forkscope::lesson
