// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scheduling lab in the workspace: its table of jobs, its runs one after another, what they measured. The
// runs are the workspace's runs, so that the ordinary timeline is their Gantt chart.
#include "engine/lab/comparison.h"
#include "engine/lab/job_file.h"
#include "engine/lab/policy_wish.h"
#include "engine/run/session.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace forkscope::gui {

class FiguresView;
class JobsView;
class Panel;
class Settings;
class Workspace;

class LabDesk : public QObject {
    Q_OBJECT
  public:
    LabDesk(Settings& settings, Workspace& workspace);

    // The workspace shows the lab already. Without a table: the one that was there last.
    void open(const std::optional<lab::JobFile>& table, const QString& about);
    void close();
    bool isOn() const { return isOn_; }

    JobsView* jobs() const { return jobs_; }
    Panel* figuresPanel() const { return panel_; }
    FiguresView* figures() const { return figures_; }

    // With the policy that is chosen; all five, one after another.
    void run();
    void runAll();
    // No further run of them follows the one that is stopped.
    void stopSeries();

    // The workspace's run is another one now; something has changed about it.
    void sessionChanged(run::Session* session);
    void stateChanged(bool busy, bool stopping);

  private:
    struct Measured {
        std::optional<scheduling::Policy> policy; // none: the kernel's own
        lab::Comparison comparison;
    };
    void connectParts();
    void start();
    void advanced();
    void ended(const run::Ending& ending);
    void keep(const lab::Comparison& comparison);
    void showPolicies();
    void forget();
    void openTable();
    void saveTable();

    Settings& settings_;
    Workspace& workspace_;
    JobsView* jobs_ = nullptr;
    Panel* panel_ = nullptr;
    FiguresView* figures_ = nullptr;
    bool isOn_ = false, isStarting_ = false;
    std::deque<std::optional<scheduling::Policy>> next_; // still to be run
    std::optional<scheduling::Policy> policy_;           // of the run that goes on
    std::vector<scheduling::Job> ran_;                   // its jobs
    QPointer<run::Session> session_;                     // the lab's run; null: none
    std::vector<Measured> measured_;                     // of the table as it is, the last of each policy
    QTimer soon_;
};

} // namespace forkscope::gui
