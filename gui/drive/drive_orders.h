// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The ways to let the chosen thread go on, as buttons under the list; the same and a few more as a menu.
#include "engine/drive/controller.h"
#include "gui/drive/drive_picture.h"

#include <QWidget>

#include <functional>

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
    void setRow(const DriveRow* row, bool taken);
    QPushButton* button(Goal goal) const; // Step, Line, UntilBlocked or UntilEnd

    static drive::Order orderOf(const DriveRow& row, Goal goal);
    // Each entry calls `give`. The caller owns the menu.
    static QMenu* makeMenu(const DriveRow& row, const CursorPlace& cursor,
                           const std::function<void(const drive::Order&)>& give, QWidget* parent);

  signals:
    void goalChosen(forkscope::drive::Order::Goal goal);

  private:
    QLabel* who_ = nullptr;
    QPushButton* buttons_[4] = {};
};

} // namespace forkscope::gui
