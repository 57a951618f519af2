// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/task_view.h"

#include "gui/exercise/fold_row.h"
#include "gui/exercise/goal_view.h"
#include "gui/exercise/predict_view.h"
#include "gui/lesson/lesson_view.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QTimer>

namespace forkscope::gui {

TaskView::TaskView(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Task"));
    auto* body = new Surface(&Colors::panel, this);
    column_ = new QVBoxLayout(body);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    task_ = new LessonView(body);
    task_->setGrows(true);
    task_->setAccessibleName(tr("Task"));
    column_->addWidget(task_);
    predict_ = new PredictView(body);
    column_->addWidget(predict_);
    goal_ = new GoalView(body);
    column_->addWidget(goal_);
    passed_ = makeLabel(tr("✓ Passed"), 18, QFont::DemiBold, false, body);
    passed_->setContentsMargins(16, 8, 16, 0);
    column_->addWidget(passed_);
    explanation_ = new LessonView(body);
    explanation_->setGrows(true);
    explanation_->setAccessibleName(tr("Explanation"));
    column_->addWidget(explanation_);
    hintsHead_ = new QWidget(body);
    auto* head = new QHBoxLayout(hintsHead_);
    head->setContentsMargins(16, 18, 16, 8);
    head->addWidget(makeLabel(tr("Hints"), 14, QFont::DemiBold, false, hintsHead_), 1);
    hintsCount_ = makeLabel(QString(), 12, QFont::Normal, true, hintsHead_);
    head->addWidget(hintsCount_);
    column_->addWidget(hintsHead_);
    solution_ = new FoldRow(tr("Solution"), body);
    connect(solution_, &FoldRow::openRequested, this, &TaskView::solutionRequested);
    column_->addWidget(solution_);
    column_->addStretch(1);
    footnote_ = makeLabel(QString(), 12, QFont::Normal, true, body);
    footnote_->setWordWrap(true);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 16, 16, 14);
    foot->addWidget(footnote_);
    column_->addLayout(foot);
    for (LessonView* text : {task_, explanation_})
        connect(text, &LessonView::linkRequested, this, &TaskView::linkRequested);
    setWidget(body);
}

void TaskView::show(const TaskPicture& picture) {
    const bool isOther = picture.task != picture_.task || picture.title != picture_.title;
    const bool isOtherEnd = picture.explanation != picture_.explanation;
    picture_ = picture;
    if (isOther)
        task_->showText(picture.task.trimmed().startsWith(QLatin1String("# "))
                            ? picture.task
                            : QStringLiteral("# %1\n\n%2").arg(picture.title, picture.task),
                        picture.folder);
    if (isOther || isOtherEnd)
        explanation_->showText(picture.explanation, picture.folder);
    predict_->setVisible(picture.below == TaskPicture::Below::Answers);
    goal_->setVisible(picture.below == TaskPicture::Below::Goal);
    passed_->setVisible(picture.isPassed);
    setTextColor(passed_, colors().running.text);
    explanation_->setVisible(picture.isPassed && !picture.explanation.isEmpty());
    footnote_->setText(picture.footnote);
    showHints();
    showSolution();
    if (isOther) // what has the focus would be scrolled to
        QTimer::singleShot(0, this, [this] { verticalScrollBar()->setValue(0); });
}

// Once it is laid out as it is shown now.
void TaskView::showGoal() {
    QTimer::singleShot(0, this, [this] {
        const int most = goal_->y() - 8, least = goal_->geometry().bottom() + 8 - viewport()->height();
        QScrollBar* bar = verticalScrollBar();
        bar->setValue(std::min(std::max(bar->value(), least), most));
    });
}

void TaskView::showHints() {
    const int count = int(picture_.hints.size());
    while (hints_.size() < count) {
        auto* row = new FoldRow(tr("Hint %1").arg(hints_.size() + 1), widget());
        connect(row, &FoldRow::openRequested, this, &TaskView::hintRequested);
        column_->insertWidget(column_->indexOf(solution_), row);
        hints_.append(row);
    }
    hintsHead_->setVisible(count > 0);
    hintsCount_->setText(tr("%1 of %2 opened").arg(picture_.hintsOpened).arg(count));
    for (int i = 0; i < hints_.size(); ++i) {
        hints_[i]->setVisible(i < count);
        if (i >= count)
            continue;
        if (i < picture_.hintsOpened)
            hints_[i]->set(FoldRow::State::Open, QString(), picture_.hints[i]);
        else if (i == picture_.hintsOpened)
            hints_[i]->set(FoldRow::State::Closed, tr("open"), QString());
        else
            hints_[i]->set(FoldRow::State::Locked, tr("after hint %1").arg(i), QString());
    }
}

void TaskView::showSolution() {
    solution_->setVisible(!picture_.solution.isEmpty());
    if (picture_.isSolutionOpen)
        solution_->set(FoldRow::State::Open, QString(), picture_.solution);
    else if (picture_.isSolutionFree)
        solution_->set(FoldRow::State::Closed, tr("open"), QString());
    else
        solution_->set(FoldRow::State::Locked, tr("after 3 checks or 3 hints"), QString());
}

} // namespace forkscope::gui
