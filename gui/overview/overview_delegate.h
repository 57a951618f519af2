// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Paints the cells of the overview: rings, names, pips, places.
#include "gui/overview/overview_model.h"

#include <QStyledItemDelegate>

namespace forkscope::gui {

class OverviewDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    OverviewDelegate(OverviewModel* model, QObject* parent);

    // Figures alone, without pips.
    void setCompact(bool isCompact) { isCompact_ = isCompact; }
    // Of a column that shows nothing but marks and figures; 0: it takes what is left.
    int widthOf(int column) const;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

  private:
    void paintLesson(QPainter& painter, const QRect& cell, const OverviewRow& row) const;
    void paintPipsAndCount(QPainter& painter, const QRect& cell, const QList<Pip>& pips, bool round) const;
    void paintPlace(QPainter& painter, const QRect& cell, const QString& words, bool isLink) const;
    int most(int column) const; // pips in a row

    OverviewModel* model_;
    bool isCompact_ = false;
};

} // namespace forkscope::gui
