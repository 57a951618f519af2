// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Events by text: "mutex", "line 12", "pid 4211", a function's name, what was printed or put. All words of a
// query must fit. Looks through a run bit by bit between other work, so that 10^7 events hold nothing up, and
// goes on as the run grows. Main thread; the History is not owned and may be taken away with null.
#include "engine/world/history.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

namespace forkscope::gui {

struct SearchHit {
    trace::Time at = 0;
    std::uint64_t order = 0;
    world::ProcessId process;
    world::ObjectId object;
    std::uint8_t thread = 0;
};

class TimelineSearch : public QObject {
    Q_OBJECT
  public:
    explicit TimelineSearch(QObject* parent = nullptr);
    ~TimelineSearch() override;

    static constexpr std::size_t kMostHits = 200'000; // then it stops looking

    void setHistory(const world::History* history);
    void setQuery(const QString& query); // empty: looks for nothing
    const QString& query() const { return query_; }
    // There may be more events, or names may have become known.
    void refresh();

    const std::vector<SearchHit>& hits() const { return hits_; } // in order
    bool isDone() const; // everything there is has been looked at, or there are too many hits
    bool isFull() const { return hits_.size() >= kMostHits; }

    // Index of the hit after (or before) this moment; -1 where there is none. `current`, the hit chosen
    // before, tells hits of one moment apart; -1 for none.
    int beside(trace::Time t, int current, bool forward) const;

  signals:
    void changed(); // hits() or isDone() say something else

  private:
    class Matcher;
    void start();
    void lookOn();

    const world::History* history_ = nullptr;
    QString query_;
    std::unique_ptr<Matcher> matcher_; // null: no query
    std::vector<SearchHit> hits_;
    std::size_t looked_ = 0; // events of the log
    QTimer timer_;
};

} // namespace forkscope::gui
