// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The runs of a check, one small square each: a failed one with a cross, the one shown with a ring; beside
// them, where there is room, how many failed. Click, or Left and Right, to show another.
#include <QList>
#include <QString>
#include <QWidget>

namespace forkscope::gui {

struct RunSquare {
    bool isFailed = false;
    bool canBeShown = false; // it was kept
    QString toolTip;
};

class RunSquares : public QWidget {
    Q_OBJECT
  public:
    explicit RunSquares(QWidget* parent = nullptr);

    void setRuns(const QList<RunSquare>& runs);
    const QList<RunSquare>& runs() const { return runs_; }
    void setShown(int index); // -1: none
    int shown() const { return shown_; }
    QRect squareRect(int index) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QString words() const; // "7 of 20 runs failed"

  signals:
    void chosen(int index);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    int at(QPoint point) const; // -1: none
    int step() const;

    QList<RunSquare> runs_;
    int shown_ = -1;
};

} // namespace forkscope::gui
