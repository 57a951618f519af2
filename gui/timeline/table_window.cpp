// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/table_window.h"

#include "gui/timeline/timeline_table_model.h"
#include "gui/timeline/timeline_view.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace forkscope::gui {

// Every one of them is looked at to search and to sort.
static constexpr int kMostSorted = 200'000;

TimelineTableWindow::TimelineTableWindow(TimelineView* view)
    : QDialog(view), model_(view->tableModel()), sorted_(new QSortFilterProxyModel(this)),
      search_(new QLineEdit(this)), table_(new QTableView(this)) {
    setWindowTitle(tr("Timeline as a table"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 460);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(search_);
    layout->addWidget(table_);
    search_->setClearButtonEnabled(true);
    search_->setAccessibleName(tr("Search the table"));
    sorted_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    sorted_->setFilterKeyColumn(-1);
    sorted_->setSortRole(TimelineTableModel::kSortRole);
    connect(search_, &QLineEdit::textChanged, sorted_, &QSortFilterProxyModel::setFilterFixedString);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setAccessibleName(tr("Visible part of the timeline"));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setTabKeyNavigation(false);
    table_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as the lanes stand
    connect(model_, &QAbstractItemModel::modelReset, this, &TimelineTableWindow::takeModel);
    connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit chosen(table_->model() == sorted_ ? sorted_->mapToSource(index).row() : index.row());
    });
    takeModel();
    table_->setColumnWidth(TimelineTableModel::Lane, 140);
    table_->setColumnWidth(TimelineTableModel::State, 150);
    table_->setColumnWidth(TimelineTableModel::About, 220);
    table_->setFocus();
}

void TimelineTableWindow::takeModel() {
    const bool few = model_->rowCount() <= kMostSorted;
    QAbstractItemModel* wanted = few ? static_cast<QAbstractItemModel*>(sorted_) : model_;
    if (table_->model() == wanted)
        return;
    sorted_->setSourceModel(few ? model_ : nullptr);
    table_->setModel(wanted);
    table_->setSortingEnabled(few);
    search_->setEnabled(few);
    search_->setPlaceholderText(
        few ? tr("Search: a process, an object, a state, a line")
            : tr("Zoom in to search and sort: this is more than %1 rows").arg(kMostSorted));
}

} // namespace forkscope::gui
