// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// In the timeline's title: whether the screen follows the present. In the past it is the button that leads
// back.
#include <QPushButton>

namespace forkscope::gui {

class LiveBadge : public QPushButton {
    Q_OBJECT
  public:
    enum class State { Nothing, Live, Ended, Recording, Past };

    explicit LiveBadge(QWidget* parent = nullptr);
    void setState(State state, bool running);
    State state() const { return state_; }

    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    State state_ = State::Nothing;
    bool running_ = false;
};

} // namespace forkscope::gui
