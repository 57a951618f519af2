// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The goal of a drive exercise: each part of it with a sign that it is so by now, what must not happen, how
// many steps were taken, and what came of the attempt.
#include <QList>
#include <QStringList>
#include <QWidget>

class QLabel;

namespace forkscope::gui {

struct GoalPicture {
    enum class State { NotBegun, Going, Reached, Missed };

    State state = State::NotBegun;
    QStringList parts; // in words; all of them together are the goal
    QList<bool> met;   // of each part; may be shorter: the others are not
    QString avoid;     // in words; "": nothing
    int steps = 0, par = 0;
    QString outcome; // Reached, Missed: what to be told besides

    bool operator==(const GoalPicture&) const = default;
};

class GoalView : public QWidget {
    Q_OBJECT
  public:
    explicit GoalView(QWidget* parent = nullptr);

    void show(const GoalPicture& picture);
    const GoalPicture& picture() const { return picture_; }
    // "Reached by step 9", "Step 4", …
    QString headline() const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void refresh();
    QLabel* row(int index);

    GoalPicture picture_;
    QLabel *headline_ = nullptr, *count_ = nullptr, *outcome_ = nullptr;
    QWidget* rowsOf_ = nullptr;
    QList<QLabel*> rows_; // the parts, then what is to be avoided
};

} // namespace forkscope::gui
