// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A row with a name, a remark at the right and a text that unfolds below: a hint, or the solution. Closed for
// good until it is allowed to open; what was opened stays so.
#include "gui/exercise/press_row.h"

class QLabel;

namespace forkscope::gui {

class LessonView;

class FoldRow : public PressRow {
    Q_OBJECT
  public:
    FoldRow(const QString& name, QWidget* parent);

    enum class State { Locked, Closed, Open };
    // `remark` says when it opens, or "open".
    void set(State state, const QString& remark, const QString& markdown);
    State state() const { return state_; }
    LessonView* text() const { return text_; }

  signals:
    void openRequested();

  protected:
    void press() override;
    int pressedHeight() const override { return kHead; }
    void paintEvent(QPaintEvent* event) override;

  private:
    static constexpr int kHead = 36;
    State state_ = State::Locked;
    bool isFolded_ = false; // an open one, by the learner
    QString name_, remark_, shownText_;
    LessonView* text_ = nullptr;
};

} // namespace forkscope::gui
