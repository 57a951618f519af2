// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The buttons that both pages have in their upper right corner.
class QPushButton;
class QWidget;

namespace forkscope::gui {

struct Actions;

QPushButton* makeMenuButton(const Actions& actions, QWidget* parent);
// Sun in the dark, moon in the light: shows what a press leads to.
QPushButton* makeThemeButton(const Actions& actions, QWidget* parent);

} // namespace forkscope::gui
