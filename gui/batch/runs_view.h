// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A program run many times: how often, how far it is, and the outcomes as bars, each of which opens a run.
// Owns the Batch and with it the recordings; what to run comes from outside, and who shows a run is outside
// too.
#include "engine/batch/batch.h"
#include "engine/batch/outcome_groups.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;

namespace forkscope::gui {

class OutcomeList;
class OutcomeModel;
class RunStepBar;
class StartBar;

class RunsView : public QWidget {
    Q_OBJECT
  public:
    explicit RunsView(QWidget* parent = nullptr);
    ~RunsView() override;

    // The answer to startRequested(): the outcomes from before are gone.
    Outcome start(const run::LaunchSpec& spec, int runs);
    void cancel();
    // Forgets the outcomes and their recordings.
    void clear();
    bool isRunning() const;
    const batch::Batch* batch() const { return batch_.get(); } // null: nothing was run
    // Whether there is a program that can be run.
    void setStartable(bool startable);
    // Which of these runs the other views show now, by its number; 0 none.
    void showOpen(int number);
    void focusNumber();

    batch::GroupBy grouping() const { return by_; }
    void group(batch::GroupBy by);
    // Opens the first run of this row, or the one that is open already.
    void choose(int row);
    // To another run of the same outcome.
    void step(int by);
    int openRun() const { return openRun_; } // place in the outcomes; -1 none

    OutcomeModel* model() const { return model_; }
    OutcomeList* list() const { return list_; }
    StartBar* startBar() const { return start_; }
    RunStepBar* stepBar() const { return step_; }
    QString headline() const;

  signals:
    void startRequested(int runs, int seconds);
    // To be shown, which showOpen() then tells. It has a recording.
    void runChosen(const forkscope::batch::RunOutcome& outcome);
    void runningChanged();
    void noted(const QString& sentence);

  private:
    void build();
    void connectParts();
    void refresh();
    void refreshWords();
    void refreshStep();
    void select(int run);
    void openRunAt(int run);
    void ended();
    QString headlineWords() const;

    static constexpr int kPause = 200; // ms between two looks at what has come in

    std::unique_ptr<batch::Batch> batch_;
    batch::GroupBy by_ = batch::GroupBy::Printed;
    int openRun_ = -1;
    QTimer clock_; // while runs go on
    OutcomeModel* model_ = nullptr;
    OutcomeList* list_ = nullptr;
    StartBar* start_ = nullptr;
    RunStepBar* step_ = nullptr;
    QComboBox* groupings_ = nullptr;
    QLabel *headline_ = nullptr, *alike_ = nullptr, *hint_ = nullptr;
};

} // namespace forkscope::gui
