// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tour/tour_scrim.h"

#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QTransform>

namespace forkscope::gui {

static constexpr double kDim = 0.55;

TourScrim::TourScrim(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void TourScrim::light(const QList<LitPlace>& places) {
    if (geometry() != parentWidget()->rect())
        setGeometry(parentWidget()->rect());
    if (places == places_)
        return;
    places_ = places;
    update();
}

// `in`: how far inside the edge.
static QPainterPath outline(const LitPlace& place, double in) {
    const QPointF middle = QRectF(place.rect).center();
    QPainterPath path;
    path.addRoundedRect(QRectF(place.rect).adjusted(in, in, -in, -in), place.radius, place.radius);
    return QTransform()
        .translate(middle.x(), middle.y())
        .rotate(place.tilt)
        .translate(-middle.x(), -middle.y())
        .map(path);
}

void TourScrim::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath all, lit;
    all.addRect(rect());
    for (const LitPlace& place : places_)
        lit = lit.united(outline(place, 0));
    QColor veil = colors().window;
    veil.setAlphaF(float(kDim));
    painter.fillPath(all.subtracted(lit), veil);
    painter.setBrush(Qt::NoBrush);
    for (const LitPlace& place : places_) {
        painter.setPen(QPen(colors().accent, place.ring));
        painter.drawPath(outline(place, place.ring / 2));
    }
}

} // namespace forkscope::gui
