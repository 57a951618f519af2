// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/step_list.h"

#include "gui/drive/step_delegate.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>

namespace forkscope::gui {

static constexpr int kLeastRows = 4;

StepList::StepList(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Steps so far"));
    build();
    connect(list_, &QListView::clicked, this, &StepList::choose);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (list_->hasFocus()) // by its keys; a mouse's press comes as a click
                    choose(now);
            });
    connect(list_, &QListView::customContextMenuRequested, this, &StepList::openMenu);
    connect(back_, &QPushButton::clicked, this, [this] {
        if (const StepRow* row = chosen(); canGoBackTo(row))
            emit backWanted(int(row->upTo));
    });
    connect(copy_, &QPushButton::clicked, this, &StepList::copyWanted);
    connect(save_, &QPushButton::clicked, this, &StepList::saveWanted);
    connect(edit_, &QPushButton::clicked, this, &StepList::editWanted);
    refreshBack();
}

void StepList::build() {
    model_ = new StepModel(this);
    delegate_ = new StepDelegate(this);
    list_ = new QListView(this);
    list_->setModel(model_);
    list_->setItemDelegate(delegate_);
    list_->setAccessibleName(accessibleName());
    list_->setUniformItemSizes(true);
    list_->setMouseTracking(true);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setMinimumHeight(kLeastRows * StepDelegate::kHeight);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->viewport()->setAutoFillBackground(false);
    list_->installEventFilter(this);
    back_ = makeSmallButton(QString(), QStringLiteral("reset"), this);
    copy_ = makeSmallButton(tr("Copy"), QString(), this);
    copy_->setToolTip(tr("Copy the steps as text, one a line"));
    save_ = makeSmallButton(tr("Save"), QString(), this);
    save_->setToolTip(tr("Save the steps as a file, to be followed again or given to others"));
    edit_ = makeSmallButton(tr("Edit"), QString(), this);
    edit_->setToolTip(tr("Change the steps as text, and run the program by them"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 8, 4);
    row->setSpacing(0);
    row->addWidget(back_);
    row->addStretch();
    for (QPushButton* button : {copy_, save_, edit_})
        row->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(list_, 1);
    column->addLayout(row);
}

void StepList::show(std::vector<StepRow> rows, bool isThere) {
    isThere_ = isThere;
    const bool isNew = int(rows.size()) != model_->rowCount();
    {
        const QSignalBlocker quiet(list_->selectionModel()); // what is chosen by the learner alone counts
        model_->setRows(std::move(rows));
    }
    if (isNew)
        markMoment();
    refreshBack();
}

void StepList::showMoment(std::optional<trace::Time> moment) {
    if (moment == moment_ && delegate_->current() >= 0)
        return;
    moment_ = moment;
    markMoment();
}

// In the present what comes next is the current row; with the last step in sight above it.
void StepList::markMoment() {
    const int last = model_->rowCount() - 1;
    const int row = moment_ ? model_->indexAt(*moment_) : last;
    delegate_->setCurrent(row);
    const QModelIndex index = model_->index(std::max(0, row), 0);
    if (list_->currentIndex().row() != row || !moment_) {
        const QSignalBlocker quiet(list_->selectionModel());
        list_->setCurrentIndex(row >= 0 ? index : QModelIndex());
    }
    showMarked();
    list_->viewport()->update();
    refreshBack();
}

void StepList::showMarked() {
    if (const QModelIndex index = model_->index(delegate_->current(), 0); index.isValid())
        list_->scrollTo(index);
}

void StepList::setNoWayBack(const QString& why) {
    noWayBack_ = why;
    refreshBack();
}

const StepRow* StepList::chosen() const {
    const int row = list_->currentIndex().row();
    return row >= 0 && row < model_->rowCount() ? &model_->row(row) : nullptr;
}

int StepList::current() const {
    return delegate_->current();
}

void StepList::choose(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const StepRow row = model_->row(index.row());
    refreshBack();
    if (row.kind == StepRow::Kind::Next)
        emit presentWanted();
    else
        emit stepChosen(row);
}

bool StepList::canGoBackTo(const StepRow* row) const {
    if (!row || row->kind != StepRow::Kind::Step || !noWayBack_.isEmpty())
        return false;
    return !isThere_ || row->upTo < model_->row(model_->rowCount() - 1).upTo;
}

void StepList::refreshBack() {
    const StepRow* row = chosen();
    const bool can = canGoBackTo(row);
    back_->setText(can ? tr("Go back to step %1").arg(row->number) : tr("Go back"));
    back_->setAccessibleName(back_->text());
    back_->setToolTip(!noWayBack_.isEmpty() ? noWayBack_
                      : can ? tr("Run the program again by the steps up to this one, and hold it there")
                            : tr("Choose the step to go back to"));
    back_->setEnabled(can);
    const bool isEmpty = model_->rowCount() == 0 || model_->row(0).kind == StepRow::Kind::Next;
    for (QPushButton* button : {copy_, save_, edit_})
        button->setEnabled(!isEmpty);
}

void StepList::openMenu(const QPoint& place) {
    const QModelIndex index = list_->indexAt(place);
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const StepRow row = model_->row(index.row());
    menu->addAction(tr("Show this moment"), this, [this, index] { choose(index); });
    menu->addAction(tr("Go back to here"), this, [this, row] { emit backWanted(int(row.upTo)); })
        ->setEnabled(canGoBackTo(&row));
    menu->addSeparator();
    menu->addAction(tr("Copy all steps"), this, &StepList::copyWanted);
    menu->popup(list_->viewport()->mapToGlobal(place));
}

void StepList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    QMetaObject::invokeMethod(this, &StepList::showMarked,
                              Qt::QueuedConnection); // when the list has its size too
}

// Numbers and letters are for the processes: the list would look for rows that begin with them.
bool StepList::eventFilter(QObject* watched, QEvent* event) {
    if (watched != list_ || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Copy)) {
        emit copyWanted();
        return true;
    }
    if (key->text().isEmpty() || !key->text().front().isPrint())
        return QWidget::eventFilter(watched, event);
    event->ignore(); // on to who is around
    return QCoreApplication::sendEvent(parentWidget(), event);
}

} // namespace forkscope::gui
