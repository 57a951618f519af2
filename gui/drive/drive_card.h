// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One held thread in the panel: who it is, what it would do next, whether it could, and a button that lets it
// do that. Always of one height, so that nothing moves under the mouse while steps are taken.
#include "gui/drive/drive_picture.h"

#include <QWidget>

class QPushButton;

namespace forkscope::gui {

class StepButton;

class DriveCard : public QWidget {
    Q_OBJECT
  public:
    explicit DriveCard(QWidget* parent);

    void show(const DriveRow& row);
    const DriveRow& row() const { return row_; }
    void setChosen(bool chosen);
    // While somebody goes on nothing can be ordered.
    void setOrdersTaken(bool taken);
    QPushButton* stepButton() const;
    QPushButton* moreButton() const { return more_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, sizeHint().height()}; }

  signals:
    void stepClicked();
    void chosen();
    void menuRequested(const QPoint& place); // of the screen

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void paintHead(QPainter& painter) const;
    void paintNext(QPainter& painter) const;
    void paintVerdict(QPainter& painter) const;
    void refreshButton();

    DriveRow row_;
    bool chosen_ = false, taken_ = true;
    StepButton* step_ = nullptr;
    QPushButton* more_ = nullptr;
};

} // namespace forkscope::gui
