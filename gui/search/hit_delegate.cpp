// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/search/hit_delegate.h"

#include "gui/search/hit_model.h"
#include "gui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

namespace forkscope::gui {

using Marks = QList<search::Excerpt::Mark>;

static constexpr int kSide = 14, kKindWidth = 84, kTop = 9, kTitleHeight = 20, kLineHeight = 17,
                     kMostLines = 2, kAfterTitle = 12;

static QList<QTextLayout::FormatRange> formats(const Marks& marks) {
    QTextCharFormat found;
    found.setForeground(colors().text);
    found.setFontWeight(QFont::DemiBold);
    found.setBackground(mixed(colors().panel, colors().accent, 0.28));
    QList<QTextLayout::FormatRange> ranges;
    for (const auto& mark : marks)
        ranges.append({int(mark.at), int(mark.length), found});
    return ranges;
}

// Lines of this width, one below the other; returns how many, at most `most`.
static int breakLines(QTextLayout& layout, qreal width, int most) {
    layout.beginLayout();
    int lines = 0;
    while (lines < most) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition(QPointF(0, lines * kLineHeight));
        ++lines;
    }
    layout.endLayout();
    return lines;
}

// The text with its last line cut by dots, where there is more of it than what was laid out. What was found
// is wider than the rest, so all is measured as if it were found.
static QString cutToFit(const QTextLayout& layout, int lines, qreal width) {
    const QString text = layout.text();
    const QTextLine last = lines > 0 ? layout.lineAt(lines - 1) : QTextLine();
    if (!last.isValid() || last.textStart() + last.textLength() >= text.size())
        return text;
    QFont found = layout.font();
    found.setWeight(QFont::DemiBold);
    return text.left(last.textStart()) +
           QFontMetricsF(found).elidedText(text.mid(last.textStart()), Qt::ElideRight, width);
}

// Returns how many lines it takes, at most `most`; draws where there is a painter.
static int layOut(QPainter* painter, const QString& text, const Marks& marks, const QFont& font,
                  const QColor& color, QRectF place, int most) {
    QTextLayout layout(text, font);
    layout.setFormats(formats(marks));
    const int lines = breakLines(layout, place.width(), most);
    if (!painter)
        return lines;
    if (const QString shown = cutToFit(layout, lines, place.width()); shown != text) {
        layout.setText(shown);
        breakLines(layout, place.width(), most);
    }
    painter->save();
    painter->setClipRect(place.adjusted(0, -2, 0, lines * kLineHeight - place.height() + 4));
    painter->setPen(color);
    layout.draw(painter, place.topLeft());
    painter->restore();
    return lines;
}

static const search::Hit& hitOf(const QModelIndex& index) {
    return static_cast<const HitModel*>(index.model())->hit(index.row());
}

static QFont excerptFont(const search::Hit& hit) {
    return hit.line > 0 ? codeFont() : uiFont(12);
}

static QRectF excerptPlace(const QRect& row) {
    return QRectF(row).adjusted(kSide + kKindWidth, kTop + kTitleHeight + 2, -kSide, 0);
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const search::Hit& hit = hitOf(index);
    const int lines =
        layOut(nullptr, hit.excerpt.text, {}, excerptFont(hit), {}, excerptPlace(option.rect), kMostLines);
    return {option.rect.width(), kTop * 2 + kTitleHeight + (lines > 0 ? 2 + lines * kLineHeight : 0)};
}

void HitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const search::Hit& hit = hitOf(index);
    const Colors& c = colors();
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? c.accentTint : c.hover);
        painter->drawRoundedRect(QRectF(row).adjusted(5, 1, -5, -1), 6, 6);
    }
    const QRect head(row.left() + kSide, row.top() + kTop, row.width() - 2 * kSide, kTitleHeight);
    painter->setPen(c.dim);
    painter->setFont(uiFont(12));
    painter->drawText(QRect(head.topLeft(), QSize(kKindWidth, head.height())),
                      Qt::AlignVCenter | Qt::AlignLeft, wordFor(hit.entry.kind));
    const bool saysWhere = hit.entry.kind != search::Kind::Lesson;
    const QString where = !saysWhere     ? hit.entry.lesson
                          : hit.line > 0 ? HitModel::tr("%1, line %2").arg(hit.entry.where).arg(hit.line)
                                         : hit.entry.where;
    // The title comes first; what it leaves, and a quarter in any case, is for where it stands.
    const int titleWidth = QFontMetrics(uiFont(14, QFont::DemiBold)).horizontalAdvance(hit.entry.title);
    const int left = std::max(head.width() - kKindWidth - titleWidth - kAfterTitle, head.width() / 4);
    const int whereWidth = std::min(painter->fontMetrics().horizontalAdvance(where) + 2, left);
    painter->drawText(head, Qt::AlignVCenter | Qt::AlignRight,
                      painter->fontMetrics().elidedText(where, Qt::ElideRight, whereWidth));
    const QRectF title = QRectF(head).adjusted(kKindWidth, 1, -whereWidth - kAfterTitle, 0);
    layOut(painter, hit.entry.title, hit.titleMarks, uiFont(14, QFont::Medium), c.text, title, 1);
    layOut(painter, hit.excerpt.text, hit.excerpt.marks, excerptFont(hit), c.dim, excerptPlace(row),
           kMostLines);
    painter->restore();
}

} // namespace forkscope::gui
