// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// When a line of the program ran: how often, by how many processes, how long was waited there, and each time
// in a list. A row that is chosen moves the playhead to it; with the arrow keys one walks from time to time
// while every view follows. Closes with Escape or a click beside it, and deletes itself. Keeps copies only:
// the run may go away under it.
#include "engine/world/line_history.h"

#include <QFrame>

class QListWidget;

namespace forkscope::gui {

class LinePopup : public QFrame {
    Q_OBJECT
  public:
    static constexpr std::size_t kMostRows = 2000; // the rest is counted in the last row

    // `file` as the trace calls it. The row at `now` or before it is where the list stands at first.
    LinePopup(const world::History& history, trace::FileId file, int line, trace::Time now, QWidget* parent);

    QString summary() const { return summary_; }
    QListWidget* list() const { return list_; }
    // Beside this place of the screen, where there is room.
    void showAt(const QPoint& place);

  signals:
    void momentChosen(forkscope::trace::Time at);

  private:
    void fill(const world::History& history, const world::LineHistory& told, trace::Time now);

    QString summary_;
    QListWidget* list_ = nullptr;
};

// The file of the trace that is this path; none where no event has it.
trace::FileId fileOf(const trace::Log& log, const QString& path);

} // namespace forkscope::gui
