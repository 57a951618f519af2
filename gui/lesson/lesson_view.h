// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The text of a lesson, from its Markdown, in the theme's colours. Links to programs become signals, web
// links open in the browser, pictures are found beside the lesson.
#include "engine/lesson/lesson.h"

#include <QTextBrowser>

namespace forkscope::gui {

class LessonView : public QTextBrowser {
    Q_OBJECT
  public:
    explicit LessonView(QWidget* parent = nullptr);

    void showLesson(const lesson::Lesson& lesson);

  signals:
    void programRequested(const QString& name);

  private:
    void render();
    void follow(const QUrl& link);

    lesson::Lesson lesson_;
};

} // namespace forkscope::gui
