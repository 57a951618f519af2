// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The course at a glance: all lessons by part, to be shown in the first hour, saved as a web page or as PDF.
// A lesson's name opens it; Escape goes home.
#include "engine/lesson/lesson_library.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace forkscope::gui {

class LessonView;

class CoursePage : public QWidget {
    Q_OBJECT
  public:
    explicit CoursePage(QWidget* parent = nullptr);

    void setLibrary(const lesson::LessonLibrary& library);
    void takeKeys();
    // A web page, or PDF where the name ends so. False: failed() has said why.
    bool saveTo(const QString& path);
    // At the right end of the header; the page owns it.
    void addButton(QPushButton* button);

    LessonView* text() const { return text_; }
    QPushButton* saveButton() const { return save_; }
    QSize minimumSizeHint() const override { return {700, 400}; }

  signals:
    void lessonRequested(const QString& lessonId);
    void homeRequested();
    void failed(const QString& sentence);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QWidget* makeHeader();
    void askWhere();

    lesson::LessonLibrary library_;
    QHBoxLayout* headerRow_ = nullptr;
    QVBoxLayout* column_ = nullptr; // keeps the text from getting too wide
    LessonView* text_ = nullptr;
    QPushButton* save_ = nullptr;
};

} // namespace forkscope::gui
