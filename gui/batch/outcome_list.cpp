// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/batch/outcome_list.h"

#include "gui/batch/outcome_delegate.h"
#include "gui/batch/outcome_model.h"

#include <QKeyEvent>

namespace forkscope::gui {

OutcomeList::OutcomeList(OutcomeModel* model, QWidget* parent) : QListView(parent) {
    setModel(model);
    setItemDelegate(new OutcomeDelegate(this));
    setAccessibleName(tr("Outcomes"));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setResizeMode(QListView::Adjust);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex& index) { emit outcomeChosen(index.row()); });
}

void OutcomeList::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
        if (currentIndex().isValid())
            emit outcomeChosen(currentIndex().row());
    } else if (key == Qt::Key_Left || key == Qt::Key_Right) {
        emit stepRequested(key == Qt::Key_Left ? -1 : 1);
    } else {
        QListView::keyPressEvent(event);
    }
}

// The height of a row depends on the width.
void OutcomeList::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace forkscope::gui
