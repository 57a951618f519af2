// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A row of the search: its kind and title with the words found in it, where it is, an excerpt below.
#include <QStyledItemDelegate>

namespace forkscope::gui {

class HitDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace forkscope::gui
