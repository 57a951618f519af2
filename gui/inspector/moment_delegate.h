// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Draws the rows of a MomentModel.
#include "gui/inspector/moment_model.h"

#include <QStyledItemDelegate>

namespace forkscope::gui {

class MomentDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    explicit MomentDelegate(QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    // Draws what is below the two first lines, or only measures it when `painter` is null. Returns the
    // bottom.
    int layoutPlaces(QPainter* painter, const MomentRow& row, const QRect& area, int top) const;
    int layoutPlace(QPainter* painter, const MomentRow& row, const QueuePlace& place, const QRect& area,
                    int top) const;
    int layoutSentence(QPainter* painter, const MomentRow& row, const QRect& area, int top) const;
    void paintHeading(QPainter& painter, const MomentRow& row, const QRect& area) const;
    void paintHead(QPainter& painter, const MomentRow& row, const QRect& area) const;
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option) const;
};

} // namespace forkscope::gui
