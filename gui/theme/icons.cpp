// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme/icons.h"

#include "gui/theme/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <memory>

namespace forkscope::gui {
namespace {

QColor colorOf(IconTone tone) {
    const Colors& c = colors();
    switch (tone) {
    case IconTone::Text:
        return c.text;
    case IconTone::Dim:
        return c.dim;
    case IconTone::Accent:
        return c.accent;
    case IconTone::OnAccent:
        return c.onAccent;
    case IconTone::OnStop:
        return c.ended.onFill;
    case IconTone::Running:
        return c.running.text;
    }
    return c.text;
}

QSvgRenderer& rendererFor(const QString& name, const QColor& color) {
    static QHash<QString, std::shared_ptr<QSvgRenderer>> cache;
    const QString key = name + color.name();
    std::shared_ptr<QSvgRenderer>& renderer = cache[key];
    if (!renderer) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        svg.replace("#000", color.name().toLatin1());
        renderer = std::make_shared<QSvgRenderer>(svg);
    }
    return *renderer;
}

class StrokeIconEngine : public QIconEngine {
  public:
    StrokeIconEngine(QString name, IconTone tone) : name_(std::move(name)), tone_(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        paintIcon(*painter, name_, rect, mode == QIcon::Disabled ? colors().faint : colorOf(tone_));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap out(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return out;
    }
    QIconEngine* clone() const override { return new StrokeIconEngine(name_, tone_); }

  private:
    QString name_;
    IconTone tone_;
};

} // namespace

QIcon icon(const QString& name, IconTone tone) {
    return QIcon(new StrokeIconEngine(name, tone));
}

QIcon applicationIcon() {
    return QIcon(QStringLiteral(":/icons/forkscope.svg"));
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& where, const QColor& color) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    rendererFor(name, color).render(&painter, where);
    painter.restore();
}

} // namespace forkscope::gui
