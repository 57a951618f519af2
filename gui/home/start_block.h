// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first thing on the home page: the lesson to begin with, the one that was open last, or after that the
// next one.
#include "engine/lesson/lesson.h"
#include "gui/home/path_progress.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace forkscope::gui {

class StartBlock : public QWidget {
    Q_OBJECT
  public:
    explicit StartBlock(QWidget* parent = nullptr);

    enum class Why {
        First,
        WasOpen,
        IsNext
    }; // it is the first one, was open last, comes after one that is done
    // `stopped`: a tour or an exercise to go on with; none: the lesson itself.
    void setLesson(const lesson::Lesson& lesson, Why why, const LessonPlace& stopped = {});
    // One line for an exercise that was tried and not passed.
    void setUnfinished(const LessonPlace& place, const QString& title, const QString& state);
    void setNoLessons(const QString& why);
    QPushButton* button() const { return open_; }
    QPushButton* lessonButton() const { return lesson_; }
    QPushButton* unfinishedButton() const { return unfinished_; }

  signals:
    void openRequested(); // the lesson
    void placeRequested(const forkscope::gui::LessonPlace& place);

  private:
    QLabel* caption_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* gist_ = nullptr;
    QLabel* programs_ = nullptr;
    QPushButton* open_ = nullptr;
    QPushButton* lesson_ = nullptr;     // beside a place in it
    QPushButton* unfinished_ = nullptr; // with its state in the line below
    QLabel* unfinishedState_ = nullptr;
    LessonPlace stopped_, unfinishedPlace_;
};

} // namespace forkscope::gui
