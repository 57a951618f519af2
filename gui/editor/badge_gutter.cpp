// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/badge_gutter.h"

#include "gui/editor/code_editor.h"
#include "gui/theme/theme.h"
#include "gui/widgets/counted.h"

#include <QHelpEvent>
#include <QMap>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace forkscope::gui {

static constexpr int kBadgeArea = 102, kSmallBadgeArea = 54; // room for four badges of two letters, for two
static constexpr int kNarrowPane = 560;                      // there the text needs the room more
static constexpr int kGap = 2;

BadgeGutter::BadgeGutter(CodeEditor* editor, QWidget* parent) : QWidget(parent), editor_(editor) {
    setAccessibleName(tr("Line numbers and processes"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(editor, &CodeEditor::viewMoved, this, [this] {
        place();
        updateGeometry();
        update();
    });
}

void BadgeGutter::setBadges(const QList<LineBadge>& badges) {
    if (badges == badges_)
        return;
    badges_ = badges;
    place();
    update();
}

void BadgeGutter::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    update();
}

void BadgeGutter::setChosen(std::uint32_t process) {
    if (process == chosen_)
        return;
    chosen_ = process;
    update();
}

int BadgeGutter::numberWidth() const {
    const int digits = std::max(3, int(QString::number(editor_->lines()).size()));
    return 10 + digits * QFontMetrics(uiFont(11)).horizontalAdvance(QLatin1Char('0'));
}

// By the width of the pane, and not by what stands in it: the text must not move when a process comes.
QSize BadgeGutter::sizeHint() const {
    const bool isNarrow = parentWidget() && parentWidget()->width() < kNarrowPane;
    return {numberWidth() + (isNarrow ? kSmallBadgeArea : kBadgeArea), 100};
}

// Flush right, in order from left to right; what does not fit becomes "+n" at the left.
void BadgeGutter::place() {
    placed_.clear();
    QMap<int, QList<int>> onLine;
    for (int i = 0; i < badges_.size(); ++i)
        onLine[badges_[i].line].append(i);
    for (auto line = onLine.cbegin(); line != onLine.cend(); ++line)
        placeLine(line.key(), *line);
}

void BadgeGutter::placeLine(int line, const QList<int>& badges) {
    const QFontMetrics metrics(uiFont(10, QFont::Bold));
    const int height = std::min(16, editor_->lineHeight() - 1);
    const int top = editor_->lineTop(line) + (editor_->lineHeight() - height) / 2;
    const int room = width() - 4 - numberWidth() - 4;
    const auto wide = [&](int badge) { return metrics.horizontalAdvance(badges_[badge].text) + 8; };
    const int moreWide = metrics.horizontalAdvance(QStringLiteral("+00")) + 4;
    int total = 0;
    for (const int badge : badges)
        total += wide(badge) + kGap;
    int shown = int(badges.size());
    while (shown > 0 && total + (shown < badges.size() ? moreWide : 0) > room)
        total -= wide(badges[--shown]) + kGap;
    int x = width() - 4 - total + kGap;
    if (const int hidden = int(badges.size()) - shown; hidden > 0)
        placed_.append({QRect(x - moreWide, top, moreWide, height), -1, hidden});
    for (int k = 0; k < shown; ++k) {
        placed_.append({QRect(x, top, wide(badges[k]), height), badges[k], 0});
        x += wide(badges[k]) + kGap;
    }
}

void BadgeGutter::paintEvent(QPaintEvent*) {
    if (placed_.isEmpty() && !badges_.isEmpty())
        place();
    QPainter painter(this);
    painter.fillRect(rect(), colors().panel);
    const int height = editor_->lineHeight();
    const int current = editor_->currentLine();
    painter.setFont(uiFont(11));
    for (int line = editor_->lineAt(0); line <= editor_->lines(); ++line) {
        const int top = editor_->lineTop(line);
        if (top > this->height())
            break;
        painter.setPen(line == current ? colors().code.lineNumberCurrent : colors().code.lineNumber);
        painter.drawText(QRect(0, top, numberWidth() - 2, height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(line));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(10, QFont::Bold));
    for (const Placed& placed : placed_)
        paintBadge(painter, placed);
}

void BadgeGutter::paintBadge(QPainter& painter, const Placed& placed) const {
    const QRectF box = QRectF(placed.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (placed.badge < 0) {
        painter.setPen(colors().dim);
        painter.drawText(placed.rect, Qt::AlignCenter, QStringLiteral("+%1").arg(placed.hidden));
        return;
    }
    const LineBadge& badge = badges_[placed.badge];
    const bool chosen = badge.process == chosen_;
    if (stale_) {
        painter.setPen(QPen(badge.fill, 1.2, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(chosen ? QPen(colors().text, 1.6) : QPen(Qt::NoPen));
        painter.setBrush(badge.fill);
    }
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(stale_ ? colors().dim : badge.ink);
    painter.drawText(placed.rect, Qt::AlignCenter, badge.text);
}

const BadgeGutter::Placed* BadgeGutter::placedAt(QPoint position) const {
    for (const Placed& placed : placed_)
        if (placed.rect.adjusted(-1, -1, 1, 1).contains(position))
            return &placed;
    return nullptr;
}

void BadgeGutter::mousePressEvent(QMouseEvent* event) {
    const QPoint position = event->position().toPoint();
    if (const Placed* placed = placedAt(position); placed && placed->badge >= 0)
        return emit badgeClicked(badges_[placed->badge].process);
    const int line = editor_->lineAt(position.y());
    editor_->goToLine(line, true);
    emit lineClicked(line, mapToGlobal(QPoint(width(), editor_->lineTop(line) + editor_->lineHeight())));
}

bool BadgeGutter::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Placed* placed = placedAt(help->pos());
    if (!placed) {
        QToolTip::showText(help->globalPos(), tr("Click a line's number to see when it ran"), this);
        return true;
    }
    const QString suffix = stale_ ? tr("\nThis refers to the text that ran, before your edit.") : QString();
    if (placed->badge >= 0)
        QToolTip::showText(help->globalPos(), badges_[placed->badge].toolTip + suffix, this, placed->rect);
    else
        QToolTip::showText(help->globalPos(),
                           counted(placed->hidden, tr("One more process stands on this line"),
                                   tr("%1 more processes stand on this line")),
                           this, placed->rect);
    return true;
}

} // namespace forkscope::gui
