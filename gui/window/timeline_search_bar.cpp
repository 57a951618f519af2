// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/timeline_search_bar.h"

#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace forkscope::gui {

TimelineSearchBar::TimelineSearchBar(TimelineView* view, QWidget* parent) : QWidget(parent), view_(view) {
    field_ = new QLineEdit(this);
    field_->setPlaceholderText(tr("mutex, line 12, pid 4211, a function …"));
    field_->setAccessibleName(tr("Search the timeline"));
    field_->setClearButtonEnabled(false);
    field_->installEventFilter(this);
    verdict_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    const auto button = [this](const char* iconName, const QString& name, const QString& keys) {
        QPushButton* made = makeSmallButton(QString(), QLatin1String(iconName), this);
        made->setAccessibleName(name);
        made->setToolTip(QStringLiteral("%1 (%2)").arg(name, keys));
        return made;
    };
    previous_ = button("chevron-left", tr("Previous match"), tr("Shift+Return"));
    next_ = button("chevron-right", tr("Next match"), tr("Return"));
    QPushButton* shut = button("cross", tr("Close the search"), tr("Esc"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 8, 4);
    row->setSpacing(6);
    row->addWidget(field_, 1);
    row->addWidget(verdict_);
    row->addWidget(previous_);
    row->addWidget(next_);
    row->addWidget(shut);
    hide();

    connect(field_, &QLineEdit::textChanged, view_->search(), &TimelineSearch::setQuery);
    connect(previous_, &QPushButton::clicked, this, [this] { view_->goToHit(false); });
    connect(next_, &QPushButton::clicked, this, [this] { view_->goToHit(true); });
    connect(shut, &QPushButton::clicked, this, &TimelineSearchBar::close);
    connect(view_, &TimelineView::searchChanged, this, &TimelineSearchBar::showVerdict);
    connect(view_, &TimelineView::searchRequested, this, &TimelineSearchBar::open);
    showVerdict();
}

void TimelineSearchBar::open() {
    show();
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void TimelineSearchBar::close() {
    field_->clear();
    hide();
    view_->setFocus(Qt::OtherFocusReason);
}

QString TimelineSearchBar::verdict() const {
    return verdict_->text();
}

void TimelineSearchBar::showVerdict() {
    const TimelineSearch& search = *view_->search();
    const int count = int(search.hits().size()), current = view_->currentHit();
    const QString many = QLocale().toString(count) + (search.isFull() ? QStringLiteral("+") : QString());
    QString text;
    if (search.query().isEmpty())
        text = QString();
    else if (count == 0)
        text = search.isDone() ? tr("nothing found") : tr("searching …");
    else if (current >= 0)
        text = tr("%1 of %2").arg(QLocale().toString(current + 1), many);
    else
        text = count == 1 ? tr("1 event") : tr("%1 events").arg(many);
    verdict_->setText(text);
    previous_->setEnabled(count > 0);
    next_->setEnabled(count > 0);
}

bool TimelineSearchBar::eventFilter(QObject* watched, QEvent* event) {
    const bool mine = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != field_ || !mine)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool ctrlF = key->key() == Qt::Key_F && key->modifiers() == Qt::ControlModifier;
    if (event->type() == QEvent::ShortcutOverride) {
        if (ctrlF || key->key() == Qt::Key_Escape)
            event->accept(); // they are for this field, not for the window
        return ctrlF || key->key() == Qt::Key_Escape;
    }
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        view_->goToHit(!key->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        if (ctrlF)
            field_->selectAll();
        return ctrlF;
    }
}

} // namespace forkscope::gui
