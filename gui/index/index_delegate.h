// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Draws the rows of the index: an error's class and its message below it, a topic and its lessons, a letter.
#include <QStyledItemDelegate>

namespace forkscope::gui {

class IndexDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace forkscope::gui
