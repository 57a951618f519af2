// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/pips.h"

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

void paintRing(QPainter& painter, QPointF middle, Pip done) {
    const QRectF disc(middle - QPointF(8.5, 8.5), QSizeF(17, 17));
    if (done == Pip::Done) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().running.fill);
        painter.drawEllipse(disc);
        return paintIcon(painter, QStringLiteral("tick"), disc.adjusted(2.5, 2.5, -2.5, -2.5),
                         colors().running.onFill);
    }
    painter.setPen(QPen(colors().accent, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(disc);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().accent);
    painter.drawPie(disc.adjusted(3, 3, -3, -3), 90 * 16, -150 * 16);
}

void paintPips(QPainter& painter, double left, double middle, const QList<Pip>& pips, bool round) {
    constexpr double kSize = 7;
    for (int i = 0; i < pips.size(); ++i) {
        const QRectF where(left + i * kPipStep, middle - kSize / 2, kSize, kSize);
        const QColor color = pips[i] == Pip::Done    ? colors().running.fill
                             : pips[i] == Pip::Begun ? colors().accent
                                                     : colors().faint;
        const auto draw = [&] {
            round ? painter.drawEllipse(where) : painter.drawRoundedRect(where, 1.6, 1.6);
        };
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(pips[i] == Pip::Done ? QBrush(color) : QBrush(Qt::NoBrush));
        draw();
        if (pips[i] != Pip::Begun)
            continue;
        painter.save();
        painter.setClipRect(round ? where.adjusted(0, -1, -kSize / 2, 1)
                                  : where.adjusted(-1, kSize / 2, 1, 1),
                            Qt::IntersectClip);
        painter.setBrush(color);
        draw();
        painter.restore();
    }
}

} // namespace forkscope::gui
