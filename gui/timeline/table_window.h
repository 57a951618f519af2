// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline's table in a window of its own: what is visible, row by row. Choosing a row moves the playhead
// to its beginning and asks for its line. Follows the view; belongs to it.
#include <QDialog>

class QTableView;

namespace forkscope::gui {

class TimelineView;

class TimelineTableWindow : public QDialog {
    Q_OBJECT
  public:
    explicit TimelineTableWindow(TimelineView* view);
    QTableView* table() const { return table_; }

  signals:
    void chosen(int row);

  private:
    QTableView* table_ = nullptr;
};

} // namespace forkscope::gui
