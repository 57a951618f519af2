// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A row that is pressed as a whole: by a click, Return or Space. What it does then, and what it looks like,
// is its own; that it can be reached and shows it is here.
#include <QWidget>

namespace forkscope::gui {

class PressRow : public QWidget {
    Q_OBJECT
  public:
    explicit PressRow(QWidget* parent);

  protected:
    virtual void press() = 0;
    // Only what lies above is pressed by a click; all of it by default.
    virtual int pressedHeight() const { return height(); }
    // A row that cannot be pressed now has no pointing hand; it keeps the keys, so that it can be read.
    void setPressable(bool can);
    bool isPressable() const { return isPressable_; }

    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    bool isPressable_ = true;
};

// Right: a disc with a tick; wrong: a square with a cross.
void paintVerdict(QPainter& painter, const QRectF& where, bool right);

} // namespace forkscope::gui
