// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a word means, in a small card beside it: while the pointer is on the word, or after Return on it until
// Esc or a click elsewhere.
#include "gui/lesson/lesson_extras.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace forkscope::gui {

class GlossaryCard : public QWidget {
    Q_OBJECT
  public:
    explicit GlossaryCard(QWidget* window);

    // `word` on the screen; `stays`: opened by the learner, with the focus in it.
    void showFor(const GlossaryWord& word, const QRect& place, bool stays);
    void hideSoon(); // unless the pointer goes into the card
    const QString& term() const { return term_; }

  signals:
    void lessonRequested(const QString& lessonId);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    QString term_, lesson_;
    QTimer hide_;
    QLabel *name_ = nullptr, *says_ = nullptr;
    QPushButton* open_ = nullptr;
};

} // namespace forkscope::gui
