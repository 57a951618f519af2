// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/results_view.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QLabel>

#include <algorithm>

namespace forkscope::gui {

ResultsView::ResultsView(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Results of the check"));
    auto* body = new Surface(&Colors::panel, this);
    headline_ = makeLabel(QString(), 18, QFont::DemiBold, false, body);
    about_ = makeLabel(QString(), 13, QFont::Normal, true, body);
    for (QLabel* label : {headline_, about_})
        label->setWordWrap(true);
    headline_->setContentsMargins(16, 14, 16, 0);
    about_->setContentsMargins(16, 2, 16, 10);
    column_ = new QVBoxLayout(body);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    column_->addWidget(headline_);
    column_->addWidget(about_);
    column_->addStretch(1);
    setWidget(body);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        for (CheckRow* row : rows_)
            row->set(row->picture());
    });
}

void ResultsView::showSentence(const QString& headline, const QString& sentence) {
    showResults({}, sentence);
    headline_->setText(headline);
}

QString ResultsView::headline() const {
    return headline_->text();
}

CheckRow* ResultsView::makeRow() {
    auto* row = new CheckRow(widget());
    const int index = int(rows_.size());
    connect(row, &CheckRow::chosen, this, [this, index] { emit momentRequested(index); });
    rows_.append(row);
    return row;
}

void ResultsView::showResults(const QList<CheckPicture>& checks, const QString& about) {
    checks_ = checks;
    shown_ = -1;
    while (rows_.size() < checks.size())
        makeRow();
    const auto passed = std::ranges::count_if(checks, &CheckPicture::passed);
    headline_->setText(passed == checks.size()
                           ? tr("Passed: all %1").arg(checks.size())
                           : tr("Not yet: %1 of %2 passed").arg(passed).arg(checks.size()));
    about_->setText(about);
    about_->setVisible(!about.isEmpty());
    order_.clear();
    for (const bool wanted : {false, true})
        for (int i = 0; i < checks.size(); ++i)
            if (checks[i].passed == wanted)
                order_.append(i);
    for (CheckRow* row : rows_)
        column_->removeWidget(row);
    for (const int index : order_) {
        rows_[index]->set(checks[index]);
        column_->insertWidget(column_->count() - 1, rows_[index]);
    }
    for (int i = 0; i < rows_.size(); ++i)
        rows_[i]->setVisible(i < checks.size());
}

void ResultsView::setShown(int index, const QString& at) {
    shown_ = index;
    for (int i = 0; i < checks_.size(); ++i) {
        CheckPicture picture = checks_[i];
        picture.shownAt = i == index ? at : QString();
        rows_[i]->set(picture);
    }
    if (index >= 0)
        ensureWidgetVisible(rows_[index]);
}

int ResultsView::failedBeside(int step) const {
    QList<int> failed;
    for (const int index : order_)
        if (checks_[index].hasMoment)
            failed.append(index);
    if (failed.isEmpty())
        return -1;
    const qsizetype at = failed.indexOf(shown_);
    if (at < 0)
        return step > 0 ? failed.first() : failed.last();
    return failed[(at + step + failed.size()) % failed.size()];
}

} // namespace forkscope::gui
