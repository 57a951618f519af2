// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who is held and who goes next, in its panel, with what concerns all of it in the title bar: one step back,
// schedules as files, time-outs.
#include "gui/widgets/panel.h"

class QPushButton;

namespace forkscope::gui {

struct Actions;
class DriveView;

class DrivePanel : public Panel {
    Q_OBJECT
  public:
    DrivePanel(const Actions& actions, QWidget* parent);

    DriveView* view() const { return view_; }
    QPushButton* undoButton() const { return undo_; }

  private:
    DriveView* view_ = nullptr;
    QPushButton *undo_ = nullptr, *menu_ = nullptr;
};

} // namespace forkscope::gui
