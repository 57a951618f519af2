// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/layout.h"

#include "gui/widgets/panel.h"
#include "gui/widgets/tab_stack.h"
#include "gui/window/settings.h"

#include <QBoxLayout>
#include <QSplitter>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kGap = 6;
static constexpr int kLessonWidth = 352;
static constexpr int kRightWidth = 404;
static constexpr int kUsualWidth = 1520; // of the window; what is wider serves the texts too

Layout::Layout(const WorkspacePanels& panels, Settings& settings, QWidget* parent)
    : QWidget(parent), panels_(panels), settings_(settings) {
    column_ = new QVBoxLayout(this);
    column_->setSizeConstraint(QLayout::SetNoConstraint);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    panels_.lesson->setMinimumWidth(240);
    panels_.editor->setMinimumWidth(300);
    panels_.moment->setMinimumHeight(90);
    panels_.output->setMinimumHeight(110);
    panels_.timeline->setMinimumHeight(120);
    panels_.stage->setMinimumSize(320, 140);
    panels_.drive->setMinimumSize(240, 200);
}

Layout::Arrangement Layout::arrangementFor(int width) {
    return width >= 1200 ? Arrangement::Wide : width >= 1000 ? Arrangement::Medium : Arrangement::Narrow;
}

QString Layout::name() const {
    if (purpose_ == Purpose::Edit)
        return QStringLiteral("exercise-%1").arg(int(arrangement_));
    if (purpose_ == Purpose::Lab)
        return QStringLiteral("lab-%1").arg(int(arrangement_));
    switch (arrangement_) {
    case Arrangement::Wide:
        return (lessonShown_ ? QStringLiteral("wide") : QStringLiteral("wide-own")) +
               (driveShown_ ? QStringLiteral("-drive") : QString());
    case Arrangement::Medium:
        return QStringLiteral("medium");
    case Arrangement::Narrow:
        break;
    }
    return QStringLiteral("narrow");
}

void Layout::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const Arrangement wanted = arrangementFor(width());
    if (!built_ || wanted != arrangement_)
        arrange(wanted);
}

void Layout::setLessonShown(bool shown) {
    if (shown == lessonShown_)
        return;
    if (built_)
        saveSizes();
    lessonShown_ = shown;
    arrangeAnew();
}

void Layout::setRunsShown(bool shown) {
    if (shown == runsShown_)
        return;
    if (built_)
        saveSizes();
    runsShown_ = shown;
    arrangeAnew();
}

void Layout::setDriveShown(bool shown) {
    if (shown == driveShown_)
        return;
    if (built_)
        saveSizes();
    driveShown_ = shown;
    arrangeAnew();
}

void Layout::setPurpose(Purpose purpose) {
    if (purpose == purpose_)
        return;
    if (built_)
        saveSizes();
    purpose_ = purpose;
    arrangeAnew();
}

// The sizes before were kept under the name that was right for them.
void Layout::arrangeAnew() {
    if (!built_)
        return;
    sizesAreKept_ = true;
    arrange(arrangement_);
    sizesAreKept_ = false;
}

void Layout::arrange(Arrangement arrangement) {
    QWidget* focused = isAncestorOf(window()->focusWidget()) ? window()->focusWidget() : nullptr;
    const bool wasInside = focused || !built_;
    if (built_ && !sizesAreKept_)
        saveSizes();
    takeDown();
    arrangement_ = arrangement;
    root_ = purpose_ == Purpose::Lab             ? buildLab()
            : arrangement == Arrangement::Wide   ? buildWide()
            : arrangement == Arrangement::Medium ? buildMedium()
                                                 : buildNarrow();
    column_->addWidget(root_);
    built_ = true;
    panels_.lesson->setVisible(lessonShown_);
    panels_.drive->setVisible(driveShown_);
    // What has a place outside the tabs is shown; the tabs show theirs themselves.
    for (Panel* panel : all())
        if (panel != panels_.lesson && panel != panels_.drive && !tabs_->holds(panel))
            panel->setVisible(root_->isAncestorOf(panel));
    restoreSizes();
    for (Panel* panel : all()) // what one works in stays in front
        if (focused && panel != panels_.editor && panel->isAncestorOf(focused))
            reveal(panel);
    if (wasInside)
        (focused && focused->isVisible() ? focused : static_cast<QWidget*>(panels_.editor))->setFocus();
}

void Layout::takeDown() {
    if (tabs_)
        tabs_->takeAll();
    for (Panel* panel : all())
        panel->setParent(this);
    panels_.messages->setParent(this);
    delete root_;
    root_ = nullptr;
    tabs_ = nullptr;
    splitters_.clear();
}

QList<Panel*> Layout::all() const {
    return {panels_.lesson, panels_.editor, panels_.moment, panels_.output,  panels_.timeline, panels_.stage,
            panels_.charts, panels_.runs,   panels_.drive,  panels_.results, panels_.figures};
}

QSplitter* Layout::makeSplitter(Qt::Orientation orientation, const QString& name) {
    auto* splitter = new QSplitter(orientation, this);
    splitter->setObjectName(name);
    splitter->setHandleWidth(kGap);
    splitter->setChildrenCollapsible(false);
    splitters_.append(splitter);
    return splitter;
}

QWidget* Layout::makeBottom() {
    auto* bottom = new QWidget(this);
    auto* column = new QVBoxLayout(bottom);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(panels_.messages);
    column->addWidget(panels_.timeline, 1);
    return bottom;
}

// The stage over the timeline.
QSplitter* Layout::makeWork() {
    QSplitter* work = makeSplitter(Qt::Vertical, QStringLiteral("work"));
    work->addWidget(panels_.stage);
    work->addWidget(makeBottom());
    work->setSizes({470, 430});
    work->setStretchFactor(0, 52);
    work->setStretchFactor(1, 48);
    return work;
}

// What is read off the run, in every arrangement.
void Layout::addReadings() {
    tabs_->add(panels_.moment);
    tabs_->add(panels_.charts);
    if (runsShown_)
        tabs_->add(panels_.runs);
}

// The lesson, and under it who is held.
QWidget* Layout::makeLeft() {
    if (!driveShown_)
        return panels_.lesson;
    QSplitter* left = makeSplitter(Qt::Vertical, QStringLiteral("left"));
    left->addWidget(panels_.lesson);
    left->addWidget(panels_.drive);
    left->setSizes({320, 560});
    left->setStretchFactor(0, 0);
    left->setStretchFactor(1, 1);
    return left;
}

QWidget* Layout::buildWide() {
    if (purpose_ == Purpose::Edit)
        return buildExerciseWide();
    tabs_ = new TabStack(this);
    tabs_->add(panels_.editor, true);
    addReadings();
    QSplitter* right = makeSplitter(Qt::Vertical, QStringLiteral("right"));
    right->addWidget(tabs_);
    right->addWidget(panels_.output);
    right->setSizes({560, 260});
    QSplitter* whole = makeSplitter(Qt::Horizontal, QStringLiteral("columns"));
    whole->addWidget(makeLeft());
    whole->addWidget(makeWork());
    whole->addWidget(right);
    for (const auto& [part, stretch] : {std::pair(0, 0), std::pair(1, 1), std::pair(2, 0)})
        whole->setStretchFactor(part, stretch);
    const int more = std::max(0, width() - kUsualWidth);
    const int left = kLessonWidth + more * 10 / 100, readings = kRightWidth + more * 45 / 100;
    whole->setSizes({left, std::max(width(), kUsualWidth) - left - readings, readings});
    return whole;
}

QWidget* Layout::buildMedium() {
    if (purpose_ == Purpose::Edit)
        return buildExerciseMedium();
    tabs_ = new TabStack(this);
    tabs_->add(panels_.editor, true);
    if (driveShown_)
        tabs_->add(panels_.drive, true);
    if (lessonShown_)
        tabs_->add(panels_.lesson);
    addReadings();
    tabs_->add(panels_.output);
    QSplitter* whole = makeSplitter(Qt::Horizontal, QStringLiteral("columns"));
    whole->addWidget(makeWork());
    whole->addWidget(tabs_);
    whole->setStretchFactor(0, 1);
    whole->setStretchFactor(1, 0);
    whole->setSizes({640, 400});
    return whole;
}

QWidget* Layout::buildNarrow() {
    tabs_ = new TabStack(this);
    tabs_->add(panels_.editor, true);
    if (purpose_ == Purpose::Edit) {
        tabs_->add(panels_.lesson);
        addExerciseReadings();
    } else {
        tabs_->add(panels_.stage);
        if (driveShown_)
            tabs_->add(panels_.drive, true);
        if (lessonShown_)
            tabs_->add(panels_.lesson);
        addReadings();
        tabs_->add(panels_.output);
    }
    QSplitter* work = makeSplitter(Qt::Vertical, QStringLiteral("work"));
    work->addWidget(tabs_);
    work->addWidget(makeBottom());
    work->setSizes({560, 440});
    return work;
}

void Layout::reveal(Panel* panel) {
    if (tabs_)
        tabs_->showPanel(panel);
}

void Layout::saveSizes() {
    for (const QSplitter* splitter : splitters_)
        settings_.setSplitter(name(), splitter->objectName(), splitter->saveState());
}

void Layout::restoreSizes() {
    for (QSplitter* splitter : splitters_)
        if (const QByteArray state = settings_.splitter(name(), splitter->objectName()); !state.isEmpty())
            splitter->restoreState(state);
}

} // namespace forkscope::gui
