// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stage in its panel. Before the first run a sentence stands where the cards will be.
#include "gui/widgets/panel.h"

class QLabel;
class QStackedWidget;

namespace forkscope::gui {

class StageView;

class StagePanel : public Panel {
    Q_OBJECT
  public:
    explicit StagePanel(QWidget* parent = nullptr);

    StageView* view() const { return view_; }
    void setEmpty(bool empty);
    void setEmptySentence(const QString& sentence);

  private:
    QStackedWidget* stack_ = nullptr;
    StageView* view_ = nullptr;
    QLabel* hint_ = nullptr;
};

} // namespace forkscope::gui
