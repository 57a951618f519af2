// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Dims all of its parent but what a tour speaks of, which gets a ring. Lets every click through.
#include <QList>
#include <QRect>
#include <QWidget>

namespace forkscope::gui {

struct LitPlace {
    QRect rect;
    double radius = 10, ring = 2; // px
    double tilt = 0;              // degrees, around its middle
    bool operator==(const LitPlace&) const = default;
};

class TourScrim : public QWidget {
    Q_OBJECT
  public:
    explicit TourScrim(QWidget* parent);

    // In the parent's coordinates.
    void light(const QList<LitPlace>& places);
    const QList<LitPlace>& places() const { return places_; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QList<LitPlace> places_;
};

} // namespace forkscope::gui
