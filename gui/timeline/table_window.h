// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline's table in a window of its own: what is visible, row by row. Choosing a row moves the playhead
// to its beginning and asks for its line. Follows the view; belongs to it.
#include <QDialog>

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace forkscope::gui {

class TimelineTableModel;
class TimelineView;

class TimelineTableWindow : public QDialog {
    Q_OBJECT
  public:
    explicit TimelineTableWindow(TimelineView* view);
    QTableView* table() const { return table_; }
    QLineEdit* search() const { return search_; }

  signals:
    void chosen(int row);

  private:
    void takeModel();

    TimelineTableModel* model_;
    QSortFilterProxyModel* sorted_;
    QLineEdit* search_;
    QTableView* table_;
};

} // namespace forkscope::gui
