// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The charts of a run: a choice of those for which it has data, the chosen one with a sentence above and a
// legend below. A run can be kept: the next one is then drawn below it with the same axes. Reads the History
// only while it is seen, and at most twice a second.
#include "gui/charts/chart_content.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace forkscope::gui {

class ChartCanvas;
class ChartLegend;

class ChartsView : public QWidget {
    Q_OBJECT
  public:
    explicit ChartsView(QWidget* parent = nullptr);
    ~ChartsView() override;

    // Another run; null: none. `name` is what a kept run is called, with its length. The History must live
    // until the next call.
    void setHistory(const world::History* history, const QString& name = {});
    // The History has grown.
    void refresh();
    void setPlayhead(Time at);

    ChartKind kind() const { return kind_; }
    // No effect when the run has no such chart.
    void choose(ChartKind kind);
    QList<ChartKind> kinds() const; // those offered
    void keep();
    void stopComparing();
    bool isComparing() const { return kept_.figures != nullptr; }
    ChartCanvas* canvas() const { return now_.canvas; }
    ChartCanvas* keptCanvas() const { return before_.canvas; }
    QString caption() const;
    // What is drawn now, from the top: one chart, or two that are compared and share their axes. Empty before
    // the first run. Read anew, so that it is there also while the charts are not seen.
    struct Drawn {
        QString title; // which object, which run; "" where there is only one
        std::unique_ptr<ChartContent> content;
        ChartReach reach;
    };
    std::vector<Drawn> drawn();
    // Where the keyboard comes in; seen when there is something to choose from.
    QWidget* choice() const;

  signals:
    void momentChosen(forkscope::trace::Time at);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    static constexpr int kPause = 500;    // ms between two readings
    static constexpr int kIdleShare = 10; // of the time a reading took, at least

    struct Run {
        Figures figures;
        QString name;
    };
    // One run's chart with its title and sentence.
    struct Card {
        QWidget* box = nullptr;
        QLabel *title = nullptr, *headline = nullptr;
        ChartCanvas* canvas = nullptr;
    };

    void build();
    QWidget* makePage();
    QWidget* makeCards(QWidget* parent);
    void connectParts();
    Card makeCard();
    void read();
    void offer();
    void offerChoices();
    void draw();
    void showCard(Card& card, const Run& run, int which, const ChartReach& reach, const QString& title);
    void alignPlots();
    int choiceOf(const RunFigures& figures) const;
    void showCaption(const QString& words);
    bool isBesideKept() const { return kept_.figures && !isKeptShown_; }

    const world::History* history_ = nullptr;
    bool isKeptShown_ = false; // the kept run is still the one shown
    Run current_, kept_;
    ChartKind kind_ = ChartKind::States;
    QString choice_; // name of the queue, lock or pool
    QTimer soon_;
    QStackedWidget* stack_ = nullptr;
    QLabel* hint_ = nullptr;
    QComboBox *kinds_ = nullptr, *choices_ = nullptr;
    Card before_, now_;
    ChartLegend* legend_ = nullptr;
    QLabel* caption_ = nullptr;
    QLabel* keptLabel_ = nullptr;
    QPushButton* keep_ = nullptr;
    Time playhead_ = -1;
};

} // namespace forkscope::gui
