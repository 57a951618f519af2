// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Draws the rows of a StepModel: number, process, what it did, line.
#include <QStyledItemDelegate>

namespace forkscope::gui {

class StepDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int kHeight = 25;

    // The row of the moment that the window shows; -1: none.
    void setCurrent(int row) { current_ = row; }
    int current() const { return current_; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    int current_ = -1;
};

} // namespace forkscope::gui
