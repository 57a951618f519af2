// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/goal_view.h"

#include "gui/exercise/press_row.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace forkscope::gui {

using State = GoalPicture::State;

static constexpr int kEdge = 16, kSign = 15, kTextAt = kEdge + kSign + 9;

GoalView::GoalView(QWidget* parent) : QWidget(parent) {
    headline_ = makeLabel(QString(), 14, QFont::DemiBold, false, this);
    count_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    outcome_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    outcome_->setWordWrap(true);
    outcome_->setContentsMargins(kTextAt, 4, kEdge, 2);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kEdge, 4, kEdge, 4);
    head->addWidget(headline_, 1);
    head->addWidget(count_);
    rowsOf_ = new QWidget(this);
    auto* rows = new QVBoxLayout(rowsOf_);
    rows->setContentsMargins(kTextAt, 0, kEdge, 0);
    rows->setSpacing(6);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 12);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(rowsOf_);
    column->addWidget(outcome_);
    connect(&Theme::instance(), &Theme::changed, this, &GoalView::refresh);
}

QLabel* GoalView::row(int index) {
    while (rows_.size() <= index) {
        QLabel* made = makeLabel(QString(), 13, QFont::Normal, false, rowsOf_);
        made->setWordWrap(true);
        rowsOf_->layout()->addWidget(made);
        rows_.append(made);
    }
    return rows_[index];
}

void GoalView::show(const GoalPicture& picture) {
    if (picture == picture_ && !headline_->text().isEmpty())
        return;
    picture_ = picture;
    refresh();
}

QString GoalView::headline() const {
    return headline_->text();
}

static QString headlineOf(const GoalPicture& picture) {
    switch (picture.state) {
    case State::NotBegun:
        return GoalView::tr("Goal");
    case State::Going:
        return picture.steps == 0
                   ? GoalView::tr("Goal: choose who goes first")
                   : GoalView::tr("Goal: %1 so far")
                         .arg(picture.steps == 1 ? GoalView::tr("1 step")
                                                 : GoalView::tr("%1 steps").arg(picture.steps));
    case State::Reached:
        return GoalView::tr("Reached by step %1").arg(picture.steps);
    case State::Missed:
        break;
    }
    return GoalView::tr("Not this way");
}

void GoalView::refresh() {
    const Colors& c = colors();
    headline_->setText(headlineOf(picture_));
    setTextColor(headline_, picture_.state == State::Reached  ? c.running.text
                            : picture_.state == State::Missed ? c.ended.text
                                                              : c.text);
    count_->setText(tr("at best %1").arg(picture_.par));
    QStringList told{headlineOf(picture_), count_->text()};
    const int parts = int(picture_.parts.size());
    for (int i = 0; i < parts; ++i) {
        row(i)->setText(picture_.parts[i]);
        setTextColor(row(i), picture_.met.value(i) ? c.dim : c.text);
        told += (picture_.met.value(i) ? tr("%1: it is so") : tr("%1: not yet")).arg(picture_.parts[i]);
    }
    if (!picture_.avoid.isEmpty()) {
        row(parts)->setText(tr("To be avoided: %1").arg(picture_.avoid));
        setTextColor(row(parts), picture_.state == State::Missed ? c.text : c.dim);
        told += row(parts)->text();
    }
    for (int i = 0; i < rows_.size(); ++i)
        rows_[i]->setVisible(i < parts + (picture_.avoid.isEmpty() ? 0 : 1));
    outcome_->setText(picture_.outcome);
    outcome_->setVisible(!picture_.outcome.isEmpty());
    setAccessibleName(told.join(QStringLiteral(". ")));
    update();
}

void GoalView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = colors();
    const bool isMissed = picture_.state == State::Missed;
    for (int i = 0; i < rows_.size(); ++i) {
        if (!rows_[i]->isVisibleTo(this))
            continue;
        const QRectF sign(kEdge, rowsOf_->y() + rows_[i]->y() + 1, kSign, kSign);
        const bool isAvoided = i >= picture_.parts.size();
        if (isAvoided ? isMissed : picture_.met.value(i)) {
            paintVerdict(painter, sign, !isAvoided);
            continue;
        }
        painter.setPen(QPen(c.dim, 1.5));
        painter.setBrush(Qt::NoBrush);
        const QRectF ring = sign.adjusted(1, 1, -1, -1);
        painter.drawEllipse(ring);
        if (isAvoided)
            painter.drawLine(QPointF(ring.left() + 2.2, ring.bottom() - 2.2),
                             QPointF(ring.right() - 2.2, ring.top() + 2.2));
    }
}

} // namespace forkscope::gui
