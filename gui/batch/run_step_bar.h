// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which run of an outcome is open, and buttons to the one before and the next.
#include <QWidget>

class QLabel;
class QPushButton;

namespace forkscope::gui {

class RunStepBar : public QWidget {
    Q_OBJECT
  public:
    explicit RunStepBar(QWidget* parent = nullptr);

    // `nth` of `count` with the same outcome, from 1.
    void show(int number, int nth, int count);
    // Only words.
    void show(const QString& words);
    QString text() const;
    QPushButton* nextButton() const { return next_; }
    QPushButton* previousButton() const { return previous_; }

  signals:
    void stepRequested(int step); // -1 or 1

  private:
    QLabel* text_ = nullptr;
    QPushButton *previous_ = nullptr, *next_ = nullptr;
};

} // namespace forkscope::gui
