// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/group_item.h"

#include "gui/inspector/process_rows.h"
#include "gui/inspector/tone_paint.h"
#include "gui/stage/glyphs.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <map>

namespace forkscope::gui {

static constexpr double kTagStepX = 52, kTagStepY = 28, kTagWidth = 46;

GroupItem::GroupItem(const QRectF& place) : size_(place.size()) {
    setPos(place.topLeft());
    setFlags(ItemIsFocusable);
}

void GroupItem::setCards(std::vector<StageCard> cards) {
    if (cards == cards_)
        return;
    prepareGeometryChange();
    cards_ = std::move(cards);
    update();
}

void GroupItem::setChosen(world::ProcessId id) {
    chosen_ = id;
    update();
}

void GroupItem::setOpen(bool open) {
    prepareGeometryChange();
    open_ = open;
    setZValue(open ? 30 : 0);
    update();
}

QString GroupItem::title() const {
    return cards_.empty() ? QString()
                          : MomentModel::tr("%1 × %2").arg(cards_.size()).arg(cards_.front().name);
}

static QString wordOf(Tone tone) {
    switch (tone) {
    case Tone::Running:
        return MomentModel::tr("running");
    case Tone::Ready:
        return MomentModel::tr("ready");
    case Tone::WaitsLock:
        return MomentModel::tr("waiting for a lock or signal");
    case Tone::WaitsQueue:
        return MomentModel::tr("waiting at a queue or pipe");
    case Tone::WaitsProcess:
        return MomentModel::tr("waiting for a process");
    case Tone::Sleeping:
        return MomentModel::tr("sleeping");
    case Tone::Held:
        return MomentModel::tr("held");
    case Tone::Trouble:
        return MomentModel::tr("ended badly");
    case Tone::Zombie:
        return MomentModel::tr("zombies");
    case Tone::New:
        return MomentModel::tr("new");
    case Tone::Ended:
    case Tone::Plain:
        break;
    }
    return MomentModel::tr("ended");
}

// The most frequent first.
static std::vector<std::pair<int, Tone>> countsOf(const std::vector<StageCard>& cards) {
    std::map<Tone, int> counts;
    for (const StageCard& card : cards)
        ++counts[card.tone];
    std::vector<std::pair<int, Tone>> sorted;
    for (const auto& [tone, count] : counts)
        sorted.emplace_back(count, tone);
    std::ranges::stable_sort(sorted, std::greater<>(), &std::pair<int, Tone>::first);
    return sorted;
}

QString GroupItem::counts() const {
    QStringList parts;
    for (const auto& [count, tone] : countsOf(cards_))
        parts += QStringLiteral("%1 %2").arg(count).arg(wordOf(tone));
    return parts.join(QStringLiteral(", "));
}

QRectF GroupItem::board() const {
    const int shown = std::min(kMostTags, int(cards_.size()));
    const int rows = (shown + kColumns - 1) / kColumns + (int(cards_.size()) > shown);
    return {0, size_.height() + 6, kColumns * kTagStepX + 10, rows * kTagStepY + 12};
}

QRectF GroupItem::tagPlace(std::size_t i) const {
    if (!open_ || int(i) >= kMostTags)
        return {};
    const QRectF box = board();
    return {box.left() + 8 + double(i % kColumns) * kTagStepX,
            box.top() + 8 + double(i / kColumns) * kTagStepY, kTagWidth, 22};
}

int GroupItem::tagAt(const QPointF& place) const {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        if (tagPlace(i).contains(place))
            return int(i);
    return -1;
}

QRectF GroupItem::boundingRect() const {
    const QRectF card(-7, -7, size_.width() + 14, size_.height() + 14);
    return open_ ? card.united(board().adjusted(-2, -2, 2, 2)) : card;
}

QPainterPath GroupItem::shape() const {
    QPainterPath path;
    path.addRect(frame());
    if (open_)
        path.addRect(board());
    return path;
}

void GroupItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colors().faint, 1.4));
    painter->setBrush(colors().raised);
    for (const double behind : {6.0, 3.0, 0.0}) // a pile of cards
        painter->drawRoundedRect(frame().adjusted(0.8 + behind, 0.8 - behind, behind - 0.8, -0.8 - behind), 8,
                                 8);
    paintText(*painter, {14, 8, size_.width() - 36, 18}, uiFont(14, QFont::DemiBold), colors().text, title());
    paintIcon(*painter, open_ ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"),
              {size_.width() - 24, 10, 14, 14}, colors().dim);
    if (!cards_.empty())
        paintText(*painter, {14, 26, size_.width() - 24, 16}, uiFont(11), colors().dim,
                  QStringLiteral("%1 – %2").arg(cards_.front().tag, cards_.back().tag));
    paintCounts(*painter);
    if (open_)
        paintTags(*painter);
    const bool holdsChosen = std::ranges::find(cards_, chosen_, &StageCard::process) != cards_.end();
    if (holdsChosen || (option->state & QStyle::State_HasFocus)) {
        painter->setPen(QPen(colors().accent, 2, holdsChosen ? Qt::SolidLine : Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(frame().adjusted(-5, -5, 5, 5), 12, 12);
    }
}

void GroupItem::paintCounts(QPainter& painter) const {
    double x = 14;
    for (const auto& [count, tone] : countsOf(cards_)) {
        const QString text = QString::number(count);
        const double width = 16 + QFontMetricsF(uiFont(12, QFont::DemiBold)).horizontalAdvance(text) + 9;
        if (x + width > size_.width() - 4)
            break;
        paintIcon(painter, symbolFor(tone), {x, 49, 12, 12}, toneColor(tone).text);
        paintText(painter, {x + 15, 46, width, 17}, uiFont(12, QFont::DemiBold), toneColor(tone).text, text);
        x += width;
    }
}

void GroupItem::paintTags(QPainter& painter) const {
    painter.setPen(QPen(colors().faint, 1.4));
    painter.setBrush(colors().panel);
    painter.drawRoundedRect(board(), 8, 8);
    for (std::size_t i = 0; i < cards_.size() && int(i) < kMostTags; ++i) {
        paintTag(painter, tagPlace(i), {cards_[i].process, cards_[i].tag, cards_[i].tone});
        if (cards_[i].process == chosen_) {
            painter.setPen(QPen(colors().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(tagPlace(i).adjusted(-2, -2, 2, 2), 6, 6);
        }
    }
    if (const int more = int(cards_.size()) - kMostTags; more > 0)
        paintText(painter, {board().left() + 8, board().bottom() - 26, 100, 20}, uiFont(12), colors().dim,
                  QStringLiteral("+%1").arg(more));
}

void GroupItem::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QGraphicsObject::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    if (const int i = tagAt(event->pos()); i >= 0)
        emit chosen(cards_[std::size_t(i)].process);
    else
        setOpen(!open_);
}

void GroupItem::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        setOpen(!open_);
    else if (event->key() == Qt::Key_Escape && open_)
        setOpen(false);
    else
        QGraphicsObject::keyPressEvent(event);
}

} // namespace forkscope::gui
