// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A deadlock: a box with a red edge and a warning sign, its name as heading, who waits for whom below.
#include <QWidget>

class QLabel;

namespace forkscope::gui {

class DeadlockBox : public QWidget {
    Q_OBJECT
  public:
    explicit DeadlockBox(QWidget* parent);

    void say(const QString& name, const QString& richText);
    QLabel* heading() const { return heading_; }
    QLabel* body() const { return body_; }
    void applyTheme();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QLabel* heading_ = nullptr;
    QLabel* body_ = nullptr;
};

} // namespace forkscope::gui
