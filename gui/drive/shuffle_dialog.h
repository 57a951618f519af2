// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Looks for the order in which a program goes wrong: asks from which seed, how often and what for, shows how
// far the runs are, and offers the order of the one that was found. Owns the runs; what to run comes from
// outside. Closing it ends them.
#include "engine/batch/shuffle.h"

#include <QDialog>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace forkscope::gui {

class ShuffleDialog : public QDialog {
    Q_OBJECT
  public:
    ShuffleDialog(const QString& program, QWidget* parent);
    ~ShuffleDialog() override;

    // The answer to startRequested().
    void start(run::LaunchSpec spec);
    void stop();
    bool isRunning() const { return shuffle_ && shuffle_->isRunning(); }
    const batch::Shuffle* shuffle() const { return shuffle_.get(); } // null: nothing was run
    // In place of progress and result.
    void tell(const QString& sentence);

    QSpinBox* seed() const { return seed_; }
    QSpinBox* times() const { return times_; }
    QLineEdit* condition() const { return condition_; }
    QPushButton* startButton() const { return start_; } // Stop, while runs go on
    QPushButton* followButton() const { return follow_; }
    QPushButton* saveButton() const { return save_; }
    QString told() const;

  signals:
    void startRequested();
    void followRequested(const forkscope::drive::Schedule& order);
    void saveRequested(const forkscope::drive::Schedule& order);

  protected:
    void done(int result) override;

  private:
    void build();
    QWidget* makeQuestion();
    QWidget* makeHelp();
    void startOrStop();
    void showProgress();
    void showResult();
    void refresh();

    QString program_;
    std::unique_ptr<batch::Shuffle> shuffle_;
    QSpinBox *seed_ = nullptr, *times_ = nullptr;
    QLineEdit* condition_ = nullptr;
    QWidget* question_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* told_ = nullptr;
    QPushButton *start_ = nullptr, *follow_ = nullptr, *save_ = nullptr, *close_ = nullptr;
};

} // namespace forkscope::gui
