// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/overview.h"

#include "gui/timeline/timeline_view.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using timeline::Place;
using timeline::PlaceRange;
using world::LaneState;

// From the ground up: what gets on stands lowest, what sleeps highest.
static constexpr std::array kStack{LaneState::Running,    LaneState::Ready,        LaneState::WaitsLock,
                                   LaneState::WaitsQueue, LaneState::WaitsProcess, LaneState::Stopped,
                                   LaneState::Zombie,     LaneState::Sleeping};

static constexpr int kPause = 250; // ms between two pictures while a run goes on

TimelineOverview::TimelineOverview(TimelineView* view, QWidget* parent) : QWidget(parent), view_(view) {
    setFixedHeight(kHeight);
    setMouseTracking(true);
    setAccessibleName(tr("Overview of the whole run"));
    setToolTip(
        tr("The whole run: how many processes ran, waited or slept. Drag the window to move along, its "
           "edges to look closer; a double click shows everything."));
    timer_.setSingleShot(true);
    timer_.setInterval(kPause);
    connect(&timer_, &QTimer::timeout, this, [this] {
        fresh_ = false;
        update();
    });
    connect(view, &TimelineView::contentChanged, this, &TimelineOverview::stale);
    connect(view, &TimelineView::lookChanged, this, [this] {
        fresh_ = false;
        update();
    });
    connect(view->zoom(), &TimelineZoom::visibleChanged, this, [this] { update(); });
    connect(view->zoom(), &TimelineZoom::playheadChanged, this, [this] { update(); });
}

void TimelineOverview::stale() {
    update();
    if (!timer_.isActive())
        timer_.start();
}

// -- places

QRect TimelineOverview::area() const {
    const QRect plot = view_->plotRect();
    return {plot.left(), 4, plot.width(), height() - 9};
}

double TimelineOverview::x(Place place) const {
    return area().left() + timeline::xAt(place, view_->zoom()->whole(), area().width());
}

Place TimelineOverview::placeAt(double x) const {
    return timeline::timeAt(x - area().left(), view_->zoom()->whole(), area().width());
}

QRectF TimelineOverview::windowRect() const {
    const PlaceRange visible = view_->zoom()->visible();
    const double from = std::clamp<double>(x(visible.begin), area().left(), area().right() - 3);
    const double to = std::clamp<double>(x(visible.end), from + 4, area().right() + 1);
    return {from, 1, to - from, double(height() - 3)};
}

TimelineOverview::Drag TimelineOverview::dragAt(QPointF point) const {
    constexpr double kEdge = 5;
    const QRectF window = windowRect();
    if (std::abs(point.x() - window.left()) <= kEdge)
        return Drag::Begin;
    if (std::abs(point.x() - window.right()) <= kEdge)
        return Drag::End;
    return Drag::Move;
}

// -- painting

void TimelineOverview::makePicture() {
    QElapsedTimer cost;
    cost.start();
    const QRect room = area();
    const double ratio = devicePixelRatioF();
    const int columns = std::max(1, int(room.width() * ratio) / 2),
              rows = std::max(1, int(room.height() * ratio));
    const PlaceRange whole = view_->zoom()->whole();
    std::vector<timeline::Time> edges(std::size_t(columns) + 1);
    for (std::size_t i = 0; i < edges.size(); ++i)
        edges[i] = view_->axis().time(whole.begin + Place(double(whole.span()) * double(i) / columns));
    const std::vector<std::size_t> lanes = view_->processLanes();
    const timeline::Activity activity = timeline::activityOf(view_->source(), lanes, edges);

    const TimelineColors& colors = view_->colors();
    picture_ = QImage(columns, rows, QImage::Format_RGB32);
    picture_.fill(colors.panel);
    const double each = rows / std::max(activity.most, 1.0);
    for (int column = 0; column < columns; ++column) {
        double level = 0;
        for (const LaneState state : kStack) {
            const double next = level + activity.columns[std::size_t(column)][std::size_t(state)] * each;
            const QRgb color = colors.state[std::size_t(state)].rgb();
            for (int y = int(std::lround(level)); y < int(std::lround(next)) && y < rows; ++y)
                reinterpret_cast<QRgb*>(picture_.scanLine(rows - 1 - y))[column] = color;
            level = next;
        }
    }
    fresh_ = true;
    // However long the run, it takes no more than a few hundredths of a core while it goes on.
    constexpr int kShare = 25;
    timer_.setInterval(std::max(kPause, int(cost.elapsed()) * kShare));
}

void TimelineOverview::paintEvent(QPaintEvent*) {
    if (!fresh_)
        makePicture();
    const TimelineColors& colors = view_->colors();
    const QRect room = area();
    QPainter painter(this);
    painter.fillRect(rect(), colors.panel);
    painter.drawImage(room, picture_);
    painter.setFont(view_->axisFont());
    painter.setPen(colors.dim);
    painter.drawText(QRect(timeline::Geometry::kLeft + 4, 0, room.left() - 24, height() - 1),
                     Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(tr("Whole run"), Qt::ElideRight, room.left() - 24));

    const QRectF window = windowRect();
    QColor veil = colors.panel;
    veil.setAlpha(170);
    painter.fillRect(QRectF(room.left(), 0, window.left() - room.left(), height()), veil);
    painter.fillRect(QRectF(window.right(), 0, room.right() + 1 - window.right(), height()), veil);
    const double at = std::round(x(view_->axis().place(view_->playhead())));
    if (at >= room.left() && at <= room.right() + 1)
        painter.fillRect(QRectF(at - 1, 0, 2, height() - 1), colors.accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(view_->zoom()->fitted() ? colors.line : colors.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(window.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(0, height() - 1, width(), 1, colors.line);
}

void TimelineOverview::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fresh_ = false;
}

// -- mouse

void TimelineOverview::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    TimelineZoom* zoom = view_->zoom();
    const QPointF point = event->position();
    drag_ = dragAt(point);
    if (drag_ == Drag::Move && !windowRect().contains(QPointF(point.x(), height() / 2.0)))
        zoom->pan(placeAt(point.x()) - (zoom->visible().begin + zoom->visible().span() / 2));
    pressedAt_ = point.x();
    pressed_ = zoom->visible();
}

void TimelineOverview::mouseMoveEvent(QMouseEvent* event) {
    const QPointF point = event->position();
    if (drag_ == Drag::None) {
        setCursor(dragAt(point) == Drag::Move ? Qt::OpenHandCursor : Qt::SizeHorCursor);
        return;
    }
    TimelineZoom* zoom = view_->zoom();
    const Place by = placeAt(point.x()) - placeAt(pressedAt_), least = view_->axis().leastSpan();
    PlaceRange wanted = pressed_;
    if (drag_ == Drag::Move)
        wanted = timeline::panned(pressed_, by, zoom->limits());
    else if (drag_ == Drag::Begin)
        wanted.begin = std::clamp<Place>(pressed_.begin + by, 0, std::max<Place>(pressed_.end - least, 0));
    else
        wanted.end = std::max(pressed_.end + by, pressed_.begin + least);
    if (wanted != zoom->visible())
        zoom->setVisible(wanted);
}

void TimelineOverview::mouseReleaseEvent(QMouseEvent*) {
    drag_ = Drag::None;
}

void TimelineOverview::mouseDoubleClickEvent(QMouseEvent*) {
    drag_ = Drag::None;
    view_->zoom()->fit();
}

void TimelineOverview::wheelEvent(QWheelEvent* event) {
    constexpr double kNotch = 120, kNotchZoom = 1.25;
    view_->zoom()->zoomAt(placeAt(event->position().x()),
                          std::pow(kNotchZoom, -event->angleDelta().y() / kNotch));
    event->accept();
}

} // namespace forkscope::gui
