// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The ways to let the chosen thread go on, as buttons under the list, and to its variables; the same ways as
// a menu.
#include "engine/drive/controller.h"
#include "gui/drive/drive_picture.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QMenu;
class QPushButton;

namespace forkscope::gui {

// Where the cursor of the editor is, for "run to this line".
struct CursorPlace {
    trace::FileId file; // 0: the file is not one of the run's
    int line = 0;       // 0: nowhere
};

class DriveOrders : public QWidget {
    Q_OBJECT
  public:
    using Goal = drive::Order::Goal;

    explicit DriveOrders(QWidget* parent);

    // Null: nobody is chosen. Not kept.
    void setRow(const DriveRow* row, bool taken, const CursorPlace& cursor);
    QPushButton* button(Goal goal) const;
    QPushButton* variablesButton() const { return variables_; }

    static drive::Order orderOf(const DriveRow& row, Goal goal);
    // Appended to the menu; each entry calls `give`.
    static void fillMenu(QMenu* menu, const DriveRow& row, const CursorPlace& cursor,
                         const std::function<void(const drive::Order&)>& give);
    // The caller owns the menu.
    static QMenu* makeMenu(const DriveRow& row, const CursorPlace& cursor,
                           const std::function<void(const drive::Order&)>& give, QWidget* parent);

  signals:
    void goalChosen(forkscope::drive::Order::Goal goal); // of those that need no more than the actor
    void orderChosen(const forkscope::drive::Order& order);
    void variablesWanted();

  private:
    void showToLine(bool can, const CursorPlace& cursor);
    void showHandOver(bool can);
    void handOver();

    std::optional<DriveRow> row_;
    CursorPlace cursor_;
    QLabel* who_ = nullptr;
    QPushButton* variables_ = nullptr;
    QPushButton* buttons_[6] = {};
};

} // namespace forkscope::gui
