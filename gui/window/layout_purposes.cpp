// SPDX-License-Identifier: GPL-3.0-or-later
// How the panels lie where one does more than look at runs: exercises that are written, the scheduling lab.
#include "gui/widgets/panel.h"
#include "gui/widgets/tab_stack.h"
#include "gui/window/layout.h"

#include <QSplitter>

namespace forkscope::gui {

static constexpr int kJobsWidth = 352;

// What came of an exercise, first among what is read.
void Layout::addExerciseReadings() {
    tabs_->add(panels_.results);
    tabs_->add(panels_.stage, true);
    tabs_->add(panels_.moment);
    tabs_->add(panels_.output);
}

// Task; the program beside the results, over the timeline of the run that is shown.
QWidget* Layout::buildExerciseWide() {
    tabs_ = new TabStack(this);
    addExerciseReadings();
    QSplitter* top = makeSplitter(Qt::Horizontal, QStringLiteral("top"));
    top->addWidget(panels_.editor);
    top->addWidget(tabs_);
    top->setSizes({700, 468});
    top->setStretchFactor(0, 1);
    top->setStretchFactor(1, 0);
    QSplitter* work = makeSplitter(Qt::Vertical, QStringLiteral("work"));
    work->addWidget(top);
    work->addWidget(makeBottom());
    work->setSizes({530, 300});
    work->setStretchFactor(0, 1);
    work->setStretchFactor(1, 0);
    QSplitter* whole = makeSplitter(Qt::Horizontal, QStringLiteral("columns"));
    whole->addWidget(panels_.lesson);
    whole->addWidget(work);
    whole->setStretchFactor(0, 0);
    whole->setStretchFactor(1, 1);
    whole->setSizes({344, 1170});
    return whole;
}

// The program over the run that is shown; task, results and what is read are tabs beside them.
QWidget* Layout::buildExerciseMedium() {
    tabs_ = new TabStack(this);
    tabs_->add(panels_.lesson);
    addExerciseReadings();
    QSplitter* work = makeSplitter(Qt::Vertical, QStringLiteral("work"));
    work->addWidget(panels_.editor);
    work->addWidget(makeBottom());
    work->setSizes({380, 290});
    work->setStretchFactor(0, 1);
    work->setStretchFactor(1, 0);
    QSplitter* whole = makeSplitter(Qt::Horizontal, QStringLiteral("columns"));
    whole->addWidget(work);
    whole->addWidget(tabs_);
    whole->setStretchFactor(0, 1);
    whole->setStretchFactor(1, 0);
    whole->setSizes({640, 440});
    return whole;
}

// The jobs; the timeline of the run, which is its Gantt chart, over what was measured. Narrow: all but the
// timeline are tabs.
QWidget* Layout::buildLab() {
    const bool isNarrow = arrangement_ == Arrangement::Narrow;
    tabs_ = new TabStack(this);
    if (isNarrow)
        tabs_->add(panels_.lesson);
    tabs_->add(panels_.figures);
    tabs_->add(panels_.editor, true);
    tabs_->add(panels_.stage, true);
    addReadings();
    tabs_->add(panels_.output);
    if (driveShown_)
        tabs_->add(panels_.drive, true);
    QSplitter* work = makeSplitter(Qt::Vertical, QStringLiteral("work"));
    work->addWidget(makeBottom());
    work->addWidget(tabs_);
    work->setSizes({400, 460});
    work->setStretchFactor(0, 46);
    work->setStretchFactor(1, 54);
    if (isNarrow)
        return work;
    QSplitter* whole = makeSplitter(Qt::Horizontal, QStringLiteral("columns"));
    whole->addWidget(panels_.lesson);
    whole->addWidget(work);
    whole->setStretchFactor(0, 0);
    whole->setStretchFactor(1, 1);
    whole->setSizes({kJobsWidth, 1170});
    return whole;
}

} // namespace forkscope::gui
