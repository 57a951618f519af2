// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The answers of a predict exercise: choose one, lock it in, then the real run decides. The learner's answer
// stays marked beside the run's.
#include "gui/exercise/press_row.h"

#include <QList>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace forkscope::gui {

class OptionRow;

class PredictView : public QWidget {
    Q_OBJECT
  public:
    enum class State { Choosing, Running, Decided };

    explicit PredictView(QWidget* parent = nullptr);

    void setOptions(const QStringList& options);
    int chosen() const { return chosen_; } // -1: none yet
    void choose(int index);                // while Choosing
    void showRunning();
    // `right`: what the run has shown, -1 where it met none of the answers. `moment`: when it was decided, ""
    // if no moment can be shown.
    void showVerdict(int right, const QString& moment);
    // An answer of another day: its run is not there any more.
    void showEarlier(int chosen, int right);
    void startOver();
    State state() const { return state_; }
    QString verdict() const;
    QPushButton* lockButton() const { return lock_; }
    QPushButton* againButton() const { return again_; }
    OptionRow* option(int index) const { return rows_.value(index); }

  signals:
    void lockedIn(int index);
    void momentRequested();
    void againRequested();

  private:
    void refresh();

    State state_ = State::Choosing;
    int chosen_ = -1, right_ = -1;
    bool isEarlier_ = false;
    QList<OptionRow*> rows_;
    QVBoxLayout* column_ = nullptr;
    QLabel *headline_ = nullptr, *about_ = nullptr;
    QPushButton *lock_ = nullptr, *moment_ = nullptr, *again_ = nullptr;
};

// One answer.
class OptionRow : public PressRow {
    Q_OBJECT
  public:
    enum class Mark { None, Right, Wrong };
    OptionRow(int number, const QString& text, QWidget* parent);

    void set(bool isChosen, bool isFree, Mark mark);

  signals:
    void pressed();
    void moved(int step); // Up and Down

  protected:
    void press() override { emit pressed(); }
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QString name_;
    bool isChosen_ = false;
    Mark mark_ = Mark::None;
    QLabel *text_ = nullptr, *remark_ = nullptr;
};

} // namespace forkscope::gui
