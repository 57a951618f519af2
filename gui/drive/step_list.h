// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The order of a driven run so far: one step a row, the row of the shown moment marked. A row shows its
// moment; the buttons below go back to it, or take the order along as text.
#include "gui/drive/step_model.h"

#include <QWidget>

#include <optional>

class QListView;
class QPushButton;

namespace forkscope::gui {

class StepDelegate;

class StepList : public QWidget {
    Q_OBJECT
  public:
    explicit StepList(QWidget* parent = nullptr);

    // `isThere`: the run stands after the last of them, so that nothing leads back to that one.
    void show(std::vector<StepRow> rows, bool isThere = true);
    // The moment that the window shows; nothing: the present.
    void showMoment(std::optional<trace::Time> moment);
    // Empty: the run can be repeated. Else why it can't.
    void setNoWayBack(const QString& why);

    // The chosen row, which the buttons speak of; null: none.
    const StepRow* chosen() const;
    int current() const; // row of the shown moment; -1: none
    const StepModel& model() const { return *model_; }
    QListView* list() const { return list_; }
    QPushButton* backButton() const { return back_; }
    QPushButton* copyButton() const { return copy_; }
    QPushButton* saveButton() const { return save_; }
    QPushButton* editButton() const { return edit_; }

  signals:
    void stepChosen(const forkscope::gui::StepRow& row);
    void presentWanted();
    void backWanted(int upTo); // steps of the schedule that are to be taken again
    void copyWanted();
    void saveWanted();
    void editWanted();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    void choose(const QModelIndex& index);
    void openMenu(const QPoint& place);
    void markMoment();
    void showMarked();
    void refreshBack();
    bool canGoBackTo(const StepRow* row) const;

    StepModel* model_ = nullptr;
    StepDelegate* delegate_ = nullptr;
    QListView* list_ = nullptr;
    QPushButton *back_ = nullptr, *copy_ = nullptr, *save_ = nullptr, *edit_ = nullptr;
    std::optional<trace::Time> moment_;
    QString noWayBack_;
    bool isThere_ = true;
};

} // namespace forkscope::gui
