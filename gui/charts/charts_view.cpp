// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/charts_view.h"

#include "engine/world/explain.h"
#include "gui/charts/chart_canvas.h"
#include "gui/charts/chart_legend.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace forkscope::gui {

// A row lower than that shows "…" for its name.
static constexpr int kRowHeight = 24, kAroundRows = 60, kLeastHeight = 120;

ChartsView::ChartsView(QWidget* parent) : QWidget(parent) {
    build();
    soon_.setSingleShot(true);
    soon_.setInterval(kPause);
    connect(&soon_, &QTimer::timeout, this, &ChartsView::read);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        if (current_.figures)
            draw();
    });
    setHistory(nullptr);
}

// The canvases lose the focus while this goes away, and would tell of it.
ChartsView::~ChartsView() {
    before_.canvas->disconnect(this);
    now_.canvas->disconnect(this);
}

void ChartsView::build() {
    stack_ = new QStackedWidget(this);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(stack_);
    hint_ = makeLabel(QString(), 13, QFont::Normal, true, stack_);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->setContentsMargins(16, 0, 16, 0);
    stack_->addWidget(hint_);

    stack_->addWidget(makePage());
    connectParts();
    showCaption({});
}

QWidget* ChartsView::makePage() {
    auto* page = new QWidget(stack_);
    kinds_ = new QComboBox(page);
    kinds_->setAccessibleName(tr("Chart"));
    choices_ = new QComboBox(page);
    choices_->setAccessibleName(tr("Of which object"));
    legend_ = new ChartLegend(page);
    caption_ = makeLabel(QString(), 12, QFont::Normal, true, page);
    caption_->setWordWrap(true);
    caption_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    caption_->setMinimumHeight(3 * QFontMetrics(uiFont(12)).lineSpacing()); // it does not jump with its text
    keep_ = makeButton(QString(), {}, page);
    keptLabel_ = makeLabel(QString(), 12, QFont::Normal, true, page);
    keptLabel_->setWordWrap(true);

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(kinds_, 3);
    top->addWidget(choices_, 2);
    auto* end = new QHBoxLayout;
    end->setSpacing(10);
    end->addWidget(keep_);
    end->addWidget(keptLabel_, 1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(makeCards(page), 1);
    column->addWidget(legend_);
    column->addWidget(caption_);
    column->addLayout(end);
    return page;
}

// Many processes need more height than there is.
QWidget* ChartsView::makeCards(QWidget* parent) {
    auto* inside = new QWidget(parent);
    auto* cards = new QVBoxLayout(inside);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(10);
    before_ = makeCard();
    now_ = makeCard();
    cards->addWidget(before_.box, 1);
    cards->addWidget(now_.box, 1);
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    return scroll;
}

void ChartsView::connectParts() {
    connect(kinds_, &QComboBox::activated, this,
            [this](int row) { choose(ChartKind(kinds_->itemData(row).toInt())); });
    connect(choices_, &QComboBox::activated, this, [this](int row) {
        choice_ = choices_->itemText(row);
        draw();
    });
    connect(keep_, &QPushButton::clicked, this, [this] { isComparing() ? stopComparing() : keep(); });
    // A moment of the kept run is no moment of this one.
    connect(now_.canvas, &ChartCanvas::momentChosen, this, &ChartsView::momentChosen);
}

ChartsView::Card ChartsView::makeCard() {
    Card card;
    card.box = new QWidget(this);
    auto* column = new QVBoxLayout(card.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    card.title = makeLabel(QString(), 13, QFont::DemiBold, false, card.box);
    card.headline = makeLabel(QString(), 13, QFont::Normal, false, card.box);
    card.headline->setWordWrap(true);
    card.canvas = new ChartCanvas(card.box);
    column->addWidget(card.title);
    column->addWidget(card.headline);
    column->addWidget(card.canvas, 1);
    connect(card.canvas, &ChartCanvas::pointed, this, &ChartsView::showCaption);
    return card;
}

QString ChartsView::caption() const {
    return caption_->text();
}

QWidget* ChartsView::choice() const {
    return kinds_;
}

void ChartsView::showCaption(const QString& words) {
    caption_->setText(!words.isEmpty() ? words
                                       : tr("Point at the chart to read it. A click goes to that moment."));
}

void ChartsView::setHistory(const world::History* history, const QString& name) {
    soon_.stop();
    isKeptShown_ = false;
    history_ = history;
    current_ = {nullptr, name};
    playhead_ = -1;
    now_.canvas->setContent(nullptr, {});
    if (history_ && isVisible())
        return read();
    hint_->setText(tr("Press Run (F5). What the run did is counted here: waiting, running, queues, locks."));
    stack_->setCurrentIndex(0);
}

void ChartsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (history_)
        read();
}

void ChartsView::refresh() {
    if (history_ && isVisible() && !soon_.isActive())
        soon_.start();
}

void ChartsView::read() {
    soon_.stop();
    if (!history_)
        return;
    QElapsedTimer clock;
    clock.start();
    current_.figures = std::make_shared<const RunFigures>(figuresOf(*history_));
    offer();
    // A long run that goes on is read less often.
    soon_.setInterval(std::max<int>(kPause, int(clock.elapsed()) * kIdleShare));
}

QList<ChartKind> ChartsView::kinds() const {
    QList<ChartKind> offered;
    for (int kind = 0; kind < kChartKinds && current_.figures; ++kind)
        if (!chartChoices(ChartKind(kind), *current_.figures).isEmpty())
            offered += ChartKind(kind);
    return offered;
}

// The charts for which there is data.
void ChartsView::offer() {
    const QList<ChartKind> offered = kinds();
    if (offered.isEmpty()) {
        hint_->setText(tr("Nothing to count yet: no process has begun."));
        stack_->setCurrentIndex(0);
        return;
    }
    QList<ChartKind> listed;
    for (int row = 0; row < kinds_->count(); ++row)
        listed += ChartKind(kinds_->itemData(row).toInt());
    if (listed != offered) {
        kinds_->clear();
        for (const ChartKind kind : offered)
            kinds_->addItem(chartName(kind), int(kind));
    }
    if (!offered.contains(kind_))
        kind_ = offered.first();
    kinds_->setCurrentIndex(int(offered.indexOf(kind_)));
    stack_->setCurrentIndex(1);
    draw();
}

void ChartsView::choose(ChartKind kind) {
    if (!kinds().contains(kind))
        return;
    kind_ = kind;
    kinds_->setCurrentIndex(kinds_->findData(int(kind)));
    draw();
}

// The queue, lock or pool of this name; the first one where there is none.
int ChartsView::choiceOf(const RunFigures& figures) const {
    const QStringList choices = chartChoices(kind_, figures);
    return choices.isEmpty() ? -1 : std::max(0, int(choices.indexOf(choice_)));
}

void ChartsView::offerChoices() {
    const QStringList choices = chartChoices(kind_, *current_.figures);
    QStringList listed;
    for (int row = 0; row < choices_->count(); ++row)
        listed += choices_->itemText(row);
    if (listed != choices) {
        choices_->clear();
        choices_->addItems(choices);
    }
    choices_->setCurrentIndex(choiceOf(*current_.figures));
    choices_->setVisible(!choices.first().isEmpty());
}

void ChartsView::draw() {
    if (kinds().isEmpty()) // read so early that there was nothing to count yet
        return;
    offerChoices();
    const int which = choiceOf(*current_.figures);
    const int whichKept = isBesideKept() ? choiceOf(*kept_.figures) : -1;
    const auto content = makeChartContent(kind_, current_.figures, which);
    ChartReach reach = content->reach();
    if (whichKept >= 0)
        reach = reach.joined(makeChartContent(kind_, kept_.figures, whichKept)->reach());
    legend_->setEntries(content->legend());
    before_.box->setVisible(isBesideKept());
    if (isBesideKept())
        showCard(before_, kept_, whichKept, reach, tr("Kept: %1").arg(kept_.name));
    showCard(now_, current_, which, reach, isBesideKept() ? tr("This run") : QString());
    if (whichKept >= 0)
        alignPlots();
    keep_->setText(isComparing() ? tr("Stop comparing") : tr("Keep for comparison"));
    keptLabel_->setText(isComparing() && !isBesideKept() ? tr("Kept. The next run is drawn below this one.")
                                                         : QString());
}

std::vector<ChartsView::Drawn> ChartsView::drawn() {
    if (history_ && !isVisible())
        read();
    std::vector<Drawn> all;
    if (!current_.figures || kinds().isEmpty())
        return all;
    const auto add = [&](const Run& run, const QString& title) {
        const int which = choiceOf(*run.figures);
        if (which < 0)
            return;
        QStringList words{chartChoices(kind_, *run.figures)[which], title};
        words.removeAll(QString());
        all.push_back({words.join(QStringLiteral(" · ")), makeChartContent(kind_, run.figures, which), {}});
    };
    if (isBesideKept())
        add(kept_, tr("Kept: %1").arg(kept_.name));
    add(current_, isBesideKept() ? tr("This run") : QString());
    ChartReach reach = all.front().content->reach();
    for (const Drawn& one : all)
        reach = reach.joined(one.content->reach());
    for (Drawn& one : all)
        one.reach = reach;
    return all;
}

void ChartsView::alignPlots() {
    const int before = before_.canvas->namesWidth(), now = now_.canvas->namesWidth();
    before_.canvas->setInset(std::max(0, now - before));
    now_.canvas->setInset(std::max(0, before - now));
}

void ChartsView::showCard(Card& card, const Run& run, int which, const ChartReach& reach,
                          const QString& title) {
    card.title->setText(title);
    card.title->setVisible(!title.isEmpty());
    if (which < 0) {
        card.headline->setText(tr("That run has nothing for this chart."));
        card.canvas->setContent(nullptr, reach);
        card.canvas->hide();
        return;
    }
    auto content = makeChartContent(kind_, run.figures, which);
    card.headline->setText(content->headline());
    card.canvas->setMinimumHeight(std::max(kLeastHeight, content->rows() * kRowHeight + kAroundRows));
    card.canvas->setContent(std::move(content), reach);
    card.canvas->show();
    card.canvas->setPlayhead(&card == &now_ ? playhead_ : -1);
}

void ChartsView::setPlayhead(Time at) {
    playhead_ = at;
    now_.canvas->setPlayhead(at);
}

void ChartsView::keep() {
    if (!current_.figures)
        return;
    kept_ = current_;
    kept_.name = QStringLiteral("%1, %2").arg(
        current_.name, QString::fromStdString(world::formatTime(current_.figures->end)));
    isKeptShown_ = true;
    draw();
}

void ChartsView::stopComparing() {
    kept_ = {};
    isKeptShown_ = false;
    if (current_.figures)
        draw();
}

} // namespace forkscope::gui
