// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Says which policy shares out the processor among a program's processes; a click opens a small popup in
// which it and its numbers are chosen.
#include "engine/lab/policy_wish.h"

#include <QPushButton>

class QFrame;

namespace forkscope::gui {

class PolicyEditor;

class PolicyButton : public QPushButton {
    Q_OBJECT
  public:
    explicit PolicyButton(QWidget* parent = nullptr);

    void setWish(const lab::PolicyWish& wish); // no signal
    const lab::PolicyWish& wish() const;
    // None: the kernel's own.
    std::optional<scheduling::Policy> policy() const;
    // Below the button, or below `anchor` where the button is not in sight.
    void openBelow(const QWidget* anchor);
    PolicyEditor* editor() const { return editor_; }
    const QFrame* popup() const { return popup_; }

  signals:
    void changed();

  private:
    void build();
    void refresh();

    QFrame* popup_ = nullptr;
    PolicyEditor* editor_ = nullptr;
};

} // namespace forkscope::gui
