// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/lane_names.h"

#include "gui/timeline/words.h"

#include <QFontMetricsF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

using world::LaneKind;
using world::LaneShape;

static constexpr int kIdWidth = 22; // column of "P1"
static constexpr int kNameGap = 6;
static constexpr int kIndent = 12, kDeepest = 4; // of each generation; further ones stand below each other
static constexpr int kChevronRoom = 13;          // before a name
static constexpr int kGutterMin = 102, kGutterMax = 216;

static double nameLeft(int depth) {
    return Geometry::kLeft + 4 + kIndent * std::min(depth, kDeepest);
}

static QString foldedText(const LaneRow& row) {
    return row.folded == 0 ? QString() : QStringLiteral("+%1").arg(row.folded);
}

int gutterWidth(const LaneSource& source, const LaneLayout& layout, const Fonts& fonts) {
    const QFontMetricsF id(fonts.id), name(fonts.name), side(fonts.legend);
    double widest = 0;
    for (const LaneRow& row : layout.rows()) {
        const LaneTitle title = source.title(row.lane);
        const double words = row.kind == LaneKind::Process
                                 ? kIdWidth + kNameGap + name.horizontalAdvance(title.name)
                                 : id.horizontalAdvance(title.name) + kNameGap +
                                       side.horizontalAdvance(sideText(source, row.lane));
        const double folded = row.folded == 0 ? 0 : kNameGap + side.horizontalAdvance(foldedText(row)) + 10;
        widest = std::max(widest, nameLeft(row.depth) + words + folded);
    }
    return std::clamp(int(std::ceil(widest)) + 12, kGutterMin, kGutterMax);
}

int heldGutterWidth(int width) {
    return std::clamp(width * 36 / 100, kGutterMax, 290);
}

QRect buttonRect(const Geometry& geometry, const LaneRow& row) {
    const QRect plot = geometry.plot();
    const int top = geometry.y(row.top) + (row.height - kButtonHeight) / 2;
    if (top < plot.top() || top + kButtonHeight > plot.bottom())
        return {};
    return {geometry.gutter - 8 - kButtonWidth, top, kButtonWidth, kButtonHeight};
}

// Points down where what is below is shown, to the right where it is folded.
static void paintChevron(QPainter& painter, QPointF c, bool folded, const QColor& color) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPolygonF down({c + QPointF(-3.5, -1.8), c + QPointF(0, 1.8), c + QPointF(3.5, -1.8)});
    const QPolygonF right({c + QPointF(-1.8, -3.5), c + QPointF(1.8, 0), c + QPointF(-1.8, 3.5)});
    painter.drawPolyline(folded ? right : down);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

static double centreOf(const Geometry& geometry, const LaneRow& row) {
    return geometry.y(row.top) + row.height / 2.0;
}

QRectF foldRect(const Geometry& geometry, const LaneRow& row) {
    if (!row.foldable)
        return {};
    const double reach = 9;
    return {nameLeft(row.depth) - kChevronRoom - 2, centreOf(geometry, row) - reach, kChevronRoom + 2,
            2 * reach};
}

// "+3": what is folded into this lane.
static void paintFolded(QPainter& painter, const Frame& frame, const LaneRow& row, double right,
                        TextCache& texts) {
    const QString text = foldedText(row);
    const double width = texts.width(text, frame.fonts.legend) + 10, centre = centreOf(frame.geometry, row);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(frame.colors.raised);
    painter.drawRoundedRect(QRectF(right - width, centre - 8, width, 16), 8, 8);
    painter.setRenderHint(QPainter::Antialiasing, false);
    texts.draw(painter, text, frame.fonts.legend, frame.colors.dim, right - width + 5, centre);
}

// "next: acquire mutex · held by P1": what is known of it alone, or below its name. Not kept as a picture,
// since it changes with each step.
static void paintHold(QPainter& painter, const Frame& frame, const LaneHold& hold, const QRectF& where,
                      bool brief) {
    const QString& next = brief ? hold.brief : hold.next;
    const QString text = hold.able.isEmpty() ? next : next + QStringLiteral(" · ") + hold.able;
    painter.setFont(frame.fonts.legend);
    painter.setPen(frame.colors.text);
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(frame.fonts.legend).elidedText(text, Qt::ElideRight, where.width()));
}

static void paintLaneName(QPainter& painter, const Frame& frame, const LaneRow& row, TextCache& texts) {
    const Fonts& fonts = frame.fonts;
    const LaneTitle title = frame.source.title(row.lane);
    double centre = centreOf(frame.geometry, row);
    double right = frame.geometry.gutter - 8, x = nameLeft(row.depth);
    const LaneHold* hold = frame.holds ? holdOf(frame.source, *frame.holds, row.lane) : nullptr;
    if (hold && hold->hasButton)
        right -= kButtonWidth + kButtonGap;
    if (row.foldable)
        paintChevron(painter, {x - kChevronRoom / 2.0 - 1, centre}, row.folded > 0, frame.colors.dim);
    if (row.folded > 0) {
        paintFolded(painter, frame, row, right, texts);
        right -= texts.width(foldedText(row), fonts.legend) + 10 + kNameGap;
    }
    if (hold && row.height >= kTwoLines) {
        paintHold(painter, frame, *hold, {x, centre, right - x, 15}, false);
        centre -= 8;
    } else if (hold) {
        const QString& id = title.id.isEmpty() ? title.name : title.id;
        texts.draw(painter, id, fonts.id, frame.colors.text, x, centre);
        x += std::max<double>(kIdWidth, texts.width(id, fonts.id)) + kNameGap;
        return paintHold(painter, frame, *hold, {x, centre - 8, right - x, 16}, true);
    }
    if (row.kind == LaneKind::Process && !title.id.isEmpty()) {
        texts.draw(painter, title.id, fonts.id, frame.colors.text, x, centre);
        x += std::max<double>(kIdWidth, texts.width(title.id, fonts.id)) + kNameGap;
        texts.draw(painter, texts.elided(title.name, fonts.name, right - x), fonts.name, frame.colors.dim, x,
                   centre);
        return;
    }
    const bool actor = shapeOf(row.kind) == LaneShape::Actor;
    const QFont& font = row.kind == LaneKind::Thread ? fonts.legend : actor ? fonts.name : fonts.id;
    const QString name = texts.elided(title.name, font, right - x);
    texts.draw(painter, name, font, actor ? frame.colors.dim : frame.colors.text, x, centre);
    x += texts.width(name, font) + kNameGap;
    const QString side = sideText(frame.source, row.lane);
    if (texts.width(side, fonts.legend) <= right - x)
        texts.draw(painter, side, fonts.legend, frame.colors.dim, x, centre);
}

// A thread hangs from its process by a thin line.
static void paintBranch(QPainter& painter, const Frame& frame, const LaneRow& above, const LaneRow& row) {
    const double x = std::round(nameLeft(row.depth) - kIndent + 3),
                 y = std::round(centreOf(frame.geometry, row));
    const double from = above.kind == LaneKind::Thread && above.depth == row.depth
                            ? centreOf(frame.geometry, above)
                            : centreOf(frame.geometry, above) + 9;
    painter.fillRect(QRectF(x, std::round(from), 1, y - std::round(from)), frame.colors.line);
    painter.fillRect(QRectF(x, y, kIndent - 6, 1), frame.colors.line);
}

void paintLaneNames(QPainter& painter, const Frame& frame, TextCache& texts) {
    const QRect plot = frame.geometry.plot();
    painter.save();
    painter.setClipRect(0, plot.top(), frame.geometry.gutter, plot.height());
    const auto& rows = frame.layout.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LaneRow& row = rows[i];
        if (frame.geometry.y(row.bottom()) <= plot.top() || frame.geometry.y(row.top) >= plot.bottom())
            continue;
        if (row.kind == LaneKind::Thread && i > 0)
            paintBranch(painter, frame, rows[i - 1], row);
        paintLaneName(painter, frame, row, texts);
    }
    painter.restore();
}

void paintHeaders(QPainter& painter, const Frame& frame, TextCache& texts) {
    const Geometry& g = frame.geometry;
    const QRect plot = g.plot();
    painter.save();
    painter.setClipRect(0, plot.top(), g.size.width(), plot.height());
    for (const HeaderRow& header : frame.layout.headers()) {
        const double top = g.y(header.top), centre = top + kHeaderHeight / 2.0 + 1;
        if (top + kHeaderHeight <= plot.top() || top >= plot.bottom())
            continue;
        if (header.top > 0)
            painter.fillRect(QRectF(0, top, g.size.width(), 1), frame.colors.line);
        const double x = nameLeft(0);
        paintChevron(painter, {x - kChevronRoom / 2.0 - 1, centre}, header.folded, frame.colors.dim);
        const QString title = groupTitle(header.group), count = QString::number(header.lanes);
        texts.draw(painter, title, frame.fonts.header, frame.colors.dim, x, centre);
        texts.draw(painter, count, frame.fonts.legend, frame.colors.dim,
                   x + texts.width(title, frame.fonts.header) + kNameGap, centre);
    }
    painter.restore();
}

} // namespace forkscope::gui::timeline
