// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The steps of a run as text, to be changed and followed. What is no step is said with its line, and cannot
// be followed.
#include "engine/drive/schedule.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace forkscope::gui {

class ScheduleDialog : public QDialog {
    Q_OBJECT
  public:
    ScheduleDialog(const drive::Schedule& schedule, QWidget* parent);

    QPlainTextEdit* text() const { return text_; }
    QString told() const; // what is wrong with the text; else how many steps it has
    QPushButton* followButton() const { return follow_; }

  signals:
    // Accepted: a new run by these steps.
    void followRequested(const forkscope::drive::Schedule& schedule);

  private:
    void build();
    void read();

    drive::Schedule schedule_; // as it was read last
    QPlainTextEdit* text_ = nullptr;
    QLabel* told_ = nullptr;
    QPushButton* follow_ = nullptr;
};

} // namespace forkscope::gui
