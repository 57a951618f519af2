// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lesson/theme_svg.h"

#include "gui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace forkscope::gui {

// Each role once; a colour that stands for several roles counts as the first of them.
static QList<QPair<QByteArray, QByteArray>> counterparts() {
    const Colors &from = lightColors(), &to = colors();
    QList<QPair<QByteArray, QByteArray>> pairs;
    const auto add = [&pairs](const QColor& light, const QColor& now) {
        const QByteArray key = light.name().toLatin1();
        for (const auto& pair : pairs)
            if (pair.first == key)
                return;
        pairs.append({key, now.name().toLatin1()});
    };
    for (QColor Colors::*role : {&Colors::text, &Colors::panel, &Colors::dim, &Colors::faint, &Colors::line,
                                 &Colors::raised, &Colors::window, &Colors::accent, &Colors::accentTint})
        add(from.*role, to.*role);
    for (StateColor Colors::*state :
         {&Colors::running, &Colors::ready, &Colors::waitsLock, &Colors::waitsQueue, &Colors::sleeping,
          &Colors::ended, &Colors::held}) {
        add((from.*state).fill, (to.*state).fill);
        add((from.*state).text, (to.*state).text);
        add((from.*state).onFill, (to.*state).onFill);
    }
    return pairs;
}

QByteArray inThemeColors(QByteArray svg) {
    const QByteArray text = colors().text.name().toLatin1();
    if (!colors().dark)
        return svg.replace("currentColor", text);
    // In two steps, by a sign that no SVG holds: else a colour put in could be exchanged again.
    const auto pairs = counterparts();
    const QByteArray lower = svg.toLower();
    for (qsizetype at = lower.indexOf('#'); at >= 0; at = lower.indexOf('#', at + 1))
        svg.replace(at, 7, lower.mid(at, 7));
    for (int i = 0; i < pairs.size(); ++i)
        svg.replace(pairs[i].first, "\x01" + QByteArray::number(100000 + i));
    for (int i = 0; i < pairs.size(); ++i)
        svg.replace("\x01" + QByteArray::number(100000 + i), pairs[i].second);
    return svg.replace("currentColor", text);
}

static QImage svgPicture(const QString& path, int width, double ratio) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(inThemeColors(file.readAll()));
    if (!renderer.isValid())
        return {};
    QSizeF size = renderer.defaultSize();
    if (size.width() > width)
        size *= width / size.width();
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

QImage themePicture(const QString& path, int width, double ratio) {
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return svgPicture(path, width, ratio);
    QImage image(path);
    if (image.width() > width * ratio)
        image = image.scaledToWidth(int(width * ratio), Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    return image;
}

} // namespace forkscope::gui
