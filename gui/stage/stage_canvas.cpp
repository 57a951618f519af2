// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_canvas.h"

#include "gui/theme/theme.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

// What a part costs before its first pixel is drawn, in pixels.
static constexpr qint64 kOnePart = 16'000;
static constexpr int kMostParts = 64;

bool StageCanvas::fits(const QWidget& widget) {
    const double ratio = widget.devicePixelRatioF();
    const QSize size(int(std::ceil(widget.width() * ratio)), int(std::ceil(widget.height() * ratio)));
    if (frame_.size() != size || frame_.devicePixelRatio() != ratio) {
        frame_ = QImage(size, QImage::Format_RGB32);
        frame_.setDevicePixelRatio(ratio);
        ground_ = {};
    }
    return !frame_.isNull();
}

const QPixmap& StageCanvas::ground(const QTransform& view, const PaintGround& paint) {
    if (ground_.isNull() || groundView_ != view) {
        groundView_ = view;
        ground_ = QPixmap(frame_.size());
        ground_.setDevicePixelRatio(frame_.devicePixelRatio());
        QPainter painter(&ground_);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setTransform(view);
        const QRectF whole(QPointF(), QSizeF(frame_.size()) / frame_.devicePixelRatio());
        paint(painter, view.inverted().mapRect(whole));
    }
    return ground_;
}

void StageCanvas::copyTo(QPainter& painter, const QRegion& where) const {
    const double ratio = frame_.devicePixelRatio();
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    for (const QRect& part : where) {
        painter.setClipRect(part);
        painter.drawImage(
            QRectF(part), frame_,
            QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio));
    }
}

static qint64 areaOf(const QRect& rect) {
    return qint64(rect.width()) * rect.height();
}

// Two that cost less as one become one, until there are none.
std::vector<QRect> StageCanvas::partsOf(const QRegion& region) {
    if (region.rectCount() > kMostParts)
        return {region.boundingRect()};
    std::vector<QRect> parts(region.begin(), region.end());
    for (std::size_t i = 0; i < parts.size();) {
        const auto same = [&](const QRect& other) {
            return areaOf(parts[i] | other) <= areaOf(parts[i]) + areaOf(other) + kOnePart;
        };
        const auto found = std::find_if(parts.begin() + std::ptrdiff_t(i) + 1, parts.end(), same);
        if (found == parts.end()) {
            ++i;
            continue;
        }
        parts[i] |= *found;
        parts.erase(found);
        i = 0; // it may now go with one that was looked at before
    }
    return parts;
}

void paintStageGround(QPainter& painter, const QRectF& where) {
    painter.fillRect(where, colors().panel);
    constexpr double kStep = 24;
    painter.setPen(QPen(mixed(colors().panel, colors().line, 0.55), 1.4, Qt::SolidLine, Qt::RoundCap));
    QList<QPointF> points;
    for (double x = std::floor(where.left() / kStep) * kStep; x < where.right(); x += kStep)
        for (double y = std::floor(where.top() / kStep) * kStep; y < where.bottom(); y += kStep)
            points.append({x, y});
    painter.drawPoints(points.constData(), int(points.size()));
}

} // namespace forkscope::gui
