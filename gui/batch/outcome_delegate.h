// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Draws one outcome: its bar with the count, below it the lines by which it can be told from the others. The
// part of the bar that stands for runs that ended badly is striped, and the row says so. A span of time is
// one line.
#include <QStyledItemDelegate>

namespace forkscope::gui {

class OutcomeModel;

class OutcomeDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    explicit OutcomeDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

    // The bar within a row, and how much of its room it fills (0 to 1). For paint() and for tests.
    static QRect barRoom(const OutcomeModel& model, int row, const QRect& area);
    static double barShare(const OutcomeModel& model, int row);

  private:
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option);
    static void paintBar(QPainter& painter, const OutcomeModel& model, int row, const QRect& room);
    static void paintCode(QPainter& painter, const OutcomeModel& model, int row, QRect area);
    static void paintWords(QPainter& painter, const OutcomeModel& model, int row, const QRect& area);
};

} // namespace forkscope::gui
