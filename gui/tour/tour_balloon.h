// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a tour says at one step, in a balloon with a tip: step and dots, one or two sentences, Skip and Next.
// Dark in both themes. Return is Next, Ctrl+Right is Skip, Esc leaves the tour; Tab stays inside at first.
#include "gui/tour/balloon_place.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace forkscope::gui {

struct TourPicture {
    int step = 0; // from 0
    int steps = 0;
    bool isWaiting = false; // for the step to happen
    QString says;           // Markdown's **bold** and `code`; of the step that has happened
    QString waitsFor;       // in words, while it waits
    bool operator==(const TourPicture&) const = default;
};

class TourBalloon : public QWidget {
    Q_OBJECT
  public:
    static constexpr int kWidth = 326;
    static constexpr int kTip = 10; // of the margin around the surface, in which the tip is

    explicit TourBalloon(QWidget* parent);

    void show(const TourPicture& picture);
    const TourPicture& picture() const { return picture_; }
    // The size of the surface, to be placed.
    QSize surfaceSize() const;
    // In the parent; `target` is where the tip points.
    void standAt(const BalloonPlace& place, const QRect& target);

    QPushButton* nextButton() const { return next_; }
    QPushButton* skipButton() const { return skip_; }
    QString text() const; // as shown, plain

  signals:
    void nextRequested();
    void skipRequested();
    void leaveRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void applyColors();
    void paintDots(QPainter& painter) const;
    QPolygonF tip() const;

    TourPicture picture_;
    BalloonSide side_ = BalloonSide::Free;
    int tipAt_ = 0; // along its side
    QLabel *step_ = nullptr, *says_ = nullptr, *waits_ = nullptr;
    QPushButton *skip_ = nullptr, *next_ = nullptr, *leave_ = nullptr;
};

} // namespace forkscope::gui
