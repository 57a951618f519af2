// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/card_face.h"

#include "gui/inspector/tone_paint.h"
#include "gui/stage/glyphs.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace forkscope::gui {

using world::ProcessRole;

CardFace::CardFace(const QSizeF& size, QGraphicsItem* parent) : QGraphicsItem(parent), size_(size) {
    setAcceptedMouseButtons(Qt::NoButton);
    setCacheMode(DeviceCoordinateCache);
}

void CardFace::setCard(const StageCard& card) {
    if (card == card_)
        return;
    card_ = card;
    update();
}

bool liesWhereItFell(const StageCard& card) {
    return card.killed && card.ended && !card.gone;
}

static QString markIcon(ProcessRole role) {
    switch (role) {
    case ProcessRole::Main:
        return QStringLiteral("crown");
    case ProcessRole::Daemon:
        return QStringLiteral("trident");
    case ProcessRole::Worker:
        return QStringLiteral("cog");
    case ProcessRole::Manager:
        return QStringLiteral("person");
    case ProcessRole::Helper:
    case ProcessRole::Foreign:
        return QStringLiteral("dots");
    case ProcessRole::Child:
        break;
    }
    return {};
}

static double crackWidth(const StageCard& card) {
    return card.killed ? 15 : 0;
}
double markWidth(const StageCard& card) {
    return (markIcon(card.role).isEmpty() ? 0 : 19) + crackWidth(card);
}

void CardFace::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    if (!card_.process.value)
        return; // nothing was there
    painter->setRenderHint(QPainter::Antialiasing);
    paintCard(*painter, card_, isFar(*painter));
}

void CardFace::paintCard(QPainter& painter, const StageCard& card, bool far) const {
    if (card.role == ProcessRole::Helper)
        return paintHelper(painter, card);
    paintFrame(painter, card);
    if (far)
        paintFar(painter, card);
    else if (!card.hold.next.isEmpty() && !card.ended)
        paintHold(painter, card);
    else
        paintWords(painter, card);
    paintMarks(painter, card);
}

// Small and quiet: it is not the learner's own.
void CardFace::paintHelper(QPainter& painter, const StageCard& card) const {
    const QRectF pill(0.8, 0.8, size_.width() - 1.6, 29);
    painter.setPen(QPen(colors().faint, 1.4));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(pill, 15, 15);
    paintIcon(painter, QStringLiteral("dots"), {14, 8, 14, 14}, colors().dim);
    paintText(painter, pill.adjusted(36, 0, -10, 0), uiFont(12), colors().dim,
              card.name.isEmpty() ? card.tag : card.name);
}

void CardFace::paintFrame(QPainter& painter, const StageCard& card) const {
    const QColor state = liesWhereItFell(card) ? colors().ended.fill : toneColor(card.tone).fill;
    const bool hollow = card.tone == Tone::Zombie || card.tone == Tone::New;
    QPen pen(state, 1.6);
    if (hollow)
        pen.setDashPattern({4, 3});
    if (card.role == ProcessRole::Main) {
        painter.setPen(QPen(mixed(colors().panel, state, 0.6), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(QPointF(), size_).adjusted(-3.5, -3.5, 3.5, 3.5), kCardRadius + 3,
                                kCardRadius + 3);
    }
    if (card.role == ProcessRole::Manager) {
        painter.setPen(pen);
        painter.setBrush(colors().raised);
        painter.drawRoundedRect(QRectF(12, -8, 44, 14), 4, 4);
    }
    painter.setPen(pen);
    painter.setBrush(hollow ? colors().panel : colors().raised);
    painter.drawRoundedRect(QRectF(QPointF(), size_).adjusted(0.8, 0.8, -0.8, -0.8), kCardRadius,
                            kCardRadius);
    if (hollow)
        return;
    painter.save();
    QPainterPath inside;
    inside.addRoundedRect(QRectF(QPointF(), size_).adjusted(1, 1, -1, -1), kCardRadius, kCardRadius);
    painter.setClipPath(inside, Qt::IntersectClip);
    paintStripe(painter, QRectF(1, 1, 7, size_.height() - 2), card.tone);
    painter.restore();
}

void CardFace::paintWords(QPainter& painter, const StageCard& card) const {
    const QColor color = liesWhereItFell(card) ? colors().ended.text : toneColor(card.tone).text;
    const double left = 17, width = size_.width() - left - 8;
    const double right = markWidth(card) + (card.queuePlace > 0 ? 20 : 0) + card.locks * 26;
    const QString name = card.name.isEmpty() ? card.tag : card.tag + QStringLiteral("  ") + card.name;
    paintText(painter, {left, 9, width - right, 17}, uiFont(13, QFont::DemiBold), colors().text, name);
    // Beside padlocks there may be room for the line alone.
    const double factsWidth = width - (card.locks > 0 ? right : 0);
    const bool fits = QFontMetricsF(uiFont(11)).horizontalAdvance(card.facts) <= factsWidth;
    paintText(painter, {left, 27, factsWidth, 16}, uiFont(11), colors().dim,
              fits ? card.facts : card.facts.section(QStringLiteral(" · "), -1));
    if (!card.symbol.isEmpty())
        paintIcon(painter, card.symbol, {left, 49, 12, 12}, color);
    paintText(painter, {left + 16, 46, width - 16 - (card.keys > 0 ? 16 : 0) - crackWidth(card), 17},
              uiFont(12, QFont::DemiBold), color, card.words);
}

// What it would do next stands in place of pid and state: its frame says that it is held.
void CardFace::paintHold(QPainter& painter, const StageCard& card) const {
    const StageHold& hold = card.hold;
    const double left = 17, width = size_.width() - left - 8;
    const double marks = markWidth(card) + (card.queuePlace > 0 ? 20 : 0) + card.locks * 26;
    const QString name = card.name.isEmpty() ? card.tag : card.tag + QStringLiteral("  ") + card.name;
    paintText(painter, {left, 4, width - marks, 17}, uiFont(13, QFont::DemiBold), colors().text, name);
    const double nextWidth = width - (card.locks > 0 ? marks : 0);
    const QString line = hold.line > 0 ? MomentModel::tr("line %1").arg(hold.line) : QString();
    const QFont small = uiFont(11);
    const QFontMetricsF metrics(small);
    const bool fits = !line.isEmpty() &&
                      metrics.horizontalAdvance(hold.next) + metrics.horizontalAdvance(line) + 8 <= nextWidth;
    paintText(painter, {left, 21, nextWidth, 16}, small, colors().text, hold.next);
    if (fits)
        paintText(painter, {left, 21, nextWidth, 16}, small, colors().dim, line,
                  Qt::AlignRight | Qt::AlignVCenter);
    const StateColor color = toneColor(hold.tone);
    const double right = hold.hasButton ? kCardButton.width() + 1 : crackWidth(card);
    paintIcon(painter, hold.symbol, {left, 40.5, 11, 11}, color.text);
    paintText(painter, {left + 13, 38, width - 13 - right, 16}, uiFont(11, QFont::DemiBold), color.text,
              hold.able);
    paintText(painter, {left, 52, width - right, 16}, small, colors().dim, hold.reason);
}

// From far away the symbol says what the state is: the words are the rest.
static QString farWords(const StageCard& card) {
    if (card.tone == Tone::Sleeping)
        return card.words.section(u' ', 0, 0);
    const QString words = card.words.section(u',', 0, 0);
    return words.contains(u':') ? words.section(QStringLiteral(": "), 1) : words;
}

void CardFace::paintFar(QPainter& painter, const StageCard& card) const {
    const bool holds = !card.hold.next.isEmpty() && !card.ended;
    const QColor color = holds                   ? toneColor(card.hold.tone).text
                         : liesWhereItFell(card) ? colors().ended.text
                                                 : toneColor(card.tone).text;
    paintText(painter, {18, 4, size_.width() - 24, 34}, uiFont(26, QFont::Bold), colors().text, card.tag);
    const QString symbol = holds ? card.hold.symbol : card.symbol;
    if (!symbol.isEmpty())
        paintIcon(painter, symbol, {18, 43, 20, 20}, color);
    paintText(painter, {44, 38, size_.width() - 50, 28}, uiFont(19, QFont::DemiBold), color,
              holds ? card.hold.next.section(QStringLiteral(": "), -1) : farWords(card));
}

void CardFace::paintMarks(QPainter& painter, const StageCard& card) const {
    if (const QString mark = markIcon(card.role); !mark.isEmpty())
        paintIcon(painter, mark, {size_.width() - 25 - crackWidth(card), 9, 15, 15}, colors().dim);
    if (card.killed) { // the crack
        painter.setPen(QPen(colors().ended.fill, 1.6));
        const double x = size_.width() - 14;
        painter.drawPolyline(QPolygonF{{x, 1}, {x - 7, 14}, {x + 5, 27}, {x - 6, 41}, {x + 6, 54}, {x, 69}});
    }
    if (card.queuePlace > 0)
        paintPlace(painter, {size_.width() - 17 - markWidth(card), 17}, card.queuePlace);
    if (card.keys > 0) {
        painter.save();
        painter.translate(size_.width() - 16, size_.height() - 27);
        painter.scale(0.62, 0.62);
        paintKey(painter, {0, 0}, true);
        painter.restore();
    }
}

} // namespace forkscope::gui
