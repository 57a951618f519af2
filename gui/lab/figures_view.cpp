// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/figures_view.h"

#include "engine/lab/policy_wish.h"
#include "gui/charts/chart_canvas.h"
#include "gui/charts/chart_legend.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>

#include <cmath>

namespace forkscope::gui {

static constexpr int kSideBySide = 760; // px
static constexpr int kRow = 28, kHeader = 42;
static constexpr int kMostChartRow = 46;

// What a turn was and what came of it is told by the run itself, once it is over.
static QString whereDifferencesComeFrom(const lab::Comparison& all, bool isDone) {
    const QString computed =
        FiguresView::tr("Computed is what the policy does on a processor that loses no time.");
    if (!isDone)
        return computed;
    scheduling::Time turns = 0, used = 0;
    for (const scheduling::Stretch& stretch : all.measured.stretches)
        turns += stretch.end - stretch.begin;
    for (const scheduling::JobFigures& job : all.measured.jobs)
        used += job.used;
    const QString here =
        FiguresView::tr(
            "Here the jobs had the turn for %1 ms and the processor for %2 ms: real processes take time to "
            "begin and to end, a slice ends a little late, and other programs of this computer take their "
            "share.")
            .arg(turns / scheduling::kMillisecond)
            .arg(used / scheduling::kMillisecond);
    return computed + u' ' + here;
}

FiguresView::FiguresView(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new Surface(&Colors::panel, this);
    halves_ = new QBoxLayout(QBoxLayout::LeftToRight, body);
    halves_->setContentsMargins(16, 12, 16, 12);
    halves_->setSpacing(28);
    QWidget* left = makeTable();
    chart_ = makeChart();
    left->setParent(body);
    chart_->setParent(body);
    halves_->addWidget(left, 5);
    halves_->addWidget(chart_, 4);
    setWidget(body);
    connect(&Theme::instance(), &Theme::changed, this, &FiguresView::drawChart);
    clear(QString());
}

QWidget* FiguresView::makeTable() {
    auto* box = new QWidget(this);
    headline_ = makeLabel(QString(), 14, QFont::DemiBold, false, box);
    headline_->setWordWrap(true);
    model_ = new FiguresModel(this);
    table_ = new QTableView(box);
    table_->setModel(model_);
    table_->setFrameShape(QFrame::NoFrame);
    setLook(table_, "figures");
    table_->setShowGrid(false);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kRow);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setFixedHeight(kHeader);
    table_->setAccessibleName(tr("Times of each job, measured beside computed, in milliseconds"));
    sentence_ = makeLabel(QString(), 12, QFont::Normal, true, box);
    sentence_->setWordWrap(true);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(headline_);
    column->addWidget(table_);
    column->addWidget(sentence_);
    column->addStretch();
    return box;
}

QWidget* FiguresView::makeChart() {
    auto* box = new QWidget(this);
    times_ = new SegmentedSwitch(box);
    for (const LabTime time : {LabTime::Waiting, LabTime::Turnaround, LabTime::Response})
        times_->add(PolicyContent::timeName(time));
    times_->setAccessibleName(tr("Which mean time"));
    canvas_ = new ChartCanvas(box);
    legend_ = new ChartLegend(box);
    chartHeadline_ = makeLabel(QString(), 12, QFont::Normal, true, box);
    chartHeadline_->setWordWrap(true);
    caption_ = makeLabel(QString(), 12, QFont::Normal, true, box);
    caption_->setWordWrap(true);
    caption_->setMinimumHeight(34);
    caption_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(makeLabel(tr("Policies side by side"), 14, QFont::DemiBold, false, box));
    head->addStretch();
    head->addWidget(times_);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(chartHeadline_);
    column->addWidget(canvas_);
    column->addWidget(legend_);
    column->addWidget(caption_);
    column->addStretch();
    connect(times_, &SegmentedSwitch::chosen, this, &FiguresView::drawChart);
    connect(canvas_, &ChartCanvas::pointed, caption_, &QLabel::setText);
    return box;
}

void FiguresView::clear(const QString& sentence) {
    model_->clear();
    headline_->clear();
    headline_->hide();
    sentence_->setText(sentence);
    table_->hide();
    setPolicies({});
}

void FiguresView::show(const lab::Comparison& comparison, const std::optional<scheduling::Policy>& policy,
                       const QString& states, bool isDone) {
    model_->show(comparison);
    table_->show();
    headline_->show();
    fitTable();
    const QString name = lab::toText(policy);
    headline_->setText(!isDone ? tr("Running now: %1").arg(name)
                       : comparison.hasComputed
                           ? tr("Measured: %1. The means are off by %2 % of the computed run.")
                                 .arg(name)
                                 .arg(comparison.differenceOfMeans() * 100, 0, 'f', 1)
                           : tr("Measured: Linux, on one CPU"));
    sentence_->setText(comparison.hasComputed
                           ? whereDifferencesComeFrom(comparison, isDone)
                           : tr("There is nothing computed beside it: what Linux decides depends on "
                                "all that runs on this computer. Measured by the CPU states of the "
                                "trace (%1).")
                                 .arg(states));
}

void FiguresView::addRemark(const QString& sentence) {
    headline_->setText(sentence);
}

QString FiguresView::headline() const {
    return headline_->text();
}

QString FiguresView::sentence() const {
    return sentence_->text();
}

void FiguresView::setPolicies(const std::vector<MeasuredPolicy>& policies) {
    policies_ = policies;
    chart_->setVisible(!policies.empty());
    drawChart();
    arrange();
}

void FiguresView::drawChart() {
    if (policies_.empty())
        return canvas_->setContent(nullptr, {});
    auto content = std::make_unique<PolicyContent>(policies_, LabTime(std::max(0, times_->current())));
    const ChartReach reach = content->reach();
    chartHeadline_->setText(content->headline());
    chartHeadline_->setVisible(!content->headline().isEmpty());
    legend_->setEntries(content->legend());
    canvas_->setFixedHeight(48 + kMostChartRow * std::max(2, content->rows()));
    canvas_->setContent(std::move(content), reach);
    caption_->clear();
}

// As high as its rows: the page scrolls, not the table in it.
void FiguresView::fitTable() {
    table_->setFixedHeight(kHeader + kRow * model_->rowCount() + 2);
}

void FiguresView::arrange() {
    const bool isWide = viewport()->width() >= kSideBySide;
    halves_->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void FiguresView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace forkscope::gui
