// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/table_window.h"

#include "gui/timeline/timeline_table_model.h"
#include "gui/timeline/timeline_view.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace forkscope::gui {

TimelineTableWindow::TimelineTableWindow(TimelineView* view) : QDialog(view), table_(new QTableView(this)) {
    setWindowTitle(tr("Timeline as a table"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 420);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table_);
    table_->setModel(view->tableModel());
    table_->setFrameShape(QFrame::NoFrame);
    table_->setAccessibleName(tr("Visible part of the timeline"));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setTabKeyNavigation(false);
    connect(table_, &QTableView::activated, this,
            [this](const QModelIndex& index) { emit chosen(index.row()); });
}

} // namespace forkscope::gui
