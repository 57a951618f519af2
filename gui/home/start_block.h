// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first thing on the home page: the lesson to begin with, or the one that was open last.
#include "engine/lesson/lesson.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace forkscope::gui {

class StartBlock : public QWidget {
    Q_OBJECT
  public:
    explicit StartBlock(QWidget* parent = nullptr);

    void setLesson(const lesson::Lesson& lesson, bool wasOpen);
    void setNoLessons(const QString& why);
    QPushButton* button() const { return open_; }

  signals:
    void openRequested();

  private:
    QLabel* caption_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* gist_ = nullptr;
    QLabel* programs_ = nullptr;
    QPushButton* open_ = nullptr;
};

} // namespace forkscope::gui
