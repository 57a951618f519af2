// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/moment_view.h"

#include "gui/inspector/moment_delegate.h"
#include "gui/inspector/moment_model.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

MomentView::MomentView(QWidget* parent) : QListView(parent), model_(new MomentModel(this)) {
    setModel(model_);
    setItemDelegate(new MomentDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("At this moment"));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setSelectionMode(SingleSelection);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(this, &QListView::clicked, this, &MomentView::choose);
    connect(this, &QListView::activated, this, &MomentView::goTo);
    connect(&Theme::instance(), &Theme::changed, this, [this] { viewport()->update(); });
}

void MomentView::showWorld(const world::World& world, world::Time at) {
    const QModelIndex chosen = currentIndex();
    const MomentRow before = chosen.isValid() ? model_->row(chosen.row()) : MomentRow();
    model_->setWorld(world, at);
    if (before.kind != RowKind::Heading && !currentIndex().isValid())
        if (const int row = model_->indexOf(before.kind, before.id); row >= 0)
            setCurrentIndex(model_->index(row));
    scheduleDelayedItemsLayout(); // rows change their height with their sentences
}

void MomentView::showNothing() {
    model_->clear();
}

void MomentView::setChosen(trace::ProcessId process, trace::ObjectId object) {
    int row = process.value != 0 ? model_->indexOf(RowKind::Process, process.value) : -1;
    for (const RowKind kind : {RowKind::Lock, RowKind::Queue, RowKind::Thing, RowKind::File})
        if (object && row < 0)
            row = model_->indexOf(kind, object.value);
    if (row < 0)
        return setCurrentIndex({});
    setCurrentIndex(model_->index(row));
    scrollTo(model_->index(row));
}

void MomentView::choose(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const MomentRow row = model_->row(index.row());
    if (row.kind == RowKind::Process)
        emit processChosen({row.id});
    else if (row.kind != RowKind::Heading)
        emit objectChosen({row.id});
}

void MomentView::goTo(const QModelIndex& index) {
    choose(index);
    if (!index.isValid())
        return;
    if (const MomentRow row = model_->row(index.row()); row.line > 0)
        emit lineRequested(row.file, row.line);
}

void MomentView::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

void MomentView::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (model_->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colors().dim);
    painter.drawText(
        viewport()->rect().adjusted(24, 20, -24, -20), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
        tr("Press Run. Here you will read what is true at the playhead: which processes exist and what "
           "each does or waits for, who holds which lock, what lies in which queue."));
}

} // namespace forkscope::gui
