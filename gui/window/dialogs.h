// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The few boxes the window opens on request: which Python, the keys, about.
#include <QString>

#include <optional>

class QWidget;

namespace forkscope::gui {

// The chosen interpreter ("" for the default), or nothing when the box was left. Never gives one that can't
// be used: it says why in the box.
std::optional<QString> choosePython(QWidget* parent, const QString& current);
void showKeys(QWidget* parent);
void showAbout(QWidget* parent);

} // namespace forkscope::gui
