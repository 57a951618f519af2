// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The outcomes as lying bars, most frequent on top. Up and Down choose one; a click or Enter opens a run of
// it, Left and Right the run before and the next one of it.
#include <QListView>

namespace forkscope::gui {

class OutcomeModel;

class OutcomeList : public QListView {
    Q_OBJECT
  public:
    OutcomeList(OutcomeModel* model, QWidget* parent);

  signals:
    void outcomeChosen(int row);
    void stepRequested(int step); // -1 or 1

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace forkscope::gui
