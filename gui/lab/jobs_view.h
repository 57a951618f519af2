// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is asked in the scheduling lab: the table of jobs, the policy with its numbers, Run and Run all
// policies. Starts nothing itself.
#include "engine/lab/job_file.h"
#include "engine/lab/policy_wish.h"
#include "gui/lab/job_model.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QTableView;

namespace forkscope::gui {

class PolicyEditor;

class JobsView : public QScrollArea {
    Q_OBJECT
  public:
    explicit JobsView(QWidget* parent = nullptr);

    // A table with its policy, where it names one; what it leaves out stays. `about`: one sentence over it.
    void setTable(const lab::JobFile& file, const QString& about);
    void setWish(const lab::PolicyWish& wish);
    // Table and policy as they are now.
    lab::JobFile table() const;
    lab::PolicyWish wish() const;
    // While a run goes on nothing is edited, and Run is Stop.
    void setRunning(bool running, bool stopping);
    void say(const QString& sentence); // below the table; "" nothing

    QTableView* jobs() const { return table_; }
    JobModel* model() const { return model_; }
    PolicyEditor* policy() const { return policy_; }
    QPushButton* runButton() const { return run_; }
    QPushButton* runAllButton() const { return runAll_; }
    QPushButton* addButton() const { return add_; }
    QPushButton* removeButton() const { return remove_; }
    QPushButton* tablesButton() const { return tables_; }
    QString said() const;

  signals:
    void runRequested();
    void runAllRequested();
    void stopRequested();
    void openRequested();
    void saveRequested();
    void edited();        // another table
    void policyChanged(); // another policy, or another number

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeHead();
    QWidget* makeJobs();
    QWidget* makePolicy();
    QWidget* makeRun();
    void addJob();
    void removeJob();
    void fitTable();

    JobModel* model_ = nullptr;
    QTableView* table_ = nullptr;
    PolicyEditor* policy_ = nullptr;
    QLabel *about_ = nullptr, *said_ = nullptr;
    QWidget *jobsBox_ = nullptr, *policyBox_ = nullptr, *headBox_ = nullptr;
    QPushButton *tables_ = nullptr, *add_ = nullptr, *remove_ = nullptr, *run_ = nullptr, *runAll_ = nullptr;
    bool running_ = false;
};

} // namespace forkscope::gui
